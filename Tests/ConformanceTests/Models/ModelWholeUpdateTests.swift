// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// Updates by a whole model.
struct ModelWholeUpdateTests {
    private static let row: Item = ["pk": "CUSTOMER#ann", "sk": "ORDER#000001"]

    /// Updates a model by itself, or in a transaction.
    @discardableResult
    private func update<Model>(
        _ model: Model, in table: ModelTable<Model>, _ database: any DynamoDBDatabase, inTransaction: Bool
    ) async throws(DynamoDBError) -> Model {
        guard inTransaction else { return try await table.update(model) }
        return try await database.transaction { (write) throws(DynamoDBError) in try write.update(model, in: table) }
    }

    @Test(arguments: DatabaseUnderTest.available, [false, true])
    func `an update of a model writes what the model knows, and keeps the rest`(
        _ kind: DatabaseUnderTest, _ inTransaction: Bool
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            var order = Order("ann", 1)
            order.region = "eu"
            order = try await shop.orders.insert(order)
            try await shop.table.update(Self.row, .set("coupon", to: "c").set("meta", to: ["a": 1]))
            shop.clock.advance(by: 1)
            order.status = .shipped
            order.total = 20
            order.stock = 3
            let shipped = try await self.update(order, in: shop.orders, database, inTransaction: inTransaction)
            #expect(shipped.version == 2 && shipped.updated == shop.clock.now && shipped.stock == 3)
            var expected: Item = [
                "pk": "CUSTOMER#ann", "sk": "ORDER#000001", "gsi1pk": "STATUS#shipped", "gsi2pk": "eu#shipped",
                "customer": "ann", "number": 1, "status": "shipped", "placed": "2026-01-28T09:30:00.000Z", "total": 20,
                "region": "eu", "lines": [], "stock": 3, "version": 2, "created": "2096-10-02T07:06:40.000Z",
                "updated": "2096-10-02T07:06:41.000Z", "coupon": "c", "meta": ["a": 1],
            ]
            #expect(try await shop.table.get(Self.row, consistency: .strong) == expected)
            #expect(try await shop.orders.get(Order.key("ann", 1), consistency: .strong) == shipped)
            // What is nil is gone, and with it the keys that are made of it.
            order = shipped
            order.status = nil
            order.stock = nil
            order = try await self.update(order, in: shop.orders, database, inTransaction: inTransaction)
            for name in ["status", "stock", "gsi1pk", "gsi2pk"] { expected[name] = nil }
            expected["version"] = 3
            #expect(try await shop.table.get(Self.row, consistency: .strong) == expected)
            #expect(try await shop.orders.get(Order.key("ann", 1), consistency: .strong) == order)
            // A put stores the model and nothing else.
            #expect(try await shop.orders.put(order).version == 4)
            for name in ["coupon", "meta"] { expected[name] = nil }
            expected["version"] = 4
            #expect(try await shop.table.get(Self.row, consistency: .strong) == expected)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an update of a model without its date of creation keeps the stored one`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let first = try await shop.orders.insert(Order("ann", 1))
            let date = try #require(first.created)
            shop.clock.advance(by: 60)
            var other = Order("ann", 1)
            other.version = 1
            #expect(try await shop.orders.update(other).created == date)
            // Which one that is no transaction is told.
            other.version = 2
            let unknown = try await self.update(other, in: shop.orders, database, inTransaction: true)
            #expect(unknown.created == nil && unknown.version == 3)
            #expect(try await shop.orders.get(Order.key("ann", 1), consistency: .strong)?.created == date)
            // A date that the model has is one of its attributes.
            for (version, inTransaction) in [(3, false), (4, true)] {
                other.version = version
                other.created = date + Double(version)
                let stored = try await self.update(other, in: shop.orders, database, inTransaction: inTransaction)
                #expect(stored.created == other.created)
                #expect(try await shop.orders.get(Order.key("ann", 1), consistency: .strong) == stored)
            }
            // An item that has none is given none: when it was created is not known.
            try await shop.table.update(Self.row, .remove("created"))
            other.created = nil
            other.version = 5
            #expect(try await shop.orders.update(other).created == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available, [false, true])
    func `an update of a model finds no item that has expired, that is of another version or that is not there`(
        _ kind: DatabaseUnderTest, _ inTransaction: Bool
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let order = try await shop.orders.insert(Order("ann", 1))
            try await shop.orders.put(order)
            let clock = TestClock()
            let sessions = try await ModelTable.create(Session.schema, named: "sessions", in: database).using(clock)
            var session = Session(id: "s", user: "ann", expires: clock.now)
            try await sessions.insert(session)
            session.expires += 60
            let errors = [
                await failure { () async throws(DynamoDBError) in
                    try await self.update(order, in: shop.orders, database, inTransaction: inTransaction)
                },
                await failure { () async throws(DynamoDBError) in
                    try await self.update(Order("ann", 2), in: shop.orders, database, inTransaction: inTransaction)
                },
                await failure { () async throws(DynamoDBError) in
                    try await self.update(session, in: sessions, database, inTransaction: inTransaction)
                },
            ]
            for error in errors {
                #expect(error?.code == (inTransaction ? .transactionCanceled : .conditionalCheckFailed))
            }
            #expect(try await sessions.table.get(["id": "s"], consistency: .strong)?["expires"] == 4_000_000_000)
            #expect(try await shop.orders.get(Order.key("ann", 1), consistency: .strong)?.version == 2)
            #expect(try await shop.orders.get(Order.key("ann", 2), consistency: .strong) == nil)
        }
    }

