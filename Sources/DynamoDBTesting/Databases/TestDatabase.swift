// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A database in memory for one test, with a clock that the test moves, and with faults if it wants them.
///
/// ```swift
/// @Test(.dynamoDB(tables: [CreateTableInput(tableName: "users", partitionKey: .string("pk"))]))
/// func `a user is stored`() async throws {
///     let test = try TestDatabase.current
///     let users = test.table("users")
///     try await users.put(["pk": "user#123"])
///     #expect(try await users.get(["pk": "user#123"]) != nil)
/// }
/// ```
///
/// Elsewhere than in a test of Swift Testing, ``withDynamoDB(tables:plan:configuration:_:)`` gives one to a closure.
public struct TestDatabase: Sendable {
    /// The database that the test uses: the engine, with what goes wrong.
    public let database: FaultInjectingDatabase
    /// The engine alone: to prepare what a test finds, or look at what it left, and never see a fault.
    public let engine: EmbeddedDatabase
    /// The time of the engine.
    public let clock: TestClock

    @TaskLocal private static var running: TestDatabase?

    /// Opens an empty database in memory, and creates tables. Close it with ``close()``.
    ///
    /// - Parameters:
    ///   - tables: The tables to create, without any faults. Defaults to none.
    ///   - plan: What goes wrong by chance. Defaults to nothing.
    ///   - configuration: How the engine is used. Unless it says something else, it keeps the last 16 writes, for stale reads
    ///     that a test asks for.
    ///   - clock: The time of the engine. Defaults to a new clock.
    /// - Throws: ``DynamoDBError`` if a table cannot be created.
    public init(
        tables: [CreateTableInput] = [], plan: FaultPlan = .none,
        configuration: EmbeddedDatabase.Configuration = EmbeddedDatabase.Configuration(), clock: TestClock = TestClock()
    ) async throws(DynamoDBError) {
        var configuration = configuration
        if configuration.staleReads == nil { configuration.staleReads = .init(probability: 0, maximumLag: 16) }
        self.engine = try EmbeddedDatabase.inMemory(clock: clock, configuration: configuration)
        self.clock = clock
        self.database = FaultInjectingDatabase(self.engine, plan: plan)
        for table in tables { try await DynamoDBTable.create(table, in: self.engine) }
    }

    /// The database of the test that is running.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/configuration`` outside of a test with the trait `.dynamoDB`, and
    ///   of the closure of ``withDynamoDB(tables:plan:configuration:_:)``. A detached task is outside.
    public static var current: TestDatabase {
        get throws(DynamoDBError) {
            guard let running = Self.running else {
                throw DynamoDBError(
                    .configuration,
                    "There is no test database here. Give the test, or its suite, the trait .dynamoDB(tables:).")
            }
            return running
        }
    }

    /// A table that has what goes wrong, does not wait before it sends something again, and takes the time from the ``clock``.
    public func table(_ name: String) -> DynamoDBTable {
        DynamoDBTable(name, in: self.database).withoutWaits().using(self.clock)
    }

    /// A table of models that has what goes wrong, does not wait before it sends something again, and takes the time from
    /// the ``clock``.
    ///
    /// - Parameters:
    ///   - schema: How the models are kept.
    ///   - name: The name of the table.
    public func models<Model>(_ schema: ModelSchema<Model>, named name: String) -> ModelTable<Model> {
        ModelTable(schema, in: self.table(name))
    }

    /// Moves the clock, and does then what the service would have done meanwhile: items that have expired are deleted, and
    /// records of streams dropped that are older than 24 hours.
    ///
    /// - Parameter duration: How far to move it.
    /// - Returns: How many items were deleted.
    @discardableResult
    public func advance(by duration: Duration) async throws(DynamoDBError) -> Int {
        self.clock.advance(by: duration)
        return try await self.engine.removeExpiredItems()
    }

    /// Closes the database, and all that was in it is gone.
    public func close() async {
        await self.engine.close()
    }

    /// Opens a database, makes it the current one while the closure runs, and closes it.
    static func scope<Success>(
        tables: [CreateTableInput], plan: FaultPlan, configuration: EmbeddedDatabase.Configuration,
        _ body: (TestDatabase) async throws -> Success
    ) async throws -> Success {
        let test = try await TestDatabase(tables: tables, plan: plan, configuration: configuration)
        do {
            let success = try await Self.$running.withValue(test) { try await body(test) }
            await test.close()
            return success
        } catch {
            await test.close()
            throw error
        }
    }
}

/// Gives a closure a database in memory of its own, and closes it when the closure ends.
///
/// ```swift
/// try await withDynamoDB(tables: [CreateTableInput(tableName: "users", partitionKey: .string("pk"))]) { test in
///     try await test.table("users").put(["pk": "user#123"])
/// }
/// ```
///
/// In tests of Swift Testing the trait `.dynamoDB(tables:plan:configuration:)` does the same for every test of a suite.
///
/// - Parameters:
///   - tables: The tables to create, without any faults. Defaults to none.
///   - plan: What goes wrong by chance. Defaults to nothing.
///   - configuration: How the engine is used.
///   - body: What to do with it. ``TestDatabase/current`` is this database meanwhile.
/// - Returns: What the closure returns.
public func withDynamoDB<Success>(
    tables: [CreateTableInput] = [], plan: FaultPlan = .none,
    configuration: EmbeddedDatabase.Configuration = EmbeddedDatabase.Configuration(),
    _ body: (TestDatabase) async throws -> Success
) async throws -> Success {
    try await TestDatabase.scope(tables: tables, plan: plan, configuration: configuration, body)
}
