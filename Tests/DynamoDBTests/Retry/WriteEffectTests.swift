// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import DynamoDBEmbedded
import TestSupport
import Testing

struct WriteEffectTests {
    @Test(arguments: [
        ("SET a = :v", WriteEffect.idempotent), ("SET a = :v REMOVE b", .idempotent), ("SET m.x = :v", .idempotent),
        ("SET a = if_not_exists(a, :v)", .idempotent), ("DELETE s :s", .idempotent), ("ADD s :s", .idempotent),
        ("ADD n :v", .repeating), ("SET n = n + :v", .repeating), ("SET n = :v - n", .repeating),
        ("SET l = list_append(l, :l)", .repeating), ("SET l = list_append(if_not_exists(l, :l), :l)", .repeating),
        ("SET a = b", .repeating), ("REMOVE l[0]", .repeating), ("SET l[5] = :v", .repeating),
        ("SET a = if_not_exists(a, b)", .repeating), ("SET n = if_not_exists(n, :v) + :v", .repeating),
        ("SET n = if_not_exists(n, :v) - :v", .repeating), ("SET n = :v - if_not_exists(n, :v)", .repeating),
        ("SET a = if_not_exists(b, :v) REMOVE b", .repeating), ("SET a = if_not_exists(b, :v), b = :v", .repeating),
        ("SET m.x = if_not_exists(m.x, :v)", .idempotent), ("DELETE l[0] :s", .repeating),
        // What nobody here can read, and what only Alternator can: a reserved word without a placeholder.
        ("not an expression", .repeating), ("ADD views :v", .repeating), ("SET views = :v", .idempotent),
    ])
    func `an update is done twice without harm exactly if it says what comes out`(update: String, effect: WriteEffect) {
        var values: Item = [":v": 1, ":s": .stringSet(["a"]), ":l": [1]]
        for name in values.names where !update.contains(name) { values[name] = nil }
        let input = UpdateItemInput(
            tableName: "t", key: ["pk": "x"], updateExpression: update,
            expressionAttributeValues: values.isEmpty ? nil : values)
        #expect(WriteEffect(input) == effect)
    }

    @Test(arguments: [
        ("REMOVE q[0]", "attribute_exists(q[0])", WriteEffect.repeating), ("REMOVE q[0]", "q[0] = :v", .repeating),
        ("SET q[99] = :v", "attribute_not_exists(q[99])", .repeating),
        ("SET q = list_append(q, :l), n = :v", "attribute_not_exists(n)", .idempotent),
        ("ADD n :v REMOVE a", "attribute_exists(a)", .idempotent), ("ADD n :v", "attribute_exists(n)", .repeating),
        ("ADD n :v", "n = :v", .idempotent), ("ADD n :v", "n = :v AND attribute_exists(a)", .idempotent),
        ("ADD n :v", "n = :v OR attribute_exists(a)", .repeating),
        ("SET a = :l ADD n :v", "a = :v", .idempotent), ("SET a = :v ADD n :v", "a = :v", .repeating),
        ("ADD n :v, m :zero", "m = :v", .repeating), ("SET m = m - :zero ADD n :v", "m = :v", .repeating),
    ])
    func `a condition protects an update exactly if the update makes it false`(
        update: String, condition: String, effect: WriteEffect
    ) {
        let input = UpdateItemInput(
            tableName: "t", key: ["pk": "x"], updateExpression: update, conditionExpression: condition,
            expressionAttributeValues: [":v": 1, ":l": [1], ":zero": 0])
        #expect(WriteEffect(input) == effect)
    }

