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
        "Rows of Long are taken for rows of Short, as their keys begin alike. Declare an EntityType in the schemas of both."

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
