// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// The reference's `query` and `query_paginated`.
struct ReferenceQueryTests {
    /// A user with a profile and ten orders, every other one of them active.
    private static func fill(_ client: DynamoDBClient) async {
        var items: [Item] = [
            [
                "pk": "user#123", "sk": "profile", "name": "John", "email": "john@example.com",
                "created_at": "2023-01-01",
            ],
            ["pk": "user#456", "sk": "profile", "name": "Jane", "email": "jane@example.com"],
        ]
        for number in 1...10 {
            let digits = number < 10 ? "0\(number)" : "\(number)"
            items.append([
                "pk": "user#123", "sk": "order#\(digits)", "status": number % 2 == 0 ? "active" : "done",
                "created_at": "2024-\(digits)-01", "total": .number(DynamoDBNumber(number * 10)),
            ])
        }
        let result = await client.batchCreate(items: items)
        #expect(result.successful == 12)
    }

    private static func sortKeys(_ items: [Item]) -> [String] { items.compactMap { $0["sk"]?.string } }

    private static let orders = (1...10).map { $0 < 10 ? "order#0\($0)" : "order#\($0)" }

    @Test(arguments: DatabaseUnderTest.available)
    func `all items of a partition, in the order of the sort key`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            let result = await client.query(partitionKey: "pk", partitionValue: "user#123")
            #expect(result.success)
            #expect(result.count == 11)
            #expect(result.scannedCount == 11)
            #expect(result.lastKey == nil)
            #expect(Self.sortKeys(result.items) == Self.orders + ["profile"])
        }
    }

    @Test(
        arguments: DatabaseUnderTest.available,
        [
            (SortKeyCondition("sk", "eq", "profile"), ["profile"]),
            (SortKeyCondition("sk", "lt", "order#02"), ["order#01"]),
            (SortKeyCondition("sk", "lte", "order#02"), ["order#01", "order#02"]),
            (SortKeyCondition("sk", "gt", "order#10"), ["profile"]),
            (SortKeyCondition("sk", "gte", "order#10"), ["order#10", "profile"]),
            (SortKeyCondition("sk", "begins_with", "order#0"), Array(Self.orders.prefix(9))),
            (SortKeyCondition("sk", "between", "order#03", "order#05"), ["order#03", "order#04", "order#05"]),
            (.equal("sk", "profile"), ["profile"]),
            (.lessThan("sk", "order#02"), ["order#01"]),
            (.lessThanOrEqual("sk", "order#02"), ["order#01", "order#02"]),
            (.greaterThan("sk", "order#10"), ["profile"]),
            (.greaterThanOrEqual("sk", "order#10"), ["order#10", "profile"]),
            (.beginsWith("sk", "order#"), Self.orders),
            (.between("sk", "order#03", "order#05"), ["order#03", "order#04", "order#05"]),
        ] as [(SortKeyCondition, [String])])
    func `every sort key operator`(
        _ kind: DatabaseUnderTest, example: (condition: SortKeyCondition, found: [String])
    ) async throws {
        try await kind.run { client in
            await Self.fill(client)
            let result = await client.query(
                partitionKey: "pk", partitionValue: "user#123", sortKeyCondition: example.condition)
            #expect(result.success)
            #expect(Self.sortKeys(result.items) == example.found)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a date range, on a local index`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            let result = await client.query(
                partitionKey: "pk", partitionValue: "user#123",
                sortKeyCondition: .between("created_at", "2024-01-01", "2024-06-30"), indexName: "created-index")
            #expect(Self.sortKeys(result.items) == Array(Self.orders.prefix(6)))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `the most recent items first`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            let result = await client.query(
                partitionKey: "pk", partitionValue: "user#123", limit: 3, scanForward: false)
            #expect(Self.sortKeys(result.items) == ["profile", "order#10", "order#09"])
            #expect(result.lastKey == ["pk": "user#123", "sk": "order#09"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a global secondary index`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            let result = await client.query(
                partitionKey: "email", partitionValue: "john@example.com", indexName: "email-index")
            #expect(result.items.map { $0["name"] } == ["John"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a filter leaves items out after they were read`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            let result = await client.query(
                partitionKey: "pk", partitionValue: "user#123", filterExpression: Attribute("status") == "active")
            #expect(Self.sortKeys(result.items) == ["order#02", "order#04", "order#06", "order#08", "order#10"])
            #expect(result.count == 5)
            #expect(result.scannedCount == 11)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a projection returns its attributes only`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            let result = await client.query(
                partitionKey: "pk", partitionValue: "user#123", sortKeyCondition: .equal("sk", "order#01"),
                projection: ["status", "total"])
            #expect(result.items == [["status": "done", "total": 10]])
        }
    }

    @Test(arguments: DatabaseUnderTest.available, [1, 2, 4, 5, 100])
    func `manual pagination, with and without a filter`(_ kind: DatabaseUnderTest, limit: Int) async throws {
        try await kind.run { client in
            await Self.fill(client)
            for filter in [nil, Attribute("status") == "active", Attribute("status") == "none"] as [Condition?] {
                let expected = await client.query(
                    partitionKey: "pk", partitionValue: "user#123", filterExpression: filter
                ).items
                for projection in [nil, ["total"]] as [[Attribute]?] {
                    var items: [Item] = []
                    var lastKey: Item?
                    repeat {
                        let result = await client.query(
                            partitionKey: "pk", partitionValue: "user#123", filterExpression: filter, limit: limit,
                            projection: projection, exclusiveStartKey: lastKey)
                        #expect(result.success)
                        #expect(result.lastKey == nil || result.count == limit)
                        items += result.items
                        lastKey = result.lastKey
                    } while lastKey != nil && items.count < 100
                    #expect(items == (projection == nil ? expected : expected.map { $0.selecting(["total"]) }))
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `pages of a query`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            var pages: [DynamoDBClient.PageResult] = []
            for await page in client.queryPaginated(partitionKey: "pk", partitionValue: "user#123", pageSize: 5) {
                #expect(page.success)
                pages.append(page)
            }
            #expect(pages.map(\.pageNumber) == [1, 2, 3])
            #expect(pages.map(\.count) == [5, 5, 1])
            #expect(Self.sortKeys(pages.flatMap(\.items)) == Self.orders + ["profile"])
            #expect(pages.last?.lastKey == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `pages take the other parameters of a query`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            var keys: [String] = []
            for await page in client.queryPaginated(
                partitionKey: "pk", partitionValue: "user#123", pageSize: 3,
                sortKeyCondition: .beginsWith("sk", "order#"), filterExpression: Attribute("status") == "active",
                scanForward: false, projection: ["sk"], exclusiveStartKey: ["pk": "user#123", "sk": "order#09"])
            {
                keys += Self.sortKeys(page.items)
            }
            #expect(keys == ["order#08", "order#06", "order#04", "order#02"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a failing query is one page with the error`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            var pages: [DynamoDBClient.PageResult] = []
            for await page in client.queryPaginated(partitionKey: "pk", partitionValue: "a", indexName: "no-index") {
                pages.append(page)
            }
            #expect(pages.count == 1)
            #expect(pages.first?.success == false)
            #expect(pages.first?.error?.message == "The table does not have the specified index: no-index")
        }
    }
}
