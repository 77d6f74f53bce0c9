// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import DynamoDBEmbedded
import Foundation
import TestSupport
import Testing

/// Rows whose values are found in their bytes or written as JSON, against the items that are made of the same rows.
struct EncodedRowsTests {
    /// What comes of rows, either way: items to the last bit, or an error.
    private enum Reading: Equatable {
        case items([Item], texts: [String])
        case refused(DynamoDBError.Code, String)

        init(_ read: () throws(DynamoDBError) -> [Item]) {
            do {
                let items = try read()
                self = .items(items, texts: items.map(\.description))
            } catch {
                self = .refused(error.code, error.message)
            }
        }
    }

    private static func append<Rows: AnswerRows & ~Copyable>(
        _ rows: [[UInt8]], _ selection: AttributeSelection?, to found: inout Rows
    ) throws(DynamoDBError) {
        var names = NameTable()
        for row in rows {
            try row.withUnsafeBufferPointer { row throws(DynamoDBError) in
                try found.append(UnsafeRawBufferPointer(row), selecting: selection, &names)
            }
        }
    }

    private static func items(of rows: EncodedRows) -> [Item] {
        let items = rows.items
        return (0..<items.count).map { items[$0].item }
    }

    /// The answers to a query whose page has these rows, all of one form.
    private struct Answers {
        let items: Reading
        let encoded: Reading
        /// The bodies of both, or the errors.
        let body: Result<[UInt8], DynamoDBError>
        let json: Result<[UInt8], DynamoDBError>

        init(_ rows: [[UInt8]], _ selection: AttributeSelection?) {
            var plain: [Item] = []
            self.items = Reading { () throws(DynamoDBError) in
                var found = ItemRows()
                try EncodedRowsTests.append(rows, selection, to: &found)
                plain = found.items
                return plain
            }
            self.encoded = Reading { () throws(DynamoDBError) in
                var found = EncodedRows()
                try EncodedRowsTests.append(rows, selection, to: &found)
                return EncodedRowsTests.items(of: found)
            }
            if case .refused(let code, let message) = self.items {
                self.body = .failure(DynamoDBError(code, message))
            } else {
                self.body = Result { () throws(DynamoDBError) in
                    try QueryOutput(items: plain, count: 7, scannedCount: 8, lastEvaluatedKey: ["a": 1]).body()
                }
            }
            self.json = Result { () throws(DynamoDBError) in
                var found = JSONRows()
                try EncodedRowsTests.append(rows, selection, to: &found)
                return try found.body(
                    of: QueryOutput(items: nil, count: 7, scannedCount: 8, lastEvaluatedKey: ["a": 1]))
            }
        }

        /// Whether the JSON is the same to the last byte, or the error.
        var haveSameJSON: Bool {
            switch (self.body, self.json) {
            case (.success(let body), .success(let json)): body == json
            case (.failure(let error), .failure(let other)):
                error.code == other.code && error.message == other.message
            default: false
            }
        }
    }

    /// - Returns: Whether the rows have items.
    private static func expectSame(_ rows: [[UInt8]], selecting names: [String]? = nil) -> Bool {
        let answers = Answers(rows, names.map { AttributeSelection($0) })
        if answers.items != answers.encoded {
            Issue.record("\(rows), \(names ?? []): \(answers.items) and \(answers.encoded)")
        }
        if !answers.haveSameJSON { Issue.record("\(rows), \(names ?? []): \(answers.body) and \(answers.json)") }
        if case .items = answers.items { return true } else { return false }
    }

    private static func names(_ random: inout SeededGenerator, of item: Item) -> [String]? {
        guard random.chance(30) else { return nil }
        return (item.names.filter { _ in random.chance(50) } + [random.text()]).shuffled(using: &random)
    }

