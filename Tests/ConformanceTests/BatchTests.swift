// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Batches over one and several tables.
struct BatchTests {
    @Test(arguments: DatabaseUnderTest.available)
    func `a batch writes, replaces and deletes in several tables`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await database.createTable(Fixtures.composite)
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "old", "n": 1]))
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "gone"]))
            let output = try await database.batchWriteItem(
                BatchWriteItemInput(requestItems: [
                    "Hash": [
                        .put(["pk": "old", "m": 2]), .delete(key: ["pk": "gone"]), .delete(key: ["pk": "never"]),
                    ],
                    "Composite": [.put(["pk": "old", "sk": "s"])],
                ]))
            #expect(output.unprocessedItems == [:])
            let read = try await database.batchGetItem(
                BatchGetItemInput(requestItems: [
                    "Hash": .init(keys: [["pk": "old"], ["pk": "gone"], ["pk": "never"]]),
                    "Composite": .init(keys: [["pk": "old", "sk": "other"]]),
                ]))
            #expect(read.responses == ["Hash": [["pk": "old", "m": 2]], "Composite": []])
            #expect(read.unprocessedKeys == [:])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `one bad write of a batch leaves everything unwritten`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            let input = BatchWriteItemInput(requestItems: ["Hash": [.put(["pk": "a"]), .put(["pk": 1])]])
            _ = await failure { () throws(DynamoDBError) in try await database.batchWriteItem(input) }
            #expect(try await database.scan(ScanInput(tableName: "Hash")).count == 0)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `two names of one table do not hide that an item is written twice`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            let arn = try await database.createTable(Fixtures.hash).tableDescription.tableArn ?? ""
            let input = BatchWriteItemInput(requestItems: [
                "Hash": [.put(["pk": "x"])], arn: [.delete(key: ["pk": "x"])],
            ])
            let error = await failure { () throws(DynamoDBError) in try await database.batchWriteItem(input) }
            #expect(error?.message == "Provided list of item keys contains duplicates")
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an answer of 16 MB ends, and tells which keys are left`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            let data = AttributeValue.string(String(repeating: "d", count: 400_000))
            let keys: [Item] = (100..<150).map { ["pk": .string("\($0)")] }
            for key in keys {
                _ = try await database.putItem(
                    PutItemInput(tableName: "Hash", item: key.merging(["data": data, "n": 1])))
            }
            var request = BatchGetItemInput(requestItems: [
                "Hash": .init(keys: keys, projectionExpression: "pk, #n", expressionAttributeNames: ["#n": "n"])
            ])
            var found: [Item] = []
            var calls = 0
            repeat {
                let output = try await database.batchGetItem(request)
                found += output.responses["Hash"] ?? []
                // One more would make it longer than that.
                if calls == 0 { #expect(found.count == 41) }
                request.requestItems = output.unprocessedKeys
                #expect(request.requestItems["Hash"].map { $0.projectionExpression == "pk, #n" } ?? true)
                calls += 1
            } while !request.requestItems.isEmpty && calls < 10
            #expect(calls == 2)
            #expect(Set(found) == Set(keys.map { $0.merging(["n": 1]) }) && found.count == 50)
        }
    }
}
