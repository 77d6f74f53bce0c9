// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// The capacity that requests report, as measured on the service.
struct CapacityTests {
    private static func text(_ count: Int) -> AttributeValue { .string(String(repeating: "d", count: count)) }

    @Test(arguments: DatabaseUnderTest.available)
    func `reads count 4 KB, once for a page and once for each item of a batch`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            for number in 0..<3 {
                _ = try await database.putItem(
                    PutItemInput(
                        tableName: "Composite", item: ["pk": "p", "sk": .string("\(number)"), "d": Self.text(4000)]))
            }
            func get(_ key: Item, consistent: Bool) async throws -> Double? {
                try await database.getItem(
                    GetItemInput(
                        tableName: "Composite", key: key, consistentRead: consistent, returnConsumedCapacity: .total)
                ).consumedCapacity?.capacityUnits
            }
            #expect(try await get(["pk": "p", "sk": "0"], consistent: false) == 0.5)
            #expect(try await get(["pk": "p", "sk": "0"], consistent: true) == 1)
            #expect(try await get(["pk": "p", "sk": "missing"], consistent: true) == 1)
            let query = try await database.query(
                QueryInput(
                    tableName: "Composite", keyConditionExpression: "pk = :p", expressionAttributeValues: [":p": "p"],
                    returnConsumedCapacity: .indexes))
            #expect(query.consumedCapacity?.capacityUnits == 1.5)
            #expect(query.consumedCapacity?.table?.capacityUnits == 1.5)
            #expect(query.consumedCapacity?.globalSecondaryIndexes == nil)
            let batch = try await database.batchGetItem(
                BatchGetItemInput(
                    requestItems: ["Composite": .init(keys: [["pk": "p", "sk": "0"], ["pk": "p", "sk": "1"]])],
                    returnConsumedCapacity: .total))
            #expect(batch.consumedCapacity?.map(\.capacityUnits) == [1])
            #expect(try await database.scan(ScanInput(tableName: "Composite")).consumedCapacity == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `writes count 1 KB in the table, and what changes in each index`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            func put(_ item: Item) async throws -> (total: Double?, table: Double?, global: [String: Double]) {
                let consumed = try await database.putItem(
                    PutItemInput(tableName: "Composite", item: item, returnConsumedCapacity: .indexes)
                ).consumedCapacity
                return (
                    consumed?.capacityUnits, consumed?.table?.capacityUnits,
                    consumed?.globalSecondaryIndexes?.mapValues(\.capacityUnits) ?? [:]
                )
            }
            let key: Item = ["pk": "p", "sk": "s"]
            let plain = try await put(key)
            #expect(plain.total == 1 && plain.table == 1 && plain.global == [:])
            let indexed = try await put(key.merging(["group": "g", "rank": 1, "body": Self.text(3000)]))
            #expect(indexed.total == 4 && indexed.table == 3 && indexed.global == ["gsi2": 1])
            let unprojected = try await put(key.merging(["group": "g", "rank": 1, "body": "short"]))
            #expect(unprojected.total == 3 && unprojected.table == 3 && unprojected.global == [:])
            let projected = try await put(key.merging(["group": "g", "rank": 1, "title": "t"]))
            #expect(projected.global == ["gsi2": 1])
            let moved = try await put(key.merging(["group": "g", "rank": 2, "title": "t"]))
            #expect(moved.total == 3 && moved.global == ["gsi2": 2])
            let gone = try await put(key)
            #expect(gone.global == ["gsi2": 1])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `the size of an item collection is told for tables with a local index`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await database.createTable(Fixtures.composite)
            let composite = PutItemInput(
                tableName: "Composite", item: ["pk": "p", "sk": "s"], returnItemCollectionMetrics: .size)
            let metrics = try await database.putItem(composite).itemCollectionMetrics
            #expect(metrics?.itemCollectionKey == ["pk": "p"])
            #expect(metrics?.sizeEstimateRangeGB == [0, 1])
            let hash = PutItemInput(tableName: "Hash", item: ["pk": "p"], returnItemCollectionMetrics: .size)
            #expect(try await database.putItem(hash).itemCollectionMetrics == nil)
        }
    }
}
