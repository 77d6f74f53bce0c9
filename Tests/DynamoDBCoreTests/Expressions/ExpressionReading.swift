// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation

/// The message of the error that reading an expression throws; `nil` if it is read. The placeholders are `#a` for `a`
/// and so on, and values of every type.
func refusal(
    of kind: ExpressionKind, _ text: String,
    names: [String: String]? = ["#a": "a", "#b": "b", "#dot": "x.y"],
    values: Item? = sampleValues
) -> String? {
    do throws(DynamoDBError) {
        var attributes = try ExpressionAttributes(names: names, values: values)
        switch kind {
        case .condition: _ = try attributes.condition(text)
        case .filter: _ = try attributes.filter(text)
        case .keyCondition: _ = try KeyConditionTree(checking: attributes.keyCondition(text))
        case .projection: _ = try attributes.projection(text)
        case .update: _ = try attributes.update(text)
        }
        return nil
    } catch {
        return error.code == .validation ? error.message : "wrong code: \(error)"
    }
}

/// The tree of a condition, read with the same placeholders.
func condition(_ text: String) throws -> ConditionTree {
    var attributes = try ExpressionAttributes(names: ["#a": "a", "#b": "b", "#dot": "x.y"], values: sampleValues)
    return try attributes.condition(text)
}

/// The tree of an update, read with the same placeholders.
func update(_ text: String) throws -> UpdateTree {
    var attributes = try ExpressionAttributes(names: ["#a": "a", "#b": "b", "#dot": "x.y"], values: sampleValues)
    return try attributes.update(text)
}

let sampleValues: Item = [
    ":s": "s", ":n": 1, ":two": 2, ":b": .binary(Data([1])), ":bool": true, ":null": nil, ":l": ["x"], ":m": ["k": "v"],
    ":ss": .stringSet(["s"]), ":ns": .numberSet([1]), ":bs": .binarySet([Data([1])]), ":type": "S", ":dog": "DOG",
    ":v": "v",
]

extension DocumentPath {
    /// A path written as a text.
    init(_ text: String) throws {
        try self.init(parsing: text)
    }
}