    /// Its hand-written `encode(to:)` tells of no link where it has none.
    private struct Page: Codable, Hashable, Sendable {
        var id: String
        var topic: String?
        var link: String?
        var made: Date?

        static let key = PrimaryKey<Page, String, Never>(partition: .string("id"))
        static let byLink = ModelIndex<Page, String, Never>("by-link", partition: .template("gpk", "LINK#{link}"))
        static let byDate = ModelIndex<Page, Never, Date>(
            "by-date", partition: .template("hpk", "ALL"), sort: .template("hsk", "{made}#{id}"))
        static let schema = ModelSchema(key: key, indexes: [byLink, byDate], createdAt: "made")
        static let byTopic = ModelIndex<Page, Topic, Never>(
            "by-topic", partition: .template("tpk", "{topic}#{made}"))
        static let topics = ModelSchema(key: key, indexes: [byTopic], createdAt: "made")

        struct Topic: Codable, Sendable {
            var topic: String
            var made: Date
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(self.id, forKey: .id)
            try container.encodeIfPresent(self.topic, forKey: .topic)
            try container.encodeIfPresent(self.made, forKey: .made)
            if let link = self.link { try container.encode(link, forKey: .link) }
        }
    }

    @Test(arguments: DatabaseUnderTest.available, [false, true])
    func `an update of a model leaves keys of indexes that the model tells nothing of`(
        _ kind: DatabaseUnderTest, _ inTransaction: Bool
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let clock = TestClock()
            let pages = try await ModelTable.create(Page.schema, named: "pages", in: database).using(clock)
            try await pages.insert(Page(id: "1", topic: "t", link: "l"))
            clock.advance(by: 60)
            try await self.update(Page(id: "1"), in: pages, database, inTransaction: inTransaction)
            #expect(
                try await pages.table.get(["id": "1"], consistency: .strong) == [
                    "id": "1", "link": "l", "gpk": "LINK#l", "made": "2096-10-02T07:06:40.000Z", "hpk": "ALL",
                    "hsk": "2096-10-02T07:06:40.000Z#1",
                ])
            let page = Page(id: "1", link: "m", made: clock.now)
            #expect(try await self.update(page, in: pages, database, inTransaction: inTransaction) == page)
            #expect(
                try await pages.table.get(["id": "1"], consistency: .strong) == [
                    "id": "1", "link": "m", "gpk": "LINK#m", "made": "2096-10-02T07:07:40.000Z", "hpk": "ALL",
                    "hsk": "2096-10-02T07:07:40.000Z#1",
                ])
            // A key of the date and of what changes cannot be made without the date.
            let topics = try await ModelTable.create(Page.topics, named: "topics", in: database).using(clock)
            let stored = try await topics.insert(Page(id: "1", topic: "t"))
            let error = await failure { () async throws(DynamoDBError) in
                try await self.update(Page(id: "1", topic: "u"), in: topics, database, inTransaction: inTransaction)
            }
            #expect(error?.code == .validation)
            #expect(
                error?.message
                    == "The index key tpk is made of topic and of made, of which the model tells nothing, so "
                    + "an update does not know it. Use modify.")
            var changed = stored
            changed.topic = "u"
            try await self.update(changed, in: topics, database, inTransaction: inTransaction)
            #expect(
                try await topics.query(Page.byTopic, Page.Topic(topic: "u", made: clock.now)).collected() == [changed])
            // Without its topic it is in no index, whatever the date is.
            try await self.update(Page(id: "1"), in: topics, database, inTransaction: inTransaction)
            #expect(try await topics.scan().collected().map(\.made) == [stored.made])
            #expect(try await topics.table.get(["id": "1"], consistency: .strong)?["tpk"] == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an update of a model of keys alone changes nothing of the item`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let members = try await ModelTable.create(Membership.schema, named: "members", in: database)
            let key: Item = ["user": "ann", "group": "a"]
            let ann = Membership(user: "ann", group: "a")
            try await members.table.put(key.merging(["note": "n"]))
            #expect(try await members.update(ann) == ann)
            #expect(try await self.update(ann, in: members, database, inTransaction: true) == ann)
            #expect(try await members.table.get(key, consistency: .strong)?["note"] == "n")
            let missing = Membership(user: "eve", group: "a")
            let errors = [
                await failure { () async throws(DynamoDBError) in try await members.update(missing) },
                await failure { () async throws(DynamoDBError) in
                    try await self.update(missing, in: members, database, inTransaction: true)
                },
            ]
            #expect(errors.map { $0?.code } == [.conditionalCheckFailed, .transactionCanceled])
            #expect(try await members.scan().count() == 1)
        }
    }

    /// Others count its hits, so that it writes none.
    private struct Counter: Codable, Hashable, Sendable {
        var id: String
        var title: String
        var hits: Int

        static let key = PrimaryKey<Counter, String, Never>(partition: .string("id"))
        static let schema = ModelSchema(key: key)

        private enum CodingKeys: String, CodingKey { case id, title, hits }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(self.id, forKey: .id)
            try container.encode(self.title, forKey: .title)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an update of a model keeps what its encoding passes over`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let counters = try await ModelTable.create(Counter.schema, named: "counters", in: database)
            try await counters.table.put(["id": "a", "title": "old", "hits": 7])
            let updated = try await counters.update(Counter(id: "a", title: "new", hits: 0))
            #expect(updated == Counter(id: "a", title: "new", hits: 7))
            #expect(try await counters.get(Counter.key("a"), consistency: .strong) == updated)
        }
    }
}
