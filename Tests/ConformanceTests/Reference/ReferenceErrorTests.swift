// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// The reference's "Error Handling".
struct ReferenceErrorTests {
    @Test(arguments: DatabaseUnderTest.available)
    func `what goes wrong is a result, not a trap`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            // Item not found.
            let missing = await client.get(partitionKey: "pk", partitionValue: "a", sortKey: "sk", sortValue: "b")
            #expect(missing.success && missing.item == nil)
            // No items found.
            let empty = await client.query(partitionKey: "pk", partitionValue: "user#123")
            #expect(empty.success && empty.count == 0 && empty.lastKey == nil)
            // Conditional check failed.
            await client.create(item: ["pk": "a", "sk": "b"])
            let second = await client.create(item: ["pk": "a", "sk": "b"], preventOverwriteKey: "pk")
            #expect(!second.success && second.item == nil)
            // Invalid.
            let invalid = await client.create(item: ["pk": "a"])
            #expect(
                invalid.error?.message == "One or more parameter values were invalid: Missing the key sk in the item")
            let number = await client.query(partitionKey: "pk", partitionValue: Double.infinity)
            #expect(number.error?.code == .validation)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a missing table is an error of every operation`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) in
            let client = DynamoDBClient(tableName: "no-such-table", database: database)
            let key: Item = ["pk": "a", "sk": "b"]
            let errors = [
                await client.create(item: key).error,
                await client.batchCreate(items: [key]).error,
                await client.get(partitionKey: "pk", partitionValue: "a").error,
                await client.query(partitionKey: "pk", partitionValue: "a").error,
                await client.scan().error,
                await client.getAll().error,
                await client.update(key: key, updates: ["a": 1]).error,
                await client.increment(key: key, attribute: "a").error,
                await client.appendToList(key: key, attribute: "a", values: ["a"]).error,
                await client.delete(key: key).error,
                await client.batchDelete(keys: [key]).error,
                await client.exists(partitionKey: "pk", partitionValue: "a").error,
                await client.count().error,
                await client.tableInfo().error,
            ]
            #expect(errors.map { $0?.code } == Array(repeating: .resourceNotFound, count: errors.count))
        }
    }
}
