// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A DynamoDB-compatible database in this process, stored in one SQLite file or in memory.
///
/// ```swift
/// let database = try EmbeddedDatabase(path: "app.sqlite")
/// _ = try await database.createTable(
///     CreateTableInput(tableName: "users", partitionKey: .string("pk"), sortKey: .string("sk")))
/// let users = DynamoDBTable("users", in: database)
/// ```
///
/// It answers as Amazon DynamoDB does, errors and their words included. Reads are always consistent, unless
/// ``Configuration/staleReads`` says otherwise, and run on the caller's thread; writes that come together share one sync of the
/// disk. An acknowledged write survives the loss of
/// power, unless the configuration says otherwise. Several processes, and several databases of one process, may have the
/// same file open at once: they see each other's writes.
public struct EmbeddedDatabase: DynamoDBDatabase {
    let storage: Storage<StoredTable>
    let environment: Environment
    let names: ResourceNames
    let indexBuilder: IndexBuilder
    private let sweeper: Sweeper
    /// Which reads see the past; `nil` for none.
    let staleReads: StaleReadSource?

    /// Opens a database file, and makes it if there is none.
    ///
    /// - Parameters:
    ///   - path: The file; its directory must exist. SQLite keeps two more files beside it while it is open.
    ///   - configuration: How the file is used. Defaults to every default.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/incompatibleFile`` for a file of another program or of a
    ///   newer version, ``DynamoDBError/Code/corrupt`` for a damaged one, ``DynamoDBError/Code/readOnly``,
    ///   ``DynamoDBError/Code/storageBusy`` or ``DynamoDBError/Code/storage``. A refused file is left as it was.
    public init(path: String, configuration: Configuration = Configuration()) throws(DynamoDBError) {
        try self.init(at: .file(path), configuration: configuration)
    }

    /// Makes an empty database in memory, which is gone when its last copy is.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/storage`` if there is no memory for it.
    public static func inMemory(
        configuration: Configuration = Configuration()
    ) throws(DynamoDBError) -> EmbeddedDatabase {
        try EmbeddedDatabase(at: .memory, configuration: configuration)
    }

    package init(
        at location: StorageLocation, configuration: Configuration, environment: Environment = .system
    ) throws(DynamoDBError) {
        let sweeper = Sweeper(period: configuration.sweepPeriod, environment: environment)
        let indexBuilder = IndexBuilder(environment: environment)
        self.storage = try Storage(at: location, options: configuration.storageOptions) {
            [weak sweeper, weak indexBuilder] entry throws(DynamoDBError) in
            let table = try StoredTable(entry, now: environment.now)
            // Whoever gives a table expiry, a stream or an index, here or in another process, wakes who takes care of it.
            if table.needsUpkeep { sweeper?.wake() }
            if table.isBackfilling { indexBuilder?.start() }
            return table
        }
        self.environment = environment
        self.names = ResourceNames(region: configuration.region, accountID: configuration.accountID)
        self.sweeper = sweeper
        self.staleReads = configuration.staleReads.map(StaleReadSource.init)
        self.indexBuilder = indexBuilder
        sweeper.begin(on: self.storage)
        indexBuilder.begin(on: self.storage)
    }

    /// Reads what is there now, or for a read that need not be consistent, if stale reads are on, what was there before.
    func read<Success: Sendable>(
        consistent: Bool, _ body: (ReadTransaction<StoredTable>) throws(DynamoDBError) -> Success
    ) throws(DynamoDBError) -> Success {
        try self.storage.read(missing: consistent ? 0 : self.staleReads?.nextLag() ?? 0, body)
    }

    /// Finishes what has begun, refuses everything after that with ``DynamoDBError/Code/closed``, and closes the file.
    ///
    /// Not needed for safety: without it the file is closed when the last copy of the database goes away.
    public func close() async {
        await self.sweeper.stop()
        await self.indexBuilder.stop()
        await self.storage.close()
    }

    /// Returns when no sweep will follow, as nothing needs one.
    package func waitForEndOfSweeps() async {
        await self.sweeper.waitForEnd()
    }

    /// Returns when no piece of an index will be filled, as all are filled.
    package func waitForEndOfBackfills() async {
        await self.indexBuilder.waitForEnd()
    }

    /// What comes from outside: the time, waiting for a while, and names for tables.
    package struct Environment: Sendable {
        /// Seconds since 1970.
        package var now: @Sendable () -> Double
        /// A new identifier.
        package var makeID: @Sendable () -> String
        /// Waits, or throws when the task is cancelled.
        package var sleep: @Sendable (Duration) async throws -> Void
        /// How much of a new index is filled in one transaction, so that other writes need not wait long.
        package var backfillPiece = BackfillPiece()
        /// Whether what is left of filling an index is done by itself; tests do it by hand.
        package var continuesBackfills = true

        package init(
            now: @escaping @Sendable () -> Double, makeID: @escaping @Sendable () -> String,
            sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
        ) {
            self.now = now
            self.makeID = makeID
            self.sleep = sleep
        }

        package static let system = Environment(
            now: { (Date().timeIntervalSince1970 * 1000).rounded() / 1000 },
            makeID: { UUID().uuidString.lowercased() })
    }
}
