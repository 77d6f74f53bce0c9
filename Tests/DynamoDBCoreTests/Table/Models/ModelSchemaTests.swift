// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// What a schema makes of attributes that have several uses, and what it refuses.
struct ModelSchemaTests {
    private struct Note: Codable, Sendable {
        var id: String
        var state: String?
        var rank: String?
        var type: String?
        var version: Int?
        var created: Date?
        var updated: Date?
    }

    private typealias Key = PrimaryKey<Note, String, Never>
    private typealias Index = ModelIndex<Note, String, Never>

    private static let key = Key(partition: .template("pk", "N#{id}"))
    private static let now = Date(timeIntervalSince1970: 1000)

    private func notes(
        _ schema: ModelSchema<Note>, _ database: ScriptedDatabase
    ) -> ModelTable<Note> {
        var table = DynamoDBTable("notes", in: database)
        table.waits.now = { Self.now.timeIntervalSince1970 }
        return ModelTable(schema, in: table)
    }

    private func message<Success>(
        _ operation: () async throws(DynamoDBError) -> Success
    ) async -> String {
        do {
            _ = try await operation()
            Issue.record("it succeeded")
            return ""
        } catch {
            #expect(error.code == .validation)
            return error.message
        }
    }

    /// The update that was sent, with names and values in place.
    private func update(_ database: ScriptedDatabase) throws -> String {
        guard case .updateItem(let input)? = database.calls.last else { return "nothing was sent" }
        var attributes = try ExpressionAttributes(
            names: input.expressionAttributeNames, values: input.expressionAttributeValues)
        return Update(try attributes.update(input.updateExpression ?? "")).description
    }

    private static func returningNote() -> ScriptedDatabase {
        ScriptedDatabase { script in
            script.updateItem = { _ in UpdateItemOutput(attributes: ["id": "1"]) }
        }
    }

    @Test func `declarations that contradict each other are refused`() async {
        let schemas: [(ModelSchema<Note>, String)] = [
            (ModelSchema(key: Key(partition: .template("id", "N#{id}"))), "makes id of itself"),
            (
                ModelSchema(key: Self.key, indexes: [Index("i", partition: .template("state", "S#{state}"))]),
                "makes state of itself"
            ),
            (
                ModelSchema(
                    key: Self.key,
                    indexes: [
                        Index("i", partition: .template("g", "S#{state}")),
                        Index("j", partition: .template("g", "R#{rank}")),
                    ]), "makes g by two templates"
            ),
            (
                ModelSchema(
                    key: Self.key, indexes: [Index("i", partition: .template("updated", "S#{state}"))],
                    updatedAt: "updated"), "makes updated by a template, and has another use for it"
            ),
            (
                ModelSchema(
                    key: Self.key, indexes: [Index("i", partition: .template("g", "{version}"))], version: "version"),
                "has the version, which the table alone knows"
            ),
            (
                ModelSchema(key: Key(partition: .template("pk", "{updated}")), updatedAt: "updated"),
                "updated changes with every write"
            ),
            (ModelSchema(key: Key(partition: .number("version")), version: "version"), "version changes with every"),
            (
                ModelSchema(key: Self.key, indexes: [Index("i", partition: .template("g", "INV#{pk}"))]),
                "names pk, which is itself made by a template"
            ),
            (
                ModelSchema(
                    key: Self.key,
                    indexes: [
                        Index("i", partition: .template("g", "S#{state}")),
                        Index("j", partition: .template("h", "{rank}#{g}")),
                    ]), "names g, which is itself made by a template"
            ),
            (
                ModelSchema(
                    key: Key(partition: .string("id")), indexes: [Index("i", partition: .template("id", "S#{state}"))]),
                "An index makes id by a template, and the key of the table is the model's own id"
            ),
        ]
        for (schema, words) in schemas {
            let message = await self.message { () async throws(DynamoDBError) in
                try schema.item(of: Note(id: "1", state: "open", rank: "r", version: 1, updated: Self.now))
            }
            #expect(message.contains(words), "\(message)")
        }
        // The same keys seen as text, as an inverted index has them, contradict nothing.
        let inverted = ModelIndex<Note, String, String>("i", partition: .string("id"), sort: .string("pk"))
        #expect(throws: Never.self) { try ModelSchema(key: Self.key, indexes: [inverted]).item(of: Note(id: "1")) }
    }

