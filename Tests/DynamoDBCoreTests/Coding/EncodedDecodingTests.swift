// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport
import Testing

/// Models that are made of the bytes of an answer, against models that are made of items.
struct EncodedDecodingTests {
    // MARK: Bytes

    /// What comes of the bytes of a page, either way.
    private enum Reading: Equatable {
        case items([Item]?, key: Item?, count: Int, scanned: Int)
        case refused(WireError)

        init(_ read: () throws(WireError) -> Reading) {
            do {
                self = try read()
            } catch {
                self = .refused(error)
            }
        }
    }

    private static func expectSameItems(_ bytes: [UInt8]) {
        let plain = Reading { () throws(WireError) in
            let page = try QueryOutput(body: bytes)
            return .items(page.items, key: page.lastEvaluatedKey, count: page.count, scanned: page.scannedCount)
        }
        let encoded = Reading { () throws(WireError) in
            let page = try EncodedPageOutput(body: bytes)
            let items = page.items.map { items in (0..<items.count).map { items[$0].item } }
            return .items(items, key: page.lastEvaluatedKey, count: page.count, scanned: page.scannedCount)
        }
        #expect(plain == encoded, "\(String(decoding: bytes, as: UTF8.self))")
        let item = Reading { () throws(WireError) in
            .items(try GetItemOutput(body: bytes).item.map { [$0] }, key: nil, count: 0, scanned: 0)
        }
        let encodedItem = Reading { () throws(WireError) in
            .items(try EncodedItemOutput(body: bytes).item.map { [$0.item] }, key: nil, count: 0, scanned: 0)
        }
        #expect(item == encodedItem, "\(String(decoding: bytes, as: UTF8.self))")
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `the same bytes have the same items, or are refused with the same error`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let items = generator.some(upTo: 3) { $0.jsonItem() }
            let page = QueryOutput(
                items: generator.chance(90) ? items : nil, count: items.count, scannedCount: 7,
                lastEvaluatedKey: generator.maybe { $0.jsonItem(depth: 0) })
            let pageBytes = try page.body()
            let itemBytes = try GetItemOutput(item: items.first).body()
            Self.expectSameItems(pageBytes)
            Self.expectSameItems(itemBytes)
            for _ in 0..<30 {
                Self.expectSameItems(generator.damaged(pageBytes))
                Self.expectSameItems(generator.damaged(itemBytes))
            }
        }
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `items that are written as the one before them are the same, whole and damaged`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            var page = SimilarItems(using: &generator)
            let texts = try (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                try page.item(using: &generator)
            }
            let bytes = Array(#"{"Items":[\#(texts.joined(separator: ","))]}"#.utf8)
            Self.expectSameItems(bytes)
            // With white space no item is read as the one before it, but only some of it may be there.
            for mark in "{}[]:," {
                let spaced = texts.map { SimilarItems.spaced($0, around: String(mark)) }
                Self.expectSameItems(Array(#"{"Items":[\#(spaced.joined(separator: ","))]}"#.utf8))
            }
            let spaced = Array(#"{"Items":[\#(texts.map { SimilarItems.spaced($0) }.joined(separator: ","))]}"#.utf8)
            Self.expectSameItems(spaced)
            let (items, others) = try (EncodedPageOutput(body: bytes).items, EncodedPageOutput(body: spaced).items)
            for index in texts.indices { #expect(items?[index].item == others?[index].item) }
            for _ in 0..<40 { Self.expectSameItems(generator.damaged(bytes)) }
        }
    }

    @Test(arguments: [
        (#"{"a":{"S":"1"},"b":{"S":"2"}}"#, #"{"b":{"S":"1"},"a":{"S":"2"},"b":{"S":"3"}}"#),
        (#"{"a":{"S":"1"},"b":{"S":"2"}}"#, #"{"a":{"S":"1"},"a":{"S":"2"},"b":{"S":"3"}}"#),
        (#"{"a":{"S":"1"},"b":{"S":"2"}}"#, #"{"c":{"S":"1"},"b":{"S":"2"},"c":{"S":"3"},"a":{"S":"4"}}"#),
        (#"{"a":{"S":"1"},"b":{"S":"2"}}"#, #"{"\u0061":{"S":"1"},"a":{"S":"2"},"b":{"S":"3"}}"#),
        (#"{"a":{"S":"1"},"a":{"S":"2"}}"#, #"{"a":{"S":"1"},"a":{"S":"2"}}"#),
        (#"{"\n":{"S":"1"},"b":{"S":"2"}}"#, #"{"\n":{"S":"1"},"b":{"S":"2"}}"#),
        (#"{"a":{"S":"1"},"b":{"S":"2"}}"#, #"{"a":{"S":"1"}"b":{"S":"2"}}"#),
        (#"{"a":{"S":"1"},"b":{"S":"2"}}"#, #"{,"a":{"S":"1"},"b":{"S":"2"}}"#),
        (#"{"a":{"S":"1"},"b":{"S":"2"}}"#, #"{"a":{"S":"1"},"b":{"S":"2"},}"#),
        (#"{"a":{"S":"1"},"b":{"S":"2"}}"#, #"{"a":{"S":"1"},"b"}"#),
        (#"{"a" :{"S":"1"},"b":{"S":"2"}}"#, #"{"a":{"S":"1"},"b":{"S":"2"}}"#),
        (#"{"a" :{"S":"1"},"b" :{"S":"2"}}"#, #"{"a":{"S":"1"} ,"b":{"S":"2"} }"#),
        (#"{ "a":{"S":"1"}, "b":{"S":"2"}}"#, #"{"a": {"S":"1"},"b": {"S":"2"}}"#),
        (#"{"a":{"L":[{"M":{"x" :{"N":"1"}}},{"M":{"x" :{"N":"2"}}}]}}"#, #"{"a":{"L":[{"M":{"x":{"N":"1"}}}]}}"#),
        (#"{"a":{"M":{"x":{"N":"1"}}}}"#, #"{"a":{"M":{"x":{"N":"1"},"x":{"N":"2"}}}}"#),
        (#"{"a":{"M":{"x":{"N":"1"}}}}"#, #"{"a":{"L":[{"M":{"x":{"N":"1"},"y":{"N":"2"}}}]}}"#),
        (#"{"a":{"L":[{"M":{"x":{"N":"1"}}}]}}"#, #"{"a":{"L":[{"M":{"x":{"N":"3"}}},{"M":{"x":{"N":"4"}}}],"X":1}}"#),
        (#"{"a":{"L":[]}}"#, #"{"a":{"L":[{"M":{"x":{"N":"3"}}},{"S":"x"},{"M":{"y":{"N":"4"}}}]}}"#),
        (#"{"a":null}"#, #"{"a":{"S":"x"}}"#), ("{}", #"{"a":{"S":"x"}}"#),
    ])
    func `a second item differs from the first in unusual ways`(first: String, second: String) {
        Self.expectSameItems(Array(#"{"Items":[\#(first),\#(first),\#(second),\#(first)]}"#.utf8))
        Self.expectSameItems(Array(#"{"Items":[\#(first),\#(second),\#(second)],"Count":12345678}"#.utf8))
    }

    @Test(arguments: [
        #"{"M":null}"#, #"{"M":null,"S":"x"}"#, #"{"S":null}"#, #"{"S": "x"}"#, #"{"S":"x" }"#, #"{"BOOL":true}"#,
        #"{"BOOL":tru}"#, #"{"NULL":true}"#, #"{"NULL":null}"#, #"{"NULL":false}"#, #"{"SS":["a","b"]}"#,
        #"{"SS":["a",1]}"#, #"{"NS":["1","2"]}"#, #"{"BS":["AA==",""]}"#, #"{"BS":["A"]}"#, #"{"XS":["a"]}"#,
        #"{"L":[{"S":"x"}],"L":[],"L":[{"N":"1"}]}"#, #"{"M":{"a":{"S":"x"}},"M":{}}"#, #"{"L":[],"M":{}}"#,
        #"{"BOOL":true,"BOOL":false}"#, #"{"BOOL":true,"L":[]}"#, #"{"S":"x","L":[]}"#, #"{"X":"x","L":[]}"#,
        #"{"N":"100"}"#, #"{"N":"-0"}"#, #"{"N":"12345678901234567890"}"#, #"{"N":"1e30"}"#, #"{"N":""}"#,
        #"{"S":1}"#, #"{"N":[]}"#, #"{"M":[]}"#, #"{"L":{}}"#, #"{"S":"#, #"{"M":"#, #"{"M":{"#, #"{"S""#,
    ])
    func `values in unusual forms are the same at every depth`(value: String) {
        Self.expectSameItems(Array(#"{"Items":[{"a":\#(value)},{"a":\#(value)}]}"#.utf8))
        for depth in [1, 40, 88, 89, 90, 91, 99] {
            let opening = String(repeating: #"{"M":{"n":"#, count: depth)
            let closing = String(repeating: "}}", count: depth)
            Self.expectSameItems(Array(#"{"Item":{"a":\#(opening)\#(value)\#(closing)}}"#.utf8))
        }
    }

    @Test(arguments: [
        #"{"a":{"S":"1"},"b":{"N":"2"},"a":{"S":"3"}}"#,
        #"{"attribute1":{"S":"1"},"attribute2":{"N":"2"},"attribute1":{"S":"3"}}"#,
        #"{"\u0061":{"S":"1"},"b":{"N":"2"},"a":{"S":"3"}}"#,
        #"{"a":{"S":"1","S":"2"},"b":{"L":[{"S":"x"}],"L":[{"N":"1"},{"N":"2"}]}}"#,
        #"{"a":{"S":"1","N":"2"}}"#, #"{"a":{"S":"1","S":null}}"#, #"{"a":{}}"#, #"{"a":{"NULL":false}}"#,
        #"{ "a" : { "S" : "x\u00e9\ud83d\ude00\n" } , "b" : { "N" : "\u0031e5" } }"#,
        #"{"a":{"B":"AAE="},"b":{"B":"AA\u0045="},"c":{"BS":["","AA=="]},"d":{"B":"A"}}"#,
        #"{"a":{"M":{"b":{"M":{"c":{"L":[{"M":{}},{"L":[]}]}}}}}}"#,
        #"{"a":{"BOOL":"true"},"b":{"BOOL":false},"c":{"X":1,"S":"x"}}"#,
        #"{"a":{"N":"1e400"}}"#, #"{"a":{"N":1}}"#, #"{"a":{"S":"\ud800"}}"#, "null", "[]", #"{"a":null}"#,
    ])
    func `items in unusual forms are the same`(item: String) {
        Self.expectSameItems(Array(#"{"Items":[\#(item)],"Item":\#(item)}"#.utf8))
        Self.expectSameItems(Array(#"{"Items":[{}],"Item":{},"Items":[\#(item),\#(item)],"Item":\#(item)}"#.utf8))
    }

    @Test
    func `an item of many attributes is the same`() throws {
        for count in [63, 64, 65, 1000] {
            let item = Item((0..<count).map { ("n\($0 % 900)", .init($0)) })
            Self.expectSameItems(try GetItemOutput(item: item).body())
            let output = try EncodedItemOutput(body: try GetItemOutput(item: item).body())
            let model = try DynamoDBDecoder().decode([String: Int].self, from: try #require(output.item))
            #expect(model == (try DynamoDBDecoder().decode([String: Int].self, from: item)))
        }
    }

    @Test
    func `values nested too deep are refused alike`() {
        for depth in [30, 80, 95, 120, 250] {
            let value = String(repeating: #"{"L":["#, count: depth) + String(repeating: "]}", count: depth)
            Self.expectSameItems(Array(#"{"Items":[{"a":\#(value)}],"Item":{"a":\#(value)}}"#.utf8))
        }
    }

    // MARK: Models

    struct Part: Codable, Equatable {
        var name: String
        var size: Double?
        var parts: [Part]?
    }

    struct Model: Codable, Equatable {
        var id: String
        var count: Int
        var tags: Set<String>
        var numbers: Set<Int>?
        var blobs: Set<Data>?
        var names: [String]?
        var double: Double?
        var float: Float?
        var small: UInt8?
        var wide: UInt64?
        var flag: Bool?
        var data: Data?
        var date: Date?
        var decimal: Decimal?
        var uuid: UUID?
        var url: URL?
        var mood: Mood?
        var event: Event?
        var part: Part?
        var parts: [Part]?
        var byName: [String: Int]?
        var value: AttributeValue?
        var item: Item?
        var longAttributeName1: String?
        var longAttributeName2: String?
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `a model of bytes is the model of the item, or the same error`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let decoder = DynamoDBDecoder()
        var models = 0
        for _ in 0..<150 {
            let item = ModelItems.item(using: &generator)
            let output = try EncodedItemOutput(body: try GetItemOutput(item: item).body())
            let encoded = try #require(output.item)
            let plain = DecodingOutcome { () throws(DynamoDBError) in try decoder.decode(Model.self, from: item) }
            let direct = DecodingOutcome { () throws(DynamoDBError) in try decoder.decode(Model.self, from: encoded) }
            #expect(plain == direct, "\(item)")
            if plain.model != nil { models += 1 }
        }
        // Else only errors would be compared.
        #expect(models > 10)
    }

    @Test
    func `attributes are found in any order, and containers read one after the other`() throws {
        struct Backwards: Decodable {
            var texts: [String] = []
            private enum Keys: String, CodingKey, CaseIterable { case a, b, c, d, missing }
            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: Keys.self)
                for key in Keys.allCases.reversed() + Keys.allCases + [.c, .a, .c] where container.contains(key) {
                    self.texts.append(try container.decode(String.self, forKey: key))
                }
                self.texts += container.allKeys.map(\.rawValue)
                #expect(try container.decodeIfPresent(String.self, forKey: .missing) == nil)
                #expect(throws: DynamoDBError.self) { try container.decode(Int.self, forKey: .a) }
            }
        }
        struct Guessing: Decodable {
            var values: [String] = []
            init(from decoder: any Decoder) throws {
                var container = try decoder.container(keyedBy: Mood.Key.self).nestedUnkeyedContainer(forKey: .list)
                while !container.isAtEnd {
                    // A type that does not fit must not pass the element.
                    if let number = try? container.decode(Int.self) {
                        self.values.append("\(number)")
                    } else if try container.decodeNil() {
                        self.values.append("nil")
                    } else {
                        self.values.append(try container.decode(String.self))
                    }
                }
                #expect(throws: DynamoDBError.self) { try container.decode(Int.self) }
            }
        }
        let body = Array(
            #"{"Item":{"c":{"S":"3"},"a":{"S":"1"},"d":{"S":"4"},"b":{"S":"2"},"list":{"L":[{"N":"1"},{"NULL":true},{"S":"x"},{"N":"2"}]}}}"#
                .utf8)
        let item = try #require(try EncodedItemOutput(body: body).item)
        let texts = ["4", "3", "2", "1", "1", "2", "3", "4", "3", "1", "3", "a", "b", "c", "d"]
        #expect(try DynamoDBDecoder().decode(Backwards.self, from: item).texts == texts)
        #expect(try DynamoDBDecoder().decode(Backwards.self, from: item.item).texts == texts)
        #expect(try DynamoDBDecoder().decode(Guessing.self, from: item).values == ["1", "nil", "x", "2"])
        #expect(try DynamoDBDecoder().decode(Guessing.self, from: item.item).values == ["1", "nil", "x", "2"])
    }
}

extension Mood {
    fileprivate enum Key: String, CodingKey { case list }
}
