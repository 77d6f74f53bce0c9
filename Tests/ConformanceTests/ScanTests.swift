// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Whole reads of tables and indexes, in one piece or in segments.
struct ScanTests {
    private static func fill(_ database: any DynamoDBDatabase, count: Int) async throws {
        _ = try await database.createTable(Fixtures.composite)
        for number in 0..<count {
            _ = try await database.putItem(
                PutItemInput(
                    tableName: "Composite",
                    item: ["pk": .string("p\(number / 3)"), "sk": .string("\(number)"), "group": "g", "rank": 1]))
        }
    }

    private static func readAll(_ database: any DynamoDBDatabase, _ input: ScanInput) async throws -> [Item] {
        var input = input
        var items: [Item] = []
        repeat {
            let output = try await database.scan(input)
            items += output.items ?? []
            input.exclusiveStartKey = output.lastEvaluatedKey
        } while input.exclusiveStartKey != nil
        return items
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `pages of any size make exactly one full scan`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            try await Self.fill(database, count: 50)
            let whole = try await database.scan(ScanInput(tableName: "Composite")).items ?? []
            #expect(whole.count == 50 && Set(whole).count == 50)
            for index in [nil, "gsi2"] {
                let whole = try await database.scan(ScanInput(tableName: "Composite", indexName: index)).items ?? []
                #expect(whole.count == 50)
                for limit in [1, 2, 3, 7, 49, 50, 51] {
                    let pages = try await Self.readAll(
                        database, ScanInput(tableName: "Composite", indexName: index, limit: limit))
                    #expect(pages == whole, "\(limit)")
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `segments are disjoint, cover the table and keep partitions together`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            try await Self.fill(database, count: 60)
            for total in [1, 2, 3, 8, 1000] {
                var seen: [Item] = []
                var partitions: Set<AttributeValue> = []
                for segment in 0..<total {
                    let items = try await Self.readAll(
                        database,
                        ScanInput(tableName: "Composite", limit: 4, segment: segment, totalSegments: total))
                    let mine = Set(items.compactMap { $0["pk"] })
                    #expect(partitions.isDisjoint(with: mine))
                    partitions.formUnion(mine)
                    seen += items
                }
                #expect(seen.count == 60 && Set(seen).count == 60, "\(total)")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a key of another segment cannot start a segment`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            try await Self.fill(database, count: 30)
            let first = try await database.scan(
                ScanInput(tableName: "Composite", limit: 1, segment: 0, totalSegments: 2))
            let input = ScanInput(
                tableName: "Composite", segment: 1, totalSegments: 2, exclusiveStartKey: first.lastEvaluatedKey)
            let error = await failure { () throws(DynamoDBError) in try await database.scan(input) }
            #expect(
                error?.message
                    == "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: 2 Segment: 1"
            )
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `writes between pages move nothing that was not written`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            try await Self.fill(database, count: 40)
            let before = try await database.scan(ScanInput(tableName: "Composite")).items ?? []
            var input = ScanInput(tableName: "Composite", limit: 5)
            var collected: [Item] = []
            var number = 1000
            repeat {
                let output = try await database.scan(input)
                collected += output.items ?? []
                input.exclusiveStartKey = output.lastEvaluatedKey
                _ = try await database.putItem(
                    PutItemInput(tableName: "Composite", item: ["pk": .string("new\(number)"), "sk": "x"]))
                number += 1
            } while input.exclusiveStartKey != nil
            #expect(collected.filter { $0["sk"] != "x" } == before)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a count needs no items`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            try await Self.fill(database, count: 20)
            let output = try await database.scan(
                ScanInput(
                    tableName: "Composite", filterExpression: "begins_with(sk, :one)",
                    expressionAttributeValues: [":one": "1"], select: .count))
            #expect(output.items == nil && output.count == 11 && output.scannedCount == 20)
        }
    }
}
