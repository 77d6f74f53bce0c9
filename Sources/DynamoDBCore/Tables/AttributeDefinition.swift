// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The type of an attribute that a key uses.
public struct AttributeDefinition: Hashable, Sendable, Codable {
    /// The name of the attribute.
    public var attributeName: String
    /// Its type.
    public var attributeType: ScalarAttributeType

    /// Creates a value of its parts.
    public init(
        attributeName: String,
        attributeType: ScalarAttributeType
    ) {
        self.attributeName = attributeName
        self.attributeType = attributeType
    }

    private enum CodingKeys: String, CodingKey {
        case attributeName = "AttributeName"
        case attributeType = "AttributeType"
    }
}
