// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The stream of a table that takes records, ready for use.
struct ActiveStream: Sendable {
    let tree: Int64
    let viewType: StreamViewType
    /// Seconds since 1970.
    let now: @Sendable () -> Double
}

extension WriteTransaction<StoredTable> {
    /// How many records are written between two looks at what is too old.
    private static var trimInterval: UInt64 { 8 }

    /// How many records one write removes at most: more than are written meanwhile, so that they do not pile up, and few
    /// enough for a single write even if they are large.
    private static var trimLimit: Int { 16 }

    /// Writes the record of a change; none if nothing has changed.
    ///
    /// The last record is never removed, however old it is, so that its number is known, and no number comes twice.
    func record(_ change: ItemChange, of table: StoredTable, in stream: ActiveStream) throws(DynamoDBError) {
        var now = UInt64(millisecondsOf: stream.now())
        let last = try self.lastRecord(ofTree: stream.tree)
        // Where the clock is set back, the records keep their order.
        if let time = last?.time { now = max(now, time) }
        guard let record = StreamChange(change, viewType: stream.viewType, keys: table.keys, time: now) else { return }
        let number = try last?.number.next ?? .first
        try self.put(
            tree: stream.tree, key: number.value.bytes, value: record.encoded(), bytes: record.size, replacing: nil)
        if number.value.isMultiple(of: Self.trimInterval) {
            _ = try self.trim(tree: stream.tree, now: stream.now(), piece: UpkeepPiece(rows: Self.trimLimit))
        }
    }

    /// Removes records that are older than 24 hours, the oldest first, but never the last one.
    ///
    /// A damaged one must keep neither the others from going nor the table from its writes. If it does not tell its time, it
    /// goes with the next one that does.
    ///
    /// - Returns: How many were removed.
    func trim(tree: Int64, now: Double, piece: UpkeepPiece) throws(DynamoDBError) -> Int {
        guard let last = try self.lastRecord(ofTree: tree) else { return 0 }
        let horizon = UInt64(millisecondsOf: now - StoredStream.retention)
        var piece = piece
        var old: [(key: [UInt8], size: Int)] = []
        var count = 0
        try self.scan(
            tree: tree, range: KeyRange(upper: .exclusive(last.number.value.bytes))
        ) { key, value throws(DynamoDBError) in
            let time = StreamChange.time(of: value)
            guard time ?? 0 <= horizon, piece.takes(value.count) else { return false }
            old.append((Array(key), (try? StreamChange.size(of: value)) ?? 0))
            if time != nil { count = old.count }
            return true
        }
        for row in old.prefix(count) { try self.delete(tree: tree, key: row.key, bytes: row.size) }
        return count
    }
}

extension ReadTransaction<StoredTable> {
    /// The newest record of a stream, without a time if it is damaged; `nil` if there never was one.
    func lastRecord(ofTree tree: Int64) throws(DynamoDBError) -> (number: SequenceNumber, time: UInt64?)? {
        try self.edge(ofTree: tree, range: .all, reversed: true)
    }

    /// The first record of the range, or the last one; without a time if it is damaged.
    ///
    /// - Parameter tellsTime: Whether one without a time is passed over, as long as another comes.
    func edge(
        ofTree tree: Int64, range: KeyRange, reversed: Bool = false, tellsTime: Bool = false
    ) throws(DynamoDBError) -> (number: SequenceNumber, time: UInt64?)? {
        var edge: (number: SequenceNumber, time: UInt64?)?
        try self.scan(tree: tree, range: range, reversed: reversed) { key, value throws(DynamoDBError) in
            guard let number = UInt64(bytes: key) else { throw .streamRecordIsDamaged }
            let time = StreamChange.time(of: value)
            edge = (SequenceNumber(number), time)
            return tellsTime && time == nil
        }
        return edge
    }

    /// The number of the oldest record that is not older than 24 hours; the number of the next one to come if there is
    /// none.
    ///
    /// Costs a logarithm of the number of records in point reads: what is too old may not have been removed yet.
    func horizon(ofTree tree: Int64, now: Double) throws(DynamoDBError) -> SequenceNumber {
        guard let last = try self.lastRecord(ofTree: tree) else { return .first }
        let oldest = UInt64(millisecondsOf: now - StoredStream.retention)
        if let time = last.time, time <= oldest { return try last.number.next }
        // Everything below is too old, and the record at the upper end is not.
        var low = try self.edge(ofTree: tree, range: .all)?.number.value ?? last.number.value
        var high = last.number.value
        while low < high {
            let middle = low + (high - low) / 2
            guard
                let record = try self.edge(
                    ofTree: tree, range: KeyRange(lower: .inclusive(middle.bytes)), tellsTime: true)
            else { break }
            if record.time ?? .max > oldest {
                high = min(middle, record.number.value)
            } else {
                low = try max(SequenceNumber(middle), record.number).next.value
            }
        }
        return SequenceNumber(high)
    }
}
