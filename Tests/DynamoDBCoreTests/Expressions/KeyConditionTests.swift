// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct KeyConditionTests {
    static let accepted: [(String, [String])] = [
        ("pk = :v", ["pk = v"]),
        ("pk = :v AND sk < :n", ["pk = v", "sk < 1"]),
        ("sk <= :n AND pk = :v", ["sk <= 1", "pk = v"]),
        (":v = pk AND :n < sk", ["pk = v", "sk > 1"]),
        (":v = pk AND :n <= sk", ["pk = v", "sk >= 1"]),
        (":v = pk AND :n > sk", ["pk = v", "sk < 1"]),
        (":v = pk AND :n >= sk", ["pk = v", "sk <= 1"]),
        ("(pk = :v) AND (sk BETWEEN :n AND :two)", ["pk = v", "sk 1...2"]),
        ("(pk = :v AND begins_with(sk, :s))", ["pk = v", "sk s*"]),
        ("((pk = :v) AND (sk >= :s))", ["pk = v", "sk >= s"]),
        ("a = :v AND (b = :v AND (c = :n AND d > :n))", ["a = v", "b = v", "c = 1", "d > 1"]),
        ("#dot = :v", ["x.y = v"]),
    ]

    @Test(arguments: Self.accepted)
    func `a key condition becomes one test for each key`(text: String, tests: [String]) throws {
        var attributes = try ExpressionAttributes(names: ["#dot": "x.y"], values: sampleValues)
        let condition = try attributes.keyCondition(text)
        #expect(try KeyConditionTree(checking: condition).tests.map(Self.describe) == tests)
    }

    private static func describe(_ test: KeyConditionTree.Test) -> String {
        func text(_ value: AttributeValue) -> String { value.string ?? value.description }
        let relation =
            switch test.relation {
            case .equal(let value): "= \(text(value))"
            case .less(let value): "< \(text(value))"
            case .lessOrEqual(let value): "<= \(text(value))"
            case .greater(let value): "> \(text(value))"
            case .greaterOrEqual(let value): ">= \(text(value))"
            case .between(let lower, let upper): "\(text(lower))...\(text(upper))"
            case .beginsWith(let prefix): "\(text(prefix))*"
            }
        return "\(test.attribute) \(relation)"
    }

    static let condition = "Invalid condition in KeyConditionExpression: "

    static let refused: [(String, String)] = [
        ("pk = :v OR sk = :v", "Invalid operator used in KeyConditionExpression: OR"),
        ("pk = :v AND (sk = :v or sk = :s)", "Invalid operator used in KeyConditionExpression: OR"),
        ("not pk = :v", "Invalid operator used in KeyConditionExpression: NOT"),
        ("pk in (:v)", "Invalid operator used in KeyConditionExpression: IN"),
        ("pk <> :v", "Invalid operator used in KeyConditionExpression: <>"),
        ("attribute_exists(pk)", "Invalid operator used in KeyConditionExpression: attribute_exists"),
        ("attribute_not_exists(pk)", "Invalid operator used in KeyConditionExpression: attribute_not_exists"),
        ("pk = :v AND contains(sk, :v)", "Invalid operator used in KeyConditionExpression: contains"),
        ("attribute_type(pk, :type)", "Invalid operator used in KeyConditionExpression: attribute_type"),
        ("size(pk) = :n", "KeyConditionExpressions cannot contain nested operations"),
        ("pk = :v AND sk > size(a)", "KeyConditionExpressions cannot contain nested operations"),
        ("pk BETWEEN :n AND size(a)", "KeyConditionExpressions cannot contain nested operations"),
        (":n BETWEEN pk AND :n", Self.condition + "BETWEEN operator must have the key attribute as its first operand"),
        (
            "begins_with(:s, pk)",
            Self.condition + "begins_with operator must have the key attribute as its first operand"
        ),
        ("pk = sk", Self.condition + "Multiple attribute names used in one condition"),
        ("pk BETWEEN a AND :n", Self.condition + "Multiple attribute names used in one condition"),
        ("begins_with(pk, sk)", Self.condition + "Multiple attribute names used in one condition"),
        ("pk = :v AND sk.foo = :v", "KeyConditionExpressions cannot have conditions on nested attributes"),
        ("pk[0] = :v", "KeyConditionExpressions cannot have conditions on nested attributes"),
        ("begins_with(pk.a, :v)", "KeyConditionExpressions cannot have conditions on nested attributes"),
        (":v = :v", Self.condition + "No key attribute specified"),
        ("pk = :v AND begins_with(:s, :s)", Self.condition + "No key attribute specified"),
        (":n BETWEEN :n AND :n", Self.condition + "No key attribute specified"),
        (
            "#a = :v AND a = :v",
            "Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key"
        ),
        (
            "pk = :v AND begins_with(sk, :n)",
            "Invalid KeyConditionExpression: Incorrect operand type for operator or function; "
                + "operator or function: begins_with, operand type: N"
        ),
        (
            "status = :v",
            "Invalid KeyConditionExpression: Attribute name is a reserved keyword; reserved keyword: status"
        ),
    ]

    @Test(arguments: Self.refused)
    func `what is no key condition is refused`(text: String, message: String) {
        #expect(refusal(of: .keyCondition, text) == message)
    }
}
