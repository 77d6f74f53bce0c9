// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How much a tree holds.
package struct TreeStatistics: Sendable, Equatable {
    /// How many items.
    package var items: Int
    /// The sum of their sizes as DynamoDB counts them.
    package var bytes: Int

    /// Nothing, unless said otherwise.
    package init(items: Int = 0, bytes: Int = 0) {
        self.items = items
        self.bytes = bytes
    }

    /// Both together. Damaged numbers of a file may wrap around, but never stop the process.
    static func + (lhs: Self, rhs: Self) -> Self {
        Self(items: lhs.items &+ rhs.items, bytes: lhs.bytes &+ rhs.bytes)
    }
}
