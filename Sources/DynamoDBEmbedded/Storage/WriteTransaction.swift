// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// The place of one write in a group that is committed together: it sees what the writes before it did, and what it
/// does itself is kept or undone as a whole.
///
/// It may be used only inside the closure that it was given to.
package final class WriteTransaction<Table: Sendable>: ReadTransaction<Table> {
    /// How much the writes of the group that succeeded have added to each tree.
    private var groupStatistics = TreeCounts()
    /// How much the present write has added so far.
    private var ownStatistics = TreeCounts()
    /// Whether a write that fails can be undone alone; else the group is undone with it.
    private let usesSavepoints: Bool
    private var hasWritten = false
    /// What the rows were that the present write has changed, if the storage keeps that.
    private var ownChanges: [RowHistory.Change] = []
    /// The same of each write of the group that succeeded.
    private(set) var groupChanges: [[RowHistory.Change]] = []
    private var catalogBefore: Catalog<Table>?
    private var groupChangesCatalog = false
    /// The first thing that SQLite refused in the present write. Even if the closure lets it pass, the write has
    /// failed.
    private var failure: DynamoDBError?
    /// Whether the group cannot be kept, since a write in it has failed and cannot be undone alone.
    private(set) var mustRollBack = false

    init(_ connection: StorageConnection<Table>, usesSavepoints: Bool) {
        self.usesSavepoints = usesSavepoints
        super.init(connection)
    }

    // MARK: Rows

    /// Stores a row, in place of the one at the key if there is one.
    ///
    /// - Parameters:
    ///   - bytes: The size of the new item as DynamoDB counts it, for the statistics.
    ///   - oldBytes: The size of the item that is replaced; `nil` if there is none.
    package func put(
        tree: Int64,
        key: [UInt8],
        value: [UInt8],
        bytes: Int,
        replacing oldBytes: Int?
    ) throws(DynamoDBError) {
        try self.noteOldRow(tree: tree, key: key)
        try self.store(.put, tree: tree, key: key, value: value)
        self.count(TreeStatistics(items: oldBytes == nil ? 1 : 0, bytes: bytes &- (oldBytes ?? 0)), in: tree)
    }

    /// Stores a row if there is none at the key, which costs less than to look for one first.
    ///
    /// It is not tried after a row of the tree that was not new, as then the next one likely is not either (benchmark
    /// `put-durable-64` of EngineBenchmark).
    ///
    /// - Parameter bytes: The size of the new item as DynamoDB counts it, for the statistics.
    /// - Returns: Whether it was stored. If not, nobody knows whether there is a row at the key.
    package func insert(tree: Int64, key: [UInt8], value: [UInt8], bytes: Int) throws(DynamoDBError) -> Bool {
        try self.checkOpen()
        guard self.connection.history == nil, self.connection.statements(ofTree: tree).expectsNewRows else {
            return false
        }
        try self.store(.insert, tree: tree, key: key, value: value)
        guard self.connection.sqlite.changes > 0 else { return false }
        self.count(TreeStatistics(items: 1, bytes: bytes), in: tree)
        return true
    }

    /// Tells ``insert(tree:key:value:bytes:)`` whether there was a row at the key of one that was stored without it.
    package func note(isNew: Bool, tree: Int64) {
        self.connection.statements(ofTree: tree).expectsNewRows = isNew
    }

    private func store(
        _ kind: TreeStatements.Kind, tree: Int64, key: [UInt8], value: [UInt8]
    ) throws(DynamoDBError) {
        try self.change { connection throws(DynamoDBError) in
            let statement = try connection.statements(ofTree: tree).statement(kind)
            try statement.use { statement throws(DynamoDBError) in
                try key.withBytes { key throws(DynamoDBError) in
                    try value.withBytes { value throws(DynamoDBError) in
                        try statement.bind(unowned: key, at: 1)
                        try statement.bind(unowned: value, at: 2)
                        _ = try statement.step()
                    }
                }
            }
        }
    }

    /// Deletes a row.
    ///
    /// - Parameter bytes: The size of the item that goes, as DynamoDB counts it, for the statistics.
    /// - Returns: Whether there was one.
    @discardableResult
    package func delete(tree: Int64, key: [UInt8], bytes: Int) throws(DynamoDBError) -> Bool {
        try self.noteOldRow(tree: tree, key: key)
        let hasDeleted = try self.change { connection throws(DynamoDBError) in
            let statement = try connection.statements(ofTree: tree).statement(.delete)
            return try statement.use { statement throws(DynamoDBError) in
                try key.withBytes { key throws(DynamoDBError) in
                    try statement.bind(unowned: key, at: 1)
                    _ = try statement.step()
                    return connection.sqlite.changes > 0
                }
            }
        }
        if hasDeleted { self.count(TreeStatistics(items: -1, bytes: 0 &- bytes), in: tree) }
        return hasDeleted
    }

    private func noteOldRow(tree: Int64, key: [UInt8]) throws(DynamoDBError) {
        guard self.connection.history != nil else { return }
        let row = try self.get(tree: tree, key: key) { row throws(DynamoDBError) in Array(row) }
        self.ownChanges.append(RowHistory.Change(tree: tree, key: key, row: row))
    }

    // MARK: Trees

    /// Makes an empty tree.
    ///
    /// - Returns: Its number, which no other tree has or will have.
    package func createTree() throws(DynamoDBError) -> Int64 {
        try self.change { connection throws(DynamoDBError) in
            try connection.sqlite.statement("INSERT INTO stats (items, bytes) VALUES (0, 0)").run()
            let tree = connection.sqlite.lastInsertedID
            let name = StorageFormat.name(ofTree: tree)
            try connection.sqlite.execute("CREATE TABLE \(name) (k BLOB PRIMARY KEY, v BLOB NOT NULL) WITHOUT ROWID")
            return tree
        }
    }

    /// The tree that this library keeps for itself under a name, made if there is none yet.
    package func makeSystemTree(named name: String) throws(DynamoDBError) -> Int64 {
        if let tree = try self.systemTree(named: name) { return tree }
        let tree = try self.createTree()
        try self.change { connection throws(DynamoDBError) in
            let key = StorageFormat.key(ofSystemTree: name)
            try connection.sqlite.execute("INSERT INTO meta (key, value) VALUES ('\(key)', \(tree))")
        }
        return tree
    }

    /// Deletes a tree with all its rows.
    package func dropTree(_ tree: Int64) throws(DynamoDBError) {
        try self.change { connection throws(DynamoDBError) in
            connection.forgetTree(tree)
            try connection.sqlite.execute("DROP TABLE IF EXISTS \(StorageFormat.name(ofTree: tree))")
            let statement = try connection.sqlite.statement("DELETE FROM stats WHERE tree = ?1")
            try statement.use { statement throws(DynamoDBError) in
                try statement.bind(tree, at: 1)
                _ = try statement.step()
            }
        }
    }

    // MARK: Catalog

    /// Adds a table to the catalog.
    ///
    /// - Returns: The entry with its new number.
    /// - Throws: `resourceInUse` if there is a table of the name.
    @discardableResult
    package func createTable(named name: String, payload: [UInt8]) throws(DynamoDBError) -> CatalogEntry {
        try self.checkOpen()
        guard self.connection.catalog.row(named: name) == nil else {
            throw DynamoDBError(.resourceInUse, "Table already exists: \(name)")
        }
        return try self.changeCatalog { connection throws(DynamoDBError) in
            let statement = try connection.sqlite.statement("INSERT INTO tables (name, payload) VALUES (?1, ?2)")
            try statement.use { statement throws(DynamoDBError) in
                try statement.bind(copyOf: Array(name.utf8), at: 1)
                try statement.bind(copyOf: payload, at: 2)
                _ = try statement.step()
            }
            let entry = CatalogEntry(id: connection.sqlite.lastInsertedID, name: name, payload: payload)
            connection.catalog.set(connection.cache.row(entry))
            return entry
        }
    }

    /// Changes the description of the table with the entry's number.
    ///
    /// - Throws: `resourceNotFound` if there is none.
    package func updateTable(_ entry: CatalogEntry) throws(DynamoDBError) {
        try self.checkOpen()
        guard let row = self.connection.catalog.row(id: entry.id), row.entry.name.hasSameBytes(as: entry.name) else {
            throw DynamoDBError(.resourceNotFound, "Requested resource not found: Table: \(entry.name) not found")
        }
        try self.changeCatalog { connection throws(DynamoDBError) in
            let statement = try connection.sqlite.statement("UPDATE tables SET payload = ?2 WHERE id = ?1")
            try statement.use { statement throws(DynamoDBError) in
                try statement.bind(entry.id, at: 1)
                try statement.bind(copyOf: entry.payload, at: 2)
                _ = try statement.step()
            }
            connection.catalog.set(connection.cache.row(entry))
        }
    }

    /// Takes the table with the number out of the catalog, if there is one. Its trees are the caller's to drop.
    package func deleteTable(id: Int64) throws(DynamoDBError) {
        try self.changeCatalog { connection throws(DynamoDBError) in
            let statement = try connection.sqlite.statement("DELETE FROM tables WHERE id = ?1")
            try statement.use { statement throws(DynamoDBError) in
                try statement.bind(id, at: 1)
                _ = try statement.step()
            }
            connection.catalog.remove(id: id)
        }
    }

    // MARK: The group

    /// Runs one write of the group.
    ///
    /// - Returns: What tells its caller how it went, once it is certain that the group is kept.
    /// - Throws: If the whole group is lost.
    func perform(_ write: PendingWrite<Table>) throws(DynamoDBError) -> PendingWrite<Table>.Answer {
        self.hasWritten = false
        self.failure = nil
        self.catalogBefore = nil
        self.ownStatistics.removeAll()
        self.ownChanges.removeAll()
        do throws(DynamoDBError) {
            let answer = try write.run(self)
            if let failure = self.failure { throw failure }
            if self.hasWritten { try self.keep() }
            try self.checkTransaction()
            return answer
        } catch {
            try self.undo(because: error)
            return { write.fail(error) }
        }
    }

    /// Stores what the group has counted, and the generation of the catalog if it has changed that.
    func finish() throws(DynamoDBError) {
        let statement = try self.connection.transactions.statement(.count)
        for (tree, added) in self.groupStatistics.counts where added != TreeStatistics() {
            try statement.use { statement throws(DynamoDBError) in
                try statement.bind(tree, at: 1)
                try statement.bind(Int64(added.items), at: 2)
                try statement.bind(Int64(added.bytes), at: 3)
                _ = try statement.step()
            }
        }
        if self.groupChangesCatalog {
            // It has 31 bits in the file.
            self.connection.catalog.generation = (self.connection.catalog.generation &+ 1) & 0x7FFF_FFFF
            try self.connection.sqlite.execute("PRAGMA user_version = \(self.connection.catalog.generation)")
        }
    }

    /// Whether the group has changed the catalog.
    var hasChangedCatalog: Bool { self.groupChangesCatalog }

    override func unwrittenStatistics(tree: Int64) -> TreeStatistics {
        self.groupStatistics[tree] + self.ownStatistics[tree]
    }

    private func count(_ added: TreeStatistics, in tree: Int64) {
        self.ownStatistics.add(added, to: tree)
    }

    /// Runs what changes the database, after a savepoint has been set: a write that only reads, as one whose condition
    /// is false, never pays for one.
    private func change<Result>(
        _ body: (StorageConnection<Table>) throws(DynamoDBError) -> Result
    ) throws(DynamoDBError) -> Result {
        try self.checkOpen()
        if let failure = self.failure { throw failure }
        do throws(DynamoDBError) {
            try self.checkTransaction()
            if !self.hasWritten {
                if self.usesSavepoints { try self.connection.transactions.run(.savepoint) }
                self.hasWritten = true
            }
            return try body(self.connection)
        } catch {
            self.failure = error
            throw error
        }
    }

    /// After SQLite has ended the transaction by itself, a further statement would be a transaction of its own.
    private func checkTransaction() throws(DynamoDBError) {
        guard self.connection.sqlite.isInTransaction else {
            throw DynamoDBError(
                .storage, "SQLite undid the transaction after an earlier failure; nothing was stored. Try again.")
        }
    }

    private func changeCatalog<Result>(
        _ body: (StorageConnection<Table>) throws(DynamoDBError) -> Result
    ) throws(DynamoDBError) -> Result {
        if self.catalogBefore == nil { self.catalogBefore = self.connection.catalog }
        return try self.change(body)
    }

    private func keep() throws(DynamoDBError) {
        if self.usesSavepoints { try self.connection.transactions.run(.release) }
        if self.catalogBefore != nil { self.groupChangesCatalog = true }
        for (tree, added) in self.ownStatistics.counts { self.groupStatistics.add(added, to: tree) }
        if !self.ownChanges.isEmpty { self.groupChanges.append(self.ownChanges) }
    }

    private func undo(because error: DynamoDBError) throws(DynamoDBError) {
        if let before = self.catalogBefore { self.connection.catalog = before }
        // SQLite may have undone more than the statement that failed: everything, all writes of the group.
        guard self.connection.sqlite.isInTransaction else { throw error }
        guard self.hasWritten else { return }
        guard self.usesSavepoints else {
            self.mustRollBack = true
            return
        }
        try self.connection.transactions.run(.rollbackToSavepoint)
        try self.connection.transactions.run(.release)
    }
}
