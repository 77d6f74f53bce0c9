// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

struct JSONStringTests {
    private func read(_ json: String) throws -> AttributeValue? {
        try JSONReader.decode(Item.self, from: Array(#"{"v":{"S":\#(json)}}"#.utf8))["v"]
    }

    @Test(arguments: [
        (#""""#, ""),
        (#""plain""#, "plain"),
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u0000\u001f\u007F\u00e9""#, "\u{0}\u{1F}\u{7F}\u{E9}"),
        (#""\u4e2d\uFFFF""#, "\u{4E2D}\u{FFFF}"),
        (#""\ud83d\ude00""#, "\u{1F600}"),
        (#""\uD800\uDC00\udbff\udfff""#, "\u{10000}\u{10FFFF}"),
        (#""é😀 12345678\n12345678é""#, "é😀 12345678\n12345678é"),
        (#""12345678\\12345678\"""#, "12345678\\12345678\""),
        (
            "\"\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{10000}\"",
            "\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{10000}"
        ),
    ])
    func `a string is read`(json: String, text: String) throws {
        #expect(try self.read(json) == .string(text))
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `bytes are UTF-8 if the standard library says so, and then the same text`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            var bytes = Array(String((0..<5).map { _ in generator.jsonText(upTo: 9) }.joined()).utf8)
            if generator.chance(60) {
                for _ in 0...1 where !bytes.isEmpty {
                    let place = Int.random(in: 0..<bytes.count, using: &generator)
                    bytes[place] = UInt8.random(in: 0x70 ... .max, using: &generator)
                }
            }
            let text = String(validating: bytes, as: UTF8.self)
            #expect(bytes.withUnsafeBytes { UTF8Bytes.areValid($0) } == (text != nil), "\(bytes)")
            let escaped = bytes.flatMap { (byte) -> [UInt8] in
                switch byte {
                case 0x22, 0x5C: [0x5C, byte]
                case 0..<0x20: Array(#"\u00\#(byte < 16 ? "0" : "")\#(String(byte, radix: 16))"#.utf8)
                default: [byte]
                }
            }
            let json = Array(#"{"v":{"S":""#.utf8) + escaped + Array(#""}}"#.utf8)
            let read = (try? JSONReader.decode(Item.self, from: json))?["v"]?.string
            #expect(read.map { Array($0.utf8) } == text.map { Array($0.utf8) }, "\(bytes)")
            #expect(read == text)
            let answer = Array(#"{"Item":"#.utf8) + json + Array("}".utf8)
            let encoded = try? EncodedItemOutput(body: answer).item?.item["v"]?.string
            #expect(encoded.map { Array($0.utf8) } == text.map { Array($0.utf8) }, "\(bytes)")
        }
    }

    @Test(arguments: [
        ("", #""""#),
        ("a/b", #""a/b""#),
        ("\"\\", #""\"\\""#),
        ("\u{8}\u{C}\n\r\t", #""\b\f\n\r\t""#),
        ("\u{0}\u{1}\u{1F}\u{7F}", "\"\\u0000\\u0001\\u001f\u{7F}\""),
        ("é中😀\u{2028}", "\"é中😀\u{2028}\""),
        ("1234567\"12345678\n1234567\\", #""1234567\"12345678\n1234567\\""#),
    ])
    func `a string is written with the fewest escapes`(text: String, json: String) throws {
        let bytes = try JSONWriter.encode(Item(["v": .string(text)]))
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"v":{"S":\#(json)}}"#)
    }

    @Test
    func `a quote, an escape and a control character are found at every place of a string of every length`() throws {
        for length in 0..<52 {
            for place in 0...length {
                for special in ["\"", "\\", "\n", "\u{0}", "é"] {
                    let text =
                        String(repeating: "x", count: place) + special + String(repeating: "!", count: length - place)
                    let item = Item([(text, .string(text))])
                    #expect(try JSONReader.decode(Item.self, from: JSONWriter.encode(item)) == item)
                }
            }
        }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `a string of any length is written as one character after the other would be`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<400 {
            let (name, text) = (generator.jsonText(upTo: 8), generator.jsonText(upTo: 40))
            let members = generator.some(upTo: 3) { $0.jsonText(upTo: 5) }
            let item = Item([(name, .list([.string(text), .stringSet(members), .string("")]))])
            let set = members.map { Self.escaped($0) }.joined(separator: ",")
            let expected =
                #"{\#(Self.escaped(name)):{"L":[{"S":\#(Self.escaped(text))},{"SS":[\#(set)]},{"S":""}]}}"#
            #expect(String(decoding: try JSONWriter.encode(item), as: UTF8.self) == expected)
        }
    }

    /// The string, character by character.
    private static func escaped(_ text: String) -> String {
        let short: [Unicode.Scalar: String] = [
            "\"": #"\""#, "\\": #"\\"#, "\n": #"\n"#, "\r": #"\r"#, "\t": #"\t"#, "\u{8}": #"\b"#, "\u{C}": #"\f"#,
        ]
        var json = "\""
        for scalar in text.unicodeScalars {
            if let escape = short[scalar] {
                json += escape
            } else if scalar.value < 0x20 {
                let digits = String(scalar.value, radix: 16)
                json += #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `a string of any length is read with whatever escapes`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            ("a", "a"), ("plain ascii", "plain ascii"), ("sixteen bytes...", "sixteen bytes..."), ("é", "é"),
            ("中", "中"),
            ("😀", "😀"), (#"\n"#, "\n"), (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\u00e9"#, "é"),
            (#"\u4E2d"#, "中"), (#"\ud83d\ude00"#, "😀"), (#"\u0000"#, "\u{0}"),
        ]
        for _ in 0..<400 {
            let parts = generator.some(upTo: 24) { pieces.randomElement(using: &$0) ?? ("a", "a") }
            let json = "\"" + parts.map(\.0).joined() + "\""
            #expect(try self.read(json) == .string(parts.map(\.1).joined()), "\(json)")
        }
    }

    @Test
    func `names are read with their escapes`() throws {
        let text = #"{"\u0061\"":{"\u0053":"x"},"T\u0061bleName":{"\u004e\u0053":["1"]}}"#
        #expect(
            try JSONReader.decode(Item.self, from: Array(text.utf8))
                == ["a\"": "x", "TableName": .numberSet([1])])
        let input = #"{"T\u0061bleName":"t"}"#
        #expect(try JSONReader.decode(DescribeTableInput.self, from: Array(input.utf8)).tableName == "t")
    }

    @Test(
        arguments: [
            [0x80], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xE4, 0xB8],
            [0xEF, 0xBF], [0xC3, 0x28], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE0, 0x80, 0xAF],
        ] as [[UInt8]])
    func `what is not UTF-8 is refused, in values, names and skipped members, with escapes and without`(bad: [UInt8]) {
        for prefix in ["", "é", #"\n"#, "12345678"] {
            let string = [UInt8(ascii: "\"")] + Array(prefix.utf8) + bad + [UInt8(ascii: "\"")]
            let bodies = [
                Array(#"{"v":{"S":"#.utf8) + string + Array("}}".utf8),
                Array("{".utf8) + string + Array(#":{"S":""}}"#.utf8),
                Array(#"{"v":{"Unknown":"#.utf8) + string + Array(#","S":""}}"#.utf8),
                Array(#"{"v":{"#.utf8) + string + Array(#":1,"S":""}}"#.utf8),
                Array(#"{"v":{"N":"#.utf8) + string + Array("}}".utf8),
                Array(#"{"v":{"B":"#.utf8) + string + Array("}}".utf8),
            ]
            for body in bodies {
                #expect {
                    try JSONReader.decode(Item.self, from: body)
                } throws: {
                    guard case .malformed(.invalidUTF8, _)? = $0 as? WireError else { return false }
                    return true
                }
            }
        }
    }

    @Test
    func `bytes are a string exactly if they are UTF-8`() throws {
        var generator = SeededGenerator(seed: 8)
        let interesting: [UInt8] = [
            0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5,
            0xFF,
        ]
        for _ in 0..<4_000 {
            func ascii() -> [UInt8] {
                Array(repeating: UInt8(ascii: "a"), count: Int.random(in: 0...36, using: &generator))
            }
            let bytes = ascii() + generator.some(upTo: 5) { interesting.randomElement(using: &$0) ?? 0x41 } + ascii()
            let json = Array(#"{"v":{"S":""#.utf8) + bytes + Array(#""}}"#.utf8)
            let text = String(validating: bytes, as: UTF8.self)
            #expect((try? JSONReader.decode(Item.self, from: json)["v"]) == text.map { .string($0) }, "\(bytes)")
        }
    }
}
