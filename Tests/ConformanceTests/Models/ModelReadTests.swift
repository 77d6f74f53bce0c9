// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Synchronization
import Testing

/// Queries and scans of models.
struct ModelReadTests {
    /// Ann with 23 orders, every third one shipped, and Bob with one.
    private func withShop(
        on kind: DatabaseUnderTest, _ body: (Shop) async throws -> Void
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            try await shop.customers.put(Customer(id: "ann", name: "Ann"))
            try await shop.customers.put(Customer(id: "bob", name: "Bob"))
            let orders = (1...23).map { Order("ann", $0, $0 % 3 == 0 ? .shipped : .open, placed: Double($0) * 100) }
            let result = await shop.orders.put(contentsOf: orders + [Order("bob", 1)])
            #expect(result.success && result.successful == 24)
            try await body(shop)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a query reads the model's own rows, in any range`(_ kind: DatabaseUnderTest) async throws {
        try await self.withShop(on: kind) { (shop: Shop) async throws in
            func numbers(_ range: SortRange<Int>) async throws(DynamoDBError) -> [Int] {
                try await shop.orders.query(Order.key, "ann", range).collected().map(\.number)
            }
            #expect(try await numbers(.all) == Array(1...23))
            #expect(try await numbers(.from(20)) == [20, 21, 22, 23])
            #expect(try await numbers(.after(20)) == [21, 22, 23])
            #expect(try await numbers(.through(3)) == [1, 2, 3])
            #expect(try await numbers(.between(3, 5)) == [3, 4, 5])
            #expect(try await numbers(.equal(7)) == [7])
            let before = await failure { () async throws(DynamoDBError) in try await numbers(.before(3)) }
            #expect(before?.code == .validation)
            #expect(try await shop.customers.query(Customer.key, "ann").collected().map(\.name) == ["Ann"])
            #expect(try await shop.orders.query(Order.key, "nobody").collected().isEmpty)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an index is queried by its declaration`(_ kind: DatabaseUnderTest) async throws {
        try await self.withShop(on: kind) { (shop: Shop) async throws in
            let shipped = shop.orders.query(Order.byStatus, .shipped)
            #expect(try await shipped.collected().map(\.number) == [3, 6, 9, 12, 15, 18, 21])
            #expect(try await shipped.descending().limit(2).collected().map(\.number) == [21, 18])
            #expect(try await shipped.filter(Attribute("number") > 10).pageSize(2).count() == 4)
            let early = shop.orders.query(Order.byStatus, .shipped, .before(Date(timeIntervalSince1970: 900)))
            #expect(try await early.collected().map(\.number) == [3, 6])
            struct Part: Decodable, Hashable, Sendable { var number: Int }
            #expect(
                try await shipped.selecting(["number"], as: Part.self).limit(1).collected() == [Part(number: 3)])
            #expect(try await shop.orders.query(Order.key, "ann").consistent().limit(1).collected().count == 1)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `the first one is that of the order and the filter, or none`(_ kind: DatabaseUnderTest) async throws {
        try await self.withShop(on: kind) { (shop: Shop) async throws in
            let query = shop.orders.query(Order.key, "ann")
            #expect(try await query.first()?.number == 1)
            #expect(try await query.limit(7).descending().first()?.number == 23)
            #expect(try await query.filter(Attribute("number") > 20).pageSize(3).first()?.number == 21)
            #expect(try await shop.orders.query(Order.key, "nobody").first() == nil)
            #expect(try await shop.orders.scan().first() != nil)
            let items = Query(partitionKey: "pk", equals: "CUSTOMER#ann", order: .descending)
            #expect(try await shop.table.items(items).first()?["sk"] == "PROFILE")
            let none = Query(partitionKey: "pk", equals: "nobody")
            #expect(try await shop.table.items(none).first() == nil)
            let zero = await failure { () async throws(DynamoDBError) in try await query.limit(0).first() }
            #expect(zero?.code == .validation)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a part of a model has what was asked for and nothing else`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let sessions = try await ModelTable.create(Session.schema, named: "sessions", in: database)
            try await sessions.put(Session(id: "1", user: "ann", expires: Date(timeIntervalSince1970: 9_000_000_000)))
            func texts(_ attributes: [Attribute]) async throws(DynamoDBError) -> [String: String]? {
                try await sessions.get(Session.key("1"), selecting: attributes, as: [String: String].self)
            }
            #expect(try await texts(["user"]) == ["user": "ann"])
            #expect(try await texts(["user", "id"]) == ["user": "ann", "id": "1"])
            #expect(try await texts(["nothing"]) == [:])
            let whole = try await sessions.get(Session.key("1"), selecting: ["expires"], as: [String: Int].self)
            #expect(whole == ["expires": 9_000_000_000])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a scan sees the rows of its model`(_ kind: DatabaseUnderTest) async throws {
        try await self.withShop(on: kind) { (shop: Shop) async throws in
            #expect(try await shop.customers.scan().collected().map(\.id).sorted() == ["ann", "bob"])
            #expect(try await shop.orders.scan().count() == 24)
            #expect(try await shop.orders.scan(Order.byStatus).count() == 24)
            let seen = Mutex<[Int]>([])
            let progress = Mutex<ScanProgress?>(nil)
            try await shop.orders.scan().pageSize(3).forEachPage(segments: 5, readers: 3) { page, now in
                seen.withLock { $0 += page.items.map(\.number) }
                progress.withLock { if now.pages > $0?.pages ?? 0 { $0 = now } }
            }
            #expect(seen.withLock(\.self).sorted() == [1] + Array(1...23))
            #expect(progress.withLock(\.self)?.finishedSegments == 5)
            #expect(progress.withLock(\.self)?.scannedCount == 26 && progress.withLock(\.self)?.count == 24)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `several models are read together, and unknown rows with them`(_ kind: DatabaseUnderTest) async throws {
        enum Row: Equatable, Sendable {
            case customer(Customer)
            case order(Int)
            case unknown(Item)
        }
        try await self.withShop(on: kind) { (shop: Shop) async throws in
            let stranger: Item = ["pk": "CUSTOMER#bob", "sk": "CART#1", "x": 1]
            try await shop.table.put(stranger)
            let entities = Entities(in: shop.table, unknown: Row.unknown)
                .with(Customer.schema, Row.customer)
                .with(Order.schema) { Row.order($0.number) }
            #expect(
                try await entities.query(Order.key, "bob").collected()
                    == [.unknown(stranger), .order(1), .customer(Customer(id: "bob", name: "Bob"))])
            #expect(try await entities.scan().count() == 27)
            #expect(try await entities.query(Customer.key, "ann").limit(2).collected() == [.order(1), .order(2)])
        }
    }

    private struct Setting: Codable, Hashable, Sendable {
        var name: String
        var changed: Date

        static let key = PrimaryKey<Setting, Never, String>(
            partition: .template("pk", "SETTINGS"), sort: .template("sk", "SETTING#{name}"))
        static let schema = ModelSchema(key: key, attributeDates: ["changed": .epochSeconds])
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `the one partition of a key without inputs is read as rows, and its dates are compared as they are stored`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let settings = try await ModelTable.create(Setting.schema, named: "settings", in: database)
            let all = (1...3).map { Setting(name: "\($0)", changed: Date(timeIntervalSince1970: Double($0) * 1000)) }
            for setting in all { try await settings.put(setting) }
            let entities = Entities(in: settings.table, unknown: { _ in Setting?.none }).with(Setting.schema) { $0 }
            #expect(try await entities.query(Setting.key).collected() == all)
            let bound = try Setting.schema.value(Date(timeIntervalSince1970: 1500), in: "changed")
            #expect(try await settings.query(Setting.key).filter(Attribute("changed") > bound).count() == 2)
            let none: Date? = nil
            #expect(try Setting.schema.value(none, in: "changed") == nil)
            #expect(try Setting.schema.value(Optional(all[0].changed), in: "changed") == 1000)
            let key = try Setting.schema.attributes(of: Setting.key("2"))
            #expect(key == ["pk": "SETTINGS", "sk": "SETTING#2"])
            #expect(try await settings.table.get(key)?["changed"] == 2000)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `what a write returns and does not fit is an error that has it, and says that all is written`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await self.withShop(on: kind) { (shop: Shop) async throws in
            let key: Item = ["pk": "CUSTOMER#ann", "sk": "ORDER#000002"]
            try await shop.table.update(key, .set("status", to: "eaten"))
            let update = await failure { () async throws(DynamoDBError) in
                try await shop.orders.update(Order.key("ann", 2)) { $0.set("stock", to: 8) }
            }
            let delete = await failure { () async throws(DynamoDBError) in
                try await shop.orders.delete(Order.key("ann", 2), returning: .allOld)
            }
            for error in [update, delete] {
                #expect(error?.code == .decoding)
                #expect(error?.message.hasSuffix("The write itself was a success.") == true)
                #expect(error?.item?["stock"] == 8)
            }
            #expect(try await shop.table.get(key) == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a row that does not fit is an error with the item`(_ kind: DatabaseUnderTest) async throws {
        try await self.withShop(on: kind) { (shop: Shop) async throws in
            let row: Item = ["pk": "CUSTOMER#bob", "sk": "ORDER#000002", "customer": "bob", "number": "two"]
            try await shop.table.put(row)
            var numbers: [Int] = []
            do {
                for try await order in shop.orders.query(Order.key, "bob") { numbers.append(order.number) }
                Issue.record("the row was read")
            } catch {
                let error = error as? DynamoDBError
                #expect(error?.code == .decoding && error?.item == row)
                #expect(error?.message.hasPrefix("number: ") == true)
            }
            #expect(numbers == [1])
        }
    }

    /// Every way to read in parts.
    struct Parts: Sendable {
        var pageSize: Int?
        var first: Int?
        var pages: Int?
        var items: Int?
        var isFiltered: Bool
        var isReversed: Bool

        static let all: [Parts] = {
            var all: [Parts] = []
            for pageSize in [nil, 1, 2, 7, 100] as [Int?] {
                for first in [nil, 1, 5] as [Int?] {
                    for (pages, items) in [(nil, nil), (1, nil), (3, nil), (nil, 1), (nil, 4)] as [(Int?, Int?)] {
                        for isFiltered in [false, true] {
                            for isReversed in [false, true] {
                                all.append(
                                    Parts(
                                        pageSize: pageSize, first: first, pages: pages, items: items,
                                        isFiltered: isFiltered, isReversed: isReversed))
                            }
                        }
                    }
                }
            }
            return all
        }()

        func apply(to sequence: ModelSequence<Order>) -> ModelSequence<Order> {
            var sequence = sequence
            if let pageSize { sequence = sequence.pageSize(pageSize) }
            if let first { sequence = sequence.limit(first) }
            if self.isFiltered { sequence = sequence.filter(Attribute("status") == "shipped") }
            return self.isReversed ? sequence.descending() : sequence
        }
    }

    @Test(arguments: [DatabaseUnderTest.inMemory, .overTheWire])
    func `pages by token are one full read, wherever it stops`(_ kind: DatabaseUnderTest) async throws {
        try await self.withShop(on: kind) { (shop: Shop) async throws in
            for parts in Parts.all {
                for query in [shop.orders.query(Order.key, "ann"), shop.orders.query(Order.byStatus, .shipped)] {
                    var whole = query
                    if parts.isFiltered { whole = whole.filter(Attribute("status") == "shipped") }
                    if parts.isReversed { whole = whole.descending() }
                    let expected = try await whole.collected()
                    let sequence = parts.apply(to: query)
                    var found: [Order] = []
                    var token: PageToken?
                    var count = 0
                    repeat {
                        let page = try await sequence.page(
                            after: token, budget: ReadBudget(pages: parts.pages, items: parts.items))
                        if let first = parts.first { #expect(page.items.count <= first) }
                        if let items = parts.items { #expect(page.scannedCount <= items) }
                        found += page.items
                        token = page.next.map { PageToken($0.description) }
                        count += 1
                    } while token != nil && count < 100
                    #expect(found == expected, "\(parts)")
                    #expect(count < 100, "\(parts)")
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a token is of use to its own query alone`(_ kind: DatabaseUnderTest) async throws {
        try await self.withShop(on: kind) { (shop: Shop) async throws in
            let query = shop.orders.query(Order.key, "ann")
            let token = try #require(try await query.limit(2).page().next)
            #expect(try await query.limit(2).page(after: token).items.map(\.number) == [3, 4])
            #expect(try await query.pageSize(9).consistent().page(after: token).items.first?.number == 3)
            let others = [
                shop.orders.query(Order.key, "bob"), query.descending(), query.filter(Attribute("status") == "open"),
                shop.orders.query(Order.key, "ann", .from(2)), shop.orders.query(Order.byStatus, .open),
                shop.orders.scan(),
            ]
            for other in others {
                let error = await failure { () async throws(DynamoDBError) in try await other.page(after: token) }
                #expect(error?.code == .invalidPageToken)
                #expect(error?.message.hasSuffix("one of another query.") == true)
            }
            for text in ["", "x", "AA", "!!!!", String(token.description.dropLast(3)), token.description + "AAAA"] {
                let error = await failure { () async throws(DynamoDBError) in
                    try await query.page(after: PageToken(text))
                }
                #expect(error?.code == .invalidPageToken, "\(text)")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an error ends all readers of a parallel scan`(_ kind: DatabaseUnderTest) async throws {
        try await self.withShop(on: kind) { (shop: Shop) async throws in
            #expect(await shop.customers.put(contentsOf: (0..<200).map { Customer(id: "\($0)", name: "C") }).success)
            let scan = shop.customers.scan().pageSize(1)
            let pages = Mutex(0)
            let error = await failure { () async throws(DynamoDBError) in
                try await scan.forEachPage(segments: 4, readers: 2) { (_, _) throws(DynamoDBError) in
                    let number = pages.withLock { count in
                        count += 1
                        return count
                    }
                    if number == 1 { throw DynamoDBError(.internalServerError, "no more") }
                    // The other reader waits to be told, but not for ever.
                    for _ in 0..<1000 where !Task.isCancelled { await Task.yield() }
                }
            }
            #expect(error?.message == "no more")
            #expect(pages.withLock(\.self) < 20)
        }
    }

    private struct Person: Codable, Hashable, Sendable {
        var team: String
        var last: String
        var first: String

        static let key = PrimaryKey<Person, String, Name>(
            partition: .string("team"), sort: .template("sk", "NAME#{last}#{first}"))
        static let schema = ModelSchema(key: key)

        struct Name: Codable, Sendable {
            var last: String
            var first: String?
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a text within a template is compared together with what stands behind it`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let people = try await ModelTable.create(Person.schema, named: "people", in: database)
            for last in ["Jones", "Smith", "Smith Jr", "Smithson"] {
                try await people.insert(Person(team: "t", last: last, first: "Al"))
            }
            func names(_ range: SortRange<Person.Name>) async throws(DynamoDBError) -> [String] {
                try await people.query(Person.key, "t", range).collected().map(\.last)
            }
            let smith = Person.Name(last: "Smith")
            // A blank sorts before #.
            #expect(try await names(.all) == ["Jones", "Smith Jr", "Smith", "Smithson"])
            #expect(try await names(.from(smith)) == ["Smith", "Smithson"])
            #expect(try await names(.through(smith)) == ["Jones", "Smith Jr", "Smith"])
            #expect(try await names(.equal(smith)) == ["Smith"])
        }
    }
}
