// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// One attribute of a key.
public struct KeySchemaElement: Hashable, Sendable, Codable {
    /// The name of the attribute.
    public var attributeName: String
    /// Its role.
    public var keyType: KeyType

    /// Creates a value of its parts.
    public init(
        attributeName: String,
        keyType: KeyType
    ) {
        self.attributeName = attributeName
        self.keyType = keyType
    }

    private enum CodingKeys: String, CodingKey {
        case attributeName = "AttributeName"
        case keyType = "KeyType"
    }
}
