// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

/// Whoever follows a stream has the table.
struct StreamReplayTests {
    @Test(arguments: DatabaseUnderTest.available, [1, 2] as [UInt64])
    func `the records of a stream, done again, give exactly the table`(
        kind: DatabaseUnderTest, seed: UInt64
    ) async throws {
        try await kind.run { database in
            var input = Fixtures.composite
            input.streamSpecification = .enabled(.newAndOldImages)
            _ = try await database.createTable(input)
            var random = SeededGenerator(seed: seed)
            for _ in 0..<200 {
                // A write that is refused, such as a false condition, must leave no record.
                try? await Self.write(to: database, &random)
            }
            let stream = try #require(try await database.latestStream(of: "Composite"))
            let records = try await database.records(of: stream, pageSize: 7)
            #expect(records.count > 50)
            var model: [Item: Item] = [:]
            for record in records {
                let change = try #require(record.dynamodb)
                let key = try #require(change.keys)
                #expect(model[key] == change.oldImage)
                #expect(change.oldImage != change.newImage)
                model[key] = change.newImage
            }
            let items = try await database.scan(ScanInput(tableName: "Composite")).items ?? []
            #expect(!items.isEmpty && Set(items) == Set(model.values) && items.count == model.count)
        }
    }

    private static func write(
        to database: any DynamoDBDatabase, _ random: inout SeededGenerator
    ) async throws(DynamoDBError) {
        func key(_ random: inout SeededGenerator) -> Item {
            [
                "pk": .string("p\(Int.random(in: 0..<3, using: &random))"),
                "sk": .string("s\(Int.random(in: 0..<3, using: &random))"),
            ]
        }
        func item(_ random: inout SeededGenerator) -> Item {
            var item = key(&random)
            if Bool.random(using: &random) { item["lsi1sk"] = "l" }
            item["rank"] = .number(DynamoDBNumber(Int.random(in: 0..<2, using: &random)))
            return item
        }
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
            _ = try await database.deleteItem(DeleteItemInput(tableName: "Composite", key: key(&random)))
        case 1:
            _ = try await database.updateItem(
                UpdateItemInput(
                    tableName: "Composite", key: key(&random), updateExpression: "ADD hits :one REMOVE #t",
                    expressionAttributeNames: ["#t": "title"], expressionAttributeValues: [":one": 1]))
        case 2:
            _ = try await database.putItem(
                PutItemInput(
                    tableName: "Composite", item: item(&random), conditionExpression: "attribute_not_exists(hits)"))
        case 3:
            let (first, second) = (item(&random), key(&random))
            guard first.selecting(["pk", "sk"]) != second else { return }
            _ = try await database.batchWriteItem(
                BatchWriteItemInput(requestItems: ["Composite": [.put(first), .delete(key: second)]]))
        case 4:
            let (first, second) = (item(&random), key(&random))
            _ = try await database.transactWriteItems(
                TransactWriteItemsInput(transactItems: [
                    .put(.init(tableName: "Composite", item: first)),
                    .delete(
                        .init(
                            tableName: "Composite", key: second, conditionExpression: "attribute_exists(pk)")),
                ]))
        default: _ = try await database.putItem(PutItemInput(tableName: "Composite", item: item(&random)))
        }
    }
}
