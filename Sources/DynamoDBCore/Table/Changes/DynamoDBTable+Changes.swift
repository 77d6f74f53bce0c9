// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// The changes of the table's items, from its stream.
    ///
    /// ```swift
    /// for try await change in table.changes(from: .oldest) {
    ///     print(change.kind.rawValue, change.key)
    /// }
    /// ```
    ///
    /// The table must have a stream. Which of ``TableChange/old`` and ``TableChange/new`` are there depends on its view type.
    ///
    /// - Parameter start: Where to begin: behind a checkpoint that was kept, or else where no change is missed that matters.
    ///   ``StreamStart/latest`` leaves out what came while nobody listened, at each start of the program.
    /// - Returns: The changes; nothing is read before the loop begins.
    public func changes(from start: StreamStart) -> TableChanges<Item> {
        TableChanges(of: self, from: start, includes: { _ in true }, includesKey: { _ in true }, decode: { $0 })
    }
}