    private static let byDate = ModelIndex<Note, String, Date>(
        "by-date", partition: .template("g", "TYPE#{type}"), sort: .template("h", "{updated}"))
    private static let dated = ModelSchema(
        key: Self.key, indexes: [Self.byDate], type: EntityType("note"), createdAt: "created", updatedAt: "updated",
        dates: .iso8601(fractionDigits: 0))

    @Test func `keys are made of the dates and the type that the table sets`() async throws {
        let database = ScriptedDatabase { script in
            script.getItem = { _ in
                GetItemOutput(item: [
                    "pk": "N#1", "id": "1", "type": "note", "g": "TYPE#note", "h": "1970-01-01T00:00:00Z",
                    "updated": "1970-01-01T00:00:00Z",
                ])
            }
            script.updateItem = { _ in UpdateItemOutput(attributes: ["id": "1"]) }
        }
        let notes = self.notes(Self.dated, database)
        let fresh = "1970-01-01T00:16:40Z"
        for old in [nil, Date(timeIntervalSince1970: 0)] {
            try await notes.put(Note(id: "1", updated: old))
            guard case .putItem(let input)? = database.calls.last else {
                Issue.record("nothing was written")
                return
            }
            #expect(
                input.item == [
                    "pk": "N#1", "id": "1", "type": "note", "g": "TYPE#note", "h": .string(fresh),
                    "created": .string(fresh), "updated": .string(fresh),
                ])
        }
        try await notes.update(Self.key("1")) { $0.set("state", to: "x") }
        #expect(try self.update(database).contains("h = \"\(fresh)\""))
        try await notes.upsert(Self.key("1")) { $0.set("state", to: "x") }
        #expect(try self.update(database).contains("g = \"TYPE#note\", h = \"\(fresh)\""))
        try await notes.upsert(Note(id: "1"))
        #expect(try self.update(database).contains("h = \"\(fresh)\""))
        try await notes.modify(Self.key("1")) { $0.state = "y" }
        #expect(try self.update(database).contains("h = \"\(fresh)\""))
    }

    @Test func `a primary key can be made of the date of creation`() async throws {
        let database = ScriptedDatabase()
        let key = Key(partition: .template("pk", "N#{created}"))
        let notes = self.notes(ModelSchema(key: key, createdAt: "created"), database)
        let note = try await notes.insert(Note(id: "1"))
        #expect(note.created == Self.now)
        guard case .putItem(let input)? = database.calls.last else {
            Issue.record("nothing was written")
            return
        }
        #expect(input.item["pk"] == "N#1970-01-01T00:16:40.000Z")
    }

    @Test func `a model keeps its own type, or is refused`() async throws {
        let schema = ModelSchema(key: Self.key, type: EntityType("note"))
        #expect(try schema.item(of: Note(id: "1", type: "note"))["type"] == "note")
        let message = await self.message { () async throws(DynamoDBError) in
            try schema.item(of: Note(id: "1", type: "other"))
        }
        #expect(message.contains("has another type than"))
    }

    @Test func `an upsert leaves no key of an index behind`() async throws {
        let database = Self.returningNote()
        let index = ModelIndex<Note, String, String>(
            "i", partition: .template("g", "ALL"), sort: .string("state"))
        let notes = self.notes(ModelSchema(key: Self.key, indexes: [index], nils: .null), database)
        try await notes.upsert(Note(id: "1"))
        #expect(try self.update(database).contains("REMOVE state"))
        // A key that is always the same is one of a created item too.
        try await notes.upsert(Self.key("1")) { $0.set("rank", to: "x") }
        #expect(try self.update(database).contains("g = \"ALL\""))
    }

    @Test func `what is expected can be that there is nothing`() async throws {
        let database = Self.returningNote()
        let index = Index("i", partition: .template("g", "{state}#{rank}"))
        let notes = self.notes(ModelSchema(key: Self.key, indexes: [index]), database)
        try await notes.update(Self.key("1")) {
            $0.set("state", to: "x")
            $0.expect("rank", equals: nil as String?)
        }
        #expect(try self.update(database).contains("REMOVE g"))
        guard case .updateItem(let input)? = database.calls.last else { return }
        #expect(input.conditionExpression?.contains("attribute_not_exists") == true)
    }

    @Test func `a range of numbers without a width is refused`() async throws {
        struct Line: Codable, Sendable {
            var order: String
            var number: Int
        }
        let database = ScriptedDatabase()
        let key = PrimaryKey<Line, String, Int>(
            partition: .string("order"), sort: .template("sk", "LINE#{number}"))
        let lines = ModelTable(ModelSchema(key: key), named: "lines", in: database)
        for range in [SortRange<Int>.from(9), .after(9), .through(9), .between(9, 10)] {
            let message = await self.message { () async throws(DynamoDBError) in
                try await lines.query(key, "a", range).collected()
            }
            #expect(message.contains("10 sorts before 9 there"))
        }
        #expect(database.calls.isEmpty)
        #expect(try await lines.query(key, "a", .equal(9)).collected().isEmpty)
    }

    struct Line: Codable, Sendable {
        struct Place: Codable, Sendable { var order: Int?, line: Int?, lines: Int? }

        var customer: String
        var order: Int
        var line: Int

        static let key = PrimaryKey<Line, String, Place>(
            partition: .string("customer"), sort: .template("sk", "ORDER#{order:03}#LINE#{line:02}"))
        static let bare = PrimaryKey<Line, String, Place>(
            partition: .string("customer"), sort: .template("sk", "{order:03}#{line:02}"))
    }

    @Test(arguments: [
        (SortRange<Line.Place>.equal(.init(order: 7)), "begins_with ORDER#007#LINE#"),
        (.equal(.init(order: 7, line: 3)), "= ORDER#007#LINE#03"),
        (.equal(.init()), "begins_with ORDER#"),
        (.beginsWith(7), "begins_with ORDER#007#LINE#"),
        (.beginsWith(Line.Place(order: 7)), "begins_with ORDER#007#LINE#"),
        (.from(.init(order: 7)), "BETWEEN ORDER#007#LINE# ORDER#\u{10FFFF}"),
        (.through(.init(order: 7)), "BETWEEN ORDER# ORDER#007#LINE#\u{10FFFF}"),
    ])
    func `the last inputs of a template can be left out of a range`(
        _ range: SortRange<Line.Place>, _ condition: String
    ) async throws {
        #expect(try await self.condition(range, Line.key) == condition)
    }

    @Test(arguments: [SortRange<Line.Place>.all, .equal(.init()), .beginsWith(Line.Place()), .from(.init())])
    func `a range that says nothing of the sort key is all of them`(_ range: SortRange<Line.Place>) async throws {
        #expect(try await self.condition(range, Line.bare) == "")
    }

    struct Moment: Codable, Sendable {
        struct Place: Codable, Sendable { var at: Date?, id: String? }

        var user: String
        var at: Date
        var id: String

        static let key = PrimaryKey<Moment, String, Place>(
            partition: .string("user"), sort: .template("sk", "M#{at}#{id}"))
    }

    @Test(arguments: [
        (SortRange<Moment.Place>.beginsWith(Date(timeIntervalSince1970: 1_000)), "begins_with M#1000#"),
        (.beginsWith(Moment.Place(at: Date(timeIntervalSince1970: 1_000))), "begins_with M#1000#"),
        (.beginsWith("10"), "begins_with M#10"), (.beginsWith(""), "begins_with M#"),
    ])
    func `the beginning of a key has the form that its dates are stored in`(
        _ range: SortRange<Moment.Place>, _ condition: String
    ) async throws {
        for schema in [
            ModelSchema(key: Moment.key, attributeDates: ["at": .epochSeconds]),
            ModelSchema(key: Moment.key, expiresAt: "at"),
        ] {
            #expect(try await self.condition(range, Moment.key, schema) == condition)
        }
    }

    @Test func `to begin with nothing is to be any sort key`() async throws {
        let template = PrimaryKey<Note, String, String>(partition: .string("id"), sort: .template("sk", "{state}"))
        #expect(try await self.condition(.beginsWith(""), template) == "")
        let text = PrimaryKey<Note, String, String>(partition: .string("id"), sort: .string("state"))
        #expect(try await self.condition(.beginsWith(""), text) == "")
    }

    @Test(arguments: [
        (SortRange<Line.Place>.equal(.init(line: 3)), "line is given"), (.from(.init(line: 3)), "line is given"),
        (.through(.init(line: 3)), "line is given"), (.beginsWith(Line.Place(line: 3)), "line is given"),
        (.equal(.init(lines: 3)), "no input of it: lines."),
        (.equal(.init(order: 7, lines: 3)), "no input of it: lines."),
        (.beginsWith(["ordr": 7]), "no input of it: ordr."), (.beginsWith(["order": ["x": 7]]), "order is of type M"),
        (.beginsWith(nil as Int?), "has several inputs"), (.beginsWith("007"), "needs a number"),
        (.beginsWith(Line.Place(order: 7, line: 3)), "use equal"),
    ])
    func `a range that would ask for more than it says is refused`(
        _ range: SortRange<Line.Place>, _ words: String
    ) async {
        let message = await self.message { () async throws(DynamoDBError) in try await self.condition(range, Line.key) }
        #expect(message.contains(words))
    }

    @Test(
        arguments: [
            (["place": ["city": "x"]], "begins_with x#"), (["place": [:]], ""),
            (["place": ["city": "x", "zip": "1"]], "= x#1#x"),
            (["place": ["city": "x", "zpi": "1"]], "no input of it: place.zpi."),
            (["place": ["zpi": "1"]], "no input of it: place.zpi."), (["place": ["zip": "1"]], "place.zip is given"),
            (["place": ["city": "x"], "plaec": ["zip": "1"]], "no input of it: plaec.zip."),
            (["place": "x"], "no input of it: place."),
        ] as [(AttributeValue, String)])
    func `inputs inside a map, and ones that stand in a template twice, are told from mistyped names`(
        _ value: AttributeValue, _ expected: String
    ) async throws {
        let key = PrimaryKey<Line, String, AttributeValue>(
            partition: .string("customer"), sort: .template("sk", "{place.city}#{place.zip}#{place.city}"))
        guard expected.contains("input") || expected.contains("given") else {
            #expect(try await self.condition(.equal(value), key) == expected)
            return
        }
        let message = await self.message { () async throws(DynamoDBError) in
            try await self.condition(.equal(value), key)
        }
        #expect(message.contains(expected), "\(message)")
    }

    /// What a query asks of the sort key.
    private func condition<Model, Sort>(
        _ range: SortRange<Sort>, _ key: PrimaryKey<Model, String, Sort>, _ schema: ModelSchema<Model>? = nil
    ) async throws(DynamoDBError) -> String {
        let database = ScriptedDatabase()
        let lines = ModelTable(schema ?? ModelSchema(key: key), named: "lines", in: database)
        _ = try await lines.query(key, "ann", range).collected()
        guard case .query(let input)? = database.calls.last else { return "nothing was read" }
        let text = input.keyConditionExpression ?? ""
        let values = (input.expressionAttributeValues ?? [:]).compactMap(\.value.string).filter { $0 != "ann" }
        guard !values.isEmpty else { return "" }
        let word = ["begins_with", "BETWEEN"].first { text.contains($0) } ?? "="
        return ([word] + values.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }).joined(separator: " ")
    }

    @Test func `a query leaves out rows of a type whose keys begin alike`() async throws {
        let database = ScriptedDatabase()
        let key = PrimaryKey<Note, String, String>(
            partition: .template("pk", "N#{id}"), sort: .template("sk", "S#{state}"))
        let notes = self.notes(ModelSchema(key: key, type: EntityType("note")), database)
        _ = try await notes.query(key, "1").collected()
        guard case .query(let input)? = database.calls.last else {
            Issue.record("nothing was read")
            return
        }
        #expect(input.filterExpression != nil && input.expressionAttributeNames?.values.contains("type") == true)
    }

    @Test func `a row is told by the width of its numbers`() throws {
        struct Order: Codable, Sendable { var number: Int }
        let key = PrimaryKey<Order, Int, Never>(partition: .template("pk", "O#{number:03}"))
        let entities = Entities(in: DynamoDBTable("t", in: ScriptedDatabase()), unknown: { _ in 0 })
            .with(ModelSchema(key: key)) { $0.number }
        #expect(try entities.row(of: ["pk": "O#007", "number": 7]) == 7)
        for other in ["O#007#L#1", "O#07", "O#00x", "O#0071"] {
            #expect(try entities.row(of: ["pk": .string(other), "number": 7]) == 0)
        }
    }

    @Test func `rows of several models are found by the key as its own model makes it`() async throws {
        struct Day: Codable, Sendable { var day: Date }
        let database = ScriptedDatabase()
        let key = PrimaryKey<Day, Date, Never>(partition: .template("pk", "D#{day}"))
        let entities = Entities(in: DynamoDBTable("t", in: database), unknown: { _ in 0 })
            .with(ModelSchema(key: Self.key)) { _ in 1 }
            .with(ModelSchema(key: key, dates: .epochSeconds)) { _ in 2 }
        _ = try await entities.query(key, Self.now).collected()
        guard case .query(let input)? = database.calls.last else {
            Issue.record("nothing was read")
            return
        }
        #expect(input.expressionAttributeValues?.contains { $0.value == "D#1000" } == true)
    }

    @Test func `dates have the form of the attribute they lie in`() async throws {
        struct Nested: Codable, Hashable, Sendable { var days: Date }
        struct Calendar: Codable, Hashable, Sendable {
            var id: String
            var days: [Date]
            var off: Set<Date>
            var nested: Nested
            var end: Date?

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(self.id, forKey: .id)
                try container.encode(self.days, forKey: .days)
                try container.encode(self.off, forKey: .off)
                try container.encode(self.nested, forKey: .nested)
                // An optional as it is, not by encodeIfPresent.
                try container.encode(self.end, forKey: .end)
            }
        }
        let key = PrimaryKey<Calendar, String, Never>(partition: .string("id"))
        let schema = ModelSchema(
            key: key, expiresAt: "end", dates: .iso8601(fractionDigits: 0),
            attributeDates: ["days": .epochSeconds, "off": .epochSeconds])
        let calendar = Calendar(
            id: "c", days: [Self.now], off: [Self.now], nested: Nested(days: Self.now),
            end: Date(timeIntervalSince1970: 2000))
        let item = try schema.item(of: calendar)
        #expect(
            item == [
                "id": "c", "days": [1000], "off": .numberSet([1000]), "nested": ["days": "1970-01-01T00:16:40Z"],
                "end": 2000,
            ])
        #expect(try schema.model(of: item) == calendar)
        let database = ScriptedDatabase { script in
            script.updateItem = { _ in UpdateItemOutput(attributes: item) }
        }
        try await ModelTable(schema, named: "t", in: database).update(key("c")) {
            $0.append("days", [Self.now])
            $0.insert([Self.now], into: "off")
            $0.set("nested", to: Nested(days: Self.now))
        }
        let update = try self.update(database)
        #expect(update.contains("[1000]") && update.contains("\"1970-01-01T00:16:40Z\""), "\(update)")
    }
}
