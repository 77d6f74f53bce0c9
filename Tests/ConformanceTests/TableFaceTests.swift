// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// What ``DynamoDBTable`` offers beyond the reference, on a real database.
struct TableFaceTests {
    private func withTable(
        on kind: DatabaseUnderTest, _ body: (DynamoDBTable) async throws -> Void
    ) async throws {
        try await kind.run { client in try await body(client.table) }
    }

    private let key: Item = ["pk": "a", "sk": "b"]

    @Test(arguments: DatabaseUnderTest.available)
    func `put replaces an item, and both it and delete return what was there if asked to`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await self.withTable(on: kind) { (table: DynamoDBTable) async throws in
            let first = self.key.merging(["n": 1])
            #expect(try await table.put(first, returning: .allOld) == nil)
            #expect(try await table.put(self.key, returning: .allOld) == first)
            try await table.put(self.key, condition: Attribute("n").notExists)
            #expect(try await table.exists(self.key))
            #expect(try await table.delete(self.key, returning: .allOld) == self.key)
            #expect(try await table.delete(self.key, returning: .allOld) == nil)
            try await table.delete(self.key)
            #expect(try await !table.exists(self.key, consistency: .strong))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a batch loses nothing when its table was made anew with another key`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let table = try await DynamoDBTable.create(
                CreateTableInput(tableName: "changing", partitionKey: .string("pk")), in: database)
            #expect(await table.batchPut([["pk": "a"]]).success)
            _ = try await database.deleteTable(DeleteTableInput(tableName: "changing"))
            try await DynamoDBTable.create(
                CreateTableInput(tableName: "changing", partitionKey: .string("pk"), sortKey: .string("sk")),
                in: database)
            let items: [Item] = [["pk": "a", "sk": "1"], ["pk": "a", "sk": "2"]]
            #expect(await table.batchPut(items).successful == 2)
            #expect(try await table.count() == 2)
            #expect(await table.batchDelete(items).successful == 2)
            #expect(try await table.count() == 0)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `nested numbers and lists return their own new value`(_ kind: DatabaseUnderTest) async throws {
        try await self.withTable(on: kind) { (table: DynamoDBTable) async throws in
            try await table.put(
                self.key.merging([
                    "stats": ["views": 4, "other": 9], "scores": [1, 2, 3],
                    "games": [["score": 1, "moves": ["e4"]], ["score": 5, "moves": ["d4"]]],
                ]))
            #expect(try await table.increment(self.key, "stats.views") == 5)
            #expect(try await table.increment(self.key, "stats.new", by: 2) == 2)
            #expect(try await table.increment(self.key, "scores[2]", by: 10) == 13)
            #expect(try await table.increment(self.key, "games[1].score", by: -5) == 0)
            #expect(try await table.append(["e5", "Nf3"], to: "games[0].moves", of: self.key) == ["e4", "e5", "Nf3"])
            #expect(
                try await table.get(self.key)
                    == self.key.merging([
                        "stats": ["views": 5, "other": 9, "new": 2], "scores": [1, 2, 13],
                        "games": [["score": 1, "moves": ["e4", "e5", "Nf3"]], ["score": 0, "moves": ["d4"]]],
                    ]))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a chain of changes is one update`(_ kind: DatabaseUnderTest) async throws {
        try await self.withTable(on: kind) { (table: DynamoDBTable) async throws in
            try await table.put(self.key.merging(["name": "John", "nickname": "Jo", "visits": 1]))
            let item = try await table.update(
                self.key,
                .set("name", to: "Jane").increment("visits").remove("nickname").append("tags", ["x"])
                    .set("created_at", ifNotExists: "2024"),
                condition: Attribute("visits") == 1, returning: .allNew)
            #expect(
                item == self.key.merging(["name": "Jane", "visits": 2, "tags": ["x"], "created_at": "2024"]))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a false condition is thrown with the item if asked for, and changes nothing`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await self.withTable(on: kind) { (table: DynamoDBTable) async throws in
            try await table.put(self.key.merging(["version": 2]))
            let condition = Attribute("version") == 1
            let put = await failure { () async throws(DynamoDBError) in
                try await table.put(self.key, condition: condition, itemOnConditionFailure: true)
            }
            #expect(put?.code == .conditionalCheckFailed)
            #expect(put?.item == self.key.merging(["version": 2]))
            let update = await failure { () async throws(DynamoDBError) in
                try await table.update(self.key, .remove("version"), condition: condition)
            }
            #expect(update?.code == .conditionalCheckFailed)
            #expect(update?.item == nil)
            #expect(try await table.get(self.key)?["version"] == 2)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a wrong key is explained by every operation with a key`(_ kind: DatabaseUnderTest) async throws {
        try await self.withTable(on: kind) { (table: DynamoDBTable) async throws in
            let wrong: Item = ["pk": "a", "sk": 1]
            let errors = [
                await failure { () async throws(DynamoDBError) in try await table.get(wrong) },
                await failure { () async throws(DynamoDBError) in try await table.exists(wrong) },
                await failure { () async throws(DynamoDBError) in try await table.delete(wrong) },
                await failure { () async throws(DynamoDBError) in try await table.update(wrong, .remove("a")) },
                await failure { () async throws(DynamoDBError) in try await table.increment(wrong, "a") },
                await table.batchGet([wrong]).error,
                await table.batchDelete([wrong]).error,
                await table.batchPut([wrong]).error,
            ]
            let message =
                "The provided key element does not match the schema. The table's key is pk (S) and sk (S); "
                + "the request named pk (S) and sk (N)."
            #expect(errors.map { $0?.message } == Array(repeating: message, count: errors.count))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a batch of reads finds items in the order of the keys`(_ kind: DatabaseUnderTest) async throws {
        try await self.withTable(on: kind) { (table: DynamoDBTable) async throws in
            let items = (0..<120).map { ["pk": "p\($0 % 7)", "sk": "s\($0)", "n": "\($0)"] as Item }
            #expect(await table.batchPut(items).successful == 120)
            let keys = items.reversed().map { $0.selecting(["pk", "sk"]) }
            let result = await table.batchGet(
                keys + [["pk": "p", "sk": "missing"], ["pk": "wrong"]], consistency: .strong, projection: ["n"])
            #expect(result.items == items.reversed().map { $0.selecting(["n"]) })
            #expect(result.missingKeys == [["pk": "p", "sk": "missing"]])
            #expect(result.failures.map(\.entry) == [["pk": "wrong"]])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `every way to page gives each item once`(_ kind: DatabaseUnderTest) async throws {
        try await self.withTable(on: kind) { (table: DynamoDBTable) async throws in
            let items = (0..<25).map { number in
                ["pk": "p", "sk": "s\(number + 100)", "even": .bool(number % 2 == 0), "status": "x"] as Item
            }
            #expect(await table.batchPut(items).successful == 25)
            for (index, partition) in [(nil, ("pk", "p")), ("status-index", ("status", "x"))]
                as [(String?, (String, String))]
            {
                for pageSize in [nil, 1, 4] as [Int?] {
                    for limit in [nil, 1, 4, 13] as [Int?] {
                        for filter in [nil, Attribute("even") == true] as [Condition?] {
                            var query = Query(
                                partitionKey: partition.0, equals: partition.1, index: index, filter: filter,
                                projection: ["sk"], limit: limit, pageSize: pageSize)
                            var found: [Item] = []
                            repeat {
                                let page = try await table.query(query)
                                found += page.items
                                query.startKey = page.lastKey
                            } while query.startKey != nil && found.count < 100
                            let expected = items.filter { filter == nil || $0["even"] == true }
                            #expect(found.allSatisfy { $0.names == ["sk"] })
                            #expect(found.count == expected.count)
                            #expect(Set(found) == Set(expected.map { $0.selecting(["sk"]) }))
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available, [1, 3, 10])
    func `the segments of a scan cover the table`(_ kind: DatabaseUnderTest, segments: Int) async throws {
        try await self.withTable(on: kind) { (table: DynamoDBTable) async throws in
            let items = (0..<60).map { ["pk": "user#\($0)", "sk": "profile"] as Item }
            #expect(await table.batchPut(items).successful == 60)
            var found: [Item] = []
            for segment in 0..<segments {
                found += try await table.items(
                    Scan(segment: segment, totalSegments: segments, pageSize: 7)
                ).collected()
            }
            #expect(found.count == 60)
            #expect(Set(found) == Set(items))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a description tells keys, indexes and status`(_ kind: DatabaseUnderTest) async throws {
        try await self.withTable(on: kind) { (table: DynamoDBTable) async throws in
            let description = try await table.describe()
            #expect(description.tableName == table.name)
            #expect(description.tableStatus == .active)
            #expect(description.keySchema?.map(\.attributeName) == ["pk", "sk"])
            #expect(Set(description.globalSecondaryIndexes?.map(\.indexName) ?? []) == ["email-index", "status-index"])
            try await table.waitUntilActive()
            let again = await failure { () async throws(DynamoDBError) in
                try await DynamoDBTable.create(ReferenceTables.main, in: table.database)
            }
            #expect(again?.code == .resourceInUse)
        }
    }
}
