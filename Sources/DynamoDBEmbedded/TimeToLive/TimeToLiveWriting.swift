// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension WriteTransaction<StoredTable> {
    /// Notes when an item expires now.
    func apply(_ change: ItemChange, to timeToLive: StoredTimeToLive, at rowKey: [UInt8]) throws(DynamoDBError) {
        let old = timeToLive.key(of: change.old, at: rowKey)
        let new = timeToLive.key(of: change.new, at: rowKey)
        guard old != new else { return }
        if let old { try self.delete(tree: timeToLive.tree, key: old, bytes: 0) }
        if let new { try self.put(tree: timeToLive.tree, key: new, value: [], bytes: 0, replacing: nil) }
    }

    /// Lets the items of a table expire by an attribute. Those that are there already are noted by
    /// ``noteExpiry(in:_:after:piece:)``.
    func enableTimeToLive(_ attributeName: String, of record: inout TableRecord) throws(DynamoDBError) {
        record.timeToLive = .init(attributeName: attributeName, tree: try self.createTree(), isComplete: false)
    }

    /// Lets the items of a table expire no longer.
    func disableTimeToLive(of record: inout TableRecord) throws(DynamoDBError) {
        guard let timeToLive = record.timeToLive else { return }
        try self.dropTree(timeToLive.tree)
        record.timeToLive = nil
    }

    /// Notes when items expire that were there before expiry was enabled, in a piece of the table behind `rowKey`.
    ///
    /// Doing it twice does no harm, so it can begin anew after a crash. An item that is damaged is left out: nobody knows when
    /// it expires, and who reads it is told.
    ///
    /// - Returns: The key of the last row; `nil` when all rows are done.
    func noteExpiry(
        in table: StoredTable, _ timeToLive: StoredTimeToLive, after rowKey: [UInt8]?, piece: UpkeepPiece
    ) throws(DynamoDBError) -> [UInt8]? {
        var piece = piece
        var isDone = true
        var last: [UInt8]?
        var keys: [[UInt8]] = []
        try self.scan(
            tree: table.tree, range: rowKey.map(KeyRange.all.after) ?? .all
        ) { key, value throws(DynamoDBError) in
            guard piece.takes(value.count) else {
                isDone = false
                return false
            }
            last = Array(key)
            if let key = timeToLive.key(of: try? ItemCodec.decode(value), at: Array(key)) { keys.append(key) }
            return true
        }
        for key in keys where try self.get(tree: timeToLive.tree, key: key, { _ throws(DynamoDBError) in }) == nil {
            try self.put(tree: timeToLive.tree, key: key, value: [], bytes: 0, replacing: nil)
        }
        return isDone ? nil : last
    }

    /// Deletes items that have expired, as many as a piece has, looking at entries behind `start`. One that is damaged stays.
    func removeExpired(
        from table: StoredTable, _ timeToLive: StoredTimeToLive, after start: [UInt8]?, now: Double, piece: UpkeepPiece
    ) throws(DynamoDBError) -> ExpiredPiece {
        var range = StoredTimeToLive.expired(at: now)
        if let start { range = range.after(start) }
        var entries: [[UInt8]] = []
        try self.scan(tree: timeToLive.tree, range: range) { key, _ throws(DynamoDBError) in
            entries.append(Array(key))
            return entries.count < piece.rows
        }
        let isLast = entries.count < piece.rows
        var piece = piece
        var done = ExpiredPiece(last: isLast ? nil : entries.last)
        for (position, entry) in entries.enumerated() {
            let rowKey = StoredTimeToLive.rowKey(of: entry)
            let stored: Item?
            do throws(DynamoDBError) {
                stored = try self.item(of: table, at: rowKey)
            } catch {
                guard error.code == .corrupt else { throw error }
                done.damage = done.damage ?? error
                continue
            }
            guard let item = stored, timeToLive.key(of: item, at: rowKey) == entry else {
                // Only a damaged file has an entry without its item.
                try self.delete(tree: timeToLive.tree, key: entry, bytes: 0)
                continue
            }
            guard timeToLive.isExpired(item, at: now) else { continue }
            // Of what does not fit, the entry before this one is the last that was looked at.
            guard piece.takes(item.size) else {
                done.last = position > 0 ? entries[position - 1] : start
                return done
            }
            _ = try self.apply(ItemChange(old: item, new: nil, isExpiry: true), to: table, at: rowKey)
            done.removed += 1
        }
        return done
    }
}
