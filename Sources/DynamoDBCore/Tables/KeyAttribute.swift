// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// An attribute of a key: its name and type.
public struct KeyAttribute: Hashable, Sendable {
    /// The name of the attribute.
    public var name: String
    /// Its type.
    public var type: ScalarAttributeType

    /// A key attribute.
    public init(name: String, type: ScalarAttributeType) {
        self.name = name
        self.type = type
    }

    /// A string attribute.
    public static func string(_ name: String) -> Self { Self(name: name, type: .string) }

    /// A number attribute.
    public static func number(_ name: String) -> Self { Self(name: name, type: .number) }

    /// A binary attribute.
    public static func binary(_ name: String) -> Self { Self(name: name, type: .binary) }

    var definition: AttributeDefinition { AttributeDefinition(attributeName: self.name, attributeType: self.type) }

    static func schema(_ partitionKeys: [KeyAttribute], _ sortKeys: [KeyAttribute]) -> [KeySchemaElement] {
        partitionKeys.map { KeySchemaElement(attributeName: $0.name, keyType: .hash) }
            + sortKeys.map { KeySchemaElement(attributeName: $0.name, keyType: .range) }
    }
}
