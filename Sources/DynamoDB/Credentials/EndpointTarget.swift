// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// A URL of a request: an endpoint, and a path that may have a query.
struct EndpointTarget {
    var origin: HTTPOrigin
    var path: String

    /// Reads a URL.
    ///
    /// - Throws: ``DynamoDBError/Code/configuration`` that says what is wrong.
    init(_ text: String, setting: String) throws(DynamoDBError) {
        let question = text.utf8.firstIndex(of: UInt8(ascii: "?")) ?? text.endIndex
        let url = try EndpointURL(String(text[..<question]), setting: setting)
        let query = text[question...]
        guard query.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "#") }) else {
            throw DynamoDBError(.configuration, "The URL from \(setting) has a character that a URL cannot have.")
        }
        self.origin = url.origin
        self.path = url.path + query
    }
}
