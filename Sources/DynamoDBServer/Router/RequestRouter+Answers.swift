// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

extension RequestRouter.Response {
    /// The answer to what is no request of DynamoDB.
    static var notFound: Self { Self(status: 404, body: Array("<UnknownOperationException/>\n".utf8)) }

    /// Puts the checksum of the body among the headers, in place of any that is there.
    mutating func noteChecksum() {
        let name = "x-amz-crc32"
        self.headers.removeAll { $0.name == name }
        self.headers.append((name, String(CRC32.checksum(of: self.body))))
    }
}

/// The types of content that the service takes, and answers with.
enum JSONContentType: String {
    case amazon = "application/x-amz-json-1.0"
    case plain = "application/json"

    /// The type of a request; `nil` for another one.
    init?(_ request: RequestRouter.Request) {
        let header = request.header("content-type") ?? ""
        // What follows the semicolon is a character set, and JSON has only one.
        let type = String(Substring(header.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }))
        if type.isEqualIgnoringCase(to: Self.amazon.rawValue) {
            self = .amazon
        } else if type.isEqualIgnoringCase(to: Self.plain.rawValue) {
            self = .plain
        } else {
            return nil
        }
    }
}
