// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A label of a table: a key and a value.
public struct ResourceTag: Hashable, Sendable, Codable {
    /// The key: 1 to 128 characters, one of a kind in a table. `aws:` is no beginning for one.
    public var key: String
    /// The value: up to 256 characters.
    public var value: String

    /// Creates a value of its parts.
    public init(
        key: String,
        value: String
    ) {
        self.key = key
        self.value = value
    }

    private enum CodingKeys: String, CodingKey {
        case key = "Key"
        case value = "Value"
    }
}
