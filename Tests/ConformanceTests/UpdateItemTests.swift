// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// What update expressions do to an item.
struct UpdateItemTests {
    /// An expression, what it is applied to, and what becomes of that.
    struct Case: Sendable, CustomTestStringConvertible {
        var update: String
        var before: Item?
        var after: Item?
        var names: [String: String]?
        var values: Item?

        init(_ update: String, _ before: Item?, _ after: Item?, names: [String: String]? = nil, values: Item? = nil) {
            (self.update, self.before, self.after, self.names, self.values) = (update, before, after, names, values)
        }

        var testDescription: String { self.update }
    }

    private static let cases: [Case] = [
        // SET
        Case("SET a = :v", nil, ["a": 1], values: [":v": 1]),
        Case("SET a = :v", ["a": "old", "b": 2], ["a": 1, "b": 2], values: [":v": 1]),
        Case("SET a = :v, b = a", ["a": 1], ["a": 2, "b": 1], values: [":v": 2]),
        Case("SET a = b, b = a", ["a": 1, "b": 2], ["a": 2, "b": 1]),
        Case("REMOVE a SET b = a", ["a": 1], ["b": 1]),
        Case("SET n = n + :v", ["n": 5], ["n": 8], values: [":v": 3]),
        Case("SET n = :v - n", ["n": 5], ["n": -2], values: [":v": 3]),
        Case("SET n = if_not_exists(n, :z) + :v", nil, ["n": 3], values: [":v": 3, ":z": 0]),
        Case("SET n = if_not_exists(n, :z) + :v", ["n": 4], ["n": 7], values: [":v": 3, ":z": 0]),
        Case("SET l = list_append(l, :v)", ["l": [1]], ["l": [1, 2]], values: [":v": [2]]),
        Case("SET l = list_append(:v, l)", ["l": [1]], ["l": [2, 1]], values: [":v": [2]]),
        Case("SET l = list_append(if_not_exists(l, :e), :v)", nil, ["l": [2]], values: [":v": [2], ":e": []]),
        Case("SET m.x = :v", ["m": ["y": 1]], ["m": ["x": 2, "y": 1]], values: [":v": 2]),
        Case("SET m.x.z = :v", ["m": ["x": ["z": 1, "w": 2]]], ["m": ["x": ["z": 3, "w": 2]]], values: [":v": 3]),
        Case("SET l[1] = :v", ["l": [1, 2, 3]], ["l": [1, 9, 3]], values: [":v": 9]),
        Case("SET l[7] = :v", ["l": [1]], ["l": [1, 9]], values: [":v": 9]),
        Case("SET l[9] = :b, l[8] = :a", ["l": [1]], ["l": [1, "a", "b"]], values: [":a": "a", ":b": "b"]),
        Case("SET l[0] = :v", ["l": []], ["l": [9]], values: [":v": 9]),
        Case("SET l[0].x = :v", ["l": [["x": 1]]], ["l": [["x": 2]]], values: [":v": 2]),
        Case(
            "SET #a = :v", ["a.b": 1], ["a.b": 2], names: ["#a": "a.b"], values: [":v": 2]),
        Case("SET a = (:v)", nil, ["a": 1], values: [":v": 1]),
        // REMOVE
        Case("REMOVE a", ["a": 1, "b": 2], ["b": 2]),
        Case("REMOVE absent", ["b": 2], ["b": 2]),
        Case("REMOVE a", nil, nil),
        Case("REMOVE a.b", nil, nil),
        Case("REMOVE m.x", ["m": ["x": 1]], ["m": [:]]),
        Case("REMOVE m.absent", ["m": ["x": 1]], ["m": ["x": 1]]),
        Case("REMOVE l[0], l[2]", ["l": [1, 2, 3, 4]], ["l": [2, 4]]),
        Case("REMOVE l[9]", ["l": [1]], ["l": [1]]),
        Case("REMOVE l[0]", ["l": [1]], ["l": []]),
        Case("REMOVE l[0], l[1].m[0]", ["l": [1, ["m": [2, 3]]]], ["l": [["m": [3]]]]),
        Case("REMOVE l[0] SET l[1] = :v", ["l": [1, 2, 3]], ["l": [9, 3]], values: [":v": 9]),
        // ADD
        Case("ADD n :v", nil, ["n": 3], values: [":v": 3]),
        Case("ADD n :v", ["n": 4], ["n": 7], values: [":v": 3]),
        Case("ADD n :v", ["n": 0.1], ["n": 0.3], values: [":v": 0.2]),
        Case("ADD m.n :v", ["m": [:]], ["m": ["n": 1]], values: [":v": 1]),
        Case(
            "ADD s :v", ["s": .stringSet(["a", "b"])], ["s": .stringSet(["a", "b", "c"])],
            values: [":v": .stringSet(["b", "c"])]),
        Case("ADD s :v", nil, ["s": .numberSet([1, 2])], values: [":v": .numberSet([2, 1])]),
        // Members are equal if all their bytes are.
        Case(
            "ADD s :v", ["s": .stringSet(["\u{E9}"])], ["s": .stringSet(["\u{E9}", "e\u{301}"])],
            values: [":v": .stringSet(["e\u{301}"])]),
        // DELETE
        Case(
            "DELETE s :v", ["s": .stringSet(["a", "b"])], ["s": .stringSet(["a"])],
            values: [":v": .stringSet(["b", "x"])]
        ),
        Case(
            "DELETE s :v", ["s": .stringSet(["\u{E9}", "a"])], ["s": .stringSet(["\u{E9}"])],
            values: [":v": .stringSet(["e\u{301}", "a"])]),
        Case("DELETE s :v", ["s": .numberSet([1])], [:], values: [":v": .numberSet([1.0])]),
        Case("DELETE s :v", ["b": 1], ["b": 1], values: [":v": .stringSet(["x"])]),
        Case("DELETE s :v", nil, nil, values: [":v": .stringSet(["x"])]),
        Case(
            "DELETE m.s :v", ["m": ["s": .stringSet(["x"]), "t": 1]], ["m": ["t": 1]], values: [":v": .stringSet(["x"])]
        ),
        // Several clauses
        Case(
            "SET a = :a ADD n :n REMOVE b DELETE s :s", ["b": 1, "n": 1, "s": .stringSet(["x", "y"])],
            ["a": "A", "n": 3, "s": .stringSet(["y"])], values: [":a": "A", ":n": 2, ":s": .stringSet(["x"])]),
    ]

