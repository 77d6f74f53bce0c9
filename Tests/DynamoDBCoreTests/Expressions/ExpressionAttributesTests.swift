// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

struct ExpressionAttributesTests {
    @Test func `an empty map is refused`() {
        #expect(
            refusal(of: .condition, "a = :v", names: [:]) == "ExpressionAttributeNames must not be empty")
        #expect(
            refusal(of: .condition, "a = :v", values: [:]) == "ExpressionAttributeValues must not be empty")
        #expect(
            refusal(of: .condition, "a = :v", names: [:], values: [:]) == "ExpressionAttributeNames must not be empty")
    }

    @Test(arguments: ["a", "#", "", ":a", "##a", "#a-b", "#a b", "#é"])
    func `a malformed name placeholder is refused`(key: String) {
        #expect(
            refusal(of: .condition, "a = :v", names: [key: "x"])
                == "ExpressionAttributeNames contains invalid key: Syntax error; key: \"\(key)\"")
    }

    @Test(arguments: ["v", ":", "", "#v", "::v", ":v.w", ":v "])
    func `a malformed value placeholder is refused`(key: String) {
        #expect(
            refusal(of: .condition, "a = :v", values: Item([key: 1]))
                == "ExpressionAttributeValues contains invalid key: Syntax error; key: \"\(key)\"")
    }

    @Test func `a placeholder has 255 bytes at most, and a name at least one`() {
        let (name, value) = ("#" + String(repeating: "é", count: 128), ":" + String(repeating: "a", count: 255))
        let tooLong = "contains invalid key: The expression attribute map contains a key that is too long;"
        #expect(
            refusal(of: .condition, "a = :v", names: [name: "x"])
                == "ExpressionAttributeNames \(tooLong) size of key: 257")
        #expect(
            refusal(of: .condition, "a = :v", values: Item([value: 1])) == "ExpressionAttributeValues \(tooLong)")
        #expect(
            refusal(of: .condition, "#a = :v", names: ["#a": ""])
                == "ExpressionAttributeNames contains invalid value: Empty attribute name for key #a")
    }

    @Test(arguments: [
        (ExpressionKind.condition, "#1 = :1"), (.filter, "#_ = :_"), (.keyCondition, "#a_1 = :b_2"),
        (.update, "SET #1 = :_"),
    ])
    func `a placeholder may begin with a digit or an underscore`(kind: ExpressionKind, text: String) {
        #expect(
            refusal(
                of: kind, text, names: ["#1": "a", "#_": "b", "#a_1": "c"], values: [":1": 1, ":_": 2, ":b_2": 3])
                == nil)
    }

    @Test(arguments: [
        (ExpressionKind.condition, "#none = :v"), (.filter, "a.#none = :v"), (.keyCondition, "#none = :v"),
        (.projection, "a, #none"), (.update, "REMOVE #none"), (.update, "SET a = #none"),
    ])
    func `an undefined name is refused`(kind: ExpressionKind, text: String) {
        let message =
            "Invalid \(kind.rawValue): An expression attribute name used in the document path is not defined; "
            + "attribute name: #none"
        #expect(refusal(of: kind, text) == message)
        #expect(refusal(of: kind, text, names: nil) == message)
    }

    @Test(arguments: [
        (ExpressionKind.condition, "a = :none"), (.filter, "contains(a, :none)"), (.keyCondition, "a = :none"),
        (.update, "SET a = :none"), (.update, "ADD a :none"),
    ])
    func `an undefined value is refused`(kind: ExpressionKind, text: String) {
        let message =
            "Invalid \(kind.rawValue): An expression attribute value used in expression is not defined; "
            + "attribute value: :none"
        #expect(refusal(of: kind, text) == message)
        #expect(refusal(of: kind, text, values: nil) == message)
    }

    @Test func `every placeholder has to be used by some expression`() throws {
        var attributes = try ExpressionAttributes(
            names: ["#a": "a", "#b": "b", "#c": "c"], values: [":x": 1, ":y": 2, ":z": 3])
        _ = try attributes.update("SET #a = :x")
        func message() -> String? {
            do throws(DynamoDBError) {
                try attributes.requireAllUsed()
                return nil
            } catch {
                return error.message
            }
        }
        #expect(message() == "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b, #c}")
        _ = try attributes.projection("#c.#b")
        #expect(message() == "Value provided in ExpressionAttributeValues unused in expressions: keys: {:y, :z}")
        _ = try attributes.condition("a = :y OR a = :z")
        #expect(message() == nil)
    }

    struct Given: Sendable {
        var names: [String: String]?
        var values: Item?
        var expressions: [(kind: ExpressionKind, text: String?)]
        var projections: [String?] = []
        var message: String?
    }

    @Test(arguments: [
        Given(expressions: [(.condition, nil)]),
        Given(names: ["#a": "a"], values: [":v": 1], expressions: [(.condition, "x")]),
        Given(
            names: ["#a": "a"], values: [":v": 1], expressions: [(.condition, nil)],
            message: "ExpressionAttributeNames can only be specified when using expressions"),
        Given(
            names: [:], expressions: [], projections: [nil],
            message: "ExpressionAttributeNames can only be specified when using expressions"),
        Given(names: ["#a": "a"], expressions: [], projections: ["#a"]),
        Given(
            values: [":v": 1], expressions: [(.condition, nil)],
            message: "ExpressionAttributeValues can only be specified when using expressions: "
                + "ConditionExpression is null"),
        Given(
            values: [":v": 1], expressions: [(.update, nil), (.condition, nil)],
            message: "ExpressionAttributeValues can only be specified when using expressions: "
                + "UpdateExpression and ConditionExpression are null"),
        Given(
            names: ["#a": "a"], values: [":v": 1], expressions: [(.filter, nil), (.keyCondition, nil)],
            projections: ["#a"],
            message: "ExpressionAttributeValues can only be specified when using expressions: "
                + "FilterExpression and KeyConditionExpression are null"),
        Given(values: [":v": 1], expressions: [(.filter, nil), (.keyCondition, "x")]),
    ])
    func `placeholders need an expression`(given: Given) {
        var message: String?
        do throws(DynamoDBError) {
            try ExpressionAttributes.requireExpressions(
                names: given.names, values: given.values, usingValues: given.expressions,
                usingNamesOnly: given.projections)
        } catch {
            message = error.message
        }
        #expect(message == given.message)
    }

    @Test func `there are 573 reserved words, in any case`() {
        #expect(ReservedWords.all.count == 573)
        for word in ReservedWords.all.subtracting(["AND", "OR", "NOT", "BETWEEN", "IN", "SET", "ADD", "DELETE"]) {
            for spelling in [word, word.lowercased(), word.capitalized] {
                #expect(
                    refusal(of: .projection, "a.\(spelling)")
                        == "Invalid ProjectionExpression: Attribute name is a reserved keyword; "
                        + "reserved keyword: \(spelling)")
            }
        }
        #expect(refusal(of: .projection, "statuses, nam, pk, sk, remove1") == nil)
    }
}
