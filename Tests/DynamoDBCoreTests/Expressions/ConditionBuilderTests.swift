// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

struct ConditionBuilderTests {
    /// A condition and its text.
    struct Row: Sendable, CustomTestStringConvertible {
        var condition: Condition
        var text: String

        init(_ condition: Condition, _ text: String) {
            (self.condition, self.text) = (condition, text)
        }

        var testDescription: String { self.text }
    }

    @Test(arguments: [
        Row(Attribute("a") == "x", "a = \"x\""),
        Row(Attribute("a") != 1.5, "a <> 1.5"),
        Row(Attribute("a") < 3, "a < 3"),
        Row(Attribute("a") <= Attribute("b.c"), "a <= b.c"),
        Row(Attribute("a") > Attribute("b").size, "a > size(b)"),
        Row(Attribute("a") >= true, "a >= true"),
        Row(Attribute("tags").size > 3, "size(tags) > 3"),
        Row(Attribute("tags").size == Attribute("b").size, "size(tags) = size(b)"),
        Row(Attribute("tags").size.between(1, 2), "size(tags) BETWEEN 1 AND 2"),
        Row(Attribute("tags").size.in(1, 2), "size(tags) IN (1, 2)"),
        Row(Attribute("a").between(18, 65), "a BETWEEN 18 AND 65"),
        Row(Attribute("a").between(18, Attribute("b")), "a BETWEEN 18 AND b"),
        Row(Attribute("a").in("x", "y"), "a IN (\"x\", \"y\")"),
        Row(Attribute("a").in(["x", "y"]), "a IN (\"x\", \"y\")"),
        Row(Attribute("a").in([1]), "a IN (1)"),
        Row(Attribute("a").in(Attribute("b"), Attribute("c")), "a IN (b, c)"),
        Row(Attribute("a").beginsWith("x"), "begins_with(a, \"x\")"),
        Row(Attribute("a").contains("x"), "contains(a, \"x\")"),
        Row(Attribute("a").contains(Attribute("b")), "contains(a, b)"),
        Row(Attribute("a").exists, "attribute_exists(a)"),
        Row(Attribute("a").notExists, "attribute_not_exists(a)"),
        Row(Attribute("a").isType(.string), "attribute_type(a, \"S\")"),
        Row(Attribute("a") == AttributeValue.null, "a = null"),
        Row(Attribute("a") == Optional<Int>.none, "attribute_not_exists(a) OR a = null"),
        Row(Attribute("a") != Optional<Int>.none, "attribute_exists(a) AND a <> null"),
        Row(Attribute("a") != Optional(1), "a <> 1"),
        Row(Attribute("a") == nil, "attribute_not_exists(a) OR a = null"),
        Row(Attribute("a") != nil, "attribute_exists(a) AND a <> null"),
        Row(Attribute("a").in("x", nil), "a IN (\"x\") OR attribute_not_exists(a) OR a = null"),
        Row(Attribute("a").in([nil, "x", "y"]), "a IN (\"x\", \"y\") OR attribute_not_exists(a) OR a = null"),
        Row(Attribute("a").in([Int?.none]), "attribute_not_exists(a) OR a = null"),
        Row(!Attribute("a").in("x", nil), "NOT (a IN (\"x\") OR attribute_not_exists(a) OR a = null)"),
        Row(Attribute("a").in("x", AttributeValue.null), "a IN (\"x\", null)"),
        Row(Attribute("a").size.in(1, nil), "size(a) IN (1, null)"),
        Row(Attribute("a") == [1, "x"], "a = [1, \"x\"]"),
        Row(Attribute("a") != [1, "x"], "a <> [1, \"x\"]"),
        Row(Attribute("a").size == Optional<Int>.none, "size(a) = null"),
        Row(Attribute("a") == ["x", "y"], "a = [\"x\", \"y\"]"),
        Row(Attribute("a") == ["k": 1], "a = {\"k\": 1}"),
        Row(Attribute("a") == Set([2, 1]), "a = <<1, 2>>"),
        Row(Attribute("a") == Data([1]), "a = b\"AQ==\""),
        Row(!Attribute("a").exists, "NOT attribute_exists(a)"),
        Row(!(Attribute("a") == 1 && Attribute("b") == 2), "NOT (a = 1 AND b = 2)"),
        Row(
            Attribute("status") == "active" && Attribute("age").between(18, 65) || !Attribute("deleted").exists,
            "status = \"active\" AND age BETWEEN 18 AND 65 OR NOT attribute_exists(deleted)"
        ),
        Row((Attribute("a") == 1 || Attribute("b") == 2) && Attribute("c") == 3, "(a = 1 OR b = 2) AND c = 3"),
        Row(Attribute("a") == 1 || (Attribute("b") == 2 || Attribute("c") == 3), "a = 1 OR b = 2 OR c = 3"),
        Row(Attribute("a") == 1 && (Attribute("b") == 2 && Attribute("c") == 3), "a = 1 AND b = 2 AND c = 3"),
        Row(Attribute(name: "a.b c") == 1, "`a.b c` = 1"),
    ])
    func `attributes and operators make conditions`(row: Row) {
        #expect(row.condition.description == row.text)
    }

