// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport
import Testing

struct JSONRoundTripTests {
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `a message that is written is read as the same`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for message in try generator.messages() {
            #expect(try message.isEncoded(message.bytes), "\(message.name): \(message.text)")
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `white space, unknown members and another order of members change nothing`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for message in try generator.messages() {
            var object = try #require(JSONSerialization.jsonObject(with: Data(message.bytes)) as? [String: Any])
            object["SomethingNew"] = [
                "L": [["S": "a\\\"\u{E9}"], NSNull(), 1.5e300, true] as [Any], "M": [:] as [String: Any],
            ]
            object["AndAbsent"] = NSNull()
            // Foundation writes the members in an order of its own.
            let bytes = try JSONSerialization.data(withJSONObject: object, options: [.prettyPrinted])
            #expect(try message.isEncoded(Array(bytes)), "\(message.name)")
        }
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `Foundation reads of a value what was written, and its own text is read as the same value`(seed: UInt64) throws
    {
        var generator = SeededGenerator(seed: seed)
        let item = generator.jsonItem()
        let object = try JSONSerialization.jsonObject(with: Data(JSONWriter.encode(item)))
        #expect(try Self.item(object) == item)
        let bytes = try JSONSerialization.data(withJSONObject: Self.object(item))
        #expect(try JSONReader.decode(Item.self, from: Array(bytes)) == item)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `a list is written as its elements one by one, however their lengths differ`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let lengths = [0, 1, 30, 1_000, 20_000]
        let values = (0..<Int.random(in: 1...150, using: &generator)).map { _ -> AttributeValue in
            if generator.chance(30) { return .map(generator.jsonItem()) }
            return .string(String(repeating: "a", count: lengths.randomElement(using: &generator) ?? 0))
        }
        let elements = try values.map { String(decoding: try JSONWriter.encode($0), as: UTF8.self) }
        let list = String(decoding: try JSONWriter.encode(AttributeValue.list(values)), as: UTF8.self)
        #expect(list == #"{"L":[\#(elements.joined(separator: ","))]}"#)
    }

    @Test
    func `the order of the members of an item does not matter, and of one name the last counts`() throws {
        let text = #"{"b":{"S":"1"},"a":{"N":"2"},"c":{"BOOL":true},"b":{"S":"3"}}"#
        #expect(try JSONReader.decode(Item.self, from: Array(text.utf8)) == ["a": 2, "b": "3", "c": true])
        let value = #"{"v":{"S":"1","S":"2"},"w":{"S":null,"N":"1"},"x":{"S":"1","Other":[1],"N":null}}"#
        #expect(try JSONReader.decode(Item.self, from: Array(value.utf8)) == ["v": "2", "w": 1, "x": "1"])
    }

    @Test(arguments: 0...80)
    func `the attributes of an item of any size are in order, whatever order they come in`(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let names = (0..<count).map { "n\($0 % 61)" }
        let members = names.shuffled(using: &generator).enumerated()
            .map { (name: $0.element, value: $0.offset) }
        let text = "{" + members.map { "\"\($0.name)\":{\"N\":\"\($0.value)\"}" }.joined(separator: ",") + "}"
        let item = try JSONReader.decode(Item.self, from: Array(text.utf8))
        let expected = Dictionary(members.map { ($0.name, $0.value) }) { _, last in last }
        #expect(item.names == expected.keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        for (name, value) in expected { #expect(item[name]?.int == value) }
    }

    @Test
    func `an item of very many attributes in the worst order is read in reasonable time`() throws {
        let members = (0..<100_000).reversed().map { "\"\($0 + 100_000)\":{\"NULL\":true}" }
        let item = try JSONReader.decode(Item.self, from: Array("{\(members.joined(separator: ","))}".utf8))
        #expect(item.count == 100_000)
        #expect(item.names.first == "100000")
    }

    // MARK: A second opinion, made of Foundation's objects

    private static func object(_ item: Item) -> [String: Any] {
        Dictionary(uniqueKeysWithValues: item.map { ($0.name, Self.object($0.value)) })
    }

    private static func object(_ value: AttributeValue) -> [String: Any] {
        switch value {
        case .string(let text): ["S": text]
        case .number(let number): ["N": number.description]
        case .binary(let data): ["B": data.base64EncodedString()]
        case .bool(let flag): ["BOOL": flag]
        case .null: ["NULL": true]
        case .list(let values): ["L": values.map { Self.object($0) }]
        case .map(let item): ["M": Self.object(item) as [String: Any]]
        case .stringSet(let members): ["SS": members]
        case .numberSet(let members): ["NS": members.map(\.description)]
        case .binarySet(let members): ["BS": members.map { $0.base64EncodedString() }]
        }
    }

    private static func item(_ object: Any) throws -> Item {
        Item(try #require(object as? [String: Any]).map { ($0.key, try Self.value($0.value)) })
    }

    private static func value(_ object: Any) throws -> AttributeValue {
        let members = try #require(object as? [String: Any])
        #expect(members.count == 1)
        let (tag, content) = try #require(members.first)
        switch tag {
        case "S": return .string(try #require(content as? String))
        case "N": return .number(try Self.number(content))
        case "B": return .binary(try Self.data(content))
        case "BOOL": return .bool(try #require(content as? Bool))
        case "NULL": return try #require(content as? Bool) ? .null : .bool(false)
        case "L": return .list(try #require(content as? [Any]).map { try Self.value($0) })
        case "M": return .map(try Self.item(content))
        case "SS": return .stringSet(try #require(content as? [String]))
        case "NS": return .numberSet(try #require(content as? [Any]).map { try Self.number($0) })
        case "BS": return .binarySet(try #require(content as? [Any]).map { try Self.data($0) })
        default:
            Issue.record("No type \(tag)")
            return .null
        }
    }

    private static func number(_ content: Any) throws -> DynamoDBNumber {
        let text = try #require(content as? String)
        return try DynamoDBNumber(parsing: text)
    }

    private static func data(_ content: Any) throws -> Data {
        let text = try #require(content as? String)
        return try #require(Data(base64Encoded: text))
    }
}
