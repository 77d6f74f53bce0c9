// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// Models in and out, by every verb.
struct ModelWriteTests {
    @Test(arguments: DatabaseUnderTest.available)
    func `a model is stored with its keys, version and dates, and comes back`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let stored = try await shop.orders.insert(Order("ann", 7))
            #expect(stored.version == 1 && stored.created == shop.clock.now && stored.updated == shop.clock.now)
            #expect(try await shop.orders.get(Order.key("ann", 7), consistency: .strong) == stored)
            #expect(try await shop.orders.get(Order.key("ann", 8)) == nil)
            #expect(try await shop.orders.exists(Order.key("ann", 7)))
            #expect(try await !shop.orders.exists(Order.key("bob", 7)))
            #expect(
                try await shop.table.get(["pk": "CUSTOMER#ann", "sk": "ORDER#000007"]) == [
                    "pk": "CUSTOMER#ann", "sk": "ORDER#000007", "gsi1pk": "STATUS#open", "customer": "ann", "number": 7,
                    "status": "open", "placed": "2026-01-28T09:30:00.000Z", "total": 10, "lines": [], "version": 1,
                    "created": "2096-10-02T07:06:40.000Z", "updated": "2096-10-02T07:06:40.000Z",
                ])
            struct Part: Decodable, Equatable { var number: Int }
            #expect(
                try await shop.orders.get(Order.key("ann", 7), selecting: ["number"], as: Part.self)
                    == Part(number: 7))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `insert wants nobody, update wants somebody, and delete tells whom`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let customers = try await Shop(in: database).customers
            let ann = Customer(id: "ann", name: "Ann", tags: ["a"])
            let missing = await failure { () async throws(DynamoDBError) in try await customers.update(ann) }
            #expect(missing?.code == .conditionalCheckFailed && missing?.item == nil)
            #expect(missing?.falseClauses == [Attribute("pk").exists])
            try await customers.insert(ann)
            let twice = await failure { () async throws(DynamoDBError) in
                try await customers.insert(Customer(id: "ann", name: "Other"))
            }
            #expect(twice?.code == .conditionalCheckFailed && twice?.item?["name"] == "Ann")
            #expect(twice?.falseClauses == [Attribute("pk").notExists])
            try await customers.update(Customer(id: "ann", name: "Anna"), condition: Attribute("name") == "Ann")
            #expect(try await customers.put(Customer(id: "bob", name: "Bob")).name == "Bob")
            #expect(try await customers.delete(Customer.key("ann"), returning: .allOld)?.name == "Anna")
            #expect(try await customers.delete(Customer.key("ann"), returning: .allOld) == nil)
            try await customers.delete(Customer.key("bob"))
            #expect(try await customers.get(Customer.key("bob")) == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `who gets or inserts has the model of who was first`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let all = try await withThrowingTaskGroup(of: Order.self) { group in
                for hour in 1...8 {
                    group.addTask { try await shop.orders.getOrInsert(Order("ann", 7, placed: Double(hour) * 3600)) }
                }
                return try await group.reduce(into: Set<Order>()) { $0.insert($1) }
            }
            #expect(all.count == 1 && all.first?.version == 1)
            #expect(try await shop.orders.getOrInsert(Order("ann", 7, .lost)) == all.first)
            #expect(try await shop.orders.get(Order.key("ann", 7), consistency: .strong) == all.first)

            let late = ModelTable(Order.schema, named: "shop", in: StaleDatabase(database: database))
            #expect(try await late.getOrInsert(Order("ann", 7, .lost)) == all.first)
            #expect(try await late.getOrInsert(Order("ann", 8)).number == 8)

            let sessions = try await ModelTable.create(Session.schema, named: "sessions", in: database)
                .using(shop.clock)
            let expires = shop.clock.now + 60
            try await sessions.insert(Session(id: "1", user: "ann", expires: expires))
            #expect(try await sessions.getOrInsert(Session(id: "1", user: "bob", expires: expires)).user == "ann")
            shop.clock.advance(by: 61)
            let next = Session(id: "1", user: "bob", expires: expires + 3600)
            #expect(try await sessions.getOrInsert(next) == next)
            #expect(try await sessions.get(Session.key("1"), consistency: .strong) == next)
        }
    }

    /// A database whose reads that are not consistent see nothing.
    private struct StaleDatabase: ForwardingDatabase {
        let database: any DynamoDBDatabase

        func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
            input.consistentRead == true ? try await self.database.getItem(input) : GetItemOutput()
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a false condition names its clauses`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let customers = try await Shop(in: database).customers
            try await customers.insert(Customer(id: "ann", name: "Ann", tags: ["a"]))
            let condition =
                Attribute("name") == "Ann" && Attribute("tags").contains("b")
                && (Attribute("id") == "x" || Attribute("nickname").exists)
            let error = await failure { () async throws(DynamoDBError) in
                try await customers.update(Customer(id: "ann", name: "B"), condition: condition)
            }
            #expect(
                error?.falseClauses == [
                    Attribute("tags").contains("b"), Attribute("id") == "x" || Attribute("nickname").exists,
                ])
            #expect(error?.message.contains("It was not true that contains(tags, ?) AND") == true)
            #expect(error?.message.contains("Ann") == false)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `no versioned write takes the place of another one unseen`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let first = try await shop.orders.put(Order("ann", 1))
            #expect(first.version == 1)
            shop.clock.advance(by: 60)
            var mine = first
            mine.total = 20
            let second = try await shop.orders.put(mine)
            #expect(second.version == 2 && second.created == first.created && second.updated == shop.clock.now)
            for stale in [first, Order("ann", 1)] {
                let put = await failure { () async throws(DynamoDBError) in try await shop.orders.put(stale) }
                #expect(put?.code == .conditionalCheckFailed && put?.item?["version"] == 2)
                let update = await failure { () async throws(DynamoDBError) in try await shop.orders.update(stale) }
                #expect(update?.code == .conditionalCheckFailed)
                let delete = await failure { () async throws(DynamoDBError) in try await shop.orders.delete(stale) }
                #expect(delete?.code == .conditionalCheckFailed)
            }
            let old = await failure { () async throws(DynamoDBError) in
                try await shop.orders.update(Order.key("ann", 1), expectedVersion: 1) { $0.set("total", to: 1) }
            }
            #expect(old?.falseClauses == [Attribute("version") == 1])
            let third = try await shop.orders.update(Order.key("ann", 1), expectedVersion: 2) {
                $0.set("total", to: 30)
            }
            #expect(third.version == 3 && third.total == 30)
            #expect(try await shop.orders.delete(third, returning: .allOld) == third)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `upsert creates, and later keeps what it does not know`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            var order = Order("ann", 1)
            order.region = "eu"
            let created = try await shop.orders.upsert(order)
            #expect(created.version == 1 && created.created == shop.clock.now)
            try await shop.table.update(["pk": "CUSTOMER#ann", "sk": "ORDER#000001"], .set("note", to: "mine"))
            shop.clock.advance(by: 5)
            order.region = nil
            order.status = nil
            let changed = try await shop.orders.upsert(order)
            #expect(changed.version == 2 && changed.region == nil && changed.status == nil)
            #expect(changed.created == created.created && changed.updated == shop.clock.now)
            let row = try await shop.table.get(["pk": "CUSTOMER#ann", "sk": "ORDER#000001"])
            #expect(row?["note"] == "mine" && row?["gsi1pk"] == nil && row?["gsi2pk"] == nil)
            let counted = try await shop.customers.upsert(Customer.key("eve")) { $0.set("name", to: "Eve") }
            #expect(counted == Customer(id: "eve", name: "Eve"))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a version that the model has no property for is no conflict, but a mistake`(_ kind: DatabaseUnderTest)
        async throws
    {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let schema = ModelSchema(key: Customer.key, version: "verison")
            let customers = ModelTable(schema, in: try await Shop(in: database).table)
            let ann = try await customers.insert(Customer(id: "ann", name: "Ann"))
            let errors = [
                await failure { () async throws(DynamoDBError) in try await customers.put(ann) },
                await failure { () async throws(DynamoDBError) in try await customers.update(ann) },
                await failure { () async throws(DynamoDBError) in try await customers.delete(ann) },
                await failure { () async throws(DynamoDBError) in
                    try await database.transaction { (write) throws(DynamoDBError) in
                        try write.put(ann, in: customers)
                    }
                },
            ]
            for error in errors {
                #expect(error?.code == .validation)
                #expect(error?.message.contains("The schema counts versions in verison") == true)
            }
            // What needs no version of the model goes on.
            #expect(try await customers.update(Customer.key("ann")) { $0.set("name", to: "Anna") }.name == "Anna")
            #expect(try await customers.modify(Customer.key("ann")) { $0.name = "Ann" }.name == "Ann")
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a model of nothing but its key is written in every way`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let members = try await ModelTable.create(Membership.schema, named: "members", in: database)
            let ann = Membership(user: "ann", group: "a")
            #expect(try await members.upsert(ann) == ann)
            #expect(try await members.upsert(ann) == ann)
            #expect(try await members.upsert(Membership.key("eve", "a")) { _ in }.user == "eve")
            #expect(try await members.put(ann) == ann)
            #expect(try await members.update(ann) == ann)
            #expect(
                try await members.update(Membership.key("ann", "a")) { $0.require(!Attribute("left").exists) } == ann)
            let error = await failure { () async throws(DynamoDBError) in
                try await members.update(Membership.key("ann", "a")) { $0.require(Attribute("left").exists) }
            }
            #expect(error?.code == .conditionalCheckFailed)
            #expect(try await members.scan().count() == 2)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `what has expired is no longer there`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let clock = TestClock()
            let sessions = try await ModelTable.create(Session.schema, named: "sessions", in: database).using(clock)
            let session = Session(id: "s", user: "ann", expires: clock.now.addingTimeInterval(60))
            try await sessions.insert(session)
            let stored = try await sessions.table.get(["id": "s"])
            #expect(stored?["expires"] == 4_000_000_060)
            #expect(try await sessions.get(Session.key("s")) == session)
            #expect(try await sessions.scan().count() == 1)
            clock.advance(by: 60)
            #expect(try await sessions.get(Session.key("s")) == nil)
            #expect(try await sessions.scan().collected().isEmpty)
            #expect(try await sessions.get(keys: [Session.key("s")])[0].model == nil)
            let update = await failure { () async throws(DynamoDBError) in
                try await sessions.update(Session.key("s")) { $0.add("visits") }
            }
            #expect(update?.code == .conditionalCheckFailed)
            // Its place is free.
            let next = Session(id: "s", user: "bob", expires: clock.now.addingTimeInterval(60))
            try await sessions.insert(next)
            #expect(try await sessions.update(Session.key("s")) { $0.add("visits", 2) }.visits == 2)
            #expect(try await sessions.delete(Session.key("s"), returning: .allOld)?.user == "bob")
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an upsert brings nothing of an expired item back`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let clock = TestClock()
            let sessions = try await ModelTable.create(Session.schema, named: "sessions", in: database).using(clock)
            func visit() async throws(DynamoDBError) -> Session {
                try await sessions.upsert(Session.key("s")) {
                    $0.add("visits")
                    $0.set("user", to: "ann")
                    $0.set("expires", to: clock.now.addingTimeInterval(60))
                }
            }
            #expect(try await visit().visits == 1)
            #expect(try await visit().visits == 2)
            try await sessions.table.update(["id": "s"], .set("note", to: "old"))
            clock.advance(by: 60)
            #expect(try await visit().visits == 1)
            #expect(try await sessions.table.get(["id": "s"])?["note"] == nil)
            try await sessions.table.update(["id": "s"], .set("note", to: "old"))
            clock.advance(by: 60)
            let whole = Session(id: "s", user: "bob", expires: clock.now.addingTimeInterval(60))
            #expect(try await sessions.upsert(whole) == whole)
            #expect(try await sessions.table.get(["id": "s"])?["note"] == nil)
            // What is required of the item is required of none then.
            let required = await failure { () async throws(DynamoDBError) in
                try await sessions.upsert(whole, condition: Attribute("user") == "eve")
            }
            #expect(required?.falseClauses == [Attribute("user") == "eve"])
        }
    }

    private struct Ticket: Codable, Hashable, Sendable {
        var id: String
        var ends: Date?

        static let key = PrimaryKey<Ticket, String, Never>(partition: .string("id"))
        static let schema = ModelSchema(key: key, expiresAt: "ends", nils: .null)
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an item whose date of expiry is NULL stays`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let clock = TestClock()
            let tickets = try await ModelTable.create(Ticket.schema, named: "tickets", in: database).using(clock)
            let lasting = Ticket(id: "a")
            try await tickets.insert(lasting)
            try await tickets.insert(Ticket(id: "b", ends: clock.now))
            #expect(try await tickets.scan().collected() == [lasting])
            #expect(try await tickets.get(Ticket.key("a")) == lasting)
            #expect(try await tickets.update(lasting) == lasting)
            // The same for rows of several models.
            let entities = Entities(in: tickets.table, unknown: { _ in "unknown" }).with(Ticket.schema) { $0.id }
            #expect(try await entities.scan().collected() == ["a"])
        }
    }

    /// Nothing has to be stored of it but its key.
    private struct Follow: Codable, Hashable, Sendable {
        var user: String
        var whom: String
        var note: String?
        var labels: Set<String> = []
        var ends: Date?

        static let key = PrimaryKey<Follow, String, String>(partition: .string("user"), sort: .string("whom"))
        static let byNote = ModelIndex<Follow, String, Never>(
            "by-note", partition: .template("gpk", "NOTE#{note}"))
        static let schema = ModelSchema(key: key, indexes: [byNote], expiresAt: "ends")
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an upsert that only removes creates the item as well`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let clock = TestClock()
            let follows = try await ModelTable.create(Follow.schema, named: "follows", in: database).using(clock)
            let follow = Follow(user: "a", whom: "b")
            #expect(try await follows.upsert(follow) == follow)
            #expect(try await follows.upsert(follow) == follow)
            #expect(try await follows.upsert(Follow.key("a", "c")) { $0.remove("note") }.whom == "c")
            #expect(try await follows.upsert(Follow.key("a", "d")) { $0.set("note", to: nil as String?) }.whom == "d")
            #expect(try await follows.upsert(Follow.key("a", "e")) { $0.remove(["x"], from: "labels") }.whom == "e")
            #expect(try await follows.scan().count() == 4)
            // What is there is changed.
            #expect(try await follows.upsert(Follow(user: "a", whom: "b", note: "n", labels: ["x"])).note == "n")
            #expect(try await follows.upsert(follow) == follow)
            #expect(try await follows.table.get(["user": "a", "whom": "b"]) == ["user": "a", "whom": "b"])
            // What is required is required of no item, too.
            let hasNote = Attribute("note") == "n"
            let refusals = [
                await failure { () async throws(DynamoDBError) in
                    try await follows.upsert(Follow(user: "a", whom: "f"), condition: hasNote)
                },
                await failure { () async throws(DynamoDBError) in
                    try await follows.upsert(Follow.key("a", "f")) {
                        $0.remove("note")
                        $0.require(hasNote)
                    }
                },
                await failure { () async throws(DynamoDBError) in
                    try await follows.upsert(follow, condition: hasNote)
                },
            ]
            for error in refusals {
                #expect(error?.code == .conditionalCheckFailed)
                #expect(error?.falseClauses == [hasNote])
            }
            // Nothing of an expired item comes back.
            try await follows.put(Follow(user: "a", whom: "g", labels: ["x"], ends: clock.now - 1))
            try await follows.table.update(["user": "a", "whom": "g"], .set("old", to: 1))
            #expect(try await follows.upsert(Follow.key("a", "g")) { $0.remove("note") }.labels.isEmpty)
            #expect(try await follows.table.get(["user": "a", "whom": "g"]) == ["user": "a", "whom": "g"])
            // A transaction cannot say it, and does not pretend to.
            let transaction = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.upsert(Follow.key("a", "f"), in: follows) { $0.remove("note") }
                }
            }
            #expect(transaction?.code == .validation && transaction?.message.contains("Put or insert") == true)
            #expect(try await follows.get(Follow.key("a", "f"), consistency: .strong) == nil)
        }
    }

    /// What is known by when it was created.
    private struct Entry: Codable, Hashable, Sendable {
        var log: String
        var text: String
        var created: Date?

        static let byDay = ModelIndex<Entry, Never, Date>(
            "by-day", partition: .template("gpk", "ALL"), sort: .template("gsk", "DAY#{created}"))
        static let plainKey = PrimaryKey<Entry, String, Date>(partition: .string("log"), sort: .string("created"))
        static let plain = ModelSchema(key: plainKey, indexes: [byDay], createdAt: "created")
        static let templateKey = PrimaryKey<Entry, Date, Never>(partition: .template("pk", "N#{created}"))
        static let template = ModelSchema(key: templateKey, indexes: [byDay], createdAt: "created")
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `the date of creation can be a part of the key`(_ kind: DatabaseUnderTest) async throws {
        let clock = TestClock()
        let date = Date(timeIntervalSince1970: 1000)
        for (name, schema, key) in [
            ("plain", Entry.plain, Entry.plainKey("a", date)), ("made", Entry.template, Entry.templateKey(date)),
        ] {
            try await kind.run { (database: any DynamoDBDatabase) async throws in
                let entries = try await ModelTable.create(schema, named: name, in: database).using(clock)
                for text in ["x", "y"] {
                    let entry = Entry(log: "a", text: text, created: date)
                    #expect(try await entries.upsert(entry) == entry)
                }
                try await entries.delete(key)
                for text in ["z", "w"] {
                    let changed = try await entries.upsert(key) {
                        $0.set("text", to: text)
                        if name == "made" { $0.set("log", to: "a") }
                    }
                    #expect(changed == Entry(log: "a", text: text, created: date))
                }
                // One without a date begins now.
                #expect(try await entries.upsert(Entry(log: "a", text: "n")).created == clock.now)
                #expect(try await entries.query(Entry.byDay).collected().map(\.text) == ["w", "n"])
            }
        }
    }

    private struct Kind: Codable, Hashable, Sendable {
        var id: String
        var text: String

        static let key = PrimaryKey<Kind, String, String>(partition: .string("type"), sort: .string("id"))
        static let schema = ModelSchema(key: key, type: EntityType("kind"))
        static let madeKey = PrimaryKey<Kind, Name, Never>(partition: .template("pk", "{type}#{id}"))
        static let made = ModelSchema(key: madeKey, type: EntityType("kind"))

        struct Name: Codable, Sendable {
            var type = "kind"
            var id: String
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `the type can be a part of the key`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let whole = try await ModelTable.create(Kind.schema, named: "whole", in: database)
            let made = try await ModelTable.create(Kind.made, named: "made", in: database)
            let keys = [Kind.key("kind", "2"), Kind.madeKey(Kind.Name(id: "2"))]
            let others = [Kind.key("other", "3"), Kind.madeKey(Kind.Name(type: "other", id: "3"))]
            for (position, kinds) in [whole, made].enumerated() {
                for text in ["x", "y"] {
                    #expect(try await kinds.upsert(Kind(id: "1", text: text)).text == text)
                    #expect(try await kinds.upsert(keys[position]) { $0.set("text", to: text) }.text == text)
                }
                let other = await failure { () async throws(DynamoDBError) in
                    try await kinds.upsert(others[position]) { $0.set("text", to: "z") }
                }
                #expect(other?.code == .validation && other?.message.contains("another type than") == true)
                #expect(try await kinds.scan().collected().map(\.id).sorted() == ["1", "2"])
            }
            #expect(try await whole.query(Kind.key, "kind").collected().map(\.id) == ["1", "2"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a version tells writes of one item apart, and not one item from the next`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let old = try await shop.orders.insert(Order("ann", 1))
            try await shop.orders.delete(Order.key("ann", 1))
            try await shop.orders.insert(Order("ann", 1))
            // Both have version 1.
            #expect(try await shop.orders.put(old).version == 2)
            // Of an item without a version none is known.
            try await shop.table.put(["pk": "CUSTOMER#ann", "sk": "ORDER#000002", "note": "unversioned"])
            #expect(try await shop.orders.put(Order("ann", 2)).version == 1)
            let taken = await failure { () async throws(DynamoDBError) in
                try await shop.orders.put(Order("ann", 2))
            }
            #expect(taken?.code == .conditionalCheckFailed)
        }
    }
}
