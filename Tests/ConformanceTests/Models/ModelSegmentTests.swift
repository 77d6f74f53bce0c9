// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Parts of a scan that are read by themselves.
struct ModelSegmentTests {
    private func withCustomers(on kind: DatabaseUnderTest, _ body: (Shop) async throws -> Void) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let customers = (0..<60).map { Customer(id: "\($0)", name: "C") }
            #expect(await shop.customers.put(contentsOf: customers).success)
            try await shop.orders.insert(Order("ann", 1))
            try await body(shop)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `the segments are the whole scan, page by page with a token for each`(_ kind: DatabaseUnderTest) async throws {
        try await self.withCustomers(on: kind) { (shop: Shop) async throws in
            for (count, limit) in [(1, nil), (4, nil), (3, 5)] as [(Int, Int?)] {
                var ids: [String] = []
                for segment in 0..<count {
                    var part = shop.customers.scan().segment(segment, of: count).pageSize(4)
                    if let limit { part = part.limit(limit) }
                    var token: PageToken?
                    var pages = 0
                    repeat {
                        let page = try await part.page(after: token)
                        ids += page.items.map(\.id)
                        token = page.next.map { PageToken($0.description) }
                        pages += 1
                    } while token != nil && pages < 100
                    #expect(pages < 100)
                }
                #expect(ids.count == 60)
                #expect(Set(ids).count == 60)
            }
            var total = 0
            for segment in 0..<4 { total += try await shop.customers.scan().segment(segment, of: 4).count() }
            #expect(total == 60)
            let byStatus = shop.orders.scan(Order.byStatus)
            let first = try await byStatus.segment(0, of: 2).collected().count
            #expect(try await byStatus.segment(1, of: 2).collected().count == 1 - first)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a token of a segment is of use to that segment alone`(_ kind: DatabaseUnderTest) async throws {
        try await self.withCustomers(on: kind) { (shop: Shop) async throws in
            let scan = shop.customers.scan().limit(2)
            let token = try #require(try await scan.segment(1, of: 4).page().next)
            #expect(try await scan.segment(1, of: 4).pageSize(9).page(after: token).items.count == 2)
            let others = [scan, scan.segment(0, of: 4), scan.segment(1, of: 5), scan.segment(1, of: 2)]
            for other in others {
                let error = await failure { () async throws(DynamoDBError) in try await other.page(after: token) }
                #expect(error?.code == .invalidPageToken)
            }
            let whole = try #require(try await scan.page().next)
            let error = await failure { () async throws(DynamoDBError) in
                try await scan.segment(0, of: 1).page(after: whole)
            }
            #expect(error?.code == .invalidPageToken)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `only a scan has segments, and a segment is not divided again`(_ kind: DatabaseUnderTest) async throws {
        try await self.withCustomers(on: kind) { (shop: Shop) async throws in
            let query = await failure { () async throws(DynamoDBError) in
                try await shop.orders.query(Order.key, "ann").segment(0, of: 2).collected()
            }
            #expect(query?.code == .validation)
            let divided = await failure { () async throws(DynamoDBError) in
                try await shop.customers.scan().segment(0, of: 2).forEachPage(segments: 2) {
                    (_, _) throws(DynamoDBError) in
                    Issue.record("it was read")
                }
            }
            #expect(divided?.code == .validation)
        }
    }
}