    /// Whatever is taken for idempotent is done twice, on an engine.
    @Test
    func `an update that is sent again does nothing the second time`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        _ = try await database.createTable(CreateTableInput(tableName: "things", partitionKey: .string("pk")))
        var random = SeededGenerator(seed: 20_261_127)
        var idempotent = 0
        var differing = 0
        for _ in 0..<4000 {
            let input = Self.update(&random)
            _ = try await database.putItem(PutItemInput(tableName: "things", item: Self.item(&random)))
            // Many are refused: paths overlap, types do not fit, the condition is false.
            guard let first = try? await database.updateItem(input).attributes else { continue }
            let second = try? await database.updateItem(input).attributes
            let isIdempotent = WriteEffect(input) == .idempotent
            if isIdempotent { idempotent += 1 }
            guard let second, second != first else { continue }
            differing += 1
            #expect(!isIdempotent, "\(input.updateExpression ?? "") if \(input.conditionExpression ?? "-") on \(first)")
        }
        #expect(idempotent > 100, "\(idempotent)")
        #expect(differing > 100, "\(differing)")
    }

    private static let paths = ["a", "b", "n", "s", "m.x", "m.y", "l[0]", "l[1]", "l[9]", "l", "m"]

    private static func item(_ random: inout SeededGenerator) -> Item {
        var item: Item = ["pk": "x"]
        for (name, values) in [
            ("a", [1, "text", nil]), ("b", [2, 1, nil]), ("n", [1, 0, nil]),
            ("s", [.stringSet(["a"]), .stringSet(["a", "b"]), nil]), ("m", [["x": 1], ["y": "text"], [:], nil]),
            ("l", [[1, 1, "text"], [1], [.stringSet(["a"]), 1], [], nil]),
        ] as [(String, [AttributeValue?])] {
            item[name] = values.randomElement(using: &random) ?? nil
        }
        return item
    }

    private static func update(_ random: inout SeededGenerator) -> UpdateItemInput {
        func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
        func path() -> String { pick(Self.paths) }
        var clauses: [String: [String]] = [:]
        for _ in 0...Int.random(in: 0...2, using: &random) {
            let target = path()
            switch Int.random(in: 0...7, using: &random) {
            case 0: clauses["REMOVE", default: []].append(target)
            case 1: clauses["ADD", default: []].append("\(target) \(pick([":v", ":s"]))")
            case 2: clauses["DELETE", default: []].append("\(target) :s")
            default:
                let value = pick([
                    ":v", ":w", ":l", path(), "if_not_exists(\(target), :v)", "if_not_exists(\(path()), :v)",
                    "\(target) + :v", ":v - \(path())", "if_not_exists(\(target), :v) + :v",
                    "list_append(\(path()), :l)", "list_append(if_not_exists(\(target), :l), :l)",
                ])
                clauses["SET", default: []].append("\(target) = \(value)")
            }
        }
        func test() -> String {
            pick([
                "attribute_exists(\(path()))", "attribute_not_exists(\(path()))", "\(path()) = :v", ":w = \(path())",
                "\(path()) <> :v",
            ])
        }
        let condition: String? =
            switch Int.random(in: 0...3, using: &random) {
            case 0: nil
            case 1: "\(test()) AND \(test())"
            case 2: "\(test()) OR \(test())"
            default: test()
            }
        let update = clauses.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.joined(separator: ", "))" }
            .joined(separator: " ")
        var values: Item = [":v": 1, ":w": "text", ":s": .stringSet(["a"]), ":l": [1]]
        for name in values.names where !(update + (condition ?? "")).contains(name) { values[name] = nil }
        return UpdateItemInput(
            tableName: "things", key: ["pk": "x"], updateExpression: update, conditionExpression: condition,
            expressionAttributeValues: values.isEmpty ? nil : values, returnValues: .allNew)
    }

    @Test
    func `what returns old values is not done twice, as the second time has others`() {
        for values in [nil, ReturnValues.none, .allNew, .updatedNew] {
            #expect(WriteEffect(returning: values) == .idempotent)
        }
        for values in [ReturnValues.allOld, .updatedOld] {
            #expect(WriteEffect(returning: values) == .repeating)
            let update = UpdateItemInput(
                tableName: "t", key: ["pk": "x"], updateExpression: "SET a = :v",
                expressionAttributeValues: [":v": 1], returnValues: values)
            #expect(WriteEffect(update) == .repeating)
        }
    }
}
