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
    func `what returns old values is not done twice, as the second time has others`() {
        for values in [nil, ReturnValues.none, .allNew, .updatedNew] {
            #expect(WriteEffect(returning: values) == .idempotent)
        }
        for values in [ReturnValues.allOld, .updatedOld] {
            #expect(WriteEffect(returning: values) == .repeating)
            let update = UpdateItemInput(
                tableName: "t", key: ["pk": "x"], updateExpression: "SET a = :v",
                expressionAttributeValues: [":v": 1], returnValues: values)
            #expect(WriteEffect(update) == .repeating)
        }
    }
}
