// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport
import Testing

/// What is written can be read, and its form is that of JSON wherever JSON has one.
struct CodingShapeTests {
    private static let person = Person(
        name: "Ann \u{1F642}", age: nil, nickname: "A", scores: [0.1, -2.5, 1e15], places: ["home": Point(x: 1, y: -2)],
        path: [[], [Point(x: 0, y: 0)]], mood: .sad, moods: [.glad, nil], byNumber: [1: "one", -7: "x"], isActive: true)

    static let shapes: [Shape] = [
        Shape("a struct with everything", Self.person),
        Shape("an array of structs", [Self.person, Self.person]),
        Shape(
            "nested containers by hand",
            ByHand(numbers: [3, 1, 2], city: "x", first: Point(x: 1, y: 2), rest: ["a", nil])),
        Shape("a subclass with a super encoder", Dog(legs: 4, name: "Rex")),
        Shape("cases with and without values", [Event.started, .moved(x: 1, y: 2), .renamed("b")]),
        Shape("raw values", [Mood.glad, .sad]),
        Shape("a single value in a single value", Wrapped(Wrapped(Wrapped("deep")))),
        Shape("a single value that is a struct", Wrapped(Point(x: 1, y: 2))),
        Shape("a single value that is nil", [Wrapped(nil as Int?), Wrapped(5)]),
        Shape("a dictionary with nil", ["a": 1, "b": nil] as [String: Int?]),
        Shape("a dictionary with numbers for keys", [1: ["a"], 2: []]),
        Shape("a dictionary with other keys", [Point(x: 1, y: 2): "a"]),
        Shape("a set of structs", Set([Point(x: 1, y: 2)])),
        Shape("a set of booleans", Set([true])),
        Shape("no elements", [[Int]]()),
        Shape("integers of every width at their ends", Integers.ends),
        Shape(
            "floating-point numbers", [0.1 as Float, 3.4e38, 1.2e-38, Float.leastNonzeroMagnitude, -0.3], asJSON: false),
        Shape("doubles", [0.1, 1e125, -1e-130, 9_007_199_254_740_992, 1e22, 5e-100, 123456.789], asJSON: false),
        Shape("a URL and an identifier", ["https://a.b/c?d=e", UUID().uuidString]),
        Shape("identifiers", [UUID(), UUID()]),
        Shape("exact decimals", [Decimal(string: "0.1234567890123456789012345678901234567"), 1, -20], asJSON: false),
        Shape("bytes", [Data([0, 255]), Data()], asJSON: false),
        Shape("URLs", [URL(string: "https://a.b/c?d=e"), nil], asJSON: false),
        Shape("sets of strings", Set(["b", "a", "é"]), asJSON: false),
        Shape("sets of identifiers", Set([Label(rawValue: "x"), Label(rawValue: "y")]), asJSON: false),
        Shape("sets of cases", Set(Mood.allCases), asJSON: false),
        Shape("sets of numbers", Set([3, 1, 2]), asJSON: false),
        Shape("sets of doubles", Set([0.5, -1, 1e20]), asJSON: false),
        Shape("sets of bytes", Set([Data([1]), Data([2, 3])]), asJSON: false),
        Shape("sets in arrays, empty ones too", [Set(["a"]), []], asJSON: false),
        Shape("sets in dictionaries, empty ones too", ["a": ["x"], "b": []] as [String: Set<String>], asJSON: false),
        Shape("sets by numbers", [1: [2], 3: []] as [Int: Set<Int>], asJSON: false),
        Shape("sets that may be nil", ["a": [1], "b": [], "c": nil] as [String: Set<Int>?], asJSON: false),
        Shape("128 bits", [Int128(1) << 100, -5], asJSON: false),
        Shape("values that are DynamoDB's own", Own.example, asJSON: false),
    ]

    @Test(arguments: Self.shapes)
    func `a value comes back as it was`(_ shape: Shape) throws {
        try shape.check()
    }