    @Test(arguments: [
        Row(Attribute("a").in(Set(["x"])), "a IN (\"x\")"),
        Row(Attribute("a").in(Set(["y", "\u{E9}", "x", "xy"])), "a IN (\"x\", \"xy\", \"y\", \"\u{E9}\")"),
        Row(Attribute("a").in(Set([10, 9, -1])), "a IN (-1, 9, 10)"),
        Row(Attribute("a").in(Set([Data([2]), Data([1, 1])])), "a IN (b\"AQE=\", b\"Ag==\")"),
        Row(Attribute("a").in(Set([true, false])), "a IN (false, true)"),
        Row(Attribute("a").in(Set([["y"], ["x"]])), "a IN ([\"x\"], [\"y\"])"),
        Row(Attribute("a").in(["x", 2, 1, .null] as Set<AttributeValue>), "a IN (1, 2, null, \"x\")"),
        Row(Attribute("a").in(Set([1]), Set([2])), "a IN (<<1>>, <<2>>)"),
        Row(Attribute("tags").size.in(Set([2, 1])), "size(tags) IN (1, 2)"),
    ])
    func `a set of candidates stands for its members, in one order`(row: Row) {
        #expect(row.condition.description == row.text)
    }

    @Test func `names are aliased once and values are bound`() throws {
        let condition = Attribute("status") == "x" && Attribute("a.status") > 1 && Attribute("status") != "y"
        var renderer = ExpressionRenderer()
        #expect(renderer.names == nil && renderer.values == nil)
        #expect(try renderer.condition(condition) == "#n0 = :v0 AND #n1.#n0 > :v1 AND #n0 <> :v2")
        #expect(renderer.names == ["#n0": "status", "#n1": "a"])
        #expect(renderer.values == [":v0": "x", ":v1": 1, ":v2": "y"])
    }

    @Test func `names of different Unicode forms get different aliases`() throws {
        var renderer = ExpressionRenderer()
        let condition = Attribute("\u{E9}") == 1 && Attribute("e\u{301}") == 2
        #expect(try renderer.condition(condition) == "#n0 = :v0 AND #n1 = :v1")
        #expect(renderer.names?["#n0"]?.utf8.count == 2)
        #expect(renderer.names?["#n1"]?.utf8.count == 3)
    }

    @Test(arguments: [
        "x\" OR \"1\" = \"1", " OR ", "#n0", ":v0", "') = attribute_exists(a", ":v0 OR attribute_exists(a)", "\u{0}",
    ])
    func `no name and no value can change the expression`(text: String) throws {
        var renderer = ExpressionRenderer()
        #expect(try renderer.condition(Attribute(name: text) == text) == "#n0 = :v0")
        #expect(renderer.names == ["#n0": text])
        #expect(renderer.values == [":v0": .string(text)])
        var other = ExpressionRenderer()
        #expect(try other.condition("\(name: text) = \(text)") == "#n0 = :v0")
        #expect(other.names == ["#n0": text])
        #expect(other.values == [":v0": .string(text)])
    }

    @Test(arguments: [
        Attribute("a") == Double.nan, Attribute("a").in(1, Double.infinity), !(Attribute("a").between(1, Double.nan)),
        Attribute("b") == 1 && Attribute("a").contains(Double.nan), Attribute("a").beginsWith(Set<String>()),
        Attribute("a").in(Set([1, Double.infinity])),
        Attribute("a") < Double.nan || Attribute("b") == 1, "a = \(Double.nan)",
    ])
    func `a value that cannot be stored is an error of the request`(condition: Condition) {
        var renderer = ExpressionRenderer()
        let error = #expect(throws: DynamoDBError.self) { try renderer.condition(condition) }
        #expect(error?.code == .validation)
        #expect(error?.message.hasPrefix("Invalid ConditionExpression") == false)
    }

