// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore
internal import Synchronization

/// The rows that the last writes changed, as they were before, so that a read can be shown the past.
///
/// Only the writes of this process are in it.
final class RowHistory: Sendable {
    /// A row before it was changed.
    struct Change: Sendable {
        let tree: Int64
        let key: [UInt8]
        /// Its value; `nil` if there was no such row.
        let row: [UInt8]?
    }

    /// The last writes, the newest at the end.
    private let writes = Mutex<[[Change]]>([])
    private let limit: Int

    /// - Parameter limit: How many writes are kept.
    init(writes limit: Int) {
        self.limit = limit
    }

    /// Commits writes, and adds them. No read that lags begins between the two: it would take a state from which it misses
    /// other writes than the last ones.
    ///
    /// - Throws: What `commit` throws; nothing is added then.
    func add(
        _ changes: [[Change]], committedBy commit: () throws(DynamoDBError) -> Void
    ) throws(DynamoDBError) {
        try self.writes.withLock { writes throws(DynamoDBError) in
            try commit()
            writes += changes.suffix(self.limit)
            writes.removeFirst(max(0, writes.count - self.limit))
        }
    }

    /// The rows that differ from the state before the last writes.
    ///
    /// - Parameter begin: Takes the state that the writes are missing from. No write is committed meanwhile.
    func past(
        writes count: Int, after begin: () throws(DynamoDBError) -> Void
    ) throws(DynamoDBError) -> PastRows {
        let missed = try self.writes.withLock { writes throws(DynamoDBError) in
            try begin()
            return writes.suffix(count)
        }
        var trees: [Int64: [[UInt8]: Change]] = [:]
        // From the newest back: the oldest value is the one that was there.
        for change in missed.joined().reversed() { trees[change.tree, default: [:]][change.key] = change }
        return PastRows(trees: trees)
    }
}

/// Rows of the past, to be shown in place of those of the present.
struct PastRows {
    fileprivate let trees: [Int64: [[UInt8]: RowHistory.Change]]

    /// What a row was; `nil` if it is as it was.
    func change(of key: [UInt8], in tree: Int64) -> RowHistory.Change? { self.trees[tree]?[key] }

    /// The rows of a range that were different, in the order of a scan.
    func changes(of tree: Int64, in range: KeyRange, reversed: Bool) -> [RowHistory.Change] {
        guard let changes = self.trees[tree] else { return [] }
        return changes.values.filter { range.contains($0.key) }.sorted {
            reversed ? $1.key.lexicographicallyPrecedes($0.key) : $0.key.lexicographicallyPrecedes($1.key)
        }
    }
}

/// Puts rows of the past between the rows of the present that a scan meets, or in their place.
struct PastMerge {
    typealias Body = (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws(DynamoDBError) -> Bool

    private var rest: ArraySlice<RowHistory.Change>
    private let reversed: Bool

    /// - Parameter changes: The rows of the past in the order of the scan.
    init(_ changes: [RowHistory.Change], reversed: Bool) {
        self.rest = changes[...]
        self.reversed = reversed
    }

    /// Gives `body` the rows of the past up to a row of the present, and that one unless it was different.
    ///
    /// - Returns: Whether the scan goes on.
    mutating func emit(
        until key: UnsafeRawBufferPointer, row: UnsafeRawBufferPointer, _ body: Body
    ) throws(DynamoDBError) -> Bool {
        while let next = self.rest.first {
            if next.key.elementsEqual(key) {
                self.rest.removeFirst()
                return try Self.emit(next, body)
            }
            let comesFirst =
                self.reversed ? key.lexicographicallyPrecedes(next.key) : next.key.lexicographicallyPrecedes(key)
            guard comesFirst else { break }
            self.rest.removeFirst()
            guard try Self.emit(next, body) else { return false }
        }
        return try body(key, row)
    }

    /// Gives `body` the rows of the past behind the last row of the present.
    mutating func emitRest(_ body: Body) throws(DynamoDBError) {
        while let next = self.rest.popFirst() {
            guard try Self.emit(next, body) else { return }
        }
    }

    private static func emit(_ change: RowHistory.Change, _ body: Body) throws(DynamoDBError) -> Bool {
        guard let row = change.row else { return true }
        return try change.key.withBytes { key throws(DynamoDBError) in
            try row.withBytes { row throws(DynamoDBError) in try body(key, row) }
        }
    }
}
