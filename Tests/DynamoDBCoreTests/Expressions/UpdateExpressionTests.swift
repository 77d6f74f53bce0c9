// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct UpdateExpressionTests {
    static let type = "Incorrect operand type for operator or function; "
    static let misuse = "The function is not allowed to be used this way in an expression; function: "

    static func overlap(_ one: String, _ two: String) -> String {
        "Two document paths overlap with each other; must remove or rewrite one of these paths; "
            + "path one: \(one), path two: \(two)"
    }

    static func conflict(_ one: String, _ two: String) -> String {
        "Two document paths conflict with each other; must remove or rewrite one of these paths; "
            + "path one: \(one), path two: \(two)"
    }

    static let clashes: [(String, String)] = [
        ("a, a", Self.overlap("[a]", "[a]")),
        ("#a, a", Self.overlap("[a]", "[a]")),
        ("#a.#b, a.b", Self.overlap("[a, b]", "[a, b]")),
        ("a, a.b", Self.overlap("[a]", "[a, b]")),
        ("a.b, a", Self.overlap("[a, b]", "[a]")),
        ("c, a.b.c, d, a", Self.overlap("[a, b, c]", "[a]")),
        ("a.b, a.c, a", Self.overlap("[a, b]", "[a]")),
        ("a.b[0], c, a.b[0].d", Self.overlap("[a, b, [0]]", "[a, b, [0], d]")),
        ("a.b, a[1]", Self.conflict("[a, b]", "[a, [1]]")),
        ("a[1].c, c, a.b", Self.conflict("[a, [1], c]", "[a, b]")),
        ("a.b, a[1], c, c", Self.overlap("[c]", "[c]")),
        ("a.b, a.b[1].c, a.b", Self.overlap("[a, b]", "[a, b, [1], c]")),
    ]

    @Test(arguments: Self.clashes)
    func `paths of a projection, and targets of an update, keep apart`(list: String, message: String) {
        #expect(refusal(of: .projection, list) == "Invalid ProjectionExpression: \(message)")
        #expect(refusal(of: .update, "REMOVE \(list)") == "Invalid UpdateExpression: \(message)")
    }

    @Test(arguments: ["a", "a, b", "a.b, a.c", "a[0], a[1].x, a[1].y", "a.b[2].c, a.b[0], #dot, x.y", "#dot, x"])
    func `paths beside each other are fine`(list: String) {
        #expect(refusal(of: .projection, list) == nil)
        #expect(refusal(of: .update, "REMOVE \(list)") == nil)
    }

    static let refused: [(String, String)] = [
        ("SET a = :v REMOVE a", Self.overlap("[a]", "[a]")),
        ("ADD a.b :n SET a = :v", Self.overlap("[a, b]", "[a]")),
        ("DELETE a.b :ss SET a[0] = :v", Self.conflict("[a, b]", "[a, [0]]")),
        ("SET a = :v SET b = :v", "The \"SET\" section can only be used once in an update expression;"),
        ("remove a set b = :v remove c", "The \"REMOVE\" section can only be used once in an update expression;"),
        ("SET a = :s + :n", Self.type + "operator or function: +, operand type: S"),
        ("SET a = b - :ns", Self.type + "operator or function: -, operand type: NS"),
        ("SET a = list_append(a, :l) + :n", Self.type + "operator or function: +, operand type: L"),
        ("SET a = list_append(a, :s)", Self.type + "operator or function: list_append, operand type: S"),
        ("SET a = list_append(:m, a)", Self.type + "operator or function: list_append, operand type: M"),
        (
            "SET a = if_not_exists(:v, :v)",
            "Operator or function requires a document path; operator or function: if_not_exists"
        ),
        (
            "SET a = if_not_exists(a)",
            "Incorrect number of operands for operator or function; "
                + "operator or function: if_not_exists, number of operands: 1"
        ),
        (
            "SET a = list_append(a, :l, :l)",
            "Incorrect number of operands for operator or function; "
                + "operator or function: list_append, number of operands: 3"
        ),
        ("SET a = if_not_exists(a, list_append(b, :l))", Self.misuse + "list_append"),
        ("SET a = list_append(list_append(a, :l), :l)", Self.misuse + "list_append"),
        ("SET a = size(b)", Self.misuse + "size"),
        ("SET a = attribute_exists(b)", Self.misuse + "attribute_exists"),
        ("SET a = foo(b)", "Invalid function name; function: foo"),
        ("SET name = :v", "Attribute name is a reserved keyword; reserved keyword: name"),
        ("ADD a :s", Self.type + "operator: ADD, operand type: STRING"),
        ("ADD a :b", Self.type + "operator: ADD, operand type: BINARY"),
        ("ADD a :bool", Self.type + "operator: ADD, operand type: BOOLEAN"),
        ("ADD a :null", Self.type + "operator: ADD, operand type: NULL"),
        ("add a :l", Self.type + "operator: ADD, operand type: LIST"),
        ("ADD a :m", Self.type + "operator: ADD, operand type: MAP"),
        ("DELETE a :n", Self.type + "operator: DELETE, operand type: NUMBER"),
        ("delete a :s", Self.type + "operator: DELETE, operand type: STRING"),
        // Of several faults the first kind is reported.
        ("SET a = foo(name)", "Attribute name is a reserved keyword; reserved keyword: name"),
        ("SET a = :v SET b = foo(c)", "Invalid function name; function: foo"),
        (
            "SET a = :none SET b = #none",
            "The \"SET\" section can only be used once in an update expression;"
        ),
        (
            "SET a = :none, #none = :v, b = :none",
            "An expression attribute name used in the document path is not defined; attribute name: #none"
        ),
        (
            "SET a = :v, a = :none",
            "An expression attribute value used in expression is not defined; attribute value: :none"
        ),
        ("SET b[0] = :v, b.c = :v, a = :s + :n REMOVE a", Self.overlap("[a]", "[a]")),
        ("ADD a :s SET b[0] = :v, b.c = :v", Self.conflict("[b, [0]]", "[b, c]")),
        ("SET b = :s + :n ADD a :s", Self.type + "operator: ADD, operand type: STRING"),
    ]

    @Test(arguments: Self.refused)
    func `a wrong update is refused`(text: String, message: String) {
        #expect(refusal(of: .update, text) == "Invalid UpdateExpression: \(message)")
    }

    @Test func `reading a path that is also changed is fine`() {
        #expect(refusal(of: .update, "SET a = b, b = a, c = c.d + :n REMOVE d") == nil)
    }
}