    @Test(arguments: [Attribute("a").in([String]()), Attribute("a").in(Set<String>())])
    func `IN needs a value`(condition: Condition) {
        var renderer = ExpressionRenderer()
        let error = #expect(throws: DynamoDBError.self) { try renderer.condition(condition) }
        #expect(
            error?.message
                == "Invalid ConditionExpression: Incorrect number of operands for operator or function; "
                + "operator or function: IN, number of operands: 1")
    }

    @Test func `a condition built in a loop is bounded as in the service`() throws {
        var renderer = ExpressionRenderer()
        var fine = Attribute("a") == 0
        for index in 1..<150 { fine = fine || Attribute("a") == index }
        _ = try renderer.condition(fine)
        var condition = fine
        for index in 0..<10_000 { condition = condition || Attribute("a") == index }
        let error = #expect(throws: DynamoDBError.self) { try renderer.condition(condition, as: .filter) }
        #expect(
            error?.message
                == "Invalid FilterExpression: The expression contains too many operators; operator count: 301")
        var negated = Attribute("a").exists
        for _ in 0..<10_000 { negated = !negated }
        #expect(throws: DynamoDBError.self) { try renderer.condition(negated) }
    }

    @Test func `several conditions share the placeholders of one request`() throws {
        var renderer = ExpressionRenderer()
        let key = try renderer.keyCondition(
            partitionKey: "pk", equals: "u1", sort: .between("created_at", "2024-01-01", "2024-06-30"))
        let raw = Condition("#n0 = :v0 OR pk = :v1", values: [":v0": "raw", ":v1": 1], names: ["#n0": "status"])
        let filter = try renderer.condition(raw && Attribute("created_at").exists, as: .filter)
        let projection = try renderer.projection(["pk", "status.x"])
        #expect(key == "#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2")
        #expect(filter == "(#n2 = :v3 OR #n0 = :v4) AND attribute_exists(#n1)")
        #expect(projection == "#n0, #n2.#n3")
        #expect(renderer.names == ["#n0": "pk", "#n1": "created_at", "#n2": "status", "#n3": "x"])
        #expect(
            renderer.values
                == [":v0": "u1", ":v1": "2024-01-01", ":v2": "2024-06-30", ":v3": "raw", ":v4": 1])
    }

    @Test(arguments: [
        (SortKeyCondition.equal("sk", "x"), "#n1 = :v1"), (.lessThan("sk", 1), "#n1 < :v1"),
        (.lessThanOrEqual("sk", 1), "#n1 <= :v1"), (.greaterThan("sk", 1), "#n1 > :v1"),
        (.greaterThanOrEqual("sk", 1), "#n1 >= :v1"), (.beginsWith("sk", "order#"), "begins_with(#n1, :v1)"),
        (.between("sk", 1, 2), "#n1 BETWEEN :v1 AND :v2"),
    ])
    func `a sort key condition follows the partition key`(sort: SortKeyCondition, text: String) throws {
        var renderer = ExpressionRenderer()
        #expect(try renderer.keyCondition(partitionKey: "pk", equals: "u", sort: sort) == "#n0 = :v0 AND \(text)")
        #expect(renderer.names == ["#n0": "pk", "#n1": "sk"])
    }

    @Test func `a sort key condition keeps its error`() {
        var renderer = ExpressionRenderer()
        #expect(throws: DynamoDBError.self) {
            try renderer.keyCondition(partitionKey: "pk", equals: "u", sort: .lessThan("sk", Double.nan))
        }
    }

    @Test func `a projection needs attributes that keep apart`() {
        var renderer = ExpressionRenderer()
        var error = #expect(throws: DynamoDBError.self) { try renderer.projection([]) }
        #expect(error?.message == "Invalid ProjectionExpression: The expression can not be empty;")
        error = #expect(throws: DynamoDBError.self) { try renderer.projection(["a.b", "c", "a"]) }
        #expect(error?.message.hasPrefix("Invalid ProjectionExpression: Two document paths overlap") == true)
    }
}
