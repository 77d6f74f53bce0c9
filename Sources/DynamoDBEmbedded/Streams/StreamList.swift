// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ReadTransaction<StoredTable> {
    /// A stream; `nil` if there is none of the name, or none any more.
    func stream(_ name: StreamName, now: Double) throws(DynamoDBError) -> StoredStream? {
        guard let list = try self.systemTree(named: StoredStream.listName),
            let stream = try self.get(
                tree: list, key: name.key,
                { row throws(DynamoDBError) in try StoredStream(decoding: row, of: name) })
        else { return nil }
        return stream.isForgotten(at: now) ? nil : stream
    }

    /// The names of up to `limit` streams of a table, or of all for `nil`, that come after the given one.
    ///
    /// A stream whose entry is damaged is among them: whoever asks for it is told, and nobody else.
    func streams(
        ofTable table: String?, after start: StreamName?, limit: Int, now: Double
    ) throws(DynamoDBError) -> [StreamName] {
        var range = table.map { KeyRange.prefix(StreamName.prefix(ofTable: $0)) } ?? .all
        if let start { range = range.after(start.key) }
        var names: [StreamName] = []
        try self.scanStreams(range) { name, stream throws(DynamoDBError) in
            if stream?.isForgotten(at: now) != true { names.append(name) }
            return names.count < limit
        }
        return names
    }

    /// Calls `body` with the streams of a range of the list, until it returns `false`; with `nil` for one whose entry is
    /// damaged.
    fileprivate func scanStreams(
        _ range: KeyRange = .all, _ body: (StreamName, StoredStream?) throws(DynamoDBError) -> Bool
    ) throws(DynamoDBError) {
        guard let list = try self.systemTree(named: StoredStream.listName) else { return }
        try self.scan(tree: list, range: range) { key, row throws(DynamoDBError) in
            guard let name = StreamName(key: key) else { return true }
            return try body(name, try? StoredStream(decoding: row, of: name))
        }
    }
}

extension WriteTransaction<StoredTable> {
    /// Gives a table a stream, which takes the changes from now on.
    func enableStream(
        _ viewType: StreamViewType, of record: inout TableRecord, now: Double
    ) throws(DynamoDBError) {
        let list = try self.makeSystemTree(named: StoredStream.listName)
        try self.forgetStreams(now: now)
        var milliseconds = UInt64(millisecondsOf: now)
        var name = StreamName(tableName: record.tableName, label: StreamName.label(at: milliseconds))
        // Two streams of a table within a millisecond, or of one that was deleted and made again, must not be mixed up.
        while try self.get(tree: list, key: name.key, { _ throws(DynamoDBError) in }) != nil {
            milliseconds += 1
            name = StreamName(tableName: record.tableName, label: StreamName.label(at: milliseconds))
        }
        let stream = StoredStream(
            name: name, viewType: viewType, keySchema: record.keySchema, tree: try self.createTree(),
            created: Double(milliseconds) / 1000)
        try self.put(tree: list, key: name.key, value: stream.encoded(), bytes: 0, replacing: nil)
        record.latestStream = .init(label: name.label, viewType: viewType, tree: stream.tree, isEnabled: true)
    }

    /// Ends the stream of a table, which can be read for another 24 hours; nothing happens if there is none.
    ///
    /// If its entry in the list is damaged it cannot be read any more, and ends with all its records.
    func disableStream(of record: inout TableRecord, now: Double) throws(DynamoDBError) {
        guard let latest = record.latestStream, latest.isEnabled else { return }
        record.latestStream?.isEnabled = false
        let name = StreamName(tableName: record.tableName, label: latest.label)
        guard let list = try self.systemTree(named: StoredStream.listName) else { return }
        do throws(DynamoDBError) {
            guard var stream = try self.stream(name, now: now) else { return }
            stream.ended = now
            try self.put(tree: list, key: name.key, value: stream.encoded(), bytes: 0, replacing: 0)
        } catch {
            guard error.code == .corrupt else { throw error }
            try self.dropTree(latest.tree)
            try self.delete(tree: list, key: name.key, bytes: 0)
        }
    }

    /// Removes a stream that ended more than 24 hours ago, or a part of it if it is long.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    func forgetStreams(now: Double) throws(DynamoDBError) -> Bool {
        guard let list = try self.systemTree(named: StoredStream.listName) else { return false }
        var forgotten: StoredStream?
        try self.scanStreams { _, stream throws(DynamoDBError) in
            if let stream, stream.isForgotten(at: now) { forgotten = stream }
            return forgotten == nil
        }
        guard let forgotten else { return false }
        guard try self.trim(tree: forgotten.tree, now: now, piece: UpkeepPiece()) == 0 else { return true }
        try self.dropTree(forgotten.tree)
        try self.delete(tree: list, key: forgotten.name.key, bytes: 0)
        return true
    }
}
