// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport
import Testing

/// How keys are made of a model's attributes.
struct KeyTemplateTests {
    private struct Model: Codable, Sendable {
        var tenant: String?
        var id: String?
        var number: Int?
        var at: Date?
        var place: [String: String]?
    }

    private func pk(_ template: String, _ model: Model) throws(DynamoDBError) -> String? {
        let key = PrimaryKey<Model, Never, Never>(partition: .template("pk", template))
        return try ModelSchema(key: key).item(of: model)["pk"]?.string
    }

    private func message(_ template: String, _ model: Model) -> String? {
        do {
            Issue.record("it made \(try self.pk(template, model) ?? "nothing")")
            return nil
        } catch {
            #expect(error.code == .validation)
            return error.message
        }
    }

    private let model = Model(
        tenant: "t", id: "a#b", number: 7, at: Date(timeIntervalSince1970: 0), place: ["city": "Bonn"])

    @Test(arguments: [
        ("USER#{id}", "USER#a#b"), ("{tenant}", "t"), ("ONLY", "ONLY"), ("{tenant}#{id}", "t#a#b"),
        ("N{number}", "N7"), ("N{number:04}X", "N0007X"), ("{at}", "1970-01-01T00:00:00.000Z"),
        ("C#{place.city}", "C#Bonn"), ("{tenant}/{number:03}/{tenant}", "t/007/t"),
    ])
    func `inputs are put in their places`(template: String, text: String) throws {
        #expect(try self.pk(template, self.model) == text)
    }

