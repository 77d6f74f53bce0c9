// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Changes a table: how it is paid for, its indexes, its stream, its protection.
    ///
    /// The answer says `UPDATING`, as the service's does; everything but a new index is done when this returns. A new
    /// index of a small table is, too. That of a large one is filled in the background, a piece at a time between other
    /// writes; until ``describeTable(_:)`` says that it is active, it cannot be read. A piece that fails, because the disk
    /// is full or another process busy with the file, is tried again. Should the process end meanwhile, another one goes on:
    /// one that has the file open and uses the table, or the next to open it.
    ///
    /// An item that is damaged in the file ends it: the index stays `CREATING` without `Backfilling` while the table is active
    /// again, and who reads the index is told ``DynamoDBError/Code/corrupt``. It can be deleted.
    public func updateTable(_ input: UpdateTableInput) async throws(DynamoDBError) -> UpdateTableOutput {
        let name = try input.validate(in: self.names).name
        let (now, names, piece) = (self.environment.now(), self.names, self.environment.backfillPiece)
        let (output, isBackfilling) = try await self.storage.write { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(named: name)
            guard !table.isBackfilling || input.onlyDeletesUnfinishedIndex(of: table) else { throw .tableInUse(name) }
            var update = try TableUpdate(input, to: table.record, now: now)
            if let stream = update.stream {
                if let viewType = stream.streamViewType {
                    try transaction.enableStream(viewType, of: &update.record, now: now)
                } else {
                    try transaction.disableStream(of: &update.record, now: now)
                }
            }
            if update.createdIndex != nil { update.setTree(try transaction.createTree()) }
            var changed = try transaction.store(update.record, of: table)
            var description = try transaction.description(of: changed, names: names, now: now)
            if let deleted = update.deletedIndex {
                description.add(deleted: try transaction.description(of: deleted, in: table, names: names, now: now))
                try transaction.dropTree(deleted.tree)
            }
            description.showUpdate(update)
            if changed.isBackfilling {
                try transaction.fillIndex(of: changed, piece: piece)
                if let filled = try transaction.table(named: name) { changed = filled }
                if let index = changed.indexes.last, index.isBroken { throw .indexIsBroken(index.name, of: changed) }
            }
            return (UpdateTableOutput(tableDescription: description), changed.isBackfilling)
        }
        // When the table was seen, in the transaction, nobody else could see it yet.
        if isBackfilling { self.indexBuilder.start() }
        return output
    }
}

extension UpdateTableInput {
    /// Whether the request only ends the making of an index, which is allowed while it is being made.
    fileprivate func onlyDeletesUnfinishedIndex(of table: StoredTable) -> Bool {
        guard let updates = self.globalSecondaryIndexUpdates, updates.count == 1, let delete = updates.first?.delete,
            self.streamSpecification == nil
        else { return false }
        return table.indexes.contains { $0.isBackfilling && $0.name.hasSameBytes(as: delete.indexName) }
    }
}

extension TableDescription {
    /// Shows a change as it begins.
    fileprivate mutating func showUpdate(_ update: TableUpdate) {
        self.tableStatus = .updating
        if self.sseDescription != nil, update.changesEncryption { self.sseDescription?.status = .updating }
        for position in (self.globalSecondaryIndexes ?? []).indices {
            guard let name = self.globalSecondaryIndexes?[position].indexName,
                update.changedIndexes.contains(where: { $0.hasSameBytes(as: name) })
            else { continue }
            self.globalSecondaryIndexes?[position].indexStatus = .updating
        }
    }

    fileprivate mutating func add(deleted index: GlobalSecondaryIndexDescription) {
        var index = index
        index.indexStatus = .deleting
        index.backfilling = nil
        self.globalSecondaryIndexes = (self.globalSecondaryIndexes ?? []) + [index]
    }
}