    @Test(arguments: DatabaseUnderTest.available)
    func `an update makes of an item what the expression says`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            for (number, test) in Self.cases.enumerated() {
                let key: Item = ["pk": .string("case \(number)")]
                if let before = test.before {
                    _ = try await database.putItem(PutItemInput(tableName: "Hash", item: key.merging(before)))
                }
                let output = try await database.updateItem(
                    UpdateItemInput(
                        tableName: "Hash", key: key, updateExpression: test.update,
                        expressionAttributeNames: test.names, expressionAttributeValues: test.values,
                        returnValues: .allNew))
                let stored = try await database.getItem(GetItemInput(tableName: "Hash", key: key)).item
                #expect(stored == test.after.map(key.merging), "\(test.update)")
                #expect(output.attributes == stored, "\(test.update)")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an update without an expression makes an item of the key alone`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            let input = UpdateItemInput(tableName: "Hash", key: ["pk": "x"])
            #expect(try await database.updateItem(input).attributes == nil)
            #expect(try await database.getItem(GetItemInput(tableName: "Hash", key: ["pk": "x"])).item == ["pk": "x"])
        }
    }

    private static let returned: [(update: String, values: Item?, oldPart: Item?, newPart: Item?)] = [
        ("SET a = :v", [":v": 2], ["a": 1], ["a": 2]),
        ("SET a = :v", [":v": 1], ["a": 1], ["a": 1]),
        ("SET fresh = :v", [":v": 2], nil, ["fresh": 2]),
        ("REMOVE a", nil, ["a": 1], nil),
        ("REMOVE absent", nil, nil, nil),
        ("SET m.x = :v", [":v": 2], ["m": ["x": 1]], ["m": ["x": 2]]),
        ("SET l[100] = :v", [":v": 9], nil, nil),
        ("REMOVE l[1]", nil, ["l": [2]], ["l": [3]]),
        ("SET l[0] = :v, l[2] = :v", [":v": 9], ["l": [1, 3]], ["l": [9, 9]]),
        ("ADD a :v REMOVE m.y", [":v": 1], ["a": 1, "m": ["y": 5]], ["a": 2]),
    ]

    @Test(arguments: DatabaseUnderTest.available)
    func `an update returns what it was asked for`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            let before: Item = ["pk": "x", "a": 1, "m": ["x": 1, "y": 5], "l": [1, 2, 3]]
            for (update, values, oldPart, newPart) in Self.returned {
                for (choice, expected) in [
                    (ReturnValues.none, nil), (.updatedOld, oldPart), (.updatedNew, newPart), (.allOld, before),
                ] {
                    _ = try await database.putItem(PutItemInput(tableName: "Hash", item: before))
                    let output = try await database.updateItem(
                        UpdateItemInput(
                            tableName: "Hash", key: ["pk": "x"], updateExpression: update,
                            expressionAttributeValues: values, returnValues: choice))
                    #expect(output.attributes == expected, "\(update), \(choice.rawValue)")
                }
            }
        }
    }

    private static let refused: [(update: String, values: Item?, message: String)] = [
        ("SET n = n + :v", [":v": 1], "The provided expression refers to an attribute that does not exist in the item"),
        ("SET a = s + :v", [":v": 1], "An operand in the update expression has an incorrect data type"),
        ("SET a = list_append(s, :v)", [":v": []], "An operand in the update expression has an incorrect data type"),
        ("SET s.x = :v", [":v": 1], "The document path provided in the update expression is invalid for update"),
        ("SET absent.x = :v", [":v": 1], "The document path provided in the update expression is invalid for update"),
        ("SET m[0] = :v", [":v": 1], "The document path provided in the update expression is invalid for update"),
        ("SET l.x = :v", [":v": 1], "The document path provided in the update expression is invalid for update"),
        ("REMOVE absent.x", nil, "The document path provided in the update expression is invalid for update"),
        ("ADD s :v", [":v": 1], "An operand in the update expression has an incorrect data type"),
        ("ADD absent.n :v", [":v": 1], "The document path provided in the update expression is invalid for update"),
        ("DELETE s :v", [":v": .stringSet(["a"])], "An operand in the update expression has an incorrect data type"),
        (
            "SET big = big + :v", [":v": 1],
            "Number overflow. Attempting to store a number with magnitude larger than supported range"
        ),
    ]

    @Test(arguments: DatabaseUnderTest.available)
    func `a refused update changes nothing`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            let before: Item = ["pk": "x", "s": "text", "m": [:], "l": [], "big": .number(1e50)]
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: before))
            for (update, values, message) in Self.refused {
                let input = UpdateItemInput(
                    tableName: "Hash", key: ["pk": "x"], updateExpression: update, expressionAttributeValues: values)
                let error = await failure { () throws(DynamoDBError) in try await database.updateItem(input) }
                #expect(error?.code == .validation, "\(update)")
                #expect(error?.message == message, "\(update)")
                #expect(try await database.getItem(GetItemInput(tableName: "Hash", key: ["pk": "x"])).item == before)
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a hundred increments at once are a hundred`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            let input = UpdateItemInput(
                tableName: "Hash", key: ["pk": "x"], updateExpression: "ADD n :one",
                expressionAttributeValues: [":one": 1], returnValues: .updatedNew)
            let results = try await withThrowingTaskGroup(of: Int?.self) { group in
                for _ in 0..<100 { group.addTask { try await database.updateItem(input).attributes?["n"]?.int } }
                return try await group.reduce(into: Set<Int?>()) { $0.insert($1) }
            }
            #expect(results == Set((1...100).map(Optional.some)))
        }
    }

    /// What an update reads of an item that it makes. `nil` where it has nothing to read.
    private static let made: [(expression: String, content: Item?)] = [
        ("SET body = pk, lsi1sk = sk", ["body": "p", "lsi1sk": "s"]),
        ("SET body = if_not_exists(sk, :z)", ["body": "s"]), ("SET body = if_not_exists(body, pk)", ["body": "p"]),
        ("SET body = list_append(:l, if_not_exists(body, :l))", ["body": [1, 1]]),
        ("SET body = lsi1sk", nil), ("SET body.deep = pk", nil),
    ]

    @Test(arguments: DatabaseUnderTest.available, Self.made)
    func `an update that makes an item sees its key, which its condition does not`(
        kind: DatabaseUnderTest, example: (expression: String, content: Item?)
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            let key: Item = ["pk": "p", "sk": "s"]
            var values: Item = [:]
            if example.expression.contains(":z") { values[":z"] = "z" }
            if example.expression.contains(":l") { values[":l"] = [1] }
            var update = UpdateItemInput(
                tableName: "Composite", key: key, updateExpression: example.expression,
                expressionAttributeValues: values.isEmpty ? nil : values)
            if example.content == nil {
                #expect(
                    await failure { () async throws(DynamoDBError) in try await database.updateItem(update) }?.code
                        == .validation)
            } else {
                _ = try await database.updateItem(update)
            }
            let made = try await database.getItem(GetItemInput(tableName: "Composite", key: key)).item
            #expect(made == example.content.map(key.merging))
            update.key = ["pk": "p", "sk": "other"]
            update.conditionExpression = "attribute_exists(pk)"
            #expect(
                await failure { () async throws(DynamoDBError) in try await database.updateItem(update) }?.code
                    == .conditionalCheckFailed)
        }
    }
}
