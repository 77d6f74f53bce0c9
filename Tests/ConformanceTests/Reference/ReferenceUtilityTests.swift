// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// The reference's "Utility Methods".
struct ReferenceUtilityTests {
    @Test(arguments: DatabaseUnderTest.available)
    func `exists`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await client.create(item: ["pk": "user#123", "sk": "profile", "name": "John"])
            let found = await client.exists(
                partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile")
            #expect(found.success && found.exists)
            let missing = await client.exists(
                partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "other")
            #expect(missing.success && !missing.exists)
        }
        try await kind.run(with: ReferenceTables.simple) { client in
            await client.create(item: ["id": "item-123"])
            #expect(await client.exists(partitionKey: "id", partitionValue: "item-123").exists)
            #expect(await !client.exists(partitionKey: "id", partitionValue: "item-124").exists)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `count of a partition, of a table, and with a filter`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let items = (0..<40).map { number in
                [
                    "pk": number < 30 ? "user#123" : "user#456", "sk": "order#\(number)",
                    "status": number % 2 == 0 ? "active" : "done",
                ] as Item
            }
            await client.batchCreate(items: items)
            #expect(await client.count(partitionKey: "pk", partitionValue: "user#123").count == 30)
            #expect(await client.count().count == 40)
            let active = Attribute("status") == "active"
            #expect(
                await client.count(partitionKey: "pk", partitionValue: "user#123", filterExpression: active).count
                    == 15)
            #expect(await client.count(filterExpression: active).count == 20)
            #expect(await client.count(partitionKey: "pk", partitionValue: "nobody").count == 0)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `table info`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let result = await client.tableInfo()
            #expect(result.success)
            let info = try #require(result.info)
            #expect(info.name == "my-table")
            #expect(info.status == "ACTIVE")
            #expect(info.itemCount == 0)
            #expect(info.keySchema == ["pk": "HASH", "sk": "RANGE"])
            // Such as 2024-01-15T10:30:00Z.
            let date = try #require(info.creationDate)
            #expect(date.count == 20 && date.hasSuffix("Z") && date.dropFirst(10).first == "T")
            await client.create(item: ["pk": "user#123", "sk": "profile"])
            #expect(await client.tableInfo().info?.itemCount == 1)
        }
    }
}
