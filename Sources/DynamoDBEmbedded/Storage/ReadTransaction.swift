// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// One state of the database to read from. It may be used only inside the closure that it was given to.
package class ReadTransaction<Table: Sendable> {
    let connection: StorageConnection<Table>
    private var isOpen = true
    /// The rows that are shown as they were; `nil` to show everything as it is.
    private var past: PastRows?
    /// What `past` is unless it was turned off.
    private let missed: PastRows?

    init(_ connection: StorageConnection<Table>, past: PastRows? = nil) {
        self.connection = connection
        self.past = past
        self.missed = past
    }

    /// Makes a transaction that has escaped from its closure refuse everything.
    func end() {
        self.isOpen = false
    }

    /// Refuses what comes after the end.
    func checkOpen() throws(DynamoDBError) {
        guard self.isOpen else {
            throw DynamoDBError(.closed, "The transaction has ended; it is valid only inside its closure.")
        }
    }

    // MARK: The past

    /// Shows rows from now on without the writes that this read misses, as it does at first, or everything as it is.
    func showPast(_ isWanted: Bool) {
        self.past = isWanted ? self.missed : nil
    }

    // MARK: Catalog

    /// The table of the name, or `nil` if there is none.
    package func table(named name: String) throws(DynamoDBError) -> Table? {
        try self.checkOpen()
        return try self.connection.catalog.table(named: name)
    }

    /// The catalog's entry of the name, or `nil` if there is none.
    package func entry(named name: String) throws(DynamoDBError) -> CatalogEntry? {
        try self.checkOpen()
        return self.connection.catalog.row(named: name)?.entry
    }

    /// Up to `limit` names of tables that come after `name` in the order of bytes; from the first one for `nil`.
    package func tableNames(after name: String? = nil, limit: Int = .max) throws(DynamoDBError) -> [String] {
        try self.checkOpen()
        return self.connection.catalog.rows(after: name, limit: limit).map(\.entry.name)
    }

    /// The tables, in the order of the bytes of their names; one whose description is damaged is left out.
    package func tables() throws(DynamoDBError) -> [Table] {
        try self.checkOpen()
        return self.connection.catalog.rows.compactMap { try? $0.table.get() }
    }

    // MARK: System trees

    /// The tree that this library keeps for itself under a name; `nil` if there is none yet.
    ///
    /// Its number stands beside the format, so that an older version, which does not know the name, leaves it alone.
    ///
    /// - Parameter name: A word of our own, of letters only.
    package func systemTree(named name: String) throws(DynamoDBError) -> Int64? {
        try self.checkOpen()
        let key = StorageFormat.key(ofSystemTree: name)
        let statement = try self.connection.sqlite.statement("SELECT value FROM meta WHERE key = '\(key)'")
        return try statement.use { statement throws(DynamoDBError) in
            try statement.step() ? statement.integer(0) : nil
        }
    }

    // MARK: Rows

    /// Calls `body` with the value at the key, which is valid only inside; `nil` if there is none.
    package func get<Result>(
        tree: Int64,
        key: [UInt8],
        _ body: (UnsafeRawBufferPointer) throws(DynamoDBError) -> Result
    ) throws(DynamoDBError) -> Result? {
        try self.checkOpen()
        if let change = self.past?.change(of: key, in: tree) {
            guard let row = change.row else { return nil }
            return try row.withBytes(body)
        }
        let statement = try self.connection.statements(ofTree: tree).statement(.get)
        return try statement.use { statement throws(DynamoDBError) in
            try key.withBytes { bytes throws(DynamoDBError) in
                try statement.bind(unowned: bytes, at: 1)
                guard try statement.step() else { return nil }
                return try body(statement.bytes(0))
            }
        }
    }

    /// Calls `body` with each row of the range, in the order of the keys or the reverse of it, until it returns
    /// `false`.
    ///
    /// Key and value are valid only inside. The callback may read anything; in a write transaction it may also write,
    /// but whether the scan then meets the rows written ahead of it is open.
    package func scan(
        tree: Int64,
        range: KeyRange = .all,
        reversed: Bool = false,
        _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws(DynamoDBError) -> Bool
    ) throws(DynamoDBError) {
        try self.checkOpen()
        if let past, case let changes = past.changes(of: tree, in: range, reversed: reversed), !changes.isEmpty {
            var merge = PastMerge(changes, reversed: reversed)
            var goesOn = true
            try self.scanPresent(tree: tree, range: range, reversed: reversed) { key, row throws(DynamoDBError) in
                goesOn = try merge.emit(until: key, row: row, body)
                return goesOn
            }
            if goesOn { try merge.emitRest(body) }
            return
        }
        try self.scanPresent(tree: tree, range: range, reversed: reversed, body)
    }

    /// The same for those who need no keys, which costs less.
    package func scanValues(
        tree: Int64,
        range: KeyRange = .all,
        reversed: Bool = false,
        _ body: (_ value: UnsafeRawBufferPointer) throws(DynamoDBError) -> Bool
    ) throws(DynamoDBError) {
        guard self.past == nil else {
            try self.scan(tree: tree, range: range, reversed: reversed) { _, row throws(DynamoDBError) in
                try body(row)
            }
            return
        }
        try self.checkOpen()
        try self.run(tree: tree, .values, range, reversed: reversed) { statement throws(DynamoDBError) in
            while try statement.step() {
                guard try body(statement.bytes(0)) else { return }
            }
        }
    }

    private func scanPresent(
        tree: Int64, range: KeyRange, reversed: Bool,
        _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws(DynamoDBError) -> Bool
    ) throws(DynamoDBError) {
        try self.run(tree: tree, .rows, range, reversed: reversed) { statement throws(DynamoDBError) in
            while try statement.step() {
                guard try body(statement.bytes(0), statement.bytes(1)) else { return }
            }
        }
    }

    /// Calls `body` with a statement that is ready for its first step.
    private func run(
        tree: Int64, _ columns: TreeStatements.Columns, _ range: KeyRange, reversed: Bool,
        _ body: (SQLiteStatement) throws(DynamoDBError) -> Void
    ) throws(DynamoDBError) {
        let kind = TreeStatements.Kind.scan(
            columns, lower: range.lower.kind, upper: range.upper.kind, reversed: reversed)
        let statement = try self.connection.statements(ofTree: tree).statement(kind)
        try statement.use { statement throws(DynamoDBError) in
            try (range.lower.key ?? []).withBytes { lower throws(DynamoDBError) in
                try (range.upper.key ?? []).withBytes { upper throws(DynamoDBError) in
                    if range.lower.key != nil { try statement.bind(unowned: lower, at: 1) }
                    if range.upper.key != nil { try statement.bind(unowned: upper, at: 2) }
                    try body(statement)
                }
            }
        }
    }

    /// How much the tree holds; nothing for a tree that does not exist.
    package func statistics(tree: Int64) throws(DynamoDBError) -> TreeStatistics {
        try self.checkOpen()
        let statement = try self.connection.sqlite.statement("SELECT items, bytes FROM stats WHERE tree = ?1")
        let stored = try statement.use { statement throws(DynamoDBError) in
            try statement.bind(tree, at: 1)
            guard try statement.step() else { return TreeStatistics() }
            return TreeStatistics(
                items: Int(truncatingIfNeeded: statement.integer(0)),
                bytes: Int(truncatingIfNeeded: statement.integer(1))
            )
        }
        return stored + self.unwrittenStatistics(tree: tree)
    }

    /// What this transaction has counted and not yet stored.
    func unwrittenStatistics(tree: Int64) -> TreeStatistics { TreeStatistics() }
}

extension [UInt8] {
    /// The bytes where they are, for the time of `body`.
    func withBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws(DynamoDBError) -> Result
    ) throws(DynamoDBError) -> Result {
        try self.withUnsafeBufferPointer { buffer throws(DynamoDBError) in
            try body(UnsafeRawBufferPointer(buffer))
        }
    }
}
