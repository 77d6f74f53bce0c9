// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

struct ExpressionFuzzTests {
    private static let words = [
        "a", "b.c", "a[0]", "#a", "#none", ":n", ":s", ":l", ":ss", ":none", "=", "<>", "<", "<=", ">", ">=", "(", ")",
        ",",
        ".", "[", "]", "0", "1", "+", "-", "AND", "or", "NOT", "BETWEEN", "IN", "SET", "remove", "ADD", "DELETE",
        "size(",
        "contains(", "begins_with(", "attribute_exists(", "attribute_type(", "if_not_exists(", "list_append(", "foo(",
        "name", "_", "!", "é", "#", ":", "\u{0}", " ", "\n", "99999999999",
    ]

    /// Every entry: none may trap, and each throws a validation error or gives a tree.
    private func readEverywhere(_ text: String) -> Int {
        var trees = 0
        for kind in ExpressionKind.allCases {
            guard let message = refusal(of: kind, text) else {
                trees += 1
                continue
            }
            if message.hasPrefix("wrong code") { Issue.record("\(text): \(message)") }
        }
        // What users build must not trap either.
        _ = Attribute(text).description
        _ = Condition(text: text, values: [":n": 1], names: ["#a": "a"]).description
        _ = Update(text: text).description
        return trees
    }

    @Test func `any sequence of words gives a tree or a validation error`() {
        var random = SeededGenerator(seed: 5)
        var trees = 0
        for _ in 0..<12_000 {
            let length = Int.random(in: 1...14, using: &random)
            var text = ""
            for _ in 0..<length {
                text += Self.words.randomElement(using: &random) ?? ""
                if Bool.random(using: &random) { text += " " }
            }
            trees += self.readEverywhere(text)
        }
        #expect(trees > 0)
    }

    @Test func `any bytes give a tree or a validation error`() {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<6000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            _ = self.readEverywhere(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func `any damage to a right expression gives a tree or a validation error`() {
        var generator = TreeGenerator(seed: 7)
        var trees = 0
        for _ in 0..<2500 {
            var renderer = ExpressionRenderer()
            let texts = [
                renderer.condition(tree: generator.condition(depth: 2)), renderer.update(tree: generator.update()),
                renderer.projection(paths: generator.projection()),
            ]
            var bytes = Array(generator.pick(texts).utf8)
            let position = generator.below(bytes.count)
            switch generator.below(3) {
            case 0: bytes.remove(at: position)
            case 1: bytes.insert(bytes[generator.below(bytes.count)], at: position)
            default: bytes.swapAt(position, generator.below(bytes.count))
            }
            let text = String(decoding: bytes, as: UTF8.self)
            for kind in ExpressionKind.allCases {
                if refusal(of: kind, text, names: renderer.names, values: renderer.values) == nil { trees += 1 }
            }
        }
        #expect(trees > 100)
    }
}
