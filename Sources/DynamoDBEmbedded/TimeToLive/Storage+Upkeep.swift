// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What has to be done now and then: deleting items that have expired, and dropping what streams keep no longer.
///
/// All of it is done in pieces, each in a transaction of its own, so that other writes get their turn.
extension Storage<StoredTable> {
    /// Does all of it. What fails in one table does not keep the others from their turn, nor does a damaged item the others of
    /// its table.
    ///
    /// - Returns: How many items were deleted.
    /// - Throws: The first error of a table, after all of them had their turn.
    func keepUp(now: Double) async throws(DynamoDBError) -> Int {
        var removed = 0
        var failure: DynamoDBError?
        for name in try self.tableNames(where: { $0.timeToLive != nil }) {
            do throws(DynamoDBError) {
                removed += try await self.removeExpiredItems(ofTable: name, now: now)
            } catch {
                failure = failure ?? error
            }
        }
        do throws(DynamoDBError) {
            try await self.trimStreams(now: now)
        } catch {
            failure = failure ?? error
        }
        if let failure { throw failure }
        return removed
    }

    private func removeExpiredItems(ofTable name: String, now: Double) async throws(DynamoDBError) -> Int {
        if try self.isNotingExpiry(of: name) { try await self.noteExpiry(ofTable: name) }
        var removed = 0
        var last: [UInt8]?
        var damage: DynamoDBError?
        repeat {
            let start = last
            let piece = try await self.write { transaction throws(DynamoDBError) -> ExpiredPiece in
                guard let table = try transaction.table(named: name), let timeToLive = table.timeToLive else {
                    return ExpiredPiece()
                }
                return try transaction.removeExpired(
                    from: table, timeToLive, after: start, now: now, piece: UpkeepPiece())
            }
            removed += piece.removed
            last = piece.last
            damage = damage ?? piece.damage
        } while last != nil
        if let damage { throw damage }
        return removed
    }

    /// Notes when the items of a table expire, after expiry was enabled; then it is complete.
    func noteExpiry(ofTable name: String) async throws(DynamoDBError) {
        var last: NotedExpiry?
        repeat {
            last = try await self.notePiece(ofTable: name, after: last)
        } while last != nil
    }

    /// Notes when some more items of a table expire.
    ///
    /// - Returns: How far that came; `nil` if there is nothing left to note.
    func notePiece(ofTable name: String, after start: NotedExpiry?) async throws(DynamoDBError) -> NotedExpiry? {
        try await self.write { transaction throws(DynamoDBError) in
            guard let table = try transaction.table(named: name), let timeToLive = table.timeToLive,
                !timeToLive.isComplete
            else { return nil }
            // Expiry was disabled and enabled again meanwhile, or the table made anew: nothing of that is noted yet, and
            // whoever did it begins from the front.
            guard start == nil || start?.tree == timeToLive.tree else { return nil }
            let last = try transaction.noteExpiry(in: table, timeToLive, after: start?.rowKey, piece: UpkeepPiece())
            if let last { return NotedExpiry(tree: timeToLive.tree, rowKey: last) }
            var record = table.record
            record.timeToLive?.isComplete = true
            try transaction.store(record, of: table)
            return nil
        }
    }

    /// Removes records that are older than 24 hours from every stream, and streams that ended that long ago. What fails
    /// in one stream does not keep the others from their turn.
    ///
    /// - Throws: The first error of a stream, after all of them had their turn.
    private func trimStreams(now: Double) async throws(DynamoDBError) {
        var failure: DynamoDBError?
        var start: StreamName?
        while true {
            let behind = start
            let page = try self.read { transaction throws(DynamoDBError) in
                try transaction.streams(ofTable: nil, after: behind, limit: 100, now: now)
            }
            for stream in page {
                do throws(DynamoDBError) {
                    try await self.trim(stream, now: now)
                } catch {
                    failure = failure ?? error
                }
            }
            guard let last = page.last, page.count == 100 else { break }
            start = last
        }
        while try await self.write({ transaction throws(DynamoDBError) in try transaction.forgetStreams(now: now) }) {}
        if let failure { throw failure }
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

    private func trim(_ name: StreamName, now: Double) async throws(DynamoDBError) {
        var removed: Int
        repeat {
            let isOld = try self.read { transaction throws(DynamoDBError) in
                guard let stream = try transaction.stream(name, now: now) else { return false }
                return try transaction.hasOldRecords(ofTree: stream.tree, now: now)
            }
            // A transaction that writes nothing still waits for its turn.
            guard isOld else { return }
            removed = try await self.write { transaction throws(DynamoDBError) in
                // The stream may have been forgotten meanwhile, and its tree with it.
                guard let stream = try transaction.stream(name, now: now) else { return 0 }
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
        return first.time ?? 0 <= UInt64(millisecondsOf: now - StoredStream.retention)
    }
}
