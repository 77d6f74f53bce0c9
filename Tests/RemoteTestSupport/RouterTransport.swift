// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import DynamoDB
    import DynamoDBServer

    /// Answers requests of DynamoDB's protocol from a database in this process: the whole wire, without a socket.
    package struct RouterTransport: HTTPTransport {
        private let router: RequestRouter

        package init(_ database: any DynamoDBDatabase) {
            self.router = RequestRouter(database) { "REQUEST" }
        }

        package func send(
            _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
        ) async throws(TransportFailure) -> HTTPResponse {
            let response = await self.router.answer(
                RequestRouter.Request(
                    method: request.method, path: request.path, headers: request.headers, body: request.body))
            return HTTPResponse(status: response.status, headers: response.headers, body: response.body)
        }

        /// A response as the service makes it.
        package static func response(_ status: Int, _ body: [UInt8]) -> HTTPResponse {
            HTTPResponse(
                status: status,
                headers: [
                    ("Content-Type", "application/x-amz-json-1.0"), ("x-amzn-RequestId", "REQUEST"),
                    ("x-amz-crc32", String(CRC32.checksum(of: body))),
                ], body: body)
        }
    }
#endif
