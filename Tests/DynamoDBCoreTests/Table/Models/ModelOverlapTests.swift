// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

/// Models of one table whose rows nothing tells apart.
struct ModelOverlapTests {
    private struct Short: Codable, Sendable {
        var a: String
        var n: Int
    }

    private struct Long: Codable, Sendable {
        var a: String
        var n: Int
    }

    private static func schema<Model>(
        _ model: Model.Type, _ sort: KeyPart, isTyped: Bool
    ) -> ModelSchema<Model> where Model: Codable & Sendable {
        let key = PrimaryKey<Model, String, String>(partition: .template("pk", "C#{a}"), sort: sort)
        return ModelSchema(key: key, type: isTyped ? EntityType("\(model)") : nil)
    }

    private static func schemas(
        _ short: String?, _ long: String, typed: (short: Bool, long: Bool) = (false, false)
    ) -> (ModelSchema<Short>, ModelSchema<Long>) {
        let sort: KeyPart = short.map { .template("sk", $0) } ?? .string("sk")
        return (
            self.schema(Short.self, sort, isTyped: typed.short),
            self.schema(Long.self, .template("sk", long), isTyped: typed.long)
        )
    }

    private static func message(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            let error = error as? DynamoDBError
            #expect(error?.code == .validation)
            return error?.message
        }
    }

    /// What a table of both is refused with, in whichever order they are given.
    private static func refusal(_ short: ModelSchema<Short>, _ long: ModelSchema<Long>) -> String? {
        let message = self.message { _ = try CreateTableInput(tableName: "t", for: short, long) }
        let reverse = self.message { _ = try CreateTableInput(tableName: "t", for: long, short) }
        #expect((message == nil) == (reverse == nil))
        return message
    }

    private static let taken =
        "Rows of Long are taken for rows of Short, as their keys begin alike. Declare an EntityType in the schemas of both; "
        + "queries and scans leave out rows that are stored without one until a write by key gives it to them."

    @Test(arguments: [
        ("ORDER#{n}", "ORDER#{n}#LINE#{a}"), ("ORDER#{n:06}", "ORDER#{n:06}#LINE#{a}"), ("ORDER#{n}", "ORDER#LINE#{n}"),
        ("{n}", "ORDER#{n}"), ("{a}#{n}", "ORDER#{n}"), (nil, "ORDER#{n}"), ("{n}", "PROFILE"),
        ("ORDER#{n:06}", "ORDER#X"),
    ])
    func `a table takes no models whose rows are read as those of another one without a type`(
        short: String?, long: String
    ) {
        let (untyped, longer) = Self.schemas(short, long)
        #expect(Self.refusal(untyped, longer) == Self.taken)
        let (alone, typedLonger) = Self.schemas(short, long, typed: (false, true))
        #expect(Self.refusal(alone, typedLonger) == Self.taken)
        let (typed, both) = Self.schemas(short, long, typed: (true, true))
        #expect(Self.refusal(typed, both) == nil)
    }

    @Test(arguments: [
        ("ORDER#{n}", "ORDER#{n}#LINE#{a}"), ("{a}#ORDER#{n}", "{a}#ORDER#{n}#LINE#{n:03}"), ("{n}", "ORDER#{n}"),
        (nil, "ORDER#{n}"),
    ])
    func `a type of the one model alone does not tell rows by their keys`(short: String?, long: String) {
        let (typed, untyped) = Self.schemas(short, long, typed: (true, false))
        #expect(Self.refusal(typed, untyped) == Self.taken)
    }

    @Test(arguments: [
        ("ORDER#{n}", "ORDERLINE#{n}"), ("PROFILE", "ORDER#{n}"), ("PROFILE", "PROFILE#{n}"), ("ORDER#{n}", "ORDER"),
        ("ORDER#A#{n}", "ORDER#B#{n}"), ("é#{n}", "e\u{301}#{n}"), ("PROFILE", "SETTINGS"),
    ])
    func `keys that begin otherwise need no types`(short: String, long: String) {
        let (first, second) = Self.schemas(short, long)
        #expect(Self.refusal(first, second) == nil)
    }

    @Test func `a model with a type and keys of a fixed width is in no danger of one whose keys begin longer`() {
        let (typed, longer) = Self.schemas("ORDER#{n:06}", "ORDER#LINE#{a}", typed: (true, false))
        #expect(Self.refusal(typed, longer) == nil)
        // This one has no type, and what it reads begins with "ORDER#" alone.
        let (order, line) = Self.schemas("ORDER#{n:06}", "ORDER#{n:06}#LINE#{a}", typed: (true, false))
        #expect(Self.refusal(order, line)?.hasPrefix("Rows of Short are taken for rows of Long") == true)
    }

    @Test func `two models of one type are told, unless they are views of one row`() {
        func schema<Model>(_ model: Model.Type, _ sort: String) -> ModelSchema<Model> where Model: Codable & Sendable {
            let key = PrimaryKey<Model, String, String>(
                partition: .template("pk", "C#{a}"), sort: .template("sk", sort))
            return ModelSchema(key: key, type: EntityType("order"))
        }
        let (order, line) = (schema(Short.self, "ORDER#{n}"), schema(Long.self, "LINE#{n}"))
        #expect(Self.refusal(order, line)?.contains("have the same EntityType") == true)
        let none = Entities(in: DynamoDBTable("t", in: ScriptedDatabase()), unknown: { _ in "?" })
        let both = none.with(order) { _ in "order" }.with(line) { _ in "line" }
        let row: Item = ["pk": "C#x", "sk": "LINE#1", "a": "x", "n": 1, "type": "order"]
        #expect(Self.message { _ = try both.row(of: row) }?.contains("have the same EntityType") == true)
        #expect(Self.refusal(order, schema(Long.self, "ORDER#{n}")) == nil)
    }

    @Test(arguments: [("{a}#{n}", "ORDER#{n}"), ("X#{n}#L{a}", "X#{n:06}#L{a}"), ("{a}#K#{n}", "{n}#K#{a}")])
    func `an earlier model that surely takes the keys of a later one is told`(first: String, second: String) {
        let (short, long) = Self.schemas(first, second)
        let none = Entities(in: DynamoDBTable("t", in: ScriptedDatabase()), unknown: { _ in "?" })
        let both = none.with(short) { _ in "short" }.with(long) { _ in "long" }
        #expect(Self.message { _ = try both.row(of: ["pk": "C#x", "sk": "-"]) } == Self.taken)
        // Given twice, a model takes its own rows.
        let twice = none.with(short) { _ in "short" }.with(short) { _ in "again" }
        #expect(Self.message { _ = try twice.row(of: ["pk": "C#x", "sk": "-"]) } == nil)
    }

    @Test func `two schemas of one model are about the same rows`() {
        let (plain, _) = Self.schemas("ORDER#{n}", "-")
        let (typed, _) = Self.schemas("ORDER#{n}", "-", typed: (true, false))
        #expect(Self.message { _ = try CreateTableInput(tableName: "t", for: plain, typed) } == nil)
    }

    @Test func `partitions tell models apart as well`() {
        func schema<Model>(_ model: Model.Type, _ partition: String) -> ModelSchema<Model>
        where Model: Codable & Sendable {
            ModelSchema(
                key: PrimaryKey<Model, String, String>(
                    partition: .template("pk", partition), sort: .template("sk", "ROW#{n}")))
        }
        #expect(Self.refusal(schema(Short.self, "USER#{a}"), schema(Long.self, "GROUP#{a}")) == nil)
        #expect(Self.refusal(schema(Short.self, "U{a}"), schema(Long.self, "UG#{a}")) == Self.taken)
    }

    @Test func `rows of a later model that an earlier one takes by their keys are an error of every read`() async throws
    {
        let (short, long) = Self.schemas("ORDER#{n}", "ORDER#{n}#LINE#{a}")
        let database = ScriptedDatabase()
        let table = DynamoDBTable("t", in: database)
        let none = Entities(in: table, unknown: { _ in "?" })
        let wrong = none.with(short) { _ in "short" }.with(long) { _ in "long" }
        let line: Item = ["pk": "C#x", "sk": "ORDER#1#LINE#2", "a": "x", "n": 1]
        #expect(Self.message { _ = try wrong.row(of: line) } == Self.taken)
        for read in [wrong.scan(), wrong.scan().limit(1)] {
            await #expect(throws: DynamoDBError.self) { try await read.collected() }
            await #expect(throws: DynamoDBError.self) { try await read.count() }
        }
        #expect(database.calls.isEmpty)
        // The longer one first, or types.
        let right = none.with(long) { _ in "long" }.with(short) { _ in "short" }
        #expect(try right.row(of: line) == "long")
        #expect(try right.row(of: ["pk": "C#x", "sk": "ORDER#1", "a": "x", "n": 1]) == "short")
        let (typed, both) = Self.schemas("ORDER#{n}", "ORDER#{n}#LINE#{a}", typed: (true, true))
        let told = none.with(typed) { _ in "short" }.with(both) { _ in "long" }
        #expect(try told.row(of: line.merging(["type": "Long"])) == "long")
        // A width tells a row, whatever it begins with.
        let (wide, behind) = Self.schemas("ORDER#{n:06}", "ORDER#{n:06}#LINE#{a}")
        let exact = none.with(wide) { _ in "short" }.with(behind) { _ in "long" }
        #expect(try exact.row(of: line.merging(["sk": "ORDER#000001#LINE#2"])) == "long")
    }
}
