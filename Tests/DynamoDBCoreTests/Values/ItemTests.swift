// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

struct ItemTests {
    @Test
    func `attributes come in the order of the bytes of their names`() {
        let item: Item = ["b": 1, "\u{1F642}": 2, "a": 3, "\u{FF5E}": 4, "B": 5, "é": 6, "": 7, "ab": 8]
        #expect(item.names == ["", "B", "a", "ab", "b", "é", "\u{FF5E}", "\u{1F642}"])
        #expect(item.map(\.value) == [7, 5, 3, 8, 1, 6, 4, 2])
        #expect(item.count == 8)
        #expect(item.underestimatedCount == 8)
        #expect(!item.isEmpty && Item().isEmpty)
    }

    @Test
    func `names differ by their bytes`() {
        var item: Item = ["\u{E9}": 1, "e\u{301}": 2]
        #expect(item.count == 2)
        #expect(item["\u{E9}"] == 1)
        #expect(item["e\u{301}"] == 2)
        item["e\u{301}"] = 3
        #expect(item["\u{E9}"] == 1)
        item["\u{E9}"] = nil
        #expect(item["\u{E9}"] == nil)
        #expect(item["e\u{301}"] == 3)
        #expect(Item(["\u{E9}": 1]) != Item(["e\u{301}": 1]))
        #expect(Item([("\u{E9}", 1), ("e\u{301}", 2)]).count == 2)
    }

    @Test
    func `setting inserts, replaces and removes`() {
        var item = Item()
        for name in ["m", "a", "z", "b"] { item[name] = .string(name) }
        #expect(item.names == ["a", "b", "m", "z"])
        item["m"] = 1
        #expect(item["m"] == 1)
        #expect(item.count == 4)
        item["a"] = nil
        item["z"] = nil
        item["none"] = nil
        #expect(item.names == ["b", "m"])
        #expect(item["a"] == nil && item["zz"] == nil && item[""] == nil)
        item["b"] = .null
        #expect(item["b"] == .null)
        #expect(item.count == 2)
    }

    @Test
    func `of several attributes with one name the last is kept`() {
        #expect(Item([("a", 1), ("a", 2)]) == ["a": 2])
        #expect(Item([("b", 1), ("a", 1), ("b", 2), ("a", 2), ("b", 3)]) == ["a": 2, "b": 3])
        // Enough of them that a sort that is not stable would mix them up.
        let many = (0..<1000).map { ("name\($0 % 7)", AttributeValue.number(DynamoDBNumber($0))) }
        let item = Item(many)
        #expect(item.count == 7)
        let numbers = item.compactMap(\.value.int).sorted()
        #expect(numbers == Array(993...999))
    }

    @Test
    func `an item is the same however it was built`() {
        let literal: Item = ["b": 2, "a": 1, "c": [3]]
        var grown = Item()
        grown["c"] = [3]
        grown["a"] = 1
        grown["b"] = 2
        let built = [
            Item(["a": 1, "b": 2, "c": [3]]), Item([("c", [3]), ("b", 2), ("a", 1)] as [(String, AttributeValue)]),
            grown,
            Item([("a", 1), ("b", 2), ("c", [3])] as [(String, AttributeValue)]),
        ]
        for item in built {
            #expect(item == literal)
            #expect(item.hashValue == literal.hashValue)
            #expect(item.description == #"{"a": 1, "b": 2, "c": [3]}"#)
        }
        #expect(Set(built).count == 1)
    }

    @Test(
        arguments: [
            ([:], [:]), (["a": 1], ["a": 2]), (["a": 1], ["a": 1, "b": 1]), (["a": 1, "b": 1], ["a": 1, "c": 1]),
            (["a": 1], [:]),
        ] as [(Item, Item)])
    func `items are equal when their attributes are`(left: Item, right: Item) {
        #expect((left == right) == left.isEmpty)
    }

    @Test
    func `merging takes the attributes of the other`() {
        let item: Item = ["a": 1, "b": 2, "\u{E9}": 3]
        #expect(
            item.merging(["b": 20, "c": 30, "e\u{301}": 4]) == ["a": 1, "b": 20, "c": 30, "\u{E9}": 3, "e\u{301}": 4])
        #expect(item.merging([:]) == item)
        #expect(Item().merging(item) == item)
    }

    @Test
    func `selecting keeps the named attributes`() {
        let item: Item = ["a": 1, "b": 2, "c": 3]
        #expect(item.selecting(["c", "a", "none", "c"]) == ["a": 1, "c": 3])
        #expect(item.selecting([]) == [:])
    }

    @Test
    func `an item of fifty thousand attributes works`() {
        // Names in no order: 7919 has no common divisor with 50,000. A cost that grew with the square would take minutes.
        let attributes = (0..<50_000).map { index in
            ("name\(index * 7919 % 50_000)", AttributeValue.number(DynamoDBNumber(index)))
        }
        var item = Item(attributes)
        #expect(item.count == 50_000)
        #expect(attributes.allSatisfy { item[$0.0] == $0.1 })
        #expect(zip(item.names, item.names.dropFirst()).allSatisfy { String.isOrderedByBytes($0, $1) })
        for (name, _) in attributes.prefix(100) { item[name] = nil }
        #expect(item.count == 49_900)
        #expect(item.merging(Item(attributes)).count == 50_000)
    }

    @Test(arguments: [3, 4] as [UInt64])
    func `after any changes an item holds what a dictionary of bytes holds`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var item = Item()
        var model: [[UInt8]: AttributeValue] = [:]
        let letters = ["a", "b", "\u{E9}", "e\u{301}", "🙂"]
        for step in 0..<3000 {
            let name = (0..<Int.random(in: 0...3, using: &generator))
                .map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] }.joined()
            let value = Bool.random(using: &generator) ? AttributeValue.number(DynamoDBNumber(step)) : nil
            item[name] = value
            model[Array(name.utf8)] = value
            #expect(item[name] == model[Array(name.utf8)], "Seed \(seed), step \(step)")
        }
        #expect(item.names.map { Array($0.utf8) } == model.keys.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(item.allSatisfy { model[Array($0.name.utf8)] == $0.value })
        #expect(Item(item.reversed().map { ($0.name, $0.value) }) == item)
    }
}
