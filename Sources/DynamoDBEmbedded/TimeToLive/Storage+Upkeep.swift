// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What has to be done now and then: deleting items that have expired, and dropping what streams keep no longer.
///
/// All of it is done in pieces, each in a transaction of its own, so that other writes get their turn.
extension Storage<StoredTable> {
    /// Deletes the items of all tables that have expired.
    ///
    /// - Returns: How many.
    func removeExpiredItems(now: Double) async throws(DynamoDBError) -> Int {
        var removed = 0
        for name in try self.tableNames(where: { $0.timeToLive != nil }) {
            if try self.isNotingExpiry(of: name) { try await self.noteExpiry(ofTable: name) }
            var last: [UInt8]?
            repeat {
                let start = last
                let piece = try await self.write {
                    transaction throws(DynamoDBError) -> (removed: Int, last: [UInt8]?) in
                    guard let table = try transaction.table(named: name), let timeToLive = table.timeToLive else {
                        return (0, nil)
                    }
                    return try transaction.removeExpired(
                        from: table, timeToLive, after: start, now: now, piece: UpkeepPiece())
                }
                removed += piece.removed
                last = piece.last
            } while last != nil
        }
        return removed
    }

    /// Notes when the items of a table expire, after expiry was enabled; then it is complete.
    func noteExpiry(ofTable name: String) async throws(DynamoDBError) {
        var last: [UInt8]?
        repeat {
            let start = last
            last = try await self.write { transaction throws(DynamoDBError) -> [UInt8]? in
                guard let table = try transaction.table(named: name), let timeToLive = table.timeToLive,
                    !timeToLive.isComplete
                else { return nil }
                let last = try transaction.noteExpiry(in: table, timeToLive, after: start, piece: UpkeepPiece())
                if last == nil {
                    var record = table.record
                    record.timeToLive?.isComplete = true
                    try transaction.updateTable(
                        CatalogEntry(id: table.id, name: record.tableName, payload: try record.encoded()))
                }
                return last
            }
        } while last != nil
    }

    /// Removes records that are older than 24 hours from every stream, and streams that ended that long ago.
    func trimStreams(now: Double) async throws(DynamoDBError) {
        var start: StreamName?
        while true {
            let behind = start
            let page = try self.read { transaction throws(DynamoDBError) in
                try transaction.streams(ofTable: nil, after: behind, limit: 100, now: now)
            }
            for stream in page { try await self.trim(stream, now: now) }
            guard let last = page.last, page.count == 100 else { break }
            start = last.name
        }
        while try await self.write({ transaction throws(DynamoDBError) in try transaction.forgetStreams(now: now) }) {}
    }

    /// Whether there is anything that needs upkeep.
    func needsUpkeep() throws(DynamoDBError) -> Bool {
        if try !self.tableNames(where: \.needsUpkeep).isEmpty { return true }
        return try self.read { transaction throws(DynamoDBError) in
            guard let list = try transaction.systemTree(named: StoredStream.listName) else { return false }
            var isEmpty = true
            try transaction.scan(tree: list) { _, _ throws(DynamoDBError) in
                isEmpty = false
                return false
            }
            return !isEmpty
        }
    }

    private func trim(_ stream: StoredStream, now: Double) async throws(DynamoDBError) {
        var removed: Int
        repeat {
            let isOld = try self.read { transaction throws(DynamoDBError) in
                try transaction.hasOldRecords(ofTree: stream.tree, now: now)
            }
            // A transaction that writes nothing still waits for its turn.
            guard isOld else { return }
            removed = try await self.write { transaction throws(DynamoDBError) in
                // The stream may have been forgotten meanwhile, and its tree with it.
                guard try transaction.stream(stream.name, now: now) != nil else { return 0 }
                return try transaction.trim(tree: stream.tree, now: now, piece: UpkeepPiece())
            }
        } while removed > 0
    }

    private func isNotingExpiry(of name: String) throws(DynamoDBError) -> Bool {
        try self.read { transaction throws(DynamoDBError) in
            try transaction.table(named: name)?.timeToLive?.isComplete == false
        }
    }

    private func tableNames(where isWanted: (StoredTable) -> Bool) throws(DynamoDBError) -> [String] {
        try self.read { transaction throws(DynamoDBError) in
            try transaction.tables().filter(isWanted).map(\.record.tableName)
        }
    }
}

extension ReadTransaction<StoredTable> {
    /// Whether a stream has a record to be removed.
    fileprivate func hasOldRecords(ofTree tree: Int64, now: Double) throws(DynamoDBError) -> Bool {
        guard let first = try self.edge(ofTree: tree, range: .all),
            let last = try self.lastRecord(ofTree: tree), first.number != last.number
        else { return false }
        return first.time <= UInt64(millisecondsOf: now - StoredStream.retention)
    }
}
