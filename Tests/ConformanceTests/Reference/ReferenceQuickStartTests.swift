// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// The reference's "Quick Start".
struct ReferenceQuickStartTests {
    @Test(arguments: DatabaseUnderTest.available)
    func `the quick start`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let created = await client.create(
                item: ["pk": "user#123", "sk": "profile", "name": "John Doe", "email": "john@example.com"],
                preventOverwriteKey: "pk")
            #expect(created.success)
            #expect(created.item?["name"] == "John Doe")

            let read = await client.get(
                partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile")
            #expect(
                read.item == ["pk": "user#123", "sk": "profile", "name": "John Doe", "email": "john@example.com"])

            let updated = await client.update(
                key: ["pk": "user#123", "sk": "profile"], updates: ["name": "Jane Doe"])
            #expect(updated.success)
            #expect(updated.attributes == ["name": "Jane Doe"])

            let deleted = await client.delete(key: ["pk": "user#123", "sk": "profile"], returnOld: true)
            #expect(deleted.success)
            #expect(deleted.item?["name"] == "Jane Doe")
            #expect(
                await client.get(partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile")
                    .item == nil)
        }
    }
}
