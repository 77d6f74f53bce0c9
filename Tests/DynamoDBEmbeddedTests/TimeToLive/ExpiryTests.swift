// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import Testing

/// Which items expire, when, and what their end leaves behind.
struct ExpiryTests {
    private static let now: Double = 1_800_000_000.25

    /// The values of the attribute, and whether an item with it is deleted now.
    private static let cases: [(AttributeValue, isExpired: Bool)] = [
        (1_800_000_000, true), (1_799_999_999, true), (1_800_000_001, false), (9_999_999_999_999, false),
        (.number(DynamoDBNumber("1800000000.2") ?? 0), true), (.number(DynamoDBNumber("1800000000.25") ?? 0), false),
        (.number(DynamoDBNumber("1800000000.3") ?? 0), false), (.number(DynamoDBNumber("1.7999E9") ?? 0), true),
        (.number(DynamoDBNumber("9.9E125") ?? 0), false), (.number(DynamoDBNumber("1E-130") ?? 0), false),
        // Five years are 157,680,000 seconds.
        (1_642_320_000, false), (.number(DynamoDBNumber("1642320000.25") ?? 0), false), (1_642_320_001, true),
        (0, false), (-5, false),
        ("1799999999", false), (true, false), (.null, false), ([1_799_999_999], false),
        (.numberSet([1_799_999_999]), false), (["x": 1_799_999_999], false), (.binary(Data([1])), false),
    ]

    @Test(arguments: Self.cases)
    func `an item expires by a number of seconds that is over, but not by more than five years`(
        value: AttributeValue, isExpired: Bool
    ) async throws {
        let database = try EmbeddedDatabase.test(TestClock(Self.now))
        try await database.makeTable(timeToLive: "ttl")
        try await database.put(["pk": "x", "ttl": value])
        try await database.put(["pk": "without"])
        #expect(try await database.removeExpiredItems() == (isExpired ? 1 : 0))
        #expect(try await database.keys() == (isExpired ? ["without"] : ["x", "without"]))
        #expect(try await database.removeExpiredItems() == 0)
    }

    @Test
    func `the attribute may be a key, and may change`() async throws {
        let clock = TestClock(Self.now)
        let database = try EmbeddedDatabase.test(clock)
        _ = try await database.createTable(
            CreateTableInput(tableName: "Table", partitionKey: .string("pk"), sortKey: .number("until")))
        try await database.setTimeToLive(true, "until")
        try await database.put(["pk": "over", "until": 1_799_999_999])
        try await database.put(["pk": "later", "until": 1_800_000_100])
        #expect(try await database.removeExpiredItems() == 1)
        #expect(try await database.keys() == ["later"])

        try await database.makeTable("Moving", timeToLive: "ttl")
        try await database.put(["pk": "a", "ttl": 1_800_000_010], in: "Moving")
        try await database.put(["pk": "a", "ttl": 1_800_000_500], in: "Moving")
        try await database.put(["pk": "b", "ttl": 1_800_000_010], in: "Moving")
        _ = try await database.updateItem(
            UpdateItemInput(
                tableName: "Moving", key: ["pk": "b"], updateExpression: "REMOVE #t",
                expressionAttributeNames: ["#t": "ttl"]))
        try await database.put(["pk": "c", "ttl": 1_800_000_010], in: "Moving")
        _ = try await database.deleteItem(DeleteItemInput(tableName: "Moving", key: ["pk": "c"]))
        clock.advance(by: 60)
        #expect(try await database.removeExpiredItems() == 0)
        clock.advance(by: 600)
        #expect(try await database.removeExpiredItems() == 2)
        #expect(try await database.keys(of: "Moving") == ["b"])
    }

    @Test
    func `an expired item leaves the indexes, and the stream tells who deleted it`() async throws {
        let database = try EmbeddedDatabase.test(TestClock(Self.now))
        var input = CreateTableInput(
            tableName: "Table", partitionKey: .string("pk"),
            globalSecondaryIndexes: [.init("by-n", partitionKey: .number("n"))])
        input.streamSpecification = .enabled(.newAndOldImages)
        _ = try await database.createTable(input)
        try await database.setTimeToLive(true, "ttl")
        let item: Item = ["pk": "x", "n": 1, "ttl": 1_799_999_999]
        try await database.put(item)
        try await database.put(["pk": "y", "n": 1])
        let iterator = try await database.iterator(of: database.stream(), .latest)
        #expect(try await database.removeExpiredItems() == 1)
        #expect(try await database.keys(index: "by-n") == ["y"])
        let table = try await database.describeTable(DescribeTableInput(tableName: "Table")).table
        #expect(table.itemCount == 1 && table.globalSecondaryIndexes?.first?.itemCount == 1)
        let record = try #require(try await database.records(from: iterator).first)
        #expect(record.eventName == .remove && record.dynamodb?.oldImage == item && record.dynamodb?.newImage == nil)
        #expect(record.userIdentity == StreamIdentity(principalId: "dynamodb.amazonaws.com", type: "Service"))
        _ = try await database.deleteItem(DeleteItemInput(tableName: "Table", key: ["pk": "y"]))
        #expect(try await database.records(from: iterator).last?.userIdentity == nil)
    }

