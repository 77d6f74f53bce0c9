// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct ConditionFunctionTests {
    static let type = "Incorrect operand type for operator or function; operator or function: "
    static let count = "Incorrect number of operands for operator or function; operator or function: "
    static let path = "Operator or function requires a document path; operator or function: "
    static let misuse = "The function is not allowed to be used this way in an expression; function: "
    static let distinct =
        "The first operand must be distinct from the remaining operands for this operator or function; operator: "

    static let refused: [(String, String)] = [
        ("attribute_exists(:v)", Self.path + "attribute_exists"),
        ("attribute_exists(size(a))", Self.path + "attribute_exists"),
        ("attribute_not_exists(:v)", Self.path + "attribute_not_exists"),
        ("attribute_type(a, :n)", Self.type + "attribute_type, operand type: N"),
        ("attribute_type(a, :ss)", Self.type + "attribute_type, operand type: SS"),
        ("attribute_type(a, b)", Self.type + "attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}"),
        (
            "attribute_type(a, :dog)",
            "Invalid attribute type name found; type: DOG, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"
        ),
        ("begins_with(a, :n)", Self.type + "begins_with, operand type: N"),
        ("begins_with(:bool, a)", Self.type + "begins_with, operand type: BOOL"),
        ("begins_with(a, size(b))", Self.type + "begins_with, operand type: N"),
        ("contains(#a, a)", Self.distinct + "contains, first operand: [a]"),
        ("contains(a.b[0], a.b[0])", Self.distinct + "contains, first operand: [a, b, [0]]"),
        ("begins_with(a, a)", Self.distinct + "begins_with, first operand: [a]"),
        ("a = a", Self.distinct + "=, first operand: [a]"),
        ("#a >= a", Self.distinct + ">=, first operand: [a]"),
        ("a BETWEEN :n AND a", Self.distinct + "BETWEEN, first operand: [a]"),
        ("a IN (:n, a)", Self.distinct + "IN, first operand: [a]"),
        ("size(:n) = :n", Self.type + "size, operand type: N"),
        ("size(:bool) = :n", Self.type + "size, operand type: BOOL"),
        ("size(:null) = :n", Self.type + "size, operand type: NULL"),
        ("size(size(a)) = :n", Self.type + "size, operand type: N"),
        ("size(a, b) = :n", Self.count + "size, number of operands: 2"),
        ("attribute_exists(a, b)", Self.count + "attribute_exists, number of operands: 2"),
        ("contains(a)", Self.count + "contains, number of operands: 1"),
        ("begins_with(a, :s, :s)", Self.count + "begins_with, number of operands: 3"),
        ("attribute_type(a)", Self.count + "attribute_type, number of operands: 1"),
        ("if_not_exists(a, :v)", Self.misuse + "if_not_exists"),
        ("a = if_not_exists(a, :v)", Self.misuse + "if_not_exists"),
        ("list_append(a, :v) = :v", Self.misuse + "list_append"),
        ("size(a)", Self.misuse + "size"),
        ("a = :v AND (size(a))", Self.misuse + "size"),
        ("attribute_exists(a) = :v", Self.misuse + "attribute_exists"),
        ("(contains(a, :v)) = :v", Self.misuse + "contains"),
        ("a IN (:v, begins_with(a, :v))", Self.misuse + "begins_with"),
        ("size(contains(a, :v)) = :n", Self.misuse + "contains"),
        ("foo(a)", "Invalid function name; function: foo"),
        ("a = foo(a)", "Invalid function name; function: foo"),
        ("SIZE(a) = :n", "Invalid function name; function: SIZE"),
        ("Contains(a, :v)", "Invalid function name; function: Contains"),
        ("a < :bool", Self.type + "<, operand type: BOOL"),
        (":null <= a", Self.type + "<=, operand type: NULL"),
        ("a > :l", Self.type + ">, operand type: L"),
        ("a >= :m", Self.type + ">=, operand type: M"),
        ("a < :ss", Self.type + "<, operand type: SS"),
        ("a BETWEEN :ns AND :n", Self.type + "BETWEEN, operand type: NS"),
        ("a BETWEEN b AND :bs", Self.type + "BETWEEN, operand type: BS"),
        (
            "a BETWEEN :s AND :n",
            "The BETWEEN operator requires same data type for lower and upper bounds; "
                + "lower bound operand: AttributeValue: {S:s}, upper bound operand: AttributeValue: {N:1}"
        ),
        (
            "a BETWEEN :two AND :n",
            "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
                + "lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}"
        ),
        ("name = :v", "Attribute name is a reserved keyword; reserved keyword: name"),
        ("a.Status = :v", "Attribute name is a reserved keyword; reserved keyword: Status"),
        ("size = :v", "Attribute name is a reserved keyword; reserved keyword: size"),
    ]

    @Test(arguments: Self.refused)
    func `a misused function or operand is refused`(text: String, message: String) {
        #expect(refusal(of: .condition, text) == "Invalid ConditionExpression: \(message)")
        #expect(refusal(of: .filter, text) == "Invalid FilterExpression: \(message)")
    }

    static let allowed: [String] = [
        "attribute_type(:v, :type)", "attribute_type(size(a), :type)", "begins_with(:s, :b)", "begins_with(:s, a)",
        "contains(:l, :m)", "contains(a, size(b))", "a = :m AND b <> :bool AND a IN (:l, :ss, b)",
        "size(:ss) = size(:s)",
        "a BETWEEN :n AND :n", "a BETWEEN :n AND :two", "a BETWEEN b AND c", ":n BETWEEN a AND b", "size(a) < :s",
        "a <> a", ":v = :v", "a = size(a)", "a = #b.a",
    ]

    @Test(arguments: Self.allowed)
    func `unusual but allowed`(text: String) {
        #expect(refusal(of: .condition, text) == nil)
    }

    static let ranked: [(String, String)] = [
        ("a < :bool AND ((b = :v", "Syntax error; token: \"<EOF>\", near: \":v\""),
        ("name = :none AND foo(a) AND ((b = :v))", "The expression has redundant parentheses;"),
        ("name = :none AND size(a) AND foo(a)", "Invalid function name; function: foo"),
        ("name = :none AND size(a)", Self.misuse + "size"),
        ("a < :bool AND name = :v", "Attribute name is a reserved keyword; reserved keyword: name"),
        (
            "a = a AND b < :none",
            Self.distinct + "=, first operand: [a]"
        ),
        (
            "b < :none AND a = a",
            "An expression attribute value used in expression is not defined; attribute value: :none"
        ),
        (
            "size(:n, #none) = :n",
            "An expression attribute name used in the document path is not defined; attribute name: #none"
        ),
        ("begins_with(:n)", Self.count + "begins_with, number of operands: 1"),
        ("a BETWEEN a AND :bool", Self.distinct + "BETWEEN, first operand: [a]"),
    ]

    @Test(arguments: Self.ranked)
    func `of several faults one is reported, in the order of the service`(text: String, message: String) {
        #expect(refusal(of: .condition, text) == "Invalid ConditionExpression: \(message)")
    }
}
