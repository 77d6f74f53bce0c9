// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct ConditionTextTests {
    private func rendered(_ condition: Condition) throws -> (String, [String: String]?, Item?) {
        var renderer = ExpressionRenderer()
        let text = try renderer.condition(condition)
        return (text, renderer.names, renderer.values)
    }

    private func message(_ condition: Condition) -> String? {
        do {
            _ = try self.rendered(condition)
            return nil
        } catch {
            return (error as? DynamoDBError)?.message
        }
    }

    @Test func `an interpolated text binds names and values`() throws {
        let status = "status"
        let (text, names, values) = try self.rendered(
            "version < \(3) AND \(name: status) = \("x") OR \(Attribute("a.b[0]")) = \(Attribute("tags").size)")
        #expect(text == "#n0 < :v0 AND #n1 = :v1 OR #n2.#n3[0] = size(#n4)")
        #expect(names == ["#n0": "version", "#n1": "status", "#n2": "a", "#n3": "b", "#n4": "tags"])
        #expect(values == [":v0": 3, ":v1": "x"])
    }

    @Test func `a text with placeholders takes its names and values`() throws {
        let (text, names, values) = try self.rendered(
            Condition(
                "attribute_not_exists(pk) OR version < :v AND #s = :s", values: [":v": 3, ":s": "x"],
                names: ["#s": "status"]
            ))
        #expect(text == "attribute_not_exists(#n0) OR #n1 < :v0 AND #n2 = :v1")
        #expect(names == ["#n0": "pk", "#n1": "version", "#n2": "status"])
        #expect(values == [":v0": 3, ":v1": "x"])
    }

    @Test func `interpolation and placeholders go together and cannot clash`() throws {
        let text = "v = :i0"
        let value = 7
        #expect(
            Condition("v = \(value) OR v = :i0 OR #i1 = \(value)", values: [":i0": 1, ":i2": 2], names: ["#i1": "w"])
                .description.contains("unused"))
        #expect(
            Condition("v = \(value) OR v = :i0 OR #i1 = \(8)", values: [":i0": 1], names: ["#i1": "w"]).description
                == "v = 7 OR v = 1 OR w = 8")
        #expect(
            self.message("v = \(value) OR v = :i0")
                == "Invalid ConditionExpression: An expression attribute value used in expression is not defined; "
                + "attribute value: :i0. Give it along: values: [\":v\": 3]")
        #expect(Condition(text: text, values: [":i0": 5]).description == "v = 5")
        // A placeholder does not run into what is next to it.
        #expect(self.message("a = \(1)0")?.contains("Syntax error; token: \"0\"") == true)
        #expect(self.message("a = x\(1)")?.contains("Syntax error; token: \":i0\"") == true)
    }

    private static let nothing: Int? = nil

    @Test(
        arguments: [
            ("a = \(nothing)", Attribute("a") == nothing), ("\(nothing) = a", Attribute("a") == nothing),
            ("a = (\(nothing))", Attribute("a") == nothing), ("(\(nothing)) = a", Attribute("a") == nothing),
            ("a.b[0] <> \(nothing)", Attribute("a.b[0]") != nothing), ("\(nothing) <> a", Attribute("a") != nothing),
            ("\(Attribute("a")) = \(nothing)", Attribute("a") == nothing),
            ("NOT a = \(nothing)", !(Attribute("a") == nothing)),
            ("a IN (\(1), \(nothing), \(2))", Attribute("a").in(1, nothing, 2)),
            ("a IN (\(nothing))", Attribute("a").in(nothing)),
            ("\(nothing) IN (a)", Attribute("a") == nothing),
            ("\(nothing) IN (a, b)", Attribute("a") == nothing || Attribute("b") == nothing),
            // Where only a value can be, it is the null value.
            ("size(a) = \(nothing)", Attribute("a").size == nothing),
            ("size(a) IN (\(1), \(nothing))", Attribute("a").size.in(1, nothing)),
            ("contains(a, \(nothing))", Attribute("a").contains(nothing)),
            // What is given as the null value means it.
            ("a = \(AttributeValue.null)", Attribute("a") == AttributeValue.null),
            (Condition("a <> :v", values: [":v": nil]), Attribute("a") != AttributeValue.null),
        ] as [(Condition, Condition)])
    func `an interpolated nil means the same as with operators`(text: Condition, operators: Condition) {
        #expect(text == operators)
    }

    @Test func `an interpolated nil keeps its place among other conditions`() throws {
        let (text, _, values) = try self.rendered("b = \(1) AND a = \(Self.nothing) AND c = \(AttributeValue.null)")
        #expect(text == "#n0 = :v0 AND (attribute_not_exists(#n1) OR #n1 = :v1) AND #n2 = :v2")
        #expect(values == [":v0": 1, ":v1": .null, ":v2": .null])
        #expect(
            Condition("a = \(Self.nothing) AND b = :i0", values: [":i0": nil]).description
                == "(attribute_not_exists(a) OR a = null) AND b = null")
    }

    @Test(arguments: ["a < \(nothing)", "a BETWEEN \(nothing) AND \(2)", "begins_with(a, \(nothing))"] as [Condition])
    func `what nothing can be true of is refused with nil`(condition: Condition) {
        #expect(self.message(condition)?.contains("Incorrect operand type") == true)
    }

    @Test func `reserved words may stand for themselves`() throws {
        let (text, names, _) = try self.rendered("status = \("x") AND attribute_exists(name.size)")
        #expect(text == "#n0 = :v0 AND attribute_exists(#n1.#n2)")
        #expect(names == ["#n0": "status", "#n1": "name", "#n2": "size"])
    }

    @Test func `what is missing, unused or wrong is an error before anything is sent`() {
        let undefined =
            "An expression attribute value used in expression is not defined; attribute value: :v. "
            + "Give it along: values: [\":v\": 3]"
        #expect(self.message("version = :v") == "Invalid ConditionExpression: \(undefined)")
        #expect(self.message(Condition("version = :v", values: [:])) == "Invalid ConditionExpression: \(undefined)")
        #expect(
            self.message(Condition("a = :v", values: [":v": 1, ":w": 2]))
                == "Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}")
        #expect(
            self.message(Condition("a = :v", values: [":v": 1], names: ["#x": "a"]))
                == "Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}")
        #expect(
            self.message("#x = \(1)")
                == "Invalid ConditionExpression: "
                + "An expression attribute name used in the document path is not defined; attribute name: #x")
        #expect(
            self.message("a = \(1) AND")
                == "Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"AND\"")
        #expect(self.message("") == "Invalid ConditionExpression: The expression can not be empty;")
        #expect(self.message("\(name: "") = \(1)")?.contains("Empty attribute name") == true)
    }

    @Test(arguments: ["version = 3", "version < 12 AND a = b", "status = 'x'", "status = \"x\"", "status = \"\""])
    func `a value in the text is told how to be bound`(text: String) {
        let message = self.message(Condition(text: text))
        #expect(message?.hasPrefix("Invalid ConditionExpression: Syntax error; token: ") == true)
        #expect(
            message?.hasSuffix(
                "bind it to :v, or interpolate it, as in \\(3), in a literal without the label text:") == true)
    }

    @Test func `what is interpolated behind the label is pasted in, and told what to do`() {
        #expect(self.message(Condition(text: "version = \(3)"))?.hasSuffix("without the label text:") == true)
        #expect(
            Update(text: "SET version = \(3)").description.hasSuffix("without the label text:>"))
        #expect(self.message(Condition("version = \(3)")) == nil)
    }

    @Test func `a key without its sign is explained`() {
        #expect(
            self.message(Condition("version = :v", values: ["v": 3]))
                == "ExpressionAttributeValues contains invalid key: Syntax error; key: \"v\". "
                + "A key is \":\" and then letters, digits or \"_\", as the text of the expression has it: \":v\"")
        #expect(
            self.message(Condition("#s = :v", values: [":v": 3], names: ["s": "status"]))?
                .hasPrefix("ExpressionAttributeNames contains invalid key: Syntax error; key: \"s\"") == true)
    }

    @Test func `the error names the parameter the condition is used for`() {
        var renderer = ExpressionRenderer()
        let error = #expect(throws: DynamoDBError.self) { try renderer.condition("a = :v", as: .filter) }
        #expect(error?.message.hasPrefix("Invalid FilterExpression: ") == true)
    }

    @Test func `a text combines with built conditions`() throws {
        let condition: Condition = "a = \(1) OR b = \(2)"
        let (text, _, values) = try self.rendered(condition && Attribute("c") == 3)
        #expect(text == "(#n0 = :v0 OR #n1 = :v1) AND #n2 = :v2")
        #expect(values == [":v0": 1, ":v1": 2, ":v2": 3])
        #expect((condition && "nonsense").description.hasPrefix("<invalid: Syntax error"))
        #expect(condition == "a = \(1) OR b = \(2)")
        #expect(condition != "a = \(1) OR b = \(3)")
    }
}
