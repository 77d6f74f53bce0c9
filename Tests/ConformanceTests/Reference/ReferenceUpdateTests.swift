// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// The reference's "Update Operations".
struct ReferenceUpdateTests {
    private let key: Item = ["pk": "user#123", "sk": "profile"]

    @Test(arguments: DatabaseUnderTest.available)
    func `a simple update changes its attributes and leaves the others`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await client.create(item: ["pk": "user#123", "sk": "profile", "name": "John", "age": 30])
            let result = await client.update(
                key: self.key, updates: ["name": "Jane Doe", "updated_at": "2024-01-15T10:30:00Z"])
            #expect(result.success)
            #expect(result.attributes == ["name": "Jane Doe", "updated_at": "2024-01-15T10:30:00Z"])
            let read = await client.get(
                partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile")
            #expect(
                read.item == [
                    "pk": "user#123", "sk": "profile", "name": "Jane Doe", "age": 30,
                    "updated_at": "2024-01-15T10:30:00Z",
                ])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an update creates a missing item, unless a condition wants it to exist`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { client in
            let refused = await client.update(
                key: self.key, updates: ["name": "Jane"], conditionExpression: Attribute("pk").exists)
            #expect(refused.error?.code == .conditionalCheckFailed)
            #expect(await client.count().count == 0)
            #expect(await client.update(key: self.key, updates: ["name": "Jane"]).success)
            #expect(await client.count().count == 1)
        }
    }

    @Test(
        arguments: DatabaseUnderTest.available,
        [
            "version = \(1)",
            Condition("version = :expected_version", values: [":expected_version": 1]),
            Attribute("version") == 1,
        ] as [Condition])
    func `optimistic locking loses a race and wins the next round`(
        _ kind: DatabaseUnderTest, condition: Condition
    ) async throws {
        try await kind.run { client in
            await client.create(item: ["pk": "user#123", "sk": "profile", "balance": 100, "version": 1])
            // Two writers read version 1; the first to write wins.
            let winner = await client.update(
                key: self.key, updates: ["balance": 150, "version": 2], conditionExpression: condition)
            #expect(winner.success)
            let loser = await client.update(
                key: self.key, updates: ["balance": 90, "version": 2], conditionExpression: condition)
            #expect(!loser.success)
            #expect(loser.attributes == nil)
            #expect(loser.error?.code == .conditionalCheckFailed)
            // The loser reads again, and tries again.
            let read = await client.get(
                partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile",
                consistentRead: true)
            let version = try #require(read.item?["version"]?.int)
            let balance = try #require(read.item?["balance"]?.int)
            #expect(balance == 150)
            let again = await client.update(
                key: self.key,
                updates: [
                    "balance": .number(DynamoDBNumber(balance - 10)), "version": .number(DynamoDBNumber(version + 1)),
                ],
                conditionExpression: Attribute("version") == version)
            #expect(again.attributes == ["balance": 140, "version": 3])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `of many writers with one version exactly one wins`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await client.create(item: ["pk": "user#123", "sk": "profile", "version": 1])
            let key = self.key
            let wins = await withTaskGroup(of: Bool.self) { group in
                for writer in 0..<20 {
                    group.addTask {
                        await client.update(
                            key: key, updates: ["version": 2, "writer": .number(DynamoDBNumber(writer))],
                            conditionExpression: Attribute("version") == 1
                        ).success
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(wins == 1)
        }
    }

    @Test(
        arguments: DatabaseUnderTest.available,
        [
            (ReturnValues.none, nil),
            (.updatedOld, ["name": "John"]),
            (.updatedNew, ["name": "Jane", "last_login": "2024-01-15"]),
            (.allOld, ["pk": "user#123", "sk": "profile", "name": "John", "age": 30]),
            (
                .allNew,
                ["pk": "user#123", "sk": "profile", "name": "Jane", "age": 30, "last_login": "2024-01-15"]
            ),
        ] as [(ReturnValues, Item?)])
    func `every kind of return values`(
        _ kind: DatabaseUnderTest, example: (returnValues: ReturnValues, attributes: Item?)
    ) async throws {
        try await kind.run { client in
            await client.create(item: ["pk": "user#123", "sk": "profile", "name": "John", "age": 30])
            let result = await client.update(
                key: self.key, updates: ["name": "Jane", "last_login": "2024-01-15"],
                returnValues: example.returnValues)
            #expect(result.success)
            #expect(result.attributes == example.attributes)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `names of updates are taken as they are`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let result = await client.update(
                key: self.key, updates: ["a.b": 1, "status": "x", "chat-history": [], "list[0]": true])
            #expect(result.attributes == ["a.b": 1, "status": "x", "chat-history": [], "list[0]": true])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `increments by one, by minus one and by a hundred`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let article: Item = ["pk": "article#456", "sk": "metadata"]
            #expect(await client.increment(key: article, attribute: "view_count").newValue == 1)
            #expect(await client.increment(key: article, attribute: "view_count").newValue == 2)
            let product: Item = ["pk": "product#789", "sk": "inventory"]
            await client.create(item: product.merging(["stock": 5]))
            let stock = await client.increment(key: product, attribute: "stock", amount: -1)
            #expect(stock.success)
            #expect(stock.newValue?.int == 4)
            let stats: Item = ["pk": "user#123", "sk": "stats"]
            #expect(await client.increment(key: stats, attribute: "points", amount: 100).newValue == 100)
            #expect(await client.increment(key: stats, attribute: "points", amount: 0.5).newValue == 100.5)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `no increment of many at once is lost`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let key: Item = ["pk": "article#456", "sk": "metadata"]
            let values = await withTaskGroup(of: Int?.self) { group in
                for _ in 0..<50 {
                    group.addTask { await client.increment(key: key, attribute: "views").newValue?.int }
                }
                return await group.reduce(into: Set<Int>()) { values, value in
                    if let value { values.insert(value) }
                }
            }
            #expect(values == Set(1...50))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an increment of a text fails`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await client.create(item: self.key.merging(["name": "John"]))
            let result = await client.increment(key: self.key, attribute: "name")
            #expect(result.error?.code == .validation)
            #expect(result.newValue == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `appending creates a list, and then adds to it`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let article: Item = ["pk": "article#456", "sk": "metadata"]
            let tags = await client.appendToList(key: article, attribute: "tags", values: ["python", "aws"])
            #expect(tags.success)
            #expect(tags.list == ["python", "aws"])
            #expect(
                await client.appendToList(key: article, attribute: "tags", values: ["swift"]).list
                    == ["python", "aws", "swift"])
            let log = await client.appendToList(
                key: ["pk": "user#123", "sk": "activity"], attribute: "events",
                values: [["action": "login", "timestamp": "2024-01-15T10:30:00Z"]])
            #expect(log.list == [["action": "login", "timestamp": "2024-01-15T10:30:00Z"]])
        }
    }
}
