// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

struct AttributeValueAccessorTests {
    private static let oneOfEach: [(AttributeValue, AttributeValue.Kind)] = [
        (.string("a"), .string), (.number(1), .number), (.binary(Data([1])), .binary), (.bool(true), .bool),
        (.null, .null), (.list([1]), .list), (.map(["a": 1]), .map), (.stringSet(["a"]), .stringSet),
        (.numberSet([1]), .numberSet), (.binarySet([Data([1])]), .binarySet),
    ]

    @Test(arguments: oneOfEach)
    func `each accessor reads its own type only`(value: AttributeValue, kind: AttributeValue.Kind) {
        #expect(value.kind == kind)
        #expect(value.string == (kind == .string ? "a" : nil))
        #expect(value.number == (kind == .number ? 1 : nil))
        #expect(value.int == (kind == .number ? 1 : nil))
        #expect(value.double == (kind == .number ? 1 : nil))
        #expect(value.decimal == (kind == .number ? 1 : nil))
        #expect(value.data == (kind == .binary ? Data([1]) : nil))
        #expect(value.bool == (kind == .bool ? true : nil))
        #expect(value.isNull == (kind == .null))
        #expect(value.list == (kind == .list ? [1] : nil))
        #expect(value.map == (kind == .map ? ["a": 1] : nil))
        #expect(value.stringSet == (kind == .stringSet ? ["a"] : nil))
        #expect(value.numberSet == (kind == .numberSet ? [1] : nil))
        #expect(value.binarySet == (kind == .binarySet ? [Data([1])] : nil))
        #expect(value["a"] == (kind == .map ? 1 : nil))
        #expect(value[0] == (kind == .list ? 1 : nil))
    }

    @Test
    func `each of the ten types has the name the service gives it`() {
        #expect(Set(Self.oneOfEach.map(\.1)) == Set(AttributeValue.Kind.allCases))
        #expect(Self.oneOfEach.map(\.1.rawValue) == ["S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"])
    }

    @Test(arguments: [-1, 2, 3, Int.min, Int.max])
    func `there is no element outside a list`(index: Int) {
        let list: AttributeValue = ["a", "b"]
        #expect(list[index] == nil)
    }

    @Test
    func `paths into documents are chained`() {
        let item: Item = ["address": ["city": "Sydney", "lines": ["1", nil]], "age": 30.5]
        #expect(item["address"]?["city"]?.string == "Sydney")
        #expect(item["address"]?["lines"]?[1]?.isNull == true)
        #expect(item["address"]?["none"]?["deeper"] == nil)
        #expect(item["age"]?.int == nil)
        #expect(item["age"]?.double == 30.5)
    }

    @Test
    func `literals give values`() {
        let name = "world"
        let values: [(AttributeValue, AttributeValue)] = [
            ("text", .string("text")), ("hello \(name)", .string("hello world")), (30, .number(DynamoDBNumber(30))),
            (-1, .number(DynamoDBNumber(-1))), (19.99, .number(DynamoDBNumber("19.99") ?? 0)), (true, .bool(true)),
            ([], .list([])), (["a": nil], .map(["a": .null])),
            ([1, "a", nil, [true]], .list([.number(1), .string("a"), .null, .list([.bool(true)])])),
            ([:], .map(Item())), (["a": ["b": 1]], .map(Item(["a": .map(Item(["b": .number(1)]))]))),
        ]
        for (literal, value) in values {
            #expect(literal == value)
            #expect(literal.kind == value.kind)
        }
    }

    @Test(
        arguments: [
            (.string("a\"b"), #""a\"b""#), (.number(1.5), "1.5"), (.binary(Data([1, 2])), #"b"AQI=""#),
            (.bool(false), "false"),
            (.null, "null"), (.list([1, "a"]), #"[1, "a"]"#), (.map(["b": 2, "a": [:]]), #"{"a": {}, "b": 2}"#),
            (.stringSet(["a", "b"]), #"<<"a", "b">>"#), (.numberSet([1, 2]), "<<1, 2>>"),
            (.binarySet([Data([1])]), #"<<b"AQ==">>"#),
        ] as [(AttributeValue, String)])
    func `a value is described as one would write it`(value: AttributeValue, text: String) {
        #expect(value.description == text)
    }
}
