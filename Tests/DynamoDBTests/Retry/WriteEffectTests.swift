// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Testing

struct WriteEffectTests {
    @Test(arguments: [
        ("SET a = :v", WriteEffect.idempotent), ("SET a = :v REMOVE b", .idempotent), ("SET m.x = :v", .idempotent),
        ("SET a = if_not_exists(a, :v)", .idempotent), ("DELETE s :s", .idempotent), ("ADD s :s", .idempotent),
        ("ADD n :v", .repeating), ("SET n = n + :v", .repeating), ("SET n = :v - n", .repeating),
        ("SET l = list_append(l, :l)", .repeating), ("SET l = list_append(if_not_exists(l, :l), :l)", .repeating),
        ("SET a = b", .repeating), ("REMOVE l[0]", .repeating), ("SET l[5] = :v", .repeating),
        ("SET a = if_not_exists(a, b)", .repeating), ("not an expression", .idempotent),
    ])
    func `an update is done twice without harm exactly if it says what comes out`(update: String, effect: WriteEffect) {
        var values: Item = [":v": 1, ":s": .stringSet(["a"]), ":l": [1]]
        for name in values.names where !update.contains(name) { values[name] = nil }
        let input = UpdateItemInput(
            tableName: "t", key: ["pk": "x"], updateExpression: update,
            expressionAttributeValues: values.isEmpty ? nil : values)
        #expect(WriteEffect(input) == effect)
    }

    @Test
    func `an update with a condition tests its own outcome`() {
        let input = UpdateItemInput(
            tableName: "t", key: ["pk": "x"], updateExpression: "SET a = :v", conditionExpression: "a = :w",
            expressionAttributeValues: [":v": 2, ":w": 1])
        #expect(WriteEffect(input) == .conditional)
    }

    private static let put = PutItemInput(
        tableName: "t", item: ["pk": "x", "n": 1], conditionExpression: "attribute_not_exists(pk)",
        returnValues: .allOld)

    @Test
    func `a put was carried out if its item is there, and the old one is known to be none`() {
        #expect(AppliedWrite.output(of: Self.put, now: ["pk": "x", "n": 1]) != nil)
        #expect(AppliedWrite.output(of: Self.put, now: ["pk": "x", "n": 2]) == nil)
        #expect(AppliedWrite.output(of: Self.put, now: ["pk": "x", "n": 1, "more": 1]) == nil)
        #expect(AppliedWrite.output(of: Self.put, now: nil) == nil)
        var versioned = Self.put
        versioned.conditionExpression = "n = :old"
        versioned.expressionAttributeValues = [":old": 0]
        #expect(AppliedWrite.output(of: versioned, now: ["pk": "x", "n": 1]) == nil)
        versioned.returnValues = nil
        #expect(AppliedWrite.output(of: versioned, now: ["pk": "x", "n": 1]) != nil)
        versioned.conditionExpression = "attribute_not_exists(pk) OR n = :old"
        versioned.returnValues = .allOld
        #expect(AppliedWrite.output(of: versioned, now: ["pk": "x", "n": 1]) == nil)
    }

    @Test(
        arguments: [
            ("SET a = :v", ["pk": "x", "a": 2], true), ("SET a = :v", ["pk": "x", "a": 1], false),
            ("SET a = :v REMOVE b", ["pk": "x", "a": 2], true),
            ("SET a = :v REMOVE b", ["pk": "x", "a": 2, "b": 1], false),
            ("SET m.a = :v", ["pk": "x", "m": ["a": 2]], true), ("SET a = a + :v", ["pk": "x", "a": 2], false),
            ("ADD a :v", ["pk": "x", "a": 2], false), ("SET a = :v", nil, false),
        ] as [(String, Item?, Bool)])
    func `an update was carried out if all that it says is so`(update: String, item: Item?, applied: Bool) {
        let input = UpdateItemInput(
            tableName: "t", key: ["pk": "x"], updateExpression: update, conditionExpression: "version = :w",
            expressionAttributeValues: [":v": 2, ":w": 1], returnValues: .allNew)
        let output = AppliedWrite.output(of: input, now: item)
        #expect((output != nil) == applied)
        if applied { #expect(output?.attributes == item) }
        var old = input
        old.returnValues = .allOld
        #expect(AppliedWrite.output(of: old, now: item) == nil)
    }
}
