// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

struct AttributeValueConvertibleTests {
    private typealias Case = (any AttributeValueConvertible, AttributeValue)

    private static let scalars: [Case] = [
        ("text", .string("text")), ("subtext".dropFirst(3), .string("text")), (true, .bool(true)),
        (Data([1, 2]), .binary(Data([1, 2]))), (AttributeValue.null, .null), (Item(["a": 1]), .map(["a": 1])),
        (Optional<String>.none, .null), (Optional("text"), .string("text")), (Int??.some(.none), .null),
        (Int??.some(3), .number(3)),
    ]

    private enum Status: String, Codable, AttributeValueConvertible { case active, closed }
    private enum Level: Int8, Codable, AttributeValueConvertible { case low = -1, high = 1 }
    private struct Name: RawRepresentable, Hashable, Codable, AttributeValueConvertible { var rawValue: String }

    private static let id = UUID(uuid: (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 255))
    private static let url = URL(string: "https://example.com/a%20b?c=d#e")

    private static let named: [Case] = [
        (Status.active, .string("active")), (Level.low, .number(-1)), (Name(rawValue: ""), .string("")),
        (id, .string("00010203-0405-0607-0809-0A0B0C0D0EFF")), (url, .string("https://example.com/a%20b?c=d#e")),
        ([Status.active, .closed], .list(["active", "closed"])), (Set([Level.low, .high]), .numberSet([-1, 1])),
        (Set([id]), .stringSet(["00010203-0405-0607-0809-0A0B0C0D0EFF"])), (Status?.none, .null),
    ]

    private static let numbers: [Case] = [
        (DynamoDBNumber(7), .number(7)), (Int.min, .number(DynamoDBNumber(Int.min))), (Int8.min, .number(-128)),
        (Int16.max, .number(32_767)), (Int32.min, .number(-2_147_483_648)),
        (Int64.max, .number(9_223_372_036_854_775_807)),
        (Int128(1) << 100, number("1267650600228229401496703205376")), (UInt(3), .number(3)),
        (UInt8.max, .number(255)), (UInt16.max, .number(65_535)), (UInt32.max, .number(4_294_967_295)),
        (UInt64.max, number("18446744073709551615")), (UInt128(1) << 64, number("18446744073709551616")),
        (Double(0.1), number("0.1")), (Float(0.1), number("0.1")),
        (Decimal(sign: .minus, exponent: -2, significand: 1999), number("-19.99")),
    ]

    private static let collections: [Case] = [
        ([1, 2] as [Int], .list([1, 2])), ([] as [Int], .list([])), ([[1], []] as [[Int]], .list([[1], []])),
        ([1, nil] as [Int?], .list([1, .null])), ([1] as [UInt8], .list([1])),
        (["a": 1, "b": 2] as [String: Int], .map(["a": 1, "b": 2])), ([:] as [String: String], .map([:])),
        (["a": ["b": [true]]] as [String: [String: [Bool]]], .map(["a": ["b": [true]]])),
        (["b", "a"] as Set<String>, .stringSet(["a", "b"])), (["b"] as Set<Substring>, .stringSet(["b"])),
        ([2, 10, 1] as Set<Int>, .numberSet([1, 2, 10])), ([0.5] as Set<Double>, .numberSet([0.5])),
        ([1] as Set<Decimal>, .numberSet([1])), ([1] as Set<DynamoDBNumber>, .numberSet([1])),
        ([Data([2]), Data([1])] as Set<Data>, .binarySet([Data([1]), Data([2])])),
        (["a"] as Set<String?>, .stringSet(["a"])), (["a", "b"] as Set<AttributeValue>, .stringSet(["a", "b"])),
        ([[1]] as [Set<Int>], .list([.numberSet([1])])),
    ]

    @Test(arguments: scalars + named + numbers + collections)
    func `a Swift value has its natural DynamoDB value`(
        value: any AttributeValueConvertible, expected: AttributeValue
    ) throws {
        let converted = try value.attributeValue()
        #expect(converted == expected)
        #expect(converted.kind == expected.kind)
    }