    @Test func `random trees come back, in the form of JSON`() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<3000 {
            let tree = Tree.random(depth: 4, using: &generator)
            try Shape("a tree", tree).check()
        }
    }

    @Test func `each type is stored as promised`() throws {
        let item = try DynamoDBEncoder().encode(Promises())
        #expect(
            item == [
                "strings": .stringSet(["a", "b"]), "numbers": .numberSet([1, 20]), "exact": .numberSet([0.5]),
                "blobs": .binarySet([Data([1])]), "cases": .stringSet(["glad", "sad"]), "mixed": [["x": 1, "y": 2]],
                "data": .binary(Data([7])), "at": "2026-01-28T09:30:00.250Z", "price": 19.99, "flag": false,
                "link": "https://example.com/", "listOfSets": [.stringSet(["z"]), []], "small": 0.1,
            ])
        #expect(try DynamoDBDecoder().decode(Promises.self, from: item) == Promises())
    }

    @Test func `nil is left out or NULL, and an empty set is left out`() throws {
        struct Model: Codable, Equatable {
            var id = 1
            var text: String?
            var int: Int?
            var small: Int8?
            var double: Double?
            var flag: Bool?
            var point: Point?
            var set: Set<String>?
            var tags: Set<String> = []
        }
        var encoder = DynamoDBEncoder()
        #expect(try encoder.encode(Model()) == ["id": 1])
        encoder.nils = .null
        let nulls = try encoder.encode(Model())
        #expect(
            nulls == [
                "id": 1, "text": nil, "int": nil, "small": nil, "double": nil, "flag": nil, "point": nil, "set": nil,
            ])
        #expect(try DynamoDBDecoder().decode(Model.self, from: nulls) == Model())
        #expect(try DynamoDBDecoder().decode(Model.self, from: ["id": 1]) == Model())
    }

    @Test func `lists are read from sets and sets from lists`() throws {
        let decoder = DynamoDBDecoder()
        #expect(try decoder.decode([String].self, fromValue: .stringSet(["b", "a"])) == ["b", "a"])
        #expect(try decoder.decode([Int].self, fromValue: .numberSet([2, 1])) == [2, 1])
        #expect(try decoder.decode([Data].self, fromValue: .binarySet([Data([1])])) == [Data([1])])
        #expect(try decoder.decode(Set<Int>.self, fromValue: [1, 2]) == [1, 2])
    }

    @Test func `a set of what is only Decodable is empty where it is missing, and loses no member`() throws {
        struct Name: Decodable, Hashable {
            let text: String

            init(from decoder: any Decoder) throws {
                self.text = try decoder.singleValueContainer().decode(String.self).lowercased()
            }
        }
        struct Reader: Decodable {
            var names: Set<Name>
            var others: Set<Name>?
        }
        let decoder = DynamoDBDecoder()
        let empty = try decoder.decode(Reader.self, from: ["id": 1])
        #expect(empty.names.isEmpty && empty.others == nil)
        #expect(try decoder.decode(Reader.self, from: ["names": .stringSet(["A", "b"])]).names.count == 2)
        let error = #expect(throws: DynamoDBError.self) {
            try decoder.decode(Reader.self, from: ["names": .stringSet(["A", "a"])])
        }
        #expect(error?.message.contains("one would be lost") == true)
    }

    /// Text that is kept under a secret, which the program tells the coders.
    private struct Sealed: Codable, Equatable {
        static let secret = CodingUserInfoKey(rawValue: "secret")

        var text: String

        init(text: String) { self.text = text }

        init(from decoder: any Decoder) throws {
            let parts = try decoder.singleValueContainer().decode(String.self).split(separator: ":")
            let secret = Self.secret.flatMap { decoder.userInfo[$0] as? String }
            self.text = parts.first.map(String.init) == secret ? String(parts[1]) : "?"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            let secret = Self.secret.flatMap { encoder.userInfo[$0] as? String }
            try container.encode("\(secret ?? "none"):\(self.text)")
        }
    }

    @Test func `a model looks up what the coders are told, at every depth`() throws {
        let secret = try #require(Sealed.secret)
        var encoder = DynamoDBEncoder()
        encoder.userInfo[secret] = "abc"
        let item = try encoder.encode(["list": [Sealed(text: "x")]])
        #expect(item == ["list": ["abc:x"]])
        var decoder = DynamoDBDecoder()
        #expect(decoder.userInfo.isEmpty)
        #expect(try decoder.decode([String: [Sealed]].self, from: item) == ["list": [Sealed(text: "?")]])
        decoder.userInfo[secret] = "abc"
        #expect(try decoder.decode([String: [Sealed]].self, from: item) == ["list": [Sealed(text: "x")]])
    }

    @Test func `other encoders see DynamoDB's own values as DynamoDB's JSON`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = try encoder.encode(Own.example)
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"any":{"SS":["a"]},"item":{"b":{"B":"AQ=="},"l":{"L":[{"N":"1"},{"NULL":true}]},"#
                + #""m":{"M":{"f":{"BOOL":true}}}},"number":"0.12345678901234567890123456789012345678"}"#)
        #expect(try JSONDecoder().decode(Own.self, from: json) == Own.example)
    }

    @Test func `a decoder that converts from snake case leaves the names of attributes alone`() throws {
        let item: Item = ["team_code": "x", "createdAt": ["a_b": 1, "cD": .list([["e_f": true]])]]
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        #expect(try decoder.decode(Item.self, from: JSONEncoder().encode(item)) == item)
        let values: [AttributeValue] = [.map(item)]
        #expect(try decoder.decode([AttributeValue].self, from: JSONEncoder().encode(values)) == values)
    }

    @Test func `a type can write the attributes of an item beside members of its own`() throws {
        let open = Open(id: 1, others: ["a": "x", "b": true], last: 2)
        #expect(try DynamoDBEncoder().encode(open) == ["id": 1, "a": "x", "b": true, "last": 2])
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(open)) as? [String: Any]
        #expect(json.map { Set($0.keys) } == ["id", "a", "b", "last"])
    }

    @Test func `a decoder tells where a number is none`() throws {
        let json = Data(#"{"total": {"M": {"euros": {"N": "1,5"}}}}"#.utf8)
        let error = #expect(throws: DecodingError.self) { try JSONDecoder().decode(Item.self, from: json) }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(context.codingPath.map(\.stringValue) == ["total", "M", "euros", "N"])
    }

    @Test(arguments: [["\u{E9}": 1, "e\u{301}": 2], ["map": ["\u{E9}": 1, "e\u{301}": 2]]] as [Item])
    func `an item of which another encoder would lose an attribute is refused`(item: Item) throws {
        let error = #expect(throws: EncodingError.self) { try JSONEncoder().encode(item) }
        if case .invalidValue(_, let context) = error {
            #expect(context.debugDescription.contains("one would be lost"))
        }
        #expect(try DynamoDBEncoder().encode(item) == item)
        #expect(try JSONDecoder().decode(Item.self, from: JSONEncoder().encode(["e": 1, "f": 2] as Item)).count == 2)
    }
}

