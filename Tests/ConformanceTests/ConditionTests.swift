// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// When conditions and filters are true.
struct ConditionTests {
    private static let item: Item = [
        "pk": "x", "s": "hello", "t": "hello", "n": 5, "m": ["deep": 1, "list": [1, "two"]], "l": [1, "two", [3]],
        "ss": .stringSet(["a", "b"]), "ns": .numberSet([1, 2]), "b": .binary(Data([1, 2, 3])), "yes": true,
        "nothing": nil,
        "smile": "😀",
    ]

    private static let cases: [(condition: String, values: Item?, holds: Bool)] = [
        // Comparisons
        ("s = :v", [":v": "hello"], true), ("s = :v", [":v": "Hello"], false), ("s = t", nil, true),
        ("n = :v", [":v": 5.0], true), ("n = :v", [":v": "5"], false), ("n <> :v", [":v": "5"], true),
        ("n < :v", [":v": 6], true), ("n <= :v", [":v": 5], true), ("n > :v", [":v": 5], false),
        ("n >= :v", [":v": 5], true), ("n < :v", [":v": "z"], false), ("s < :v", [":v": "hellp"], true),
        ("b > :v", [":v": .binary(Data([1, 2]))], true), ("b < :v", [":v": .binary(Data([255]))], true),
        ("yes = :v", [":v": true], true), ("nothing = :v", [":v": nil], true), ("nothing <> :v", [":v": 1], true),
        ("l = :v", [":v": [1, "two", [3]]], true), ("l = :v", [":v": ["two", 1, [3]]], false),
        ("m = :v", [":v": ["list": [1, "two"], "deep": 1]], true),
        ("ss = :v", [":v": .stringSet(["b", "a"])], true), ("ns = :v", [":v": .numberSet([2, 1.0])], true),
        ("ss = :v", [":v": ["a", "b"]], false),
        // Missing attributes
        ("absent = :v", [":v": 1], false), ("absent <> :v", [":v": 1], true), ("absent < :v", [":v": 1], false),
        ("absent <> gone", nil, true), ("absent = gone", nil, false), ("NOT absent = :v", [":v": 1], true),
        // Paths
        ("m.deep = :v", [":v": 1], true), ("m.#l[1] = :v", [":v": "two"], true), ("l[2][0] = :v", [":v": 3], true),
        ("l[9] = :v", [":v": 3], false), ("s.x = :v", [":v": 3], false), ("m[0] = :v", [":v": 3], false),
        // BETWEEN and IN
        ("n BETWEEN :a AND :b", [":a": 5, ":b": 6], true), ("n BETWEEN :a AND :b", [":a": 6, ":b": 7], false),
        ("s BETWEEN :a AND :b", [":a": "a", ":b": "z"], true), ("n IN (:a, :b)", [":a": "x", ":b": 5], true),
        ("n IN (:a)", [":a": 6], false), ("absent IN (:a)", [":a": 6], false),
        ("absent BETWEEN :a AND :b", [":a": 5, ":b": 6], false),
        // Functions
        ("attribute_exists(m.deep)", nil, true), ("attribute_exists(nothing)", nil, true),
        ("attribute_exists(absent)", nil, false), ("attribute_not_exists(absent)", nil, true),
        ("attribute_not_exists(m.absent)", nil, true), ("attribute_type(s, :v)", [":v": "S"], true),
        ("attribute_type(ss, :v)", [":v": "SS"], true), ("attribute_type(nothing, :v)", [":v": "NULL"], true),
        ("attribute_type(s, :v)", [":v": "N"], false), ("attribute_type(absent, :v)", [":v": "N"], false),
        ("begins_with(s, :v)", [":v": "hel"], true), ("begins_with(s, :v)", [":v": "el"], false),
        ("begins_with(b, :v)", [":v": .binary(Data([1, 2]))], true), ("begins_with(n, :v)", [":v": "5"], false),
        ("contains(s, :v)", [":v": "ell"], true), ("contains(s, :v)", [":v": ""], true),
        ("contains(s, :v)", [":v": "elo"], false), ("contains(b, :v)", [":v": .binary(Data([2, 3]))], true),
        ("contains(ss, :v)", [":v": "a"], true), ("contains(ss, :v)", [":v": "c"], false),
        ("contains(ns, :v)", [":v": 2.0], true), ("contains(l, :v)", [":v": "two"], true),
        ("contains(l, :v)", [":v": [3]], true), ("contains(n, :v)", [":v": 5], false),
        ("size(s) = :v", [":v": 5], true), ("size(smile) = :v", [":v": 2], true), ("size(l) = :v", [":v": 3], true),
        ("size(m) = :v", [":v": 2], true), ("size(ss) > :v", [":v": 1], true), ("size(b) = :v", [":v": 3], true),
        ("size(n) >= :v", [":v": 0], false), ("size(n) <> :v", [":v": 0], true),
        ("size(absent) >= :v", [":v": 0], false),
        // Logic
        ("n = :v AND s = t", [":v": 5], true), ("n = :v AND s = t", [":v": 6], false),
        ("n = :v OR s = t", [":v": 6], true), ("NOT n = :v", [":v": 6], true),
        ("n = :six OR n = :five AND s = t", [":five": 5, ":six": 6], true),
        ("(n = :six OR n = :five) AND NOT s = t", [":five": 5, ":six": 6], false),
        ("NOT (n = :six AND s = t)", [":six": 6], true), ("NOT NOT n = :v", [":v": 5], true),
    ]

