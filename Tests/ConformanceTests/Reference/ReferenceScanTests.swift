// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// The reference's `scan`, `scan_paginated` and `get_all`.
struct ReferenceScanTests {
    /// 30 users, a third of them inactive.
    private static func fill(_ client: DynamoDBClient) async {
        let items = (0..<30).map { number in
            [
                "pk": "user#\(number)", "sk": "profile", "status": number % 3 == 0 ? "inactive" : "active",
                "last_login": number < 10 ? "2022-06-01" : "2023-06-01",
            ] as Item
        }
        let result = await client.batchCreate(items: items)
        #expect(result.successful == 30)
    }

    private static func ids(_ items: [Item]) -> [String] { items.compactMap { $0["pk"]?.string } }

    @Test(arguments: DatabaseUnderTest.available)
    func `a scan with a filter`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            let result = await client.scan(filterExpression: Attribute("status") == "inactive")
            #expect(result.success)
            #expect(result.count == 10)
            #expect(result.scannedCount == 30)
            #expect(Set(Self.ids(result.items)).count == 10)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a scan of an index`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            await client.create(item: ["pk": "not-in-the-index", "sk": "x", "last_login": "2020-01-01"])
            let result = await client.scan(
                filterExpression: Attribute("last_login") < "2023-01-01", indexName: "status-index")
            #expect(Set(Self.ids(result.items)) == Set((0..<10).map { "user#\($0)" }))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a scan with limit, projection and start key`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            let first = await client.scan(projection: ["pk"], limit: 12)
            #expect(first.count == 12)
            let second = await client.scan(projection: ["pk"], exclusiveStartKey: first.lastKey)
            #expect(second.count == 18)
            #expect(second.lastKey == nil)
            #expect(Set(Self.ids(first.items + second.items)).count == 30)
            #expect(first.items.allSatisfy { $0.names == ["pk"] })
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `the first pages of a scan`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            var numbers: [Int] = []
            var ids: [String] = []
            for await page in client.scanPaginated(pageSize: 4, maxPages: 5) {
                numbers.append(page.pageNumber)
                ids += Self.ids(page.items)
            }
            #expect(numbers == [1, 2, 3, 4, 5])
            #expect(Set(ids).count == 20)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `all pages of a scan`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            var ids: [String] = []
            for await page in client.scanPaginated(pageSize: 7, filterExpression: Attribute("status") == "active") {
                #expect(page.scannedCount <= 7)
                ids += Self.ids(page.items)
            }
            #expect(ids.count == 20)
            #expect(Set(ids).count == 20)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `getAll with and without filter and most items`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            await Self.fill(client)
            #expect(await client.getAll().items.count == 30)
            #expect(await client.getAll(maxItems: 1000).items.count == 30)
            #expect(await client.getAll(maxItems: 7).items.count == 7)
            let active = await client.getAll(filterExpression: Attribute("status") == "active", maxItems: 500)
            #expect(active.count == 20)
            #expect(active.items.allSatisfy { $0["status"] == "active" })
            #expect(await client.getAll(filterExpression: Attribute("status") == "active", maxItems: 5).count == 5)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `getAll reads through more than one page of 1 MB`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { client in
            let text = String(repeating: "x", count: 300_000)
            let items = (0..<9).map { ["pk": "user#\($0)", "sk": "big", "text": .string(text)] as Item }
            #expect(await client.batchCreate(items: items).successful == 9)
            let page = await client.scan()
            #expect(page.count < 9)
            #expect(page.lastKey != nil)
            #expect(await client.getAll().count == 9)
            #expect(await client.count().count == 9)
        }
    }
}