    @Test
    func `items that were there before expiry was switched on expire, too`() async throws {
        let clock = TestClock(Self.now)
        let database = try EmbeddedDatabase.test(clock)
        try await database.makeTable()
        // More than one piece of work.
        for number in 0..<650 {
            let time = number.isMultiple(of: 2) ? 1_799_999_999 : 1_800_000_050
            try await database.put(["pk": .string("p\(number)"), "ttl": .number(DynamoDBNumber(time))])
        }
        #expect(try await database.removeExpiredItems() == 0)
        try await database.setTimeToLive(true, "ttl")
        #expect(try await database.removeExpiredItems() == 325)
        clock.advance(by: 100)
        // Switched off, nothing expires; on again by another attribute, that one counts.
        try await database.setTimeToLive(false, "ttl")
        #expect(try await database.removeExpiredItems() == 0)
        try await database.put(["pk": "other", "until": 1_799_999_999])
        try await database.setTimeToLive(true, "until")
        #expect(try await database.removeExpiredItems() == 1)
        #expect(try await database.keys().count == 325)
    }

    @Test
    func `a process that ended while it noted times leaves the rest to the next one`() async throws {
        let directory = try TestDirectory()
        let clock = TestClock(Self.now)
        let first = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        try await first.makeTable()
        for number in 0..<10 { try await first.put(["pk": .string("p\(number)"), "ttl": 1_799_999_999]) }
        try await first.setTimeToLive(true, "ttl")
        await first.close()
        // The file as it is between the first and the last step of updateTimeToLive: three times are noted already.
        try SQLiteConnection(path: directory.file).execute(
            """
            UPDATE tables SET payload =
                CAST(replace(CAST(payload AS TEXT), '"isComplete":true', '"isComplete":false') AS BLOB);
            DELETE FROM t2 WHERE k NOT IN (SELECT k FROM t2 LIMIT 3);
            UPDATE stats SET items = 3 WHERE tree = 2;
            """)
        let second = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        let status = try await second.describeTimeToLive(DescribeTimeToLiveInput(tableName: "Table"))
        #expect(status.timeToLiveDescription == .init(timeToLiveStatus: .enabling, attributeName: "ttl"))
        try await second.put(["pk": "p3", "ttl": 1_799_999_998])
        #expect(try await second.removeExpiredItems() == 10)
        let done = try await second.describeTimeToLive(DescribeTimeToLiveInput(tableName: "Table"))
        #expect(done.timeToLiveDescription?.timeToLiveStatus == .enabled)
        #expect(try await second.keys() == [])
        await second.close()
    }

    @Test
    func `noting the times of an expiry that was replaced does not end the one in its place early`() async throws {
        let directory = try TestDirectory()
        let clock = TestClock(Self.now)
        let first = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        try await first.makeTable()
        for number in 0..<24 {
            let writes = (0..<25).map {
                WriteRequest.put(["pk": .string("p\(number)-\($0)"), "ttl": 1_799_999_999, "until": 1_799_999_999])
            }
            _ = try await first.batchWriteItem(BatchWriteItemInput(requestItems: ["Table": writes]))
        }
        try await first.setTimeToLive(true, "ttl")
        await first.close()
        try Self.makeIncomplete(directory.file, tree: 2)
        let second = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        let behind = try #require(try await second.noteExpiry(ofTable: "Table", after: nil))
        try await second.setTimeToLive(false, "ttl")
        try await second.setTimeToLive(true, "until")
        await second.close()
        try Self.makeIncomplete(directory.file, tree: 3)
        let third = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        #expect(try await third.noteExpiry(ofTable: "Table", after: behind) == nil)
        let status = try await third.describeTimeToLive(DescribeTimeToLiveInput(tableName: "Table"))
        #expect(status.timeToLiveDescription == .init(timeToLiveStatus: .enabling, attributeName: "until"))
        #expect(try await third.removeExpiredItems() == 600)
        await third.close()
    }

    /// Makes the file one between the first and the second step of updateTimeToLive: no time is noted yet.
    private static func makeIncomplete(_ file: String, tree: Int) throws {
        try SQLiteConnection(path: file).execute(
            """
            UPDATE tables SET payload =
                CAST(replace(CAST(payload AS TEXT), '"isComplete":true', '"isComplete":false') AS BLOB);
            DELETE FROM t\(tree);
            UPDATE stats SET items = 0 WHERE tree = \(tree);
            """)
    }

