// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// One DynamoDB table as the catalog stores it.
package struct CatalogEntry: Sendable, Equatable {
    /// The number of the table; that of a deleted table is never used again.
    package let id: Int64
    /// The name of the table.
    package var name: String
    /// The description of the table, in a form that is the engine's affair.
    package var payload: [UInt8]

    /// An entry.
    package init(id: Int64, name: String, payload: [UInt8]) {
        self.id = id
        self.name = name
        self.payload = payload
    }

    /// Whether both are the same, byte by byte.
    package static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.id == rhs.id && lhs.name.hasSameBytes(as: rhs.name) && lhs.payload == rhs.payload
    }
}
