// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// The reference's `get`.
struct ReferenceGetTests {
    @Test(arguments: DatabaseUnderTest.available)
    func `get with a partition key only`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run(with: ReferenceTables.simple) { client in
            await client.create(item: ["id": "item-123", "name": "Thing"])
            let result = await client.get(partitionKey: "id", partitionValue: "item-123")
            #expect(result.success)
            #expect(result.item == ["id": "item-123", "name": "Thing"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `get with partition and sort key, consistent or not`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await client.create(item: ["pk": "user#123", "sk": "profile", "name": "John"])
            for consistent in [false, true] {
                let result = await client.get(
                    partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile",
                    consistentRead: consistent)
                #expect(result.item?["name"] == "John")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `get of specific attributes, reserved words and nested ones among them`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run(with: ReferenceTables.simple) { client in
            await client.create(item: [
                "id": "user#123", "name": "John", "email": "j@example.com", "age": 30,
                "address": ["city": "Perth", "zip": "6000"], "tags": ["a", "b"],
            ])
            let result = await client.get(
                partitionKey: "id", partitionValue: "user#123", projection: ["name", "email"])
            #expect(result.item == ["name": "John", "email": "j@example.com"])
            let nested = await client.get(
                partitionKey: "id", partitionValue: "user#123", projection: ["address.city", "tags[1]"])
            #expect(nested.item == ["address": ["city": "Perth"], "tags": ["b"]])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a missing item is a success without an item`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let result = await client.get(
                partitionKey: "pk", partitionValue: "missing", sortKey: "sk", sortValue: "profile")
            #expect(result.success)
            #expect(result.item == nil)
            #expect(result.error == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a forgotten sort key is an error that says what the key is`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let result = await client.get(partitionKey: "pk", partitionValue: "user#123")
            #expect(!result.success)
            #expect(result.error?.code == .validation)
            #expect(
                result.error?.message
                    == "The provided key element does not match the schema. The table's key is pk (S) and sk (S); "
                    + "the request named pk (S).")
        }
    }
}
