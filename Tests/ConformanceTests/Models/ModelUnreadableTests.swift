// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Synchronization
import Testing

/// Reads that go on behind items of which no model can be made.
struct ModelUnreadableTests {
    /// What a read told of.
    private final class Told: Sendable {
        private let items = Mutex<[UnreadableItem]>([])

        func add(_ item: UnreadableItem) { self.items.withLock { $0.append(item) } }

        /// What was told since the last time.
        func taken() -> [UnreadableItem] {
            self.items.withLock { items in
                defer { items = [] }
                return items
            }
        }

        /// The numbers of the orders in that, by their keys.
        func numbers() -> [Int] {
            self.taken().map { Int($0.key["sk"]?.string?.dropFirst(6) ?? "") ?? 0 }
        }
    }

    private static let damaged = [1, 4, 5, 9, 20, 23]
    private static let readable = (1...23).filter { !Self.damaged.contains($0) }

    /// Ann with 23 orders, some of which have a text in place of their date, which is a key of the index, or of their stock.
    private func withDamage(on kind: DatabaseUnderTest, _ body: (Shop) async throws -> Void) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            try await shop.customers.put(Customer(id: "ann", name: "Ann"))
            let orders = (1...23).map { Order("ann", $0, placed: 1_700_000_000 + Double($0) * 1000) }
            #expect(await shop.orders.put(contentsOf: orders).success)
            for number in Self.damaged {
                let key = try Order.schema.attributes(of: Order.key("ann", number))
                try await shop.table.update(key, .set("stock", to: "many"))
            }
            try await body(shop)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `every way to read goes on behind unreadable items, and tells of them`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await self.withDamage(on: kind) { (shop: Shop) async throws in
            let told = Told()
            for whole in [shop.orders.query(Order.key, "ann"), shop.orders.query(Order.byStatus, .open)] {
                let query = whole.skippingUnreadable { told.add($0) }
                #expect(try await query.collected().map(\.number) == Self.readable)
                let unreadable = told.taken()
                #expect(unreadable.map { $0.error.code } == Self.damaged.map { _ in .decoding })
                #expect(unreadable.allSatisfy { $0.error.item == $0.item && $0.item["stock"] == "many" })
                let first = try #require(unreadable.first)
                #expect(first.key == ["pk": "CUSTOMER#ann", "sk": "ORDER#000001"])
                #expect(try await shop.table.get(first.key) == first.item)

                var numbers: [Int] = []
                for try await order in query.pageSize(2) { numbers.append(order.number) }
                #expect(numbers == Self.readable)
                #expect(told.numbers() == Self.damaged)

                #expect(try await query.descending().collected().map(\.number) == Self.readable.reversed())
                #expect(told.numbers() == Self.damaged.reversed())

                #expect(try await query.count() == 23)
                let filtered = query.filter(Attribute("number") < 6)
                #expect(try await filtered.collected().map(\.number) == [2, 3])
                #expect(told.numbers() == [1, 4, 5])

                let failed = await failure { () async throws(DynamoDBError) in try await whole.collected() }
                #expect(failed?.code == .decoding)
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a limit counts what can be read, and what stands behind it is told by the next page`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await self.withDamage(on: kind) { (shop: Shop) async throws in
            let told = Told()
            for whole in [shop.orders.query(Order.key, "ann"), shop.orders.query(Order.byStatus, .open)] {
                let query = whole.skippingUnreadable { told.add($0) }
                #expect(try await query.limit(10).collected().map(\.number) == Array(Self.readable.prefix(10)))
                #expect(told.numbers() == [1, 4, 5, 9])
                #expect(try await query.limit(2).collected().map(\.number) == [2, 3])
                #expect(told.numbers() == [1])
                #expect(try await query.limit(30).collected().map(\.number) == Self.readable)
                #expect(told.numbers() == Self.damaged)
            }
        }
    }

    @Test(arguments: [DatabaseUnderTest.inMemory, .overTheWire])
    func `pages by token are one full read, and tell of each unreadable item once`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await self.withDamage(on: kind) { (shop: Shop) async throws in
            for parts in ModelReadTests.Parts.all where !parts.isFiltered {
                for query in [shop.orders.query(Order.key, "ann"), shop.orders.query(Order.byStatus, .open)] {
                    let told = Told()
                    let sequence = parts.apply(to: query).skippingUnreadable { told.add($0) }
                    var found: [Int] = []
                    var token: PageToken?
                    var count = 0
                    repeat {
                        let page = try await sequence.page(
                            after: token, budget: ReadBudget(pages: parts.pages, items: parts.items))
                        if let first = parts.first { #expect(page.items.count <= first) }
                        found += page.items.map(\.number)
                        token = page.next
                        count += 1
                    } while token != nil && count < 100
                    #expect(found == (parts.isReversed ? Self.readable.reversed() : Self.readable), "\(parts)")
                    #expect(told.numbers() == (parts.isReversed ? Self.damaged.reversed() : Self.damaged), "\(parts)")
                    #expect(count < 100, "\(parts)")
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a token goes on with and without unreadable items left out`(_ kind: DatabaseUnderTest) async throws {
        try await self.withDamage(on: kind) { (shop: Shop) async throws in
            let query = shop.orders.query(Order.key, "ann")
            let skipping = query.skippingUnreadable { _ in }
            let token = try await skipping.limit(4).page().next
            #expect(try await query.limit(1).page(after: token).items.map(\.number) == [8])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a parallel scan goes on behind unreadable items`(_ kind: DatabaseUnderTest) async throws {
        try await self.withDamage(on: kind) { (shop: Shop) async throws in
            let told = Told()
            let seen = Mutex<[Int]>([])
            let last = Mutex<ScanProgress?>(nil)
            let scan = shop.orders.scan().skippingUnreadable { told.add($0) }
            try await scan.pageSize(3).forEachPage(segments: 4) { page, progress in
                seen.withLock { $0 += page.items.map(\.number) }
                last.withLock { if progress.pages > $0?.pages ?? 0 { $0 = progress } }
            }
            #expect(seen.withLock(\.self).sorted() == Self.readable)
            #expect(told.numbers().sorted() == Self.damaged)
            #expect(last.withLock(\.self)?.count == Self.readable.count)
            #expect(last.withLock(\.self)?.scannedCount == 24)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `parts of models have what was selected alone, and their unreadable items the key as well`(
        _ kind: DatabaseUnderTest
    ) async throws {
        struct Part: Decodable, Hashable, Sendable { var stock: Int? }
        try await self.withDamage(on: kind) { (shop: Shop) async throws in
            let told = Told()
            for whole in [shop.orders.query(Order.key, "ann"), shop.orders.query(Order.byStatus, .open)] {
                let query = whole.skippingUnreadable { told.add($0) }
                let parts = query.selecting(["stock"], as: Part.self)
                #expect(try await parts.collected().count == Self.readable.count)
                #expect(told.numbers() == Self.damaged)
                #expect(try await parts.limit(2).collected().count == 2)
                let unreadable = told.taken()
                #expect(unreadable.map { $0.key["sk"] } == ["ORDER#000001"])
                #expect(unreadable.first?.item["stock"] == "many")
                #expect(unreadable.first?.item["number"] == nil)
                let texts = query.selecting(["stock"], as: [String: String].self)
                let many = ["stock": "many"]
                #expect(try await texts.limit(6).collected() == [many, [:], [:], many, many, [:]])
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `rows of several models are read on behind one that does not fit its own`(
        _ kind: DatabaseUnderTest
    ) async throws {
        enum Row: Equatable, Sendable {
            case customer(String)
            case order(Int)
            case unknown
        }
        try await self.withDamage(on: kind) { (shop: Shop) async throws in
            try await shop.table.put(["pk": "CUSTOMER#ann", "sk": "CART#1"])
            let told = Told()
            let entities = Entities(in: shop.table) { _ in Row.unknown }
                .with(Customer.schema) { Row.customer($0.name) }
                .with(Order.schema) { Row.order($0.number) }
            let rows = try await entities.query(Order.key, "ann").skippingUnreadable { told.add($0) }.collected()
            #expect(rows == [.unknown] + Self.readable.map { .order($0) } + [.customer("Ann")])
            #expect(told.numbers() == Self.damaged)
        }
    }
}
