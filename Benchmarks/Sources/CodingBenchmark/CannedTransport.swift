// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB

/// Answers every request of an operation with the same bytes, without a socket.
struct CannedTransport: HTTPTransport {
    private let answers: [String: HTTPResponse]
    private let other: HTTPResponse

    /// - Parameter bodies: The answers by the name of the operation; all others get an empty object.
    init(_ bodies: [String: [UInt8]]) {
        self.answers = Dictionary(
            uniqueKeysWithValues: bodies.map { ("DynamoDB_20120810.\($0.key)", Self.response($0.value)) })
        self.other = Self.response(Array("{}".utf8))
    }

    private static func response(_ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(
            status: 200,
            headers: [
                ("Server", "Server"), ("Date", "Sun, 22 Nov 2026 20:22:18 GMT"),
                ("Content-Type", "application/x-amz-json-1.0"), ("Content-Length", String(body.count)),
                ("Connection", "keep-alive"),
                ("x-amzn-RequestId", "4KBNVRGD25RG1KEO9UT4V3FQDJVV4KQNSO5AEMVJF66Q9ASUAAJG"),
                ("x-amz-crc32", String(self.checksum(body))),
            ], body: body)
    }

    func send(
        _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
    ) async throws(TransportFailure) -> HTTPResponse {
        request.header("X-Amz-Target").flatMap { self.answers[$0] } ?? self.other
    }

    /// CRC-32, bit by bit.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = ~0
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
        }
        return ~value
    }
}
