// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import TestSupport
import Testing

/// Indexes that are made of tables too large to be read in one transaction.
struct BackfillTests {
    private static let table = CreateTableInput(tableName: "Large", partitionKey: .string("pk"), sortKey: .number("n"))

    private static let newIndex = UpdateTableInput(
        tableName: "Large", attributeDefinitions: [.init(attributeName: "group", attributeType: .string)],
        globalSecondaryIndexUpdates: [
            .create(.init(indexName: "by-group", keySchema: [.init(attributeName: "group", keyType: .hash)]))
        ])

    private static let noIndex = UpdateTableInput(
        tableName: "Large", globalSecondaryIndexUpdates: [.delete("by-group")])

    /// An environment that fills indexes a few rows at a time.
    private static func environment(rows: Int, byItself: Bool) -> EmbeddedDatabase.Environment {
        var environment = EmbeddedDatabase.Environment.system
        environment.backfillPiece.rows = rows
        environment.continuesBackfills = byItself
        return environment
    }

    private static func database(
        at location: StorageLocation = .memory, rows: Int, byItself: Bool = false
    ) throws -> EmbeddedDatabase {
        var configuration = EmbeddedDatabase.Configuration()
        configuration.durability = .relaxed
        return try EmbeddedDatabase(
            at: location, configuration: configuration,
            environment: Self.environment(rows: rows, byItself: byItself))
    }

    private static func fill(_ database: EmbeddedDatabase, items: Int) async throws {
        _ = try await database.createTable(Self.table)
        for number in 0..<items {
            let item: Item = [
                "pk": .string("p\(number % 7)"), "n": .number(DynamoDBNumber(number)),
                "group": number % 3 == 0 ? 5 : .string("g\(number % 4)"),
            ]
            _ = try await database.putItem(PutItemInput(tableName: "Large", item: item))
        }
    }

    private static func describe(_ database: EmbeddedDatabase) async throws -> TableDescription {
        try await database.describeTable(DescribeTableInput(tableName: "Large")).table
    }

    /// Checks that the index holds its part of the table, to the byte.
    private static func check(_ database: EmbeddedDatabase, comment: Comment = "") async throws {
        let items = try await database.scan(ScanInput(tableName: "Large")).items ?? []
        let expected = items.filter { $0["group"]?.string != nil }
        let held = try await database.scan(ScanInput(tableName: "Large", indexName: "by-group")).items ?? []
        #expect(Set(held) == Set(expected) && held.count == expected.count, comment)
        let index = try await Self.describe(database).globalSecondaryIndexes?.first
        #expect(index?.itemCount == expected.count, comment)
        #expect(index?.indexSizeBytes == expected.reduce(0) { $0 + $1.size }, comment)
        #expect(index?.indexStatus == .active && index?.backfilling == nil, comment)
    }

