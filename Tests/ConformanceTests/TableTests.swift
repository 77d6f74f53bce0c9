// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Creating, describing, listing and deleting tables.
struct TableTests {
    @Test(arguments: DatabaseUnderTest.available)
    func `a table is described as it was created, with exact counts`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            let created = try await database.createTable(Fixtures.composite).tableDescription
            #expect(created.tableStatus == .creating)
            _ = try await database.putItem(
                PutItemInput(tableName: "Composite", item: ["pk": "p", "sk": "s", "group": "g", "rank": 1]))
            let table = try await database.describeTable(DescribeTableInput(tableName: "Composite")).table
            #expect(table.tableStatus == .active)
            #expect(table.keySchema == Fixtures.composite.keySchema)
            #expect(table.attributeDefinitions == Fixtures.composite.attributeDefinitions)
            #expect(table.itemCount == 1)
            #expect(table.tableSizeBytes == 18)
            #expect(table.tableId == created.tableId && table.tableId?.count == 36)
            #expect(table.tableArn?.hasSuffix(":table/Composite") == true)
            #expect(table.billingModeSummary?.billingMode == .payPerRequest)
            #expect(table.globalSecondaryIndexes?.map(\.indexName) == ["gsi1", "gsi2"])
            #expect(table.globalSecondaryIndexes?.map(\.itemCount) == [0, 1])
            #expect(table.globalSecondaryIndexes?.allSatisfy { $0.indexStatus == .active } == true)
            #expect(table.localSecondaryIndexes?.first?.projection == .keysOnly)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a table can be named by its resource name`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            let arn = try await database.createTable(Fixtures.hash).tableDescription.tableArn ?? ""
            _ = try await database.putItem(PutItemInput(tableName: arn, item: ["pk": "x"]))
            #expect(try await database.getItem(GetItemInput(tableName: "Hash", key: ["pk": "x"])).item == ["pk": "x"])
            #expect(try await database.describeTable(DescribeTableInput(tableName: arn)).table.tableName == "Hash")
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `tables are listed in order, in pages`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            let names = ["Zebra", "apple", "Mango", "a-b", "a.b", "a_b"]
            for name in names {
                _ = try await database.createTable(CreateTableInput(tableName: name, partitionKey: .string("pk")))
            }
            let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            #expect(try await database.listTables(ListTablesInput()).tableNames == sorted)
            var collected: [String] = []
            var start: String?
            repeat {
                let page = try await database.listTables(ListTablesInput(exclusiveStartTableName: start, limit: 4))
                collected += page.tableNames
                start = page.lastEvaluatedTableName
            } while start != nil
            #expect(collected == sorted)
            let behind = try await database.listTables(ListTablesInput(exclusiveStartTableName: "bbb"))
            #expect(behind.tableNames == [])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a deleted table is gone, and a new one of its name is empty`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            let first = try await database.createTable(Fixtures.composite).tableDescription
            _ = try await database.putItem(
                PutItemInput(tableName: "Composite", item: ["pk": "p", "sk": "s", "lsi1sk": "l"]))
            let deleted = try await database.deleteTable(DeleteTableInput(tableName: "Composite")).tableDescription
            #expect(deleted.tableStatus == .deleting && deleted.keySchema == nil && deleted.itemCount == 1)
            let input = GetItemInput(tableName: "Composite", key: ["pk": "p", "sk": "s"])
            let error = await failure { () throws(DynamoDBError) in try await database.getItem(input) }
            #expect(error?.code == .resourceNotFound)
            let second = try await database.createTable(Fixtures.composite).tableDescription
            #expect(second.tableId != first.tableId)
            #expect(try await database.getItem(input).item == nil)
            #expect(try await database.scan(ScanInput(tableName: "Composite", indexName: "gsi1")).count == 0)
        }
    }
}
