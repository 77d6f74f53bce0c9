// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Ranges of rows of several models.
struct EntityRangeTests {
    private struct Line: Codable, Hashable, Sendable {
        var customer: String
        var order: Int
        var line: Int

        static let key = PrimaryKey<Line, String, Place>(
            partition: .template("pk", "CUSTOMER#{customer}"), sort: .template("sk", "ORDER#{order:06}#LINE#{line:03}"))
        static let schema = ModelSchema(key: key)

        struct Place: Codable, Sendable {
            var order: Int
            var line: Int?
        }
    }

    /// Ann with her profile and the orders 6, 7 and 70, each with two lines.
    private func withLines(
        on kind: DatabaseUnderTest, _ body: (_ shop: Shop, Entities<String>) async throws -> Void
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let lines = ModelTable(Line.schema, in: shop.table)
            try await shop.customers.put(Customer(id: "ann", name: "Ann"))
            for number in [6, 7, 70] {
                try await shop.orders.put(Order("ann", number))
                for line in 1...2 { try await lines.put(Line(customer: "ann", order: number, line: line)) }
            }
            let entities = Entities(in: shop.table) { "\($0["sk"]?.string ?? "")?" }
                .with(Customer.schema) { $0.name }
                .with(Order.schema) { "\($0.number)" }
                .with(Line.schema) { "\($0.order).\($0.line)" }
            try await body(shop, entities)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a range of one model has the rows of others that are below its own`(_ kind: DatabaseUnderTest) async throws {
        try await self.withLines(on: kind) { (shop: Shop, entities: Entities<String>) async throws in
            func rows(_ range: SortRange<Int>) async throws(DynamoDBError) -> [String] {
                try await entities.query(Order.key, "ann", range).collected()
            }
            let (six, seven, seventy) = (["6", "6.1", "6.2"], ["7", "7.1", "7.2"], ["70", "70.1", "70.2"])
            #expect(try await rows(.all) == six + seven + seventy + ["Ann"])
            #expect(try await rows(.beginsWith(7)) == seven)
            #expect(try await rows(.equal(7)) == ["7"])
            #expect(try await rows(.from(7)) == seven + seventy)
            #expect(try await rows(.after(7)) == seventy)
            #expect(try await rows(.through(7)) == six + seven)
            #expect(try await rows(.between(6, 7)) == six + seven)
            #expect(try await rows(.between(8, 69)) == [])
            #expect(
                try await entities.query(Line.key, "ann", .beginsWith(7)).collected() == Array(seven.dropFirst()))
            let place = Line.Place(order: 7, line: 2)
            #expect(try await entities.query(Line.key, "ann", .equal(place)).collected() == ["7.2"])
            #expect(
                try await entities.query(Line.key, "ann", .through(place)).collected()
                    == six + seven)
            // What nobody knows is below an order, too.
            try await shop.table.put(["pk": "CUSTOMER#ann", "sk": "ORDER#000007#NOTE"])
            #expect(try await rows(.beginsWith(7)) == seven + ["ORDER#000007#NOTE?"])
            #expect(try await rows(.through(7)) == six + seven + ["ORDER#000007#NOTE?"])
            #expect(try await rows(.after(7)) == seventy)

            let page = try await entities.query(Order.key, "ann", .beginsWith(7)).limit(2).page()
            #expect(page.items == ["7", "7.1"])
            let token = try #require(page.next)
            let rest = try await entities.query(Order.key, "ann", .beginsWith(7)).page(after: token)
            #expect(rest.items == ["7.2", "ORDER#000007#NOTE?"])
            let other = await failure { () async throws(DynamoDBError) in
                try await entities.query(Order.key, "ann", .beginsWith(6)).page(after: token)
            }
            #expect(other?.code == .invalidPageToken)
        }
    }

    private struct Ticket: Codable, Hashable, Sendable {
        var team: String
        var id: String

        static let key = PrimaryKey<Ticket, String, String>(
            partition: .template("pk", "TEAM#{team}"), sort: .template("sk", "TICKET#{id}"))
        static let schema = ModelSchema(key: key)
    }

    private struct Comment: Codable, Hashable, Sendable {
        var team: String
        var ticket: String
        var number: Int

        static let key = PrimaryKey<Comment, String, Place>(
            partition: .template("pk", "TEAM#{team}"), sort: .template("sk", "TICKET#{ticket}#COMMENT#{number:03}"))
        static let schema = ModelSchema(key: key)

        struct Place: Codable, Sendable {
            var ticket: String
            var number: Int?
        }
    }

    /// What is below a ticket as well, with no text of its own before its name.
    private struct Mark: Codable, Hashable, Sendable {
        var team: String
        var ticket: String
        var name: String

        static let key = PrimaryKey<Mark, String, Place>(
            partition: .template("pk", "TEAM#{team}"), sort: .template("sk", "TICKET#{ticket}#{name}"))
        static let schema = ModelSchema(key: key)

        struct Place: Codable, Sendable {
            var ticket: String
            var name: String?
        }
    }

    /// A number without a width, and a text behind it.
    private struct Step: Codable, Hashable, Sendable {
        var team: String
        var number: Int
        var name: String

        static let key = PrimaryKey<Step, String, Place>(
            partition: .template("pk", "TEAM#{team}"), sort: .template("sk", "STEP#{number}#{name}"))
        static let schema = ModelSchema(key: key)

        struct Place: Codable, Sendable {
            var number: Int
            var name: String
        }
    }

    private struct Job: Codable, Hashable, Sendable {
        var team: String
        var number: Int

        static let key = PrimaryKey<Job, String, Int>(
            partition: .template("pk", "TEAM#{team}"), sort: .template("sk", "JOB#{number}"))
        static let schema = ModelSchema(key: key)
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a range behind a string ends behind what the models have below it`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let tickets = try await ModelTable.create(Ticket.schema, named: "tickets", in: database)
            let comments = ModelTable(Comment.schema, in: tickets.table)
            for id in ["a", "b", "ba"] {
                try await tickets.put(Ticket(team: "t", id: id))
                try await comments.put(Comment(team: "t", ticket: id, number: 1))
            }
            try await ModelTable(Mark.schema, in: tickets.table).put(Mark(team: "t", ticket: "b", name: "zebra"))
            let entities = Entities(in: tickets.table) { _ in "?" }
                .with(Comment.schema) { "\($0.ticket).\($0.number)" }
                .with(Mark.schema) { "\($0.ticket).\($0.name)" }
                .with(Ticket.schema) { $0.id }
                .with(Job.schema) { "\($0.number)" }
            func rows(_ range: SortRange<String>) async throws(DynamoDBError) -> [String] {
                try await entities.query(Ticket.key, "t", range).collected()
            }
            let (a, b, ba) = (["a", "a.1"], ["b", "b.1", "b.zebra"], ["ba", "ba.1"])
            #expect(try await rows(.all) == a + b + ba)
            #expect(try await rows(.through("b")) == a + b)
            #expect(try await rows(.between("b", "b")) == b)
            #expect(try await rows(.after("b")) == ba)
            #expect(try await rows(.from("b")) == b + ba)
            // All that begins so.
            #expect(try await rows(.beginsWith("b")) == b + ba)
            #expect(try await rows(.equal("b")) == ["b"])
            let place = Comment.Place(ticket: "b")
            #expect(try await entities.query(Comment.key, "t", .beginsWith(place)).collected() == ["b.1"])

            let steps = ModelTable(Step.schema, in: tickets.table)
            for (number, name) in [(7, "cut"), (7, "cutting"), (70, "cut"), (77, "cut")] {
                try await steps.put(Step(team: "t", number: number, name: name))
            }
            let cuts = Entities(in: tickets.table) { "\($0["sk"]?.string ?? "")" }
                .query(Step.key, "t", .beginsWith(Step.Place(number: 7, name: "cut")))
            #expect(try await cuts.collected() == ["STEP#7#cut", "STEP#7#cutting"])

            for range in [SortRange<Int>.beginsWith(7), .from(7)] {
                let error = await failure { () async throws(DynamoDBError) in
                    try await entities.query(Job.key, "t", range).collected()
                }
                #expect(error?.code == .validation)
                #expect(error?.message.contains("without a width") == true)
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a range of an index is one of its own sort key`(_ kind: DatabaseUnderTest) async throws {
        try await self.withLines(on: kind) { (shop: Shop, entities: Entities<String>) async throws in
            let placed = try #require(try await shop.orders.get(Order.key("ann", 7))).placed
            let open = entities.query(Order.byStatus, .open, .from(placed))
            #expect(try await open.collected().count == 3)
            #expect(try await entities.query(Order.byStatus, .open, .after(placed)).collected() == [])
        }
    }
}
