// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How far it is noted when the items of a table expire, in the order of their rows.
package struct NotedExpiry: Hashable, Sendable {
    /// The tree of the times, which tells this expiry from a later one of the same table.
    let tree: Int64
    /// The key of the last row that was looked at.
    let rowKey: [UInt8]
}

extension EmbeddedDatabase {
    /// Notes when some more items of a table expire, by hand.
    ///
    /// - Returns: How far that came; `nil` if there is nothing left to note.
    package func noteExpiry(
        ofTable name: String, after start: NotedExpiry?
    ) async throws(DynamoDBError) -> NotedExpiry? {
        try await self.storage.notePiece(ofTable: name, after: start)
    }
}
