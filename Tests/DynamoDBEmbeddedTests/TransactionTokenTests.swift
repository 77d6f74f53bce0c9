// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import Synchronization
import TestSupport
import Testing

/// Tokens of transactions as time goes by, and over the life of a file.
struct TransactionTokenTests {
    /// A clock that is set by hand.
    private final class Clock: Sendable {
        private let seconds = Mutex(1_700_000_000.0)

        func advance(by seconds: Double) { self.seconds.withLock { $0 += seconds } }

        var environment: EmbeddedDatabase.Environment {
            EmbeddedDatabase.Environment(now: { self.seconds.withLock { $0 } }, makeID: { "id" })
        }
    }

    private static func increment(token: String, by amount: Int = 1) throws -> TransactWriteItemsInput {
        try TransactWriteItemsInput(
            transactItems: [.update(["pk": "counter"], in: "Hash", .increment("n", by: DynamoDBNumber(amount)))],
            clientRequestToken: token)
    }

    private static func count(in database: EmbeddedDatabase) async throws -> Int? {
        try await database.getItem(GetItemInput(tableName: "Hash", key: ["pk": "counter"])).item?["n"]?.int
    }

    private static let table = CreateTableInput(tableName: "Hash", partitionKey: .string("pk"))

    @Test
    func `a token counts for ten minutes after its transaction, and then again`() async throws {
        let clock = Clock()
        let database = try EmbeddedDatabase(
            at: .memory, configuration: EmbeddedDatabase.Configuration(), environment: clock.environment)
        _ = try await database.createTable(Self.table)
        _ = try await database.transactWriteItems(Self.increment(token: "t"))
        clock.advance(by: 599)
        _ = try await database.transactWriteItems(Self.increment(token: "t"))
        #expect(try await Self.count(in: database) == 1)
        await #expect(throws: DynamoDBError.self) {
            try await database.transactWriteItems(Self.increment(token: "t", by: 2))
        }
        clock.advance(by: 1)
        // Sending it again has not made it younger; and it may say something else now.
        _ = try await database.transactWriteItems(Self.increment(token: "t", by: 2))
        #expect(try await Self.count(in: database) == 3)
        clock.advance(by: 599)
        _ = try await database.transactWriteItems(Self.increment(token: "t", by: 2))
        #expect(try await Self.count(in: database) == 3)
    }

    @Test
    func `a token that counts again is not forgotten together with its first transaction`() async throws {
        let clock = Clock()
        let database = try EmbeddedDatabase(
            at: .memory, configuration: EmbeddedDatabase.Configuration(), environment: clock.environment)
        _ = try await database.createTable(Self.table)
        _ = try await database.transactWriteItems(Self.increment(token: "t"))
        clock.advance(by: 600)
        _ = try await database.transactWriteItems(Self.increment(token: "t"))
        clock.advance(by: 1)
        // With this one the library forgets what is older than ten minutes, which the first one is.
        _ = try await database.transactWriteItems(Self.increment(token: "other"))
        _ = try await database.transactWriteItems(Self.increment(token: "t"))
        #expect(try await Self.count(in: database) == 3)
    }

    @Test(arguments: [false, true])
    func `a transaction that is done stays a success, whatever becomes of its table`(byStatements: Bool) async throws {
        let database = try EmbeddedDatabase.inMemory()
        _ = try await database.createTable(Self.table)
        /// Puts an item by a transaction with one token, again and again, and tells what that consumed.
        func put() async throws -> Double? {
            if byStatements {
                let statement = #"INSERT INTO "Hash" VALUE {'pk': 'a', 'g': 1}"#
                return try await database.executeTransaction(
                    ExecuteTransactionInput(
                        transactStatements: [ParameterizedStatement(statement)], clientRequestToken: "t",
                        returnConsumedCapacity: .total)
                ).consumedCapacity?.first?.capacityUnits
            }
            return try await database.transactWriteItems(
                TransactWriteItemsInput(
                    transactItems: [.put(["pk": "a", "g": 1], in: "Hash")], clientRequestToken: "t",
                    returnConsumedCapacity: .total)
            ).consumedCapacity?.first?.capacityUnits
        }
        #expect(try await put() == 2)
        // The new index would refuse what the transaction has put.
        _ = try await database.updateTable(
            UpdateTableInput(
                tableName: "Hash", attributeDefinitions: [.init(attributeName: "g", attributeType: .string)],
                globalSecondaryIndexUpdates: [
                    .create(.init(indexName: "byG", keySchema: [.init(attributeName: "g", keyType: .hash)]))
                ]))
        #expect(try await put() == 2)
        _ = try await database.deleteTable(DeleteTableInput(tableName: "Hash"))
        #expect(try await put() == nil)
        _ = try await database.createTable(CreateTableInput(tableName: "Hash", partitionKey: .number("g")))
        // It is read by the key that it has now.
        #expect(try await put() == 2)
        _ = try await database.deleteTable(DeleteTableInput(tableName: "Hash"))
        _ = try await database.createTable(CreateTableInput(tableName: "Hash", partitionKey: .string("other")))
        #expect(try await put() == nil)
        #expect(try await database.scan(ScanInput(tableName: "Hash")).count == 0)
    }

    @Test
    func `tokens differ by every byte, and by nothing that does not matter`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        _ = try await database.createTable(Self.table)
        for token in ["é", "e\u{301}", "E", "t\0", "t"] {
            _ = try await database.transactWriteItems(Self.increment(token: token))
        }
        #expect(try await Self.count(in: database) == 5)

        let first = TransactPut(
            tableName: "Hash", item: ["pk": "x", "a": ["one": 1, "two": 2.50]],
            conditionExpression: "#n = :n OR :m <> #n",
            expressionAttributeNames: ["#n": "n"], expressionAttributeValues: [":n": 1, ":m": 2])
        var second = first
        second.item = ["a": ["two": 2.5, "one": 1], "pk": "x"]
        second.expressionAttributeValues = [":m": 2, ":n": 1]
        for (put, capacity) in [(first, ReturnConsumedCapacity.none), (second, .total)] {
            _ = try await database.transactWriteItems(
                TransactWriteItemsInput(
                    transactItems: [.put(put)], clientRequestToken: "order", returnConsumedCapacity: capacity))
        }
        second.tableName = "arn:aws:dynamodb:us-east-1:123456789012:table/Hash"
        await #expect(throws: DynamoDBError.self) {
            try await database.transactWriteItems(
                TransactWriteItemsInput(transactItems: [.put(second)], clientRequestToken: "order"))
        }
    }

    @Test
    func `a file remembers tokens when it is opened again, forgets old ones, and keeps its format`() async throws {
        let directory = try TestDirectory()
        let clock = Clock()
        func open() throws -> EmbeddedDatabase {
            try EmbeddedDatabase(
                at: .file(directory.file), configuration: EmbeddedDatabase.Configuration(),
                environment: clock.environment)
        }
        // A file of before there were tokens has no tree for them.
        let first = try open()
        _ = try await first.createTable(Self.table)
        await first.close()
        let sql = "SELECT count(*) FROM meta WHERE key = 'tree.transactions'"
        #expect(try SQLiteConnection(path: directory.file).integer(sql) == 0)

        let second = try open()
        _ = try await second.transactWriteItems(Self.increment(token: "kept"))
        await second.close()
        let third = try open()
        _ = try await third.transactWriteItems(Self.increment(token: "kept"))
        #expect(try await Self.count(in: third) == 1)

        for number in 0..<50 {
            _ = try await third.transactWriteItems(Self.increment(token: "\(number)"))
            clock.advance(by: 30)
        }
        await third.close()
        let file = try SQLiteConnection(path: directory.file)
        let tree = try #require(try file.integer("SELECT value FROM meta WHERE key = 'tree.transactions'"))
        // Twenty of them are younger than ten minutes; each has two rows.
        let rows = try #require(try file.integer("SELECT count(*) FROM t\(tree)"))
        #expect((40...44).contains(rows))
        #expect(try file.integer("SELECT value FROM meta WHERE key = 'format'") == StorageFormat.version)
    }

    @Test
    func `many transactions at once with one token happen once`() async throws {
        let directory = try TestDirectory()
        let database = try EmbeddedDatabase(path: directory.file)
        _ = try await database.createTable(Self.table)
        try await withThrowingTaskGroup { group in
            for _ in 0..<30 {
                group.addTask { _ = try await database.transactWriteItems(Self.increment(token: "once")) }
            }
            try await group.waitForAll()
        }
        #expect(try await Self.count(in: database) == 1)
        await database.close()
    }

    @Test
    func `a transaction that is done stays a success, also where its item is damaged`() async throws {
        let directory = try TestDirectory()
        let first = try EmbeddedDatabase(path: directory.file)
        _ = try await first.createTable(Self.table)
        _ = try await first.transactWriteItems(Self.increment(token: "t"))
        await first.close()
        try SQLiteConnection(path: directory.file).execute("UPDATE t1 SET v = X'00'")

        let second = try EmbeddedDatabase(path: directory.file)
        let error = await #expect(throws: DynamoDBError.self) { try await Self.count(in: second) }
        #expect(error?.code == .corrupt)
        var again = try Self.increment(token: "t")
        #expect(try await second.transactWriteItems(again).consumedCapacity == nil)
        again.returnConsumedCapacity = .total
        #expect(try await second.transactWriteItems(again).consumedCapacity == nil)
        await second.close()
    }

    @Test
    func `a token whose entry is damaged makes nothing happen twice`() async throws {
        let directory = try TestDirectory()
        let first = try EmbeddedDatabase(path: directory.file)
        _ = try await first.createTable(Self.table)
        _ = try await first.transactWriteItems(Self.increment(token: "t"))
        await first.close()
        let connection = try SQLiteConnection(path: directory.file)
        let tree = try #require(try connection.integer("SELECT value FROM meta WHERE key = 'tree.transactions'"))
        try connection.execute("UPDATE t\(tree) SET v = X'00' WHERE length(v) > 0")

        let second = try EmbeddedDatabase(path: directory.file)
        let error = await #expect(throws: DynamoDBError.self) {
            try await second.transactWriteItems(Self.increment(token: "t"))
        }
        #expect(error?.code == .corrupt)
        #expect(try await Self.count(in: second) == 1)
        _ = try await second.transactWriteItems(Self.increment(token: "other"))
        #expect(try await Self.count(in: second) == 2)
        await second.close()
    }
}