private struct Open: Encodable {
    var id: Int
    var others: Item
    var last: Int

    enum CodingKeys: CodingKey { case id, last }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self.id, forKey: .id)
        try self.others.encode(to: encoder)
        try container.encode(self.last, forKey: .last)
    }
}

private struct Integers: Codable, Equatable, Sendable {
    var a: Int8
    var b: Int16
    var c: Int32
    var d: Int64
    var e: Int
    var f: UInt8
    var g: UInt16
    var h: UInt32
    var i: UInt64
    var j: UInt

    static let ends = [
        Integers(
            a: .min, b: .min, c: .min, d: .min, e: .min, f: .max, g: .max, h: .max, i: .max, j: .max),
        Integers(a: .max, b: .max, c: .max, d: .max, e: .max, f: 0, g: 0, h: 0, i: 0, j: 0),
    ]
}

private struct Own: Codable, Equatable, Sendable {
    var any: AttributeValue
    var item: Item
    var number: DynamoDBNumber

    static let example = Own(
        any: .stringSet(["a"]), item: ["b": .binary(Data([1])), "l": [1, nil], "m": ["f": true]],
        number: DynamoDBNumber("0.12345678901234567890123456789012345678") ?? 0)
}

private struct Promises: Codable, Equatable {
    var strings: Set<String> = ["b", "a"]
    var numbers: Set<Int> = [20, 1]
    var exact: Set<DynamoDBNumber> = [0.5]
    var blobs: Set<Data> = [Data([1])]
    var cases: Set<Mood> = [.sad, .glad]
    var mixed: Set<Point> = [Point(x: 1, y: 2)]
    var data = Data([7])
    var at = Date(timeIntervalSince1970: 1_769_592_600.25)
    var price: Decimal = Decimal(string: "19.99") ?? 0
    var flag = false
    var link = URL(string: "https://example.com/")
    var listOfSets: [Set<String>] = [["z"], []]
    var small: Float = 0.1
    var none: Set<Int> = []
}
