// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// One connection of a database, with its prepared statements and what it knows of the catalog.
///
/// Sendable although it is not safe for two threads at once: it always has one user. A connection for reading belongs
/// to whoever leased it from `ReaderPool`, which hands it out once until it is given back; that for writing is touched
/// on the queue of `GroupWriter` only; and that of a database in memory under the lock of `MemoryBackend`. Pool, queue
/// and lock also order the uses, so each sees the effects of the one before.
final class StorageConnection<Table: Sendable>: @unchecked Sendable {
    let sqlite: SQLiteConnection
    let cache: CatalogCache<Table>
    /// Where rows go before they are changed; `nil` if nobody wants to see them again.
    let history: RowHistory?
    /// The catalog as the open transaction sees it.
    var catalog: Catalog<Table>
    /// The names of attributes in the rows that were decoded last.
    var names = NameTable()
    /// The statements that begin and end transactions.
    let transactions: TransactionStatements
    /// Whether another file, or none, was found at the path once.
    var hasLostFile = false
    /// Whether others may change the database: for one in memory, the catalog is read once.
    private let isShared: Bool
    private var trees: [Int64: TreeStatements] = [:]
    private let generation: SQLiteStatement

    init(
        _ sqlite: SQLiteConnection, cache: CatalogCache<Table>, history: RowHistory? = nil, isShared: Bool = true
    ) throws(DynamoDBError) {
        self.sqlite = sqlite
        self.cache = cache
        self.history = history
        self.isShared = isShared
        self.transactions = TransactionStatements(of: sqlite)
        // The first transaction reads the catalog.
        self.catalog = Catalog(generation: Self.unknownGeneration)
        self.generation = try sqlite.prepare("PRAGMA user_version")
    }

    /// The statements of a tree.
    func statements(ofTree tree: Int64) -> TreeStatements {
        if let statements = self.trees[tree] { return statements }
        let statements = TreeStatements(tree: tree, of: self.sqlite)
        self.trees[tree] = statements
        return statements
    }

    /// Runs `body` on one state of the database, whatever others commit meanwhile.
    ///
    /// - Parameter writes: How many of the last writes it is shown without, as far as the history has them.
    func read<Result>(
        missing writes: Int, _ body: (ReadTransaction<Table>) throws(DynamoDBError) -> Result
    ) throws(DynamoDBError) -> Result {
        guard self.needsGeneration else { return try self.reading(self.past(writes: writes) {}, body) }
        // SQLite keeps the state that a statement began with until no statement is running. So the one that reads the
        // generation stays at its row for the whole transaction: that spares a BEGIN and a COMMIT.
        return try self.generation.use { statement throws(DynamoDBError) in
            let past = try self.past(writes: writes) { () throws(DynamoDBError) in try Self.begin(statement) }
            try self.refreshCatalog(statement)
            return try self.reading(past, body)
        }
    }

    private func reading<Result>(
        _ past: PastRows?, _ body: (ReadTransaction<Table>) throws(DynamoDBError) -> Result
    ) throws(DynamoDBError) -> Result {
        let transaction = ReadTransaction(self, past: past)
        defer { transaction.end() }
        return try body(transaction)
    }

    /// Takes the state to read with `begin`, and what a read without the last writes sees in place of it.
    private func past(
        writes: Int, after begin: () throws(DynamoDBError) -> Void
    ) throws(DynamoDBError) -> PastRows? {
        guard writes > 0, let history else {
            try begin()
            return nil
        }
        return try history.past(writes: writes, after: begin)
    }

    /// Whether the catalog may have changed since this connection last saw it.
    private var needsGeneration: Bool { self.isShared || self.catalog.generation == Self.unknownGeneration }

    /// Reads the catalog if it has changed since this connection last saw it. A transaction must be open.
    func refreshCatalog() throws(DynamoDBError) {
        guard self.needsGeneration else { return }
        try self.generation.use { statement throws(DynamoDBError) in
            try Self.begin(statement)
            try self.refreshCatalog(statement)
        }
    }

    /// Forgets the catalog: what it says may never have been committed.
    func forgetCatalog() {
        self.catalog = Catalog(generation: Self.unknownGeneration)
    }

    /// No file has this one: it keeps 32 bits.
    private static var unknownGeneration: Int64 { .min }

    /// Forgets the statements of a tree that is no more.
    func forgetTree(_ tree: Int64) {
        self.trees[tree] = nil
    }

    /// Reads the generation, and with it takes the state that this connection sees from now on.
    private static func begin(_ statement: SQLiteStatement) throws(DynamoDBError) {
        guard try statement.step() else {
            throw DynamoDBError(.corrupt, "The database file is damaged: its header has no generation.")
        }
    }

    private func refreshCatalog(_ statement: SQLiteStatement) throws(DynamoDBError) {
        let current = statement.integer(0)
        guard current != self.catalog.generation else { return }
        self.catalog = try self.cache.catalog(generation: current, from: self.sqlite)
        // Some trees may be gone, and their statements would never be used again.
        self.trees.removeAll()
    }
}
