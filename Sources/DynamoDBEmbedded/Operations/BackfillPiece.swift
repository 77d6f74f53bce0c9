// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// How much of a new index is filled in one transaction: what fills first ends it.
package struct BackfillPiece: Hashable, Sendable {
    /// Rows of the table. Defaults to 1,000.
    package var rows = 1000
    /// Bytes of the table. Defaults to 2 MB.
    package var bytes = 2_000_000

    /// Every default.
    package init() {}
}

extension WriteTransaction<StoredTable> {
    /// Fills the index of a table that is being filled, for a while: goes on behind the last row that was read, and notes
    /// how far it has come. Items whose attributes cannot be keys of the index are left out.
    ///
    /// As that is noted with the entries, a crash loses nothing and puts in nothing twice. At a row that is damaged it ends
    /// for good: that is noted, too.
    func fillIndex(of table: StoredTable, piece: BackfillPiece) throws(DynamoDBError) {
        guard let position = table.indexes.firstIndex(where: \.isBackfilling) else { return }
        let index = table.indexes[position]
        var lastKey = index.record.backfill?.lastKey.map(Array.init)
        var (rows, bytes) = (0, 0)
        var (isDone, isBroken) = (true, false)
        do throws(DynamoDBError) {
            try self.scan(tree: table.tree, range: lastKey.map(KeyRange.all.after) ?? .all) {
                key, row throws(DynamoDBError) in
                guard rows < piece.rows, bytes < piece.bytes else {
                    isDone = false
                    return false
                }
                rows += 1
                bytes += row.count
                if let new = try index.row(of: try ItemCodec.decode(row)) {
                    try self.put(
                        tree: index.tree, key: new.key, value: ItemCodec.encode(new.entry), bytes: new.size,
                        replacing: nil)
                }
                lastKey = Array(key)
                return true
            }
        } catch {
            guard error.code == .corrupt else { throw error }
            isBroken = true
        }
        var record = table.record
        record.indexes[position].backfill =
            isDone && !isBroken
            ? nil : TableRecord.Backfill(lastKey: lastKey.map { Data($0) }, isBroken: isBroken ? true : nil)
        try self.store(record, of: table)
    }

    /// Fills a piece of the first index of a table that is not filled yet.
    ///
    /// - Returns: Whether there may be more to do.
    func fillNextPiece(ofTable name: String, _ piece: BackfillPiece) throws(DynamoDBError) -> Bool {
        guard let table = try self.table(named: name), table.isBackfilling else { return false }
        try self.fillIndex(of: table, piece: piece)
        return true
    }
}