    @Test(arguments: DatabaseUnderTest.available)
    func `a write happens, and a filter lets an item through, exactly when the condition holds`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: Self.item))
            for (condition, values, holds) in Self.cases {
                let names = condition.contains("#l") ? ["#l": "list"] : nil
                let scanned = try await database.scan(
                    ScanInput(
                        tableName: "Hash", filterExpression: condition, expressionAttributeNames: names,
                        expressionAttributeValues: values))
                #expect(scanned.count == (holds ? 1 : 0), "\(condition)")
                #expect(scanned.scannedCount == 1, "\(condition)")
                let input = PutItemInput(
                    tableName: "Hash", item: Self.item, conditionExpression: condition, expressionAttributeNames: names,
                    expressionAttributeValues: values, returnValuesOnConditionCheckFailure: .allOld)
                do throws(DynamoDBError) {
                    _ = try await database.putItem(input)
                    #expect(holds, "\(condition)")
                } catch {
                    #expect(!holds && error.code == .conditionalCheckFailed, "\(condition): \(error)")
                    #expect(error.item == Self.item)
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an optional that is nil is equal to what is missing or NULL`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            let table = DynamoDBTable("Hash", in: database)
            try await table.put(["pk": "missing"])
            try await table.put(["pk": "null", "name": .null])
            try await table.put(["pk": "ann", "name": "Ann"])
            func found(_ condition: Condition) async throws(DynamoDBError) -> [String] {
                try await table.scan(Scan(filter: condition)).items.compactMap { $0["pk"]?.string }.sorted()
            }
            let (nobody, ann) = (nil as String?, "Ann" as String?)
            #expect(try await found(Attribute("name") == nobody) == ["missing", "null"])
            #expect(try await found(Attribute("name") != nobody) == ["ann"])
            #expect(try await found(Attribute("name") == ann) == ["ann"])
            #expect(try await found(Attribute("name") != ann) == ["missing", "null"])
            #expect(try await found(!(Attribute("name") == nobody)) == ["ann"])
            #expect(try await found("name = \(nobody)") == ["missing", "null"])
            #expect(try await found("name <> \(nobody)") == ["ann"])
            #expect(try await found("name IN (\(nobody), \("Ben"))") == ["missing", "null"])
            #expect(try await found(Attribute("name").in(ann, nobody)) == ["ann", "missing", "null"])
            let client = DynamoDBClient(tableName: "Hash", database: database)
            let taken = await client.update(
                key: ["pk": "missing"], updates: ["n": 1], conditionExpression: "name <> \(nobody)")
            #expect(taken.error?.code == .conditionalCheckFailed)
            let free = await client.update(
                key: ["pk": "missing"], updates: ["n": 1], conditionExpression: "name = \(nobody)")
            #expect(free.success)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a false condition writes nothing and tells the item only when asked`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "x", "version": 1]))
            for (asked, item) in [
                (ReturnValuesOnConditionCheckFailure.none, nil), (.allOld, ["pk": "x", "version": 1] as Item),
            ] {
                let delete = DeleteItemInput(
                    tableName: "Hash", key: ["pk": "x"], conditionExpression: "version = :v",
                    expressionAttributeValues: [":v": 2], returnValuesOnConditionCheckFailure: asked)
                let error = await failure { () throws(DynamoDBError) in try await database.deleteItem(delete) }
                #expect(error?.code == .conditionalCheckFailed)
                #expect(error?.item == item)
            }
            let missing = DeleteItemInput(
                tableName: "Hash", key: ["pk": "y"], conditionExpression: "attribute_exists(pk)",
                returnValuesOnConditionCheckFailure: .allOld)
            let error = await failure { () throws(DynamoDBError) in try await database.deleteItem(missing) }
            #expect(error?.item == nil)
            #expect(try await database.scan(ScanInput(tableName: "Hash")).count == 1)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a part is found in long texts at the cost of reading them once`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            let text = String(repeating: "a", count: 200_000)
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "x", "s": .string(text)]))
            let part = String(repeating: "a", count: 100_000) + "b"
            let output = try await database.scan(
                ScanInput(
                    tableName: "Hash", filterExpression: "contains(s, :v)",
                    expressionAttributeValues: [":v": .string(part)]))
            #expect(output.count == 0 && output.scannedCount == 1)
        }
    }
}
