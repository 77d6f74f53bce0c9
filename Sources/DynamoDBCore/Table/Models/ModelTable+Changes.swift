// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ModelTable {
    /// The changes of the models, from the table's stream; rows of other models are left out.
    ///
    /// ```swift
    /// for try await change in orders.changes(from: .checkpoint(saved)) {
    ///     if change.old?.status != change.new?.status { notify(change.new) }
    ///     saved = change.checkpoint
    /// }
    /// ```
    ///
    /// An item that becomes a row of the model, or is one no longer, counts as inserted or removed if the stream has both
    /// images (`NEW_AND_OLD_IMAGES`). With new images alone one that is a row no longer is left out, with old images alone one
    /// that becomes a row, and the other counts as modified.
    ///
    /// Where the stream tells no image of an item, as one of keys only, models are told apart by the form of their keys alone.
    /// Those whose keys have one form are then all told.
    ///
    /// - Parameter start: Where to begin: behind a checkpoint that was kept, or else where no change is missed that matters.
    ///   ``StreamStart/latest`` leaves out what came while nobody listened, at each start of the program.
    /// - Returns: The changes. The loop ends with ``DynamoDBError/Code/decoding`` at a row that does not fit the model.
    public func changes(from start: StreamStart) -> TableChanges<Model> {
        let layout = self.layout
        let schema = self.schema
        return TableChanges(
            of: self.table, from: start, includes: { layout.recognizes($0) },
            includesKey: { layout.recognizes(key: $0) },
            decode: { (item) throws(DynamoDBError) in try schema.model(of: item) })
    }
}
