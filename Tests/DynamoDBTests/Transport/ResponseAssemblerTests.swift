// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import NIOCore
    import NIOHTTP1
    import Testing

    /// Responses put together from their parts, within a limit.
    struct ResponseAssemblerTests {
        private func assemble(_ parts: [HTTPClientResponsePart], limit: Int) throws(TransportFailure) -> HTTPResponse? {
            var assembler = ResponseAssembler(maximumBodyBytes: limit)
            var response: HTTPResponse?
            for part in parts { response = try assembler.receive(part) }
            return response
        }

        private func head(_ status: Int, _ headers: HTTPHeaders = [:]) -> HTTPClientResponsePart {
            .head(HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: headers))
        }

        private func body(_ text: String) -> HTTPClientResponsePart { .body(ByteBuffer(string: text)) }

        @Test
        func `parts become one response`() throws {
            let response = try self.assemble(
                [
                    self.head(100), self.head(400, ["x-amzn-RequestId": "R1", "Content-Length": "6"]), self.body("abc"),
                    self.body("def"), .end(["Trailer": "ignored"]),
                ], limit: 6)
            #expect(response?.status == 400)
            #expect(response?.body == Array("abcdef".utf8))
            #expect(response?.header("X-AMZN-REQUESTID") == "R1")
        }

        @Test(arguments: [("6", 6), ("7", nil), ("99999999999999999999", 6), ("-1", 6), ("x", 6)])
        func `a response that announces too much is refused before it is read`(length: String, received: Int?) {
            var assembler = ResponseAssembler(maximumBodyBytes: 6)
            let head = self.head(200, ["Content-Length": length])
            if received == nil {
                #expect(throws: TransportFailure.self) { _ = try assembler.receive(head) }
            } else {
                #expect(throws: Never.self) { _ = try assembler.receive(head) }
            }
        }

        @Test
        func `a response without a length is counted`() throws {
            var assembler = ResponseAssembler(maximumBodyBytes: 6)
            _ = try assembler.receive(self.head(200))
            _ = try assembler.receive(self.body("abcdef"))
            let failure = #expect(throws: TransportFailure.self) { _ = try assembler.receive(self.body("g")) }
            #expect(failure?.kind == .tooLarge)
            #expect(failure?.mayHaveBeenSent == true)
        }

        @Test(arguments: [[101], [200, 200]])
        func `a head that answers nothing is malformed`(statuses: [Int]) throws {
            var assembler = ResponseAssembler(maximumBodyBytes: 6)
            for status in statuses.dropLast() { _ = try assembler.receive(self.head(status)) }
            let failure = #expect(throws: TransportFailure.self) {
                _ = try assembler.receive(self.head(statuses.last ?? 0))
            }
            #expect(failure?.kind == .malformed)
        }
    }
#endif
