// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A model without what `@DynamoDBCodable` makes of its type: only `Codable` reads and writes it.
package struct Plain<Value: Codable & Sendable>: Codable, Sendable {
    package var value: Value

    package init(_ value: Value) {
        self.value = value
    }

    package init(from decoder: any Decoder) throws {
        self.value = try Value(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        try self.value.encode(to: encoder)
    }
}
