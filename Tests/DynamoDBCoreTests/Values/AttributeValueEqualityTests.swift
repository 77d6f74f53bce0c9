// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport
import Testing

struct AttributeValueEqualityTests {
    /// "é" as one scalar and as two: equal for Swift's `String`, different for DynamoDB.
    private static let composed = "\u{E9}"
    private static let decomposed = "e\u{301}"

    /// No two of these are equal.
    private static let different: [AttributeValue] = [
        .string(""), .string("a"), .string("A"), .string("1"), .string("true"), .string(composed), .string(decomposed),
        .string("a\0"), .string("\0"), .number(0), .number(1), .number(-1), .number(1.5), .binary(Data()),
        .binary(Data([0])), .binary(Data("a".utf8)), .binary(Data([0, 0])), .bool(true), .bool(false), .null,
        .list([]), .list([.null]), .list(["a", "b"]), .list(["b", "a"]), .list([[]]), .list([.string(composed)]),
        .list([.string(decomposed)]), .map([:]), .map(["a": 1]), .map(["a": 2]), .map(["b": 1]), .map(["a": "1"]),
        .map(["a": 1, "b": 1]), .map(["a": nil]), .map([composed: 1]), .map([decomposed: 1]), .map(["a": ["b": 1]]),
        .stringSet(["a"]), .stringSet(["a", "b"]), .stringSet(["ab"]), .stringSet(["a", "b", "c"]),
        .stringSet([composed]), .stringSet([decomposed]), .stringSet(["1"]), .stringSet(["", "ab"]), .numberSet([1]),
        .numberSet([1, 2]), .numberSet([12]), .numberSet([-1, 2]), .binarySet([Data("a".utf8)]),
        .binarySet([Data("a".utf8), Data("b".utf8)]), .binarySet([Data("ab".utf8)]), .binarySet([Data("1".utf8)]),
    ]

    @Test
    func `a value equals itself and nothing else`() {
        for (left, value) in Self.different.enumerated() {
            for (right, other) in Self.different.enumerated() {
                #expect((value == other) == (left == right), "\(value) and \(other)")
            }
        }
        #expect(Set(Self.different).count == Self.different.count)
    }

    @Test(
        arguments: [
            (.stringSet(["a", "b", "c"]), .stringSet(["c", "a", "b"])),
            (.stringSet([composed, decomposed]), .stringSet([decomposed, composed])),
            (.numberSet([1, 2, 3]), .numberSet([3, 2, 1])),
            (
                .numberSet([DynamoDBNumber(1), DynamoDBNumber(-1)]),
                .numberSet([DynamoDBNumber("-1.0")!, DynamoDBNumber("1e0")!])
            ),
            (.binarySet([Data([1]), Data([0, 255])]), .binarySet([Data([0, 255]), Data([1])])),
            (.map(["a": 1, "b": [.stringSet(["x", "y"])]]), .map(["b": [.stringSet(["y", "x"])], "a": 1.0])),
            (.map([composed: 1, decomposed: 2]), .map([decomposed: 2, composed: 1])),
            (.list([.numberSet([1, 10]), ["k": nil]]), .list([.numberSet([10, 1]), ["k": nil]])),
            (.number(DynamoDBNumber("1000")!), .number(DynamoDBNumber("1e3")!)),
            (.binary(Data([9, 1, 2])[1...]), .binary(Data([1, 2]))),
            (.string("a" + "b"), .string("ab")),
        ] as [(AttributeValue, AttributeValue)])
    func `equal values are equal in either direction and hash equal`(left: AttributeValue, right: AttributeValue) {
        #expect(left == right)
        #expect(right == left)
        #expect(left.hashValue == right.hashValue)
        #expect(Set([left, right]).count == 1)
    }

    @Test
    func `a repeated member is not made up for by another`() {
        #expect(AttributeValue.stringSet(["a", "a", "b"]) != .stringSet(["a", "b", "b"]))
        #expect(AttributeValue.numberSet([1, 1]) != .numberSet([1]))
        #expect(AttributeValue.binarySet([Data([1]), Data([1])]) != .binarySet([Data([1]), Data([2])]))
    }

    @Test
    func `strings are ordered by their UTF-8 bytes`() {
        // U+FF5E comes before U+1F642 in UTF-8, after it in UTF-16.
        let ascending = [
            "", "\0", "\0\0", "A", "B", "Z", "a", "a\0", "aa", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaab",
            "aaaaaaaabaaaaaaaa",
            "aaaaaaab", "aaaaaab", "ab", "b", "e", "e\u{301}", "f", "\u{E9}", "\u{FF5E}", "\u{1F642}",
        ]
        for (left, text) in ascending.enumerated() {
            for (right, other) in ascending.enumerated() {
                #expect(String.isOrderedByBytes(text, other) == (left < right), "\(text) and \(other)")
                #expect(text.hasSameBytes(as: other) == (left == right), "\(text) and \(other)")
            }
        }
    }

    @Test
    func `random strings are ordered as arrays of their bytes`() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            // Long common beginnings, and bytes on both sides of 0x80, so that a sign or an endianness would show.
            let beginning = String(repeating: "x", count: Int.random(in: 0...20, using: &generator))
            let texts = (0..<2).map { _ in
                beginning
                    + String(
                        (0..<Int.random(in: 0...12, using: &generator))
                            .map { _ in "ab\u{7F}é\u{FFFD}🙂".randomElement(using: &generator) ?? "a" })
            }
            let (left, right) = (Array(texts[0].utf8), Array(texts[1].utf8))
            #expect(String.isOrderedByBytes(texts[0], texts[1]) == left.lexicographicallyPrecedes(right))
            #expect(texts[0].hasSameBytes(as: texts[1]) == (left == right))
        }
    }

    @Test
    func `binaries are ordered by unsigned bytes, a prefix first`() {
        let ascending = [
            Data(), Data([0]), Data([0, 0]), Data([1]), Data([1, 2]), Data([2]), Data([0x7F]), Data([0x80]),
            Data([0xFF]),
        ]
        for (left, data) in ascending.enumerated() {
            for (right, other) in ascending.enumerated() {
                #expect(Data.isOrderedByBytes(data, other) == (left < right))
            }
        }
    }
}
