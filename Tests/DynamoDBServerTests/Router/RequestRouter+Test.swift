// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import DynamoDBServer

extension RequestRouter {
    /// A router in front of an empty database, whose requests all have one name.
    static func test(_ configuration: Configuration = Configuration()) throws -> RequestRouter {
        RequestRouter(try EmbeddedDatabase.inMemory(), configuration: configuration) { "REQUEST" }
    }

    /// Calls an operation and gives back the status and the text of the body.
    func call(_ operation: String, _ body: String) async -> (status: Int, body: String) {
        let response = await self.answer(.call(operation, body))
        return (response.status, String(decoding: response.body, as: UTF8.self))
    }
}

extension RequestRouter.Request {
    /// A request as a client of the service sends it.
    static func call(_ operation: String, _ body: String = "{}") -> Self {
        self.call(target: "DynamoDB_20120810.\(operation)", Array(body.utf8))
    }

    static func call(target: String, _ body: [UInt8]) -> Self {
        Self(
            headers: [
                ("Content-Type", "application/x-amz-json-1.0"), ("X-Amz-Target", target),
                ("X-Amz-Date", "20260101T000000Z"), ("Authorization", Self.authorization),
            ], body: body)
    }

    static let authorization =
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0"

    /// The request with a header, in place of any of that name; `nil` takes it away.
    func with(_ name: String, _ value: String?) -> Self {
        var copy = self
        copy.headers.removeAll { $0.name == name }
        if let value { copy.headers.append((name, value)) }
        return copy
    }

    func with(method: String) -> Self {
        var copy = self
        copy.method = method
        return copy
    }

    func with(path: String) -> Self {
        var copy = self
        copy.path = path
        return copy
    }
}