    @Test
    func `until it is filled, an index cannot be read, and the table not be changed`() async throws {
        let database = try Self.database(rows: 10)
        try await Self.fill(database, items: 35)
        _ = try await database.updateTable(Self.newIndex)
        var pieces = 0
        repeat {
            let table = try await Self.describe(database)
            guard table.tableStatus == .updating else { break }
            #expect(table.globalSecondaryIndexes?.first?.indexStatus == .creating)
            #expect(table.globalSecondaryIndexes?.first?.backfilling == true)
            let errors: [(DynamoDBError?, DynamoDBError.Code, String)] = [
                (
                    await errorThrown { () throws(DynamoDBError) in
                        try await database.scan(ScanInput(tableName: "Large", indexName: "by-group"))
                    }, .validation, "Cannot read from backfilling global secondary index: by-group"
                ),
                (
                    await errorThrown { () throws(DynamoDBError) in
                        try await database.updateTable(UpdateTableInput(tableName: "Large", tableClass: .standard))
                    }, .resourceInUse,
                    "Attempt to change a resource which is still in use: Table is being updated: Large"
                ),
                (
                    await errorThrown { () throws(DynamoDBError) in
                        try await database.deleteTable(DeleteTableInput(tableName: "Large"))
                    }, .resourceInUse,
                    "Attempt to change a resource which is still in use: Cannot delete table while indexes are being created, updated, or deleted."
                ),
            ]
            for (error, code, message) in errors {
                #expect(error?.code == code && error?.message == message)
            }
            pieces += 1
        } while try await database.fillNextPiece()
        #expect(pieces == 3)
        try await Self.check(database)
        #expect(try await database.fillNextPiece() == false)
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `writes between the pieces are in the index once, and none is lost`(seed: UInt64) async throws {
        let database = try Self.database(rows: 5)
        try await Self.fill(database, items: 60)
        _ = try await database.updateTable(Self.newIndex)
        var random = SeededGenerator(seed: seed)
        repeat {
            for _ in 0..<4 {
                let key: Item = [
                    "pk": .string("p\(Int.random(in: 0..<9, using: &random))"),
                    "n": .number(DynamoDBNumber(Int.random(in: 0..<70, using: &random))),
                ]
                switch Int.random(in: 0..<4, using: &random) {
                case 0: _ = try await database.deleteItem(DeleteItemInput(tableName: "Large", key: key))
                case 1: _ = try await database.putItem(PutItemInput(tableName: "Large", item: key))
                default:
                    _ = try await database.updateItem(
                        UpdateItemInput(
                            tableName: "Large", key: key, updateExpression: "SET #g = :g",
                            expressionAttributeNames: ["#g": "group"],
                            expressionAttributeValues: [":g": .string("g\(Int.random(in: 0..<4, using: &random))")]))
                }
            }
        } while try await database.fillNextPiece()
        try await Self.check(database, comment: "\(seed)")
    }

    @Test
    func `an index that is not filled yet can be deleted`() async throws {
        let database = try Self.database(rows: 10)
        try await Self.fill(database, items: 35)
        _ = try await database.updateTable(Self.newIndex)
        _ = try await database.updateTable(Self.noIndex)
        #expect(try await database.fillNextPiece() == false)
        let table = try await Self.describe(database)
        #expect(table.tableStatus == .active && table.globalSecondaryIndexes == nil)
    }

    @Test
    func `an index is filled in the background, while others write`() async throws {
        let database = try Self.database(rows: 20, byItself: true)
        try await Self.fill(database, items: 1000)
        _ = try await database.updateTable(Self.newIndex)
        for number in 1000..<1050 {
            let item: Item = ["pk": "late", "n": .number(DynamoDBNumber(number)), "group": "g9"]
            _ = try await database.putItem(PutItemInput(tableName: "Large", item: item))
        }
        try await DynamoDBTable("Large", in: database).waitUntilActive()
        try await Self.check(database)
    }

    @Test
    func `what one process began to fill, the next one that opens the file ends`() async throws {
        let directory = try TestDirectory()
        let first = try Self.database(at: .file(directory.file), rows: 10)
        try await Self.fill(first, items: 100)
        _ = try await first.updateTable(Self.newIndex)
        #expect(try await first.fillNextPiece())
        await first.close()

        let second = try Self.database(at: .file(directory.file), rows: 10, byItself: true)
        try await DynamoDBTable("Large", in: second).waitUntilActive()
        try await Self.check(second)
        await second.close()
    }

    private static let uses: [(name: String, use: @Sendable (EmbeddedDatabase) async throws -> Void)] = [
        ("describing it", { _ = try await Self.describe($0) }),
        ("reading it", { _ = try await $0.scan(ScanInput(tableName: "Large", limit: 1)) }),
        (
            "reading the index",
            { database in
                let error = await errorThrown { () throws(DynamoDBError) in
                    try await database.scan(ScanInput(tableName: "Large", indexName: "by-group"))
                }
                #expect(error?.message == "Cannot read from backfilling global secondary index: by-group")
            }
        ),
        (
            "writing to it",
            { _ = try await $0.putItem(PutItemInput(tableName: "Large", item: ["pk": "late", "n": 1, "group": "g"])) }
        ),
    ]

    @Test(arguments: Self.uses.indices)
    func `whoever uses a table goes on with what another process left unfilled`(index: Int) async throws {
        let directory = try TestDirectory()
        let other = try Self.database(at: .file(directory.file), rows: 10)
        let database = try Self.database(at: .file(directory.file), rows: 10, byItself: true)
        try await Self.fill(other, items: 100)
        _ = try await other.updateTable(Self.newIndex)
        await other.close()
        try await Self.uses[index].use(database)
        await database.waitForEndOfBackfills()
        try await Self.check(database, comment: "\(Self.uses[index].name)")
        await database.close()
    }

    /// A database on a file with an index of which something is left to be filled, which it cannot: somebody holds the file.
    private static func heldUp(_ clock: TestClock, in directory: TestDirectory) async throws -> (
        database: EmbeddedDatabase, holder: SQLiteConnection
    ) {
        var configuration = EmbeddedDatabase.Configuration()
        configuration.durability = .relaxed
        configuration.busyTimeout = .milliseconds(1)
        var environment = clock.environment
        environment.backfillPiece.rows = 10
        let database = try EmbeddedDatabase(
            at: .file(directory.file), configuration: configuration, environment: environment)
        let other = try Self.database(at: .file(directory.file), rows: 10)
        try await Self.fill(other, items: 35)
        _ = try await other.updateTable(Self.newIndex)
        await other.close()
        let holder = try SQLiteConnection(path: directory.file)
        try holder.execute("BEGIN IMMEDIATE")
        let error = await errorThrown { () throws(DynamoDBError) in
            try await database.scan(ScanInput(tableName: "Large", indexName: "by-group"))
        }
        #expect(error?.message == "Cannot read from backfilling global secondary index: by-group")
        return (database, holder)
    }

    @Test
    func `what could not be filled is tried again, later each time, and filled when it can be`() async throws {
        let directory = try TestDirectory()
        let clock = TestClock()
        let (database, holder) = try await Self.heldUp(clock, in: directory)
        for seconds: Double in [1, 2, 4, 8, 16, 32, 60, 60] {
            await clock.waiters(1)
            clock.advance(by: seconds - 0.5)
            #expect(clock.waiterCount == 1)
            clock.advance(by: 0.5)
        }
        await clock.waiters(1)
        try holder.execute("ROLLBACK")
        clock.advance(by: 60)
        await database.waitForEndOfBackfills()
        #expect(clock.waiterCount == 0)
        try await Self.check(database)
        await database.close()
    }

    @Test
    func `who waits to try again keeps no database open, and none in memory`() async throws {
        let directory = try TestDirectory()
        let clock = TestClock()
        let (closed, holder) = try await Self.heldUp(clock, in: directory)
        await clock.waiters(1)
        await closed.close()
        #expect(clock.waiterCount == 0)
        try holder.execute("ROLLBACK")

        let again = try TestDirectory()
        do {
            let (database, holder) = try await Self.heldUp(clock, in: again)
            await clock.waiters(1)
            #expect(try await Self.describe(database).tableStatus == .updating)
            try holder.execute("ROLLBACK")
        }
        await clock.waiters(0)
    }

    @Test
    func `a damaged item keeps no other table's index from being filled`() async throws {
        let directory = try TestDirectory()
        let first = try Self.database(at: .file(directory.file), rows: 10)
        // It comes before the other one by its name.
        _ = try await first.createTable(CreateTableInput(tableName: "Damaged", partitionKey: .string("pk")))
        for number in 0..<20 {
            let item: Item = ["pk": .string("p\(number)"), "group": "g"]
            _ = try await first.putItem(PutItemInput(tableName: "Damaged", item: item))
        }
        try await Self.fill(first, items: 35)
        _ = try await first.updateTable(Self.newIndex)
        var index = Self.newIndex
        index.tableName = "Damaged"
        _ = try await first.updateTable(index)
        await first.close()
        try SQLiteConnection(path: directory.file).execute(
            "UPDATE t1 SET v = X'00' WHERE k = (SELECT max(k) FROM t1)")

        let second = try Self.database(at: .file(directory.file), rows: 10, byItself: true)
        try await DynamoDBTable("Large", in: second).waitUntilActive()
        try await Self.check(second)
        try await DynamoDBTable("Damaged", in: second).waitUntilActive()
        await second.close()
    }

    /// Rows that are no items of the table: one that cannot be read, one without the key, and one whose key has another type.
    private static let damagedRows = [
        "00", ItemCodec.encode(["group": "g"]).hexadecimal,
        ItemCodec.encode(["pk": "p", "n": "text", "group": "g"]).hexadecimal,
    ]

    @Test(arguments: damagedRows)
    func `a damaged item ends the filling, which is told to who reads the index, and all else goes on`(
        row: String
    ) async throws {
        let directory = try TestDirectory()
        let first = try Self.database(at: .file(directory.file), rows: 10)
        try await Self.fill(first, items: 35)
        _ = try await first.updateTable(Self.newIndex)
        await first.close()
        try SQLiteConnection(path: directory.file).execute(
            "UPDATE t1 SET v = X'\(row)' WHERE k = (SELECT max(k) FROM t1)")

        for _ in 0..<2 {
            let database = try Self.database(at: .file(directory.file), rows: 10)
            while try await database.fillNextPiece() {}
            let table = try await Self.describe(database)
            let index = table.globalSecondaryIndexes?.first
            #expect(table.tableStatus == .active && index?.indexStatus == .creating && index?.backfilling == false)
            let error = await errorThrown { () throws(DynamoDBError) in
                try await database.scan(ScanInput(tableName: "Large", indexName: "by-group"))
            }
            #expect(error?.code == .corrupt && error?.message.contains("by-group") == true)
            // Rows before the damaged one and behind it can be written.
            for number in 100..<110 {
                let item: Item = ["pk": "p", "n": .number(DynamoDBNumber(number)), "group": "g"]
                _ = try await database.putItem(PutItemInput(tableName: "Large", item: item))
                _ = try await database.deleteItem(
                    DeleteItemInput(tableName: "Large", key: ["pk": "p", "n": .number(DynamoDBNumber(number))]))
            }
            _ = try await database.updateTable(UpdateTableInput(tableName: "Large", tableClass: .standard))
            await database.close()
        }

        let last = try Self.database(at: .file(directory.file), rows: 100)
        _ = try await last.updateTable(Self.noIndex)
        #expect(try await Self.describe(last).globalSecondaryIndexes == nil)
        // If the first piece comes to it, the index is not made at all.
        let refusal = await errorThrown { () throws(DynamoDBError) in try await last.updateTable(Self.newIndex) }
        #expect(refusal?.code == .corrupt)
        let table = try await Self.describe(last)
        #expect(table.tableStatus == .active && table.globalSecondaryIndexes == nil)
        _ = try await last.deleteTable(DeleteTableInput(tableName: "Large"))
        await last.close()
    }

    @Test
    func `a full disk leaves the index unfilled, and it is filled when there is room`() async throws {
        let directory = try TestDirectory()
        var configuration = EmbeddedDatabase.Configuration()
        configuration.maximumSize = 3_000_000
        let environment = Self.environment(rows: 5, byItself: false)
        let small = try EmbeddedDatabase(
            at: .file(directory.file), configuration: configuration, environment: environment)
        _ = try await small.createTable(Self.table)
        for number in 0..<20 {
            let item: Item = [
                "pk": "p", "n": .number(DynamoDBNumber(number)), "group": "g",
                "data": .string(String(repeating: "d", count: 100_000)),
            ]
            _ = try await small.putItem(PutItemInput(tableName: "Large", item: item))
        }
        _ = try await small.updateTable(Self.newIndex)
        var refusal: DynamoDBError?
        while refusal == nil {
            refusal = await errorThrown { () throws(DynamoDBError) in
                guard try await small.fillNextPiece() else { throw DynamoDBError(.validation, "It was filled") }
            }
        }
        #expect(refusal?.code == .storageFull)
        #expect(try await Self.describe(small).tableStatus == .updating)
        await small.close()
        let large = try Self.database(at: .file(directory.file), rows: 5, byItself: true)
        try await DynamoDBTable("Large", in: large).waitUntilActive()
        let count = try await large.scan(ScanInput(tableName: "Large", indexName: "by-group", select: .count))
        #expect(count.scannedCount > 0)
        #expect(try await Self.describe(large).globalSecondaryIndexes?.first?.itemCount == 20)
        await large.close()
    }
}

extension [UInt8] {
    fileprivate var hexadecimal: String {
        self.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