    @Test(
        arguments: [Status.active, Level.high, Name(rawValue: "n"), id, url, Set([id])]
            as [any AttributeValueConvertible & Encodable])
    func `identifiers, addresses and raw values are those that the encoder stores`(
        value: any AttributeValueConvertible & Encodable
    ) throws {
        let stored = try DynamoDBEncoder().encode(["a": AnyStored(value: value)])
        #expect(try value.attributeValue() == stored["a"])
    }

    @Test func `raw values and identifiers stand in conditions, updates and keys`() throws {
        #expect((Attribute("a") == Status.active).description == "a = \"active\"")
        #expect((Attribute("a") != Level.low && Attribute("b") > Level.high).description == "a <> -1 AND b > 1")
        #expect(Attribute("a").in(Set([Status.closed, .active])).description == "a IN (\"active\", \"closed\")")
        #expect(Attribute("a").in(Self.id).description == "a IN (\"\(Self.id.uuidString)\")")
        let condition: Condition = "a = \(Status.closed)"
        #expect(condition.description == "a = \"closed\"")
        var renderer = ExpressionRenderer()
        _ = try renderer.keyCondition(
            partitionKey: "pk", equals: Self.id.attributeValue(), sort: .equal("sk", Level.low))
        #expect(renderer.values == [":v0": .string(Self.id.uuidString), ":v1": -1])
    }

    @Test(
        arguments: [
            Double.nan, Double.infinity, 1e300 as Double, Float.infinity, Decimal.nan, Decimal.greatestFiniteMagnitude,
            Int128.min, UInt128.max, [1, .nan] as [Double], ["a": .nan] as [String: Double], Optional(Double.nan),
            [.infinity] as Set<Double>,
        ] as [any AttributeValueConvertible])
    func `what no DynamoDB number can hold is refused at any depth`(value: any AttributeValueConvertible) {
        #expect(refusal(of: value) != nil)
    }

    @Test
    func `the members of a set are given in order`() throws {
        #expect(try Set(["b", "a", "é", "Z"]).attributeValue().stringSet == ["Z", "a", "b", "é"])
        #expect(try Set([10, 9, -1]).attributeValue().numberSet == [-1, 9, 10])
        #expect(try Set([Data([2]), Data([1, 1])]).attributeValue().binarySet == [Data([1, 1]), Data([2])])
    }

    @Test(
        arguments: [Set<String>(), Set<Int>(), Set<Data>(), Set<AttributeValue>()] as [any AttributeValueConvertible])
    func `there are no empty sets`(value: any AttributeValueConvertible) {
        #expect(refusal(of: value)?.hasPrefix("DynamoDB has no empty sets.") == true)
    }

    @Test(
        arguments: [
            (Set([true]), "BOOL"), (Set([[1]]), "L"), (Set([["a": 1]]), "M"), (Set([String?.none]), "NULL"),
            (Set([Set(["a"])]), "SS"), (Set([Item()]), "M"),
        ] as [(any AttributeValueConvertible, String)])
    func `there are no sets of other types`(value: any AttributeValueConvertible, kind: String) {
        #expect(refusal(of: value)?.contains("none of type \(kind).") == true)
    }

    @Test(arguments: [["a", 1], [1, .binary(Data())], ["a", .binary(Data())]] as [[AttributeValue]])
    func `a set of several types is refused, and no member is lost`(members: [AttributeValue]) {
        #expect(refusal(of: Set(members))?.contains("of one type") == true)
    }

    private func refusal(of value: any AttributeValueConvertible) -> String? {
        do {
            let converted = try value.attributeValue()
            Issue.record("The value was \(converted)")
            return nil
        } catch {
            #expect(error.code == .validation)
            return error.message
        }
    }
}

/// Encodes what it holds in its own place.
private struct AnyStored: Encodable {
    var value: any Encodable

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.value)
    }
}

private func number(_ text: String) -> AttributeValue {
    DynamoDBNumber(text).map { .number($0) } ?? .string("\(text) is no number")
}