    @Test(arguments: [
        ("USER#{id", "a } is missing"), ("USER#id}", "a } stands alone"), ("", "it is empty"),
        ("{tenant}{id}", "between two inputs"), ("{}", "malformed"), ("{id:8}", "a width such as 08"),
        ("{id:0x}", "a width such as 08"), ("{a:b:c}", "two colons"), ("{id}#{number}", "id contains \"#\""),
        ("{tenant:03}", "needs a number"), ("{place}", "is of type M"), ("{other}", "the model has no other"),
        ("{number:00}", "a width such as 08"), ("{place[0]}", "an element of a list"),
        ("{place.city[1].name}", "an element of a list"),
    ])
    func `what makes no key is an error that says why`(template: String, words: String) {
        #expect(
            self.message(template, self.model)?.contains(words) == true, "\(self.message(template, self.model) ?? "")")
    }

    @Test(arguments: [-1, 1000])
    func `a number that does not fit its width is an error`(number: Int) {
        #expect(self.message("{number:03}", Model(number: number))?.contains("at most 3 digits") == true)
    }

    @Test func `a number with a fraction has no width`() throws {
        struct Measure: Codable, Sendable {
            var value: Double
        }
        let schema = ModelSchema(
            key: PrimaryKey<Measure, Never, Never>(partition: .template("pk", "{value:08}")))
        #expect(try schema.item(of: Measure(value: 150))["pk"] == "00000150")
        let error = #expect(throws: DynamoDBError.self) { try schema.item(of: Measure(value: 1.5)) }
        #expect(error?.message.contains("an integer from 0") == true)
    }

    @Test(arguments: ["T#{tenant}#{number}#{id}", "{tenant}##{id}", "{tenant}#a#{id}", "{id}a{tenant}#"])
    func `no two different models get one key`(template: String) throws {
        var generator = SeededGenerator(seed: 3)
        let texts = ["", "a", "#", "a#", "#a", "b", "a#b", "##"]
        var keys: [String: String] = [:]
        for _ in 0..<2000 {
            let model = Model(
                tenant: texts.randomElement(using: &generator), id: texts.randomElement(using: &generator),
                number: template.contains("number") ? Int.random(in: 0...12, using: &generator) : nil)
            guard let key = try? self.pk(template, model) else { continue }
            let made = "\(model.tenant ?? "")|\(model.number ?? 0)|\(model.id ?? "")"
            #expect(keys[key] ?? made == made)
            keys[key] = made
        }
        #expect(keys.count > 8)
    }

    private struct Pair: Codable, Sendable {
        var tenant: String
        var id: String?
    }

    @Test func `a key is made of what is given for it`() async throws {
        let key = PrimaryKey<Model, Pair, Int>(
            partition: .template("pk", "{tenant}#{id}"), sort: .number("number"))
        let database = ScriptedDatabase()
        let table = ModelTable(ModelSchema(key: key), named: "t", in: database)
        _ = try await table.get(key(Pair(tenant: "t", id: "x"), 5))
        #expect(database.calls == [.getItem(GetItemInput(tableName: "t", key: ["pk": "t#x", "number": 5]))])
        let missing = await failure { () async throws(DynamoDBError) in try await table.get(key(Pair(tenant: "t"), 5)) }
        #expect(missing?.message == "The key attribute pk is made by \"{tenant}#{id}\", and id is missing.")
        let wrong = PrimaryKey<Model, String, Never>(partition: .number("number"))
        let other = ModelTable(ModelSchema(key: wrong), named: "t", in: database)
        let kind = await failure { () async throws(DynamoDBError) in try await other.get(wrong("x")) }
        #expect(kind?.message.contains("is declared as N, and the value given for it is S") == true)
        #expect(database.calls.count == 1)
    }

    @Test func `what a key does not name is no part of it`() async throws {
        struct Wide: Codable, Sendable {
            var tenant = "t"
            var id = "x"
            var note = "not of the key"
        }
        let key = PrimaryKey<Model, Wide, Int>(
            partition: .template("pk", "{tenant}#{id}"), sort: .number("number"))
        let index = ModelIndex<Model, String, Never>("by-note", partition: .template("gpk", "NOTE#{note}"))
        let database = ScriptedDatabase()
        let table = ModelTable(ModelSchema(key: key, indexes: [index]), named: "t", in: database)
        _ = try? await table.upsert(key(Wide(), 5)) { $0.add("count") }
        guard case .updateItem(let input)? = database.calls.first else {
            Issue.record("\(database.calls)")
            return
        }
        // Neither the note nor what is made of it is known of the item that is there.
        #expect(Set(input.expressionAttributeNames?.values ?? [:].values) == ["count", "tenant", "id"])
        #expect(input.key == ["pk": "t#x", "number": 5])
    }

    private func failure<Success>(
        _ operation: () async throws(DynamoDBError) -> Success
    ) async -> DynamoDBError? {
        do {
            _ = try await operation()
            Issue.record("it succeeded")
            return nil
        } catch {
            return error
        }
    }

    @Test func `schemas of one table have to agree`() throws {
        let key = PrimaryKey<Model, String, Never>(partition: .template("pk", "M#{id}"))
        let byTenant = ModelIndex<Model, String, Never>("by-tenant", partition: .string("tenant"))
        let byNumber = ModelIndex<Model, Int, Never>("by-tenant", partition: .number("number"))
        let local = ModelIndex<Model, String, Int>(local: "by-number", of: key, sort: .number("number"))
        let one = ModelSchema(key: key, indexes: [byTenant, local])
        let input = try CreateTableInput(tableName: "t", for: one, one)
        #expect(
            input
                == CreateTableInput(
                    tableName: "t", partitionKey: .string("pk"),
                    localSecondaryIndexes: [.init("by-number", sortKey: .number("number"))],
                    globalSecondaryIndexes: [.init("by-tenant", partitionKey: .string("tenant"))]))
        #expect(throws: DynamoDBError.self) {
            try CreateTableInput(tableName: "t", for: one, ModelSchema(key: key, indexes: [byNumber]))
        }
        let other = PrimaryKey<Model, String, Never>(partition: .string("id"))
        #expect(throws: DynamoDBError.self) { try CreateTableInput(tableName: "t", for: one, ModelSchema(key: other)) }
    }
}
