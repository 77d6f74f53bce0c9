// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// The reference's "Delete Operations".
struct ReferenceDeleteTests {
    private let key: Item = ["pk": "user#123", "sk": "profile"]

    @Test(arguments: DatabaseUnderTest.available)
    func `a simple delete returns no item`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await client.create(item: self.key.merging(["name": "John"]))
            let result = await client.delete(key: self.key)
            #expect(result.success)
            #expect(result.item == nil)
            #expect(await client.count().count == 0)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a delete returns the old item if told to`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await client.create(item: self.key.merging(["name": "John"]))
            let result = await client.delete(key: self.key, returnOld: true)
            #expect(result.item?["name"] == "John")
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `deleting nothing is a success without an item`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let result = await client.delete(key: self.key, returnOld: true)
            #expect(result.success)
            #expect(result.item == nil)
        }
    }

    @Test(
        arguments: DatabaseUnderTest.available,
        [
            "attribute_exists(pk) AND status = \("inactive")",
            Condition("attribute_exists(pk) AND status = :status", values: [":status": "inactive"]),
            Attribute("pk").exists && Attribute("status") == "inactive",
        ] as [Condition])
    func `a conditional delete`(_ kind: DatabaseUnderTest, condition: Condition) async throws {
        try await kind.run { client in
            #expect(
                await client.delete(key: self.key, conditionExpression: condition).error?.code
                    == .conditionalCheckFailed)
            await client.create(item: self.key.merging(["status": "active"]))
            let refused = await client.delete(
                key: self.key, conditionExpression: condition, itemOnConditionFailure: true)
            #expect(!refused.success)
            #expect(refused.error?.item?["status"] == "active")
            #expect(await client.count().count == 1)
            await client.update(key: self.key, updates: ["status": "inactive"])
            #expect(await client.delete(key: self.key, conditionExpression: condition).success)
            #expect(await client.count().count == 0)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a batch of deletes`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let items = (1...30).map { ["pk": "user#\($0)", "sk": "profile"] as Item }
            await client.batchCreate(items: items)
            let keys: [Item] = [
                ["pk": "user#1", "sk": "profile"], ["pk": "user#2", "sk": "profile"],
                ["pk": "user#3", "sk": "profile"],
            ]
            let result = await client.batchDelete(keys: keys)
            #expect(result.successful == 3)
            #expect(result.failed == 0)
            #expect(await client.count().count == 27)
            // Those that are gone, a repeated one and a wrong one.
            let rest = await client.batchDelete(keys: items + [items[29], ["pk": "user#1"]])
            #expect(rest.successful == 31)
            #expect(rest.failures.map(\.entry) == [["pk": "user#1"]])
            #expect(await client.count().count == 0)
        }
    }
}
