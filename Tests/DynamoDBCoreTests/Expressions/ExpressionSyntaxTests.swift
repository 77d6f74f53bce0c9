// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct ExpressionSyntaxTests {
    struct SyntaxError: Sendable, CustomTestStringConvertible {
        var kind: ExpressionKind
        var text: String
        var token: String
        var near: String

        init(_ kind: ExpressionKind, _ text: String, token: String, near: String) {
            (self.kind, self.text, self.token, self.near) = (kind, text, token, near)
        }

        var testDescription: String { self.text }
    }

    @Test(arguments: [
        SyntaxError(.update, "INVALID SYNTAX HERE", token: "INVALID", near: "INVALID SYNTAX"),
        SyntaxError(.projection, "!!! INVALID !!!", token: "!", near: "!!"),
        SyntaxError(.projection, "!!!", token: "!", near: "!!"),
        SyntaxError(.update, "ADD hits : incr", token: ":", near: "hits : incr"),
        SyntaxError(.update, "SET _123", token: "_", near: "SET _123"),
        SyntaxError(.condition, "a = :type AND b =   :type AND", token: "<EOF>", near: "AND"),
        SyntaxError(.condition, "attribute_type(a, :type", token: "<EOF>", near: ":type"),
        SyntaxError(.projection, "a,", token: "<EOF>", near: ","),
        SyntaxError(.condition, "size([1]) = :n", token: "[", near: "([1"),
        SyntaxError(.update, "SET a = if_not_exists(a, 0)", token: "0", near: ", 0)"),
        SyntaxError(.update, "SET", token: "<EOF>", near: "SET"),
        SyntaxError(.update, "REMOVE", token: "<EOF>", near: "REMOVE"),
        SyntaxError(.update, "ADD a", token: "<EOF>", near: "a"),
        SyntaxError(.update, "ADD a b", token: "b", near: "a b"),
        SyntaxError(.update, "SET a = :n,", token: "<EOF>", near: ","),
        SyntaxError(.update, "SET a :n", token: ":n", near: "a :n"),
        SyntaxError(.update, "SET a = :n + :n + :n", token: "+", near: ":n + :n"),
        SyntaxError(.update, "SET a = (a + :n) - :n", token: "-", near: ") - :n"),
        SyntaxError(.update, "SET a = (a + :n", token: "<EOF>", near: ":n"),
        SyntaxError(.update, "SET a = if_not_exists(a + :n)", token: "+", near: "a + :n"),
        SyntaxError(.update, "SET a = :n)", token: ")", near: ":n)"),
        SyntaxError(.condition, "a", token: "<EOF>", near: "a"),
        SyntaxError(.condition, ":v", token: "<EOF>", near: ":v"),
        SyntaxError(.condition, "(a)", token: "<EOF>", near: ")"),
        SyntaxError(.condition, "a AND b = :v", token: "AND", near: "a AND b"),
        SyntaxError(.condition, "NOT a", token: "<EOF>", near: "a"),
        SyntaxError(.condition, "(NOT a)", token: ")", near: "a)"),
        SyntaxError(.condition, "a != :v", token: "!", near: "a !="),
        SyntaxError(.condition, "a == :v", token: "=", near: "== :v"),
        SyntaxError(.condition, "a = :v = :v", token: "=", near: ":v = :v"),
        SyntaxError(.condition, "(a = :v) = :v", token: "=", near: ") = :v"),
        SyntaxError(.condition, "(a = :v", token: "<EOF>", near: ":v"),
        SyntaxError(.condition, "a = :v)", token: ")", near: ":v)"),
        SyntaxError(.condition, "()", token: ")", near: "()"),
        SyntaxError(.condition, "a IN ()", token: ")", near: "()"),
        SyntaxError(.condition, "a NOT IN (:v)", token: "NOT", near: "a NOT IN"),
        SyntaxError(.condition, "a BETWEEN :n OR :two", token: "OR", near: ":n OR :two"),
        SyntaxError(.condition, "contains(a + b)", token: "+", near: "a + b"),
        SyntaxError(.condition, "contains(a, b = c)", token: "=", near: "b = c"),
        SyntaxError(.condition, "attribute_exists()", token: ")", near: "()"),
        SyntaxError(.condition, "a.b. = :v", token: "=", near: ". = :v"),
        SyntaxError(.condition, "a[:v] = :v", token: ":v", near: "[:v]"),
        SyntaxError(.condition, "a[#a] = :v", token: "#a", near: "[#a]"),
        SyntaxError(.condition, "a[-1] = :v", token: "-", near: "[-1"),
        SyntaxError(.condition, "a[01.5] = :v", token: ".", near: "01.5"),
        SyntaxError(.condition, "# = :v", token: "#", near: "# ="),
        SyntaxError(.condition, "größe = :v", token: "ö", near: "größ"),
        SyntaxError(.condition, "1a = :v", token: "1", near: "1a"),
        SyntaxError(.condition, "a\t=\n :v  b", token: "b", near: ":v  b"),
        SyntaxError(.condition, "a.and = :v", token: "and", near: ".and ="),
    ])
    func `a syntax error shows the token and its neighbours`(error: SyntaxError) {
        #expect(
            refusal(of: error.kind, error.text)
                == "Invalid \(error.kind.rawValue): Syntax error; token: \"\(error.token)\", near: \"\(error.near)\"")
    }

    @Test(arguments: [
        ("a = :v AND b = :v OR NOT #a = :v AND b = :s", "a = \"v\" AND b = \"v\" OR NOT a = \"v\" AND b = \"s\""),
        ("(a = :v or b = :v) and a = :s", "(a = \"v\" OR b = \"v\") AND a = \"s\""),
        ("(a = :v)", "a = \"v\""),
        ("NOT NOT a=:v", "NOT NOT a = \"v\""),
        ("not (a = :v)", "NOT a = \"v\""),
        ("NOT (a) = (:v)", "NOT a = \"v\""),
        ("(a = :v) AND (b = :v)", "a = \"v\" AND b = \"v\""),
        ("((a=:v) AND (b=:v))", "a = \"v\" AND b = \"v\""),
        ("a = :v AND (b = :v AND a = :s)", "a = \"v\" AND (b = \"v\" AND a = \"s\")"),
        ("a Between :n anD :two AND b IN(:s,:n , b.c)", "a BETWEEN 1 AND 2 AND b IN (\"s\", 1, b.c)"),
        ("(size((a))) > :n", "size(a) > 1"),
        ("size(a) <= size(b)", "size(a) <= size(b)"),
        (":n < a", "1 < a"),
        ("(a)<>b.c[0][1].d", "a <> b.c[0][1].d"),
        ("p <> p", "p <> p"),
        ("#dot.#a[03] = :v", "`x.y`.a[3] = \"v\""),
        ("a = :null AND b = :ss AND c IN (:l, :m)", "a = null AND b = <<\"s\">> AND c IN ([\"x\"], {\"k\": \"v\"})"),
        ("attribute_exists(a.b) OR attribute_not_exists(#a)", "attribute_exists(a.b) OR attribute_not_exists(a)"),
        ("attribute_type(a, :type) AND begins_with(a, :s)", "attribute_type(a, \"S\") AND begins_with(a, \"s\")"),
        ("(contains(a, b)) OR contains(:l, a)", "contains(a, b) OR contains([\"x\"], a)"),
        ("(attribute_exists(a))", "attribute_exists(a)"),
        ("begins = :v AND sizes = :v", "begins = \"v\" AND sizes = \"v\""),
    ])
    func `a condition is read by the grammar and its precedence`(text: String, tree: String) throws {
        #expect(Condition(try condition(text)).description == tree)
    }

    @Test(arguments: [
        ("SET a = :v", "SET a = \"v\""),
        ("remove d, b.c[1] set #a.x = :v, b.d = a", "REMOVE d, b.c[1] SET a.x = \"v\", b.d = a"),
        ("ADD a :n, b :ss DELETE c :ns", "ADD a 1, b <<\"s\">> DELETE c <<1>>"),
        ("SET a = b + :n, c = :n - d", "SET a = b + 1, c = 1 - d"),
        ("SET a = (b + :n)", "SET a = b + 1"),
        ("SET a = (b) + (:n)", "SET a = b + 1"),
        ("SET a = ((b) + :n)", "SET a = b + 1"),
        ("SET a = (b)", "SET a = b"),
        (
            "SET a = if_not_exists(a, :n) + if_not_exists(b.c, :n)",
            "SET a = if_not_exists(a, 1) + if_not_exists(b.c, 1)"
        ),
        ("SET a = if_not_exists(a, if_not_exists(b, :n))", "SET a = if_not_exists(a, if_not_exists(b, 1))"),
        ("SET a = list_append(if_not_exists(a, :l), :l)", "SET a = list_append(if_not_exists(a, [\"x\"]), [\"x\"])"),
        ("SET a = list_append((a), b)", "SET a = list_append(a, b)"),
    ])
    func `an update is read by the grammar`(text: String, tree: String) throws {
        #expect(Update(try update(text)).description == tree)
    }

    @Test(arguments: [
        (ExpressionKind.projection, "remove, b", nil),
        (.condition, "remove = :v AND Remove.a <> :v", nil),
        (.filter, "set = :v", "set"),
        (.projection, "a, AND", "AND"),
        (.update, "SET between = :v", "between"),
    ])
    func `a keyword of other expressions is a name`(kind: ExpressionKind, text: String, reserved: String?) {
        let refused = reserved.map {
            "Invalid \(kind.rawValue): Attribute name is a reserved keyword; reserved keyword: \($0)"
        }
        #expect(refusal(of: kind, text) == refused)
    }

    @Test func `a dot in the target of a name placeholder is no separator`() throws {
        #expect(try condition("#dot = :v") == .comparison(.path(.init(root: "x.y")), .equal, .value("v")))
    }

    @Test func `names that differ only in their Unicode form are different paths`() {
        #expect(DocumentPath(root: "\u{E9}") != DocumentPath(root: "e\u{301}"))
        #expect(
            DocumentPath(root: "a", steps: [.name("\u{E9}")]) != DocumentPath(root: "a", steps: [.name("e\u{301}")]))
        #expect(
            Set([DocumentPath(root: "\u{E9}"), DocumentPath(root: "e\u{301}"), DocumentPath(root: "\u{E9}")]).count == 2
        )
        #expect(
            KeyConditionTree.Test(attribute: "\u{E9}", relation: .equal(1))
                != KeyConditionTree.Test(attribute: "e\u{301}", relation: .equal(1)))
    }
}
