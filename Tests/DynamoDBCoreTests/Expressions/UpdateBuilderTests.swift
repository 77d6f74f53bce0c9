// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct UpdateBuilderTests {
    /// An update, and its text or error.
    struct Row: Sendable, CustomTestStringConvertible {
        var update: Update
        var text: String

        init(_ update: Update, _ text: String) {
            (self.update, self.text) = (update, text)
        }

        var testDescription: String { self.text }
    }

    private static func message(_ update: Update) -> String? {
        var renderer = ExpressionRenderer()
        do {
            _ = try renderer.update(update)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        Row(Update.set("name", to: "Jane"), "SET name = \"Jane\""),
        Row(.set("address.city", to: "Sydney").set("age", to: 31), "SET address.city = \"Sydney\", age = 31"),
        Row(.set("a", ifNotExists: 1), "SET a = if_not_exists(a, 1)"),
        Row(.set("a", toValueOf: "b.c"), "SET a = b.c"),
        Row(.set(Attribute(name: "a.b"), to: true), "SET `a.b` = true"),
        Row(.set("a", to: ["x"]), "SET a = [\"x\"]"),
        Row(.set("a", to: [1, "x"]), "SET a = [1, \"x\"]"),
        Row(Update().set("a", to: [1, "x"]).set("b", to: []), "SET a = [1, \"x\"], b = []"),
        Row(.set("a", ifNotExists: [1, "x"]), "SET a = if_not_exists(a, [1, \"x\"])"),
        Row(.append("a", [1, "x"]), "SET a = list_append(if_not_exists(a, []), [1, \"x\"])"),
        Row(
            .prepend("a", [1, "x"]).append("b", [true, 1]),
            "SET a = list_append([1, \"x\"], if_not_exists(a, [])), b = list_append(if_not_exists(b, []), [true, 1])"),
        Row(.remove("a", "b[0]").remove("c"), "REMOVE a, b[0], c"),
        Row(.add("count", 1), "ADD count 1"),
        Row(.add("tags", Set(["x"])), "ADD tags <<\"x\">>"),
        Row(.increment("count"), "ADD count 1"),
        Row(.increment("count", by: -2.5), "ADD count -2.5"),
        Row(.delete("tags", Set(["x"])), "DELETE tags <<\"x\">>"),
        Row(.append("tags", ["x", "y"]), "SET tags = list_append(if_not_exists(tags, []), [\"x\", \"y\"])"),
        Row(.prepend("tags", [1]), "SET tags = list_append([1], if_not_exists(tags, []))"),
        Row(
            .set("a", to: 1).set("b", ifNotExists: 2).set("c", toValueOf: "a").remove("d").add("e", 1).increment("f")
                .delete("g", Set([1])).append("h", [1]).prepend("i", [1]),
            "SET a = 1, b = if_not_exists(b, 2), c = a, h = list_append(if_not_exists(h, []), [1]), "
                + "i = list_append([1], if_not_exists(i, [])) REMOVE d ADD e 1, f 1 DELETE g <<1>>"
        ),
        Row(Update(setting: ["b.c": 1, "a": "x"]), "SET a = \"x\", `b.c` = 1"),
        Row(Update.set("a", to: 1).merging(.remove("b")), "SET a = 1 REMOVE b"),
        Row("SET name = name + \(1) REMOVE \(name: "chat-history")", "SET name = name + 1 REMOVE chat-history"),
        Row("SET a = \(Optional<Int>.none)", "SET a = null"),
        Row(Update("SET a = :v REMOVE #b", values: [":v": 1], names: ["#b": "b"]), "SET a = 1 REMOVE b"),
        Row(Update(text: "ADD a :v", values: [":v": 1]), "ADD a 1"),
    ])
    func `changes make an update`(row: Row) {
        #expect(row.update.description == row.text)
        #expect(Self.message(row.update) == nil)
        #expect(!row.update.isEmpty)
    }

    @Test func `names are aliased and values are bound`() throws {
        var renderer = ExpressionRenderer()
        let text = try renderer.update(.set("status", to: "x").append("status2", ["y"]))
        #expect(text == "SET #n0 = :v0, #n1 = list_append(if_not_exists(#n1, :v1), :v2)")
        #expect(renderer.names == ["#n0": "status", "#n1": "status2"])
        #expect(renderer.values == [":v0": "x", ":v1": [], ":v2": ["y"]])
    }

    @Test(arguments: [
        Row(Update.set("a", to: 1).remove("a"), "Invalid UpdateExpression: Two document paths overlap"),
        Row(.set("a.b", to: 1).set("a", to: 2), "Invalid UpdateExpression: Two document paths overlap"),
        Row(.set("a.b", to: 1).remove("a[0]"), "Invalid UpdateExpression: Two document paths conflict"),
        Row(.set("a.b", to: 1).remove("a[0]", "c", "c"), "Invalid UpdateExpression: Two document paths overlap"),
        Row(Update(), "Invalid UpdateExpression: The expression can not be empty;"),
        Row(Update(setting: [:]), "Invalid UpdateExpression: The expression can not be empty;"),
        Row(.set("a", to: Double.nan).set("b", to: 1), "The parameter cannot be converted to a numeric value"),
        Row(.add("a", Double.infinity), "The parameter cannot be converted to a numeric value"),
        Row(.delete("a", Set<String>()), "DynamoDB has no empty sets"),
        Row(.append("a", [Double.nan]), "The parameter cannot be converted to a numeric value"),
        Row(.set("a..b", to: 1), "The path \"a..b\" is malformed"),
        Row(.set("a", toValueOf: ""), "The path \"\" is malformed"),
        Row(.set("a", to: 1).merging(.remove("a[")), "The path \"a[\" is malformed"),
        Row("SET a = :v", "Invalid UpdateExpression: An expression attribute value used in expression is not defined"),
        Row(Update("SET a = :v", values: [":v": 1, ":w": 1]), "Value provided in ExpressionAttributeValues unused"),
        Row("SET", "Invalid UpdateExpression: Syntax error; token: \"<EOF>\", near: \"SET\""),
    ])
    func `a wrong update is an error of the request`(row: Row) {
        let message = Self.message(row.update)
        #expect(message?.hasPrefix(row.text) == true, "\(message ?? "no error")")
    }

    @Test func `an update that changes nothing is empty`() {
        #expect(Update().isEmpty)
        #expect(Update(setting: [:]).isEmpty)
        #expect(!Update.set("..", to: 1).isEmpty)
    }
}
