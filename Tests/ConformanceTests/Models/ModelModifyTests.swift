// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// What `modify` sees of others, with and without a version.
struct ModelModifyTests {
    private struct Ticket: Codable, Hashable, Sendable {
        var id: String
        var status = "open"
        var cancelled: String?
        var labels: Set<String> = []

        static let key = PrimaryKey<Ticket, String, Never>(partition: .string("id"))
    }

    private struct Cancelled: Error {}

    /// What is stored, whether the schema stores NULL for `nil`, and what somebody else does meanwhile.
    private static let cases: [(stored: Item, nils: NilStrategy, other: Update)] = [
        (["id": "1", "status": "open"], .omitted, .set("cancelled", to: "by the customer")),
        (["id": "1", "status": "open", "cancelled": nil], .omitted, .set("cancelled", to: "by the customer")),
        (["id": "1", "status": "open", "cancelled": nil], .null, .set("cancelled", to: "by the customer")),
        (["id": "1", "status": "open"], .null, .set("cancelled", to: "by the customer")),
        (["id": "1", "status": "open"], .omitted, .set("labels", to: AttributeValue.stringSet(["cancelled"]))),
    ]

    @Test(arguments: DatabaseUnderTest.available)
    func `modify without a version sees that what was nil or empty no longer is`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let table = try await DynamoDBTable.create(
                CreateTableInput(tableName: "tickets", for: ModelSchema(key: Ticket.key)), in: database)
            for (stored, nils, update) in Self.cases {
                try await table.put(stored)
                let interrupted = InterruptedDatabase(database) { () async throws(DynamoDBError) in
                    try await table.update(["id": "1"], update)
                }
                let tickets = ModelTable(ModelSchema(key: Ticket.key, nils: nils), named: "tickets", in: interrupted)
                await #expect(throws: Cancelled.self) {
                    try await tickets.modify(Ticket.key("1")) { ticket in
                        guard ticket.cancelled == nil, ticket.labels.isEmpty else { throw Cancelled() }
                        ticket.status = "shipped"
                    }
                }
                #expect(try await table.get(["id": "1"])?["status"] == "open")
                // Nobody is in the way now.
                try await table.put(stored)
                #expect(try await tickets.modify(Ticket.key("1")) { $0.status = "shipped" }.status == "shipped")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `modify removes what becomes nil or empty, and leaves what the model does not know`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let tickets = try await ModelTable.create(ModelSchema(key: Ticket.key), named: "tickets", in: database)
            try await tickets.table.put([
                "id": "1", "cancelled": "by mistake", "labels": .stringSet(["new"]), "status": "open", "note": "kept",
            ])
            let modified = try await tickets.modify(Ticket.key("1")) { ticket in
                ticket.cancelled = nil
                ticket.labels = []
            }
            #expect(modified == Ticket(id: "1"))
            let row = try await tickets.table.get(["id": "1"])
            #expect(row == ["id": "1", "status": "open", "note": "kept"])
        }
    }

    private struct Page: Codable, Hashable, Sendable {
        var id: String
        var text = ""
        var version: Int?

        static let key = PrimaryKey<Page, String, Never>(partition: .string("id"))
        static let schema = ModelSchema(key: key, version: "version")
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a stored version 0 is followed by 1`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let pages = try await ModelTable.create(Page.schema, named: "pages", in: database)
            let key = Page.key("1")
            func store(_ version: AttributeValue?) async throws {
                var item: Item = ["id": "1", "text": "old"]
                item["version"] = version
                try await pages.table.put(item)
            }
            let zero = Page(id: "1", text: "new", version: 0)
            // Version 0 is also what a new model can say that none is stored yet.
            for stored in [0, nil] as [AttributeValue?] {
                try await store(stored)
                #expect(try await pages.modify(key) { $0.text = "new" }.version == 1)
                try await store(stored)
                #expect(try await pages.put(zero).version == 1)
                try await store(stored)
                #expect(try await pages.update(zero).version == 1)
                try await store(stored)
                #expect(try await pages.update(key, expectedVersion: 0) { $0.set("text", to: "new") }.version == 1)
                try await store(stored)
                try await pages.delete(zero)
                #expect(try await pages.put(zero).version == 1)
            }
            try await store(1)
            let stale = await failure { () async throws(DynamoDBError) in try await pages.put(zero) }
            #expect(stale?.code == .conditionalCheckFailed)
            // A model that knows no version takes the place of none.
            try await store(0)
            let unknown = await failure { () async throws(DynamoDBError) in try await pages.put(Page(id: "1")) }
            #expect(unknown?.code == .conditionalCheckFailed)
            // Others that are faster are still seen.
            let interrupted = InterruptedDatabase(database) { () async throws(DynamoDBError) in
                try await pages.update(key) { $0.set("text", to: "theirs") }
            }
            let modified = try await ModelTable(Page.schema, named: "pages", in: interrupted).modify(key) { page in
                page.text += ", ours"
            }
            #expect(modified == Page(id: "1", text: "theirs, ours", version: 2))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `modify writes keys of indexes that are not stored as the schema makes them`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let order = try await shop.orders.insert(Order("ann", 1))
            let key: Item = ["pk": "CUSTOMER#ann", "sk": "ORDER#000001"]
            // As it is stored, there is nothing to write.
            #expect(try await shop.orders.modify(Order.key("ann", 1)) { _ in } == order)
            let missing = Update.remove("gsi1pk")
            let wrong = Update.set("gsi1pk", to: "STATUS#lost").set("gsi2pk", to: "AU#open")
            for (number, spoiled) in [missing, wrong].enumerated() {
                try await shop.table.update(key, spoiled)
                #expect(try await shop.orders.query(Order.byStatus, .open).count() == 0)
                #expect(try await shop.orders.modify(Order.key("ann", 1)) { _ in }.version == number + 2)
                #expect(try await shop.orders.query(Order.byStatus, .open).count() == 1)
                #expect(try await shop.table.get(key)?["gsi2pk"] == nil)
            }
            // What the closure changes is written with them.
            try await shop.table.update(key, missing)
            try await shop.orders.modify(Order.key("ann", 1)) { $0.stock = 3 }
            #expect(try await shop.orders.query(Order.byStatus, .open).collected().map(\.stock) == [3])
        }
    }

    private struct Post: Codable, Hashable, Sendable {
        var id: String
        var state = "draft"

        static let key = PrimaryKey<Post, String, Never>(partition: .template("pk", "POST#{id}"))
        /// The model knows neither date.
        static let byDay = ModelIndex<Post, String, Never>(
            "by-day", partition: .template("day", "DAY#{created}#{state}"))
        static let byChange = ModelIndex<Post, String, Never>("by-change", partition: .template("at", "{updated}"))
        static let schema = ModelSchema(
            key: key, indexes: [byDay, byChange], type: EntityType("post"), createdAt: "created", updatedAt: "updated",
            dates: .epochSeconds)
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `keys of indexes are made of what is stored, also of dates that the model does not know`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let (clock, key) = (TestClock(1000), ["pk": "POST#1"] as Item)
            let posts = try await ModelTable.create(Post.schema, named: "posts", in: database).using(clock)
            try await posts.insert(Post(id: "1"))
            let first = try #require(try await posts.table.get(key))
            #expect(first["day"] == "DAY#1000#draft" && first["at"] == "1000")
            clock.advance(by: 60)
            // Nothing is written, and nothing lost.
            try await posts.modify(Post.key("1")) { _ in }
            #expect(try await posts.table.get(key) == first)
            try await posts.modify(Post.key("1")) { $0.state = "out" }
            let second = try #require(try await posts.table.get(key))
            #expect(second["day"] == "DAY#1000#out" && second["at"] == "1060" && second["updated"] == 1060)
            // What lacks them, or its type, gets them once.
            try await posts.table.update(key, .remove("day", "at", Attribute(name: "_type")))
            clock.advance(by: 60)
            try await posts.modify(Post.key("1")) { _ in }
            let third = try #require(try await posts.table.get(key))
            #expect(third == second.merging(["at": "1120", "updated": 1120]))
            clock.advance(by: 60)
            try await posts.modify(Post.key("1")) { _ in }
            #expect(try await posts.table.get(key) == third)
        }
    }

    private struct Visit: Codable, Hashable, Sendable {
        enum State: String, Codable { case new, other }

        var id: String
        var at: Date
        var state: State
        var note = ""

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.id = try container.decode(String.self, forKey: .id)
            self.at = try container.decode(Date.self, forKey: .at)
            // As programs read what later ones write.
            let state = try container.decodeIfPresent(String.self, forKey: .state)
            self.state = state.map { State(rawValue: $0) ?? .other } ?? .new
            self.note = try container.decodeIfPresent(String.self, forKey: .note) ?? ""
        }

        static let key = PrimaryKey<Visit, String, Never>(partition: .template("pk", "VISIT#{id}"))
        static let byDay = ModelIndex<Visit, String, Never>("by-day", partition: .template("day", "DAY#{at}"))
        static let byState = ModelIndex<Visit, String, Never>("by-state", partition: .template("st", "STATE#{state}"))
        static let schema = ModelSchema(key: key, indexes: [byDay, byState])
    }

    /// What is stored, and the keys of indexes after a change that has nothing to do with them.
    private static let visits: [(stored: Item, day: AttributeValue, state: AttributeValue)] = [
        // What lacks them gets them as the model writes its attributes, and so as queries ask for them.
        (["at": "2026-01-28T10:30:00+01:00"], "DAY#2026-01-28T09:30:00.000Z", "STATE#new"),
        (["at": "2026-01-28T09:30:00.000Z", "state": "late"], "DAY#2026-01-28T09:30:00.000Z", "STATE#other"),
        // What others stored stays where the model cannot tell it from its own reading.
        (
            ["at": "2026-01-28T10:30:00+01:00", "day": "DAY#today", "state": "late", "st": "STATE#late"],
            "DAY#today", "STATE#late"
        ),
        // What is wrong of what the model knows well is mended.
        (
            ["at": "2026-01-28T09:30:00.000Z", "day": "DAY#today", "state": "new", "st": "STATE#late"],
            "DAY#2026-01-28T09:30:00.000Z", "STATE#new"
        ),
    ]

    @Test(arguments: DatabaseUnderTest.available)
    func `keys of indexes are written in the form of the model, and those of what it reads otherwise are left alone`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let visits = try await ModelTable.create(Visit.schema, named: "visits", in: database)
            for (stored, day, state) in Self.visits {
                try await visits.table.put(stored.merging(["pk": "VISIT#1", "id": "1"]))
                try await visits.modify(Visit.key("1")) { $0.note = "x" }
                let row = try await visits.table.get(["pk": "VISIT#1"])
                #expect(row?["day"] == day && row?["st"] == state && row?["note"] == "x")
                #expect(row?["at"] == stored["at"] && row?["state"] == stored["state"])
            }
        }
    }
}