    @Test
    func `a damaged item keeps no other table from being swept`() async throws {
        let directory = try TestDirectory()
        let clock = TestClock(Self.now)
        let first = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        for name in ["Damaged", "Good"] {
            try await first.makeTable(name, stream: .keysOnly, timeToLive: "ttl")
            try await first.put(["pk": "x", "ttl": 1_799_999_999], in: name)
        }
        await first.close()
        // The trees of a table are its items, its stream, and its times; the list of streams is made with the first one.
        try SQLiteConnection(path: directory.file).execute("UPDATE t1 SET v = X'00'")
        let second = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        #expect(await code { () async throws(DynamoDBError) in try await second.removeExpiredItems() } == .corrupt)
        #expect(await code { () async throws(DynamoDBError) in try await second.keys(of: "Damaged") } == .corrupt)
        #expect(try await second.keys(of: "Good") == [])
        await second.close()
    }

    @Test(arguments: [true, false])
    func `a damaged item keeps no other of its table from expiring`(isEnabledBefore: Bool) async throws {
        let directory = try TestDirectory()
        let clock = TestClock(Self.now)
        let first = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        try await first.makeTable(timeToLive: isEnabledBefore ? "ttl" : nil)
        for number in 0..<9 { try await first.put(["pk": .string("p\(number)"), "ttl": 1_799_999_999]) }
        await first.close()
        let file = try SQLiteConnection(path: directory.file)
        try file.execute("UPDATE t1 SET v = X'00' WHERE k = (SELECT k FROM t1 LIMIT 1 OFFSET 4)")
        let second = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        if isEnabledBefore {
            // The damage is told, after all others had their turn.
            #expect(await code { () async throws(DynamoDBError) in try await second.removeExpiredItems() } == .corrupt)
        } else {
            try await second.setTimeToLive(true, "ttl")
            #expect(try await second.removeExpiredItems() == 8)
        }
        let status = try await second.describeTimeToLive(DescribeTimeToLiveInput(tableName: "Table"))
        #expect(status.timeToLiveDescription?.timeToLiveStatus == .enabled)
        #expect(try file.integer("SELECT count(*) FROM t1") == 1)
        await second.close()
    }

    @Test
    func `writes go on while much expires`() async throws {
        let directory = try TestDirectory()
        let database = try EmbeddedDatabase.test(at: .file(directory.file), TestClock(Self.now))
        try await database.makeTable(stream: .keysOnly, timeToLive: "ttl")
        for number in 0..<40 {
            let writes = (0..<25).map { WriteRequest.put(["pk": .string("p\(number)-\($0)"), "ttl": 1_799_999_999]) }
            _ = try await database.batchWriteItem(BatchWriteItemInput(requestItems: ["Table": writes]))
        }
        let removed = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<2 { group.addTask { try await database.removeExpiredItems() } }
            group.addTask {
                for number in 0..<50 { try await database.put(["pk": .string("new\(number)")]) }
                return 0
            }
            var removed = 0
            while let count = try await group.next() { removed += count }
            return removed
        }
        // Two sweeps at once delete nothing twice.
        #expect(removed == 1000)
        #expect(try await database.keys().count == 50)
        #expect(try await database.records(of: database.stream()).count == 1000)
        await database.close()
    }

    @Test
    func `one sweep deletes all that has expired, however large it is`() async throws {
        let database = try EmbeddedDatabase.test(TestClock(Self.now))
        try await database.makeTable(timeToLive: "ttl")
        // More than one transaction of the sweep deletes.
        let data = AttributeValue.string(String(repeating: "d", count: 390_000))
        for number in 0..<15 {
            try await database.put(["pk": .string("p\(number)"), "ttl": 1_799_999_999, "data": data])
        }
        #expect(try await database.removeExpiredItems() == 15)
        #expect(try await database.keys() == [])
    }

    @Test
    func `a deleted table takes its times with it`() async throws {
        let database = try EmbeddedDatabase.test(TestClock(Self.now))
        try await database.makeTable(timeToLive: "ttl")
        try await database.put(["pk": "x", "ttl": 1_799_999_999])
        _ = try await database.deleteTable(DeleteTableInput(tableName: "Table"))
        #expect(try await database.removeExpiredItems() == 0)
        try await database.makeTable()
        try await database.put(["pk": "x", "ttl": 1_799_999_999])
        #expect(try await database.removeExpiredItems() == 0)
        let status = try await database.describeTimeToLive(DescribeTimeToLiveInput(tableName: "Table"))
        #expect(status.timeToLiveDescription == .init(timeToLiveStatus: .disabled))
    }
}