    @Test func `the same rows have the same items`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<3000 {
            let items = (0..<Int.random(in: 1...4, using: &random)).map { _ in random.item(depth: 4) }
            #expect(Self.expectSame(items.map { ItemCodec.encode($0) }, selecting: Self.names(&random, of: items[0])))
        }
    }

    @Test(
        arguments: [
            [:], ["": "", "\\u0061\n\"": "\\u0061\n\"", "\\": ["\\": "\\"], "é": "composed", "e\u{301}": "decomposed"],
            ["n": 0, "m": -1, "o": 255, "q": 65536, "r": 0.1, "s": -12345.678, "t": -150],
            ["b": .binary(Data()), "c": .binary(Data([0, 255])), "t": true, "f": false, "0": nil],
            ["l": [], "m": [:], "deep": [[["x": [1, nil]]]]],
            ["ss": .stringSet(["b", "a"]), "ns": .numberSet([3, -1]), "bs": .binarySet([Data([1]), Data()])],
        ] as [Item])
    func `every kind of value is found`(item: Item) {
        #expect(Self.expectSame([ItemCodec.encode(item), ItemCodec.encode(item)]))
        #expect(Self.expectSame([ItemCodec.encode(item)], selecting: item.names.suffix(1)))
    }

    @Test func `numbers that no entry can hold are found`() throws {
        let texts = [
            "9.9999999999999999999999999999999999999E+125", "-9.9999999999999999999999999999999999999E+125", "1E-130",
            "-1E-130", "99999999999999999999999999999999999999", "18446744073709551615", "18446744073709551616",
            "-18446744073709551617", "1E125",
        ]
        let numbers = try texts.map { try DynamoDBNumber(parsing: $0) }
        let item: Item = ["a": .list(numbers.map { .number($0) }), "b": "text", "c": .numberSet(numbers), "d": "more"]
        #expect(Self.expectSame([ItemCodec.encode(item), ItemCodec.encode(["x": "y"]), ItemCodec.encode(item)]))
    }

    @Test func `an item of many attributes is found`() throws {
        let item = Item((0..<1000).map { ("n\($0)", .init($0)) })
        #expect(Self.expectSame([ItemCodec.encode(item)]))
        var rows = EncodedRows()
        try rows.append(item)
        let model = try DynamoDBDecoder().decode([String: Int].self, from: try #require(rows.items.last))
        #expect(model == (try DynamoDBDecoder().decode([String: Int].self, from: item)))
    }

    #if Macros
        @DynamoDBCodable
        struct Numbers: Codable, Equatable {
            var digits: String
            var number: Int
            var wide: Int64?
            var double: Double
        }

        @Test func `a number is not mistaken for what stands in the bytes`() throws {
            var generator = SeededGenerator(seed: 5)
            let digits = String(repeating: "1", count: 60)
            for place in 0..<80 {
                // Halves that would be an offset and a length, and others.
                for length in [0, 1, 5, 18, 19, 0x7FFF_FFFF] {
                    let number = (length << 32 | place) * (generator.chance(50) ? 1 : -1)
                    let wide = generator.chance(50) ? Int64.min : number == 0 ? 0 : Int64(number / 10 * 10)
                    let item: Item = [
                        "digits": .string(digits), "number": .init(number), "wide": .init(Int(wide)),
                        "double": .init(number),
                    ]
                    var rows = EncodedRows()
                    try rows.append(item)
                    let model = try DynamoDBDecoder().decode(Numbers.self, from: try #require(rows.items.last))
                    #expect(model.number == number && model.wide == wide && model.double == Double(number))
                    #expect(model == (try DynamoDBDecoder().decode(Numbers.self, from: item)))
                }
            }
        }
    #endif

    @Test func `bytes with any damage give the same item or the same error`() {
        var random = SeededGenerator(seed: 2)
        var refused = 0
        for _ in 0..<20_000 {
            let item = random.item(depth: 3)
            var bytes = ItemCodec.encode(item)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                bytes[index] = random.chance(50) ? bytes[index] ^ (1 << UInt8.random(in: 0..<8, using: &random)) : 0xFF
            }
            if random.chance(30) { bytes.removeLast(Int.random(in: 1...bytes.count, using: &random)) }
            if !Self.expectSame([bytes], selecting: Self.names(&random, of: item)) { refused += 1 }
        }
        #expect(refused > 5000)
    }

    @Test(
        arguments: [
            [], [1], [2, 0, 0], [1, 0], [1, 0, 1], [1, 0, 0, 0], [1, 0, 1, 0, 12],
            [1, 0, 2, 1, 0x62, 6, 1, 0x61, 6], [1, 0, 2, 1, 0x61, 6, 1, 0x61, 6],
            [1, 0, 1, 1, 0xFF, 6], [1, 0, 1, 0, 1, 1, 0xFF], [1, 0, 1, 0, 9, 1, 1, 0xFF],
            [1, 0, 1, 0, 1, 3, 0xF0, 0x90, 0x80],
            [1, 0, 1, 0, 1, 9, 0x61], [1, 0, 1, 0, 7, 0xFF, 0xFF, 0xFF, 0x7F],
            [1, 0, 1, 0, 8, 2, 0, 6, 0, 6], [1, 0, 1, 0, 8, 1, 1, 0xFF, 6],
            [1, 0, 1, 0, 2, 0x11], [1, 0, 1, 0, 2, 0x41, 0xFF, 0x7F, 1],
            [1, 0, 1, 0, 2, 0x10] + Array(repeating: 0xFF, count: 16),
            [1, 0, 1, 0] + Array(repeating: [7, 1], count: 100_000).joined() + [6],
            [1, 0, 1, 0] + Array(repeating: [8, 1, 0], count: 100_000).joined() + [6],
        ] as [[UInt8]])
    func `damaged bytes are refused alike`(bytes: [UInt8]) {
        #expect(!Self.expectSame([bytes]))
        _ = Self.expectSame([bytes], selecting: [""])
        _ = Self.expectSame([bytes], selecting: ["c"])
    }
}
