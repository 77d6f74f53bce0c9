// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// The reference's "Create Operations".
struct ReferenceCreateTests {
    @Test(arguments: DatabaseUnderTest.available)
    func `a basic create writes the item, and replaces the one that is there`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let item: Item = [
                "pk": "user#123", "sk": "profile", "name": "John Doe", "email": "john@example.com",
                "created_at": "2024-01-15T10:30:00Z",
            ]
            let created = await client.create(item: item)
            #expect(created.success)
            #expect(created.item == item)
            #expect(await client.create(item: ["pk": "user#123", "sk": "profile", "name": "Jane"]).success)
            let read = await client.get(
                partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile")
            #expect(read.item == ["pk": "user#123", "sk": "profile", "name": "Jane"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `preventOverwriteKey keeps the item that is there`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let first: Item = ["pk": "user#123", "sk": "profile", "name": "John"]
            #expect(await client.create(item: first, preventOverwriteKey: "pk").success)
            let second = await client.create(
                item: ["pk": "user#123", "sk": "profile", "name": "Jane"], preventOverwriteKey: "pk")
            #expect(!second.success)
            #expect(second.item == nil)
            #expect(second.error?.code == .conditionalCheckFailed)
            #expect(second.error?.item == nil)
            let read = await client.get(
                partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile")
            #expect(read.item == first)
            // The key of another item is another key.
            #expect(await client.create(item: ["pk": "user#123", "sk": "other"], preventOverwriteKey: "pk").success)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `the item that was in the way comes with the error if asked for`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let first: Item = ["pk": "user#123", "sk": "profile", "name": "John"]
            await client.create(item: first)
            let second = await client.create(item: first, preventOverwriteKey: "pk", itemOnConditionFailure: true)
            #expect(second.error?.item == first)
        }
    }

    @Test(
        arguments: DatabaseUnderTest.available,
        [
            "attribute_not_exists(pk) OR version < \(2)",
            Condition("attribute_not_exists(pk) OR version < :v", values: [":v": 2]),
            Attribute("pk").notExists || Attribute("version") < 2,
        ] as [Condition])
    func `a custom condition, in each way to write it`(_ kind: DatabaseUnderTest, condition: Condition) async throws {
        try await kind.run { client in
            let missing = await client.create(
                item: ["pk": "user#123", "sk": "profile", "version": 1], conditionExpression: condition)
            #expect(missing.success)
            let older = await client.create(
                item: ["pk": "user#123", "sk": "profile", "version": 2], conditionExpression: condition)
            #expect(older.success)
            let newer = await client.create(
                item: ["pk": "user#123", "sk": "profile", "version": 3], conditionExpression: condition)
            #expect(newer.error?.code == .conditionalCheckFailed)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a condition with an unbound value fails before anything is sent`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let result = await client.create(
                item: ["pk": "a", "sk": "b"], conditionExpression: "attribute_not_exists(pk) OR version < :v")
            #expect(result.error?.code == .validation)
            #expect(result.error?.message.contains(":v") == true)
            #expect(await client.count().count == 0)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a hundred items in batches`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let items = (0..<100).map { number in
                ["pk": "user#\(number)", "sk": "profile", "name": "User \(number)"] as Item
            }
            let result = await client.batchCreate(items: items)
            #expect(result.successful == 100)
            #expect(result.failed == 0)
            #expect(result.success)
            #expect(await client.count().count == 100)
            let small = await client.batchCreate(items: Array(items.prefix(10)), batchSize: 3)
            #expect(small.successful == 10)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an invalid item of a batch fails alone`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            var items = (0..<30).map { ["pk": "user#\($0)", "sk": "profile"] as Item }
            items[7]["text"] = .string(String(repeating: "x", count: 410_000))
            items[8]["sk"] = nil
            items[9]["pk"] = 9
            let result = await client.batchCreate(items: items)
            #expect(result.successful == 27)
            #expect(result.failures.map(\.entry) == Array(items[7...9]))
            #expect(result.failures.allSatisfy { $0.error.code == .validation })
            #expect(
                result.failures.last?.error.message.contains("The table's key is pk (S) and sk (S)") == true)
            #expect(await client.count().count == 27)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `of several items with one key in a batch the last is written`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let items = (0..<60).map { ["pk": "user#\($0 % 3)", "sk": "profile", "round": "\($0)"] as Item }
            #expect(await client.batchCreate(items: items).successful == 60)
            let all = await client.getAll()
            #expect(all.count == 3)
            #expect(Set(all.items.compactMap { $0["round"]?.string }) == ["57", "58", "59"])
        }
    }
}
