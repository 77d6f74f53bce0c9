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

struct ItemCodecTests {
    /// Equal to the last bit: also sets in the same order, as the codec keeps it.
    private func isSame(_ lhs: Item, _ rhs: Item) -> Bool { lhs == rhs && lhs.description == rhs.description }

    private func size(of bytes: [UInt8]) throws -> Int {
        try bytes.withUnsafeBytes { try ItemCodec.size(of: $0) }
    }

    @Test func `random items come back as they were`() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<5000 {
            let item = random.item(depth: 4)
            let bytes = ItemCodec.encode(item)
            let decoded = try ItemCodec.decode(bytes)
            if !self.isSame(decoded, item) {
                Issue.record("\(item) came back as \(decoded)")
                return
            }
            if try self.size(of: bytes) != item.size {
                Issue.record("\(item) has size \(item.size), and its bytes say \(try self.size(of: bytes))")
                return
            }
        }
    }

    @Test(
        arguments: [
            [:],
            ["": "", "\u{FFFD}": "\u{FFFD}", "é": "composed", "e\u{301}": "decomposed", "\0": "\0"],
            ["n": 0, "m": -1, "o": 255, "p": 256, "q": 65536, "r": 0.1, "s": -12345.678],
            ["b": .binary(Data()), "c": .binary(Data([0, 255])), "t": true, "f": false, "0": nil],
            ["l": [], "m": [:], "deep": [[["x": [1, nil]]]]],
            ["ss": .stringSet(["b", "a"]), "ns": .numberSet([3, 1]), "bs": .binarySet([Data([1]), Data()])],
        ] as [Item])
    func `every kind of value comes back`(item: Item) throws {
        #expect(self.isSame(try ItemCodec.decode(ItemCodec.encode(item)), item))
    }

    @Test(arguments: [
        "9.9999999999999999999999999999999999999E+125", "-9.9999999999999999999999999999999999999E+125", "1E-130",
        "-1E-130", "99999999999999999999999999999999999999", "18446744073709551615", "18446744073709551616", "1E125",
    ])
    func `the extreme numbers come back`(text: String) throws {
        let item: Item = ["n": .number(try DynamoDBNumber(parsing: text))]
        #expect(try ItemCodec.decode(ItemCodec.encode(item)) == item)
    }

    @Test func `an item has the bytes of the file format`() throws {
        let item: Item = ["a": "x", "n": -150, "l": [true, nil], "f": 0.5]
        let expected: [UInt8] = [
            1, UInt8(item.size), 4,
            1, 0x61, 1, 1, 0x78,
            1, 0x66, 2, 0x41, 0xFF, 0xFF, 5,
            1, 0x6C, 7, 2, 4, 6,
            1, 0x6E, 2, 0xC1, 1, 0, 15,
        ]
        #expect(ItemCodec.encode(item) == expected)
    }

    @Test func `the size that the caller knows is kept`() throws {
        #expect(try self.size(of: ItemCodec.encode(["a": 1], size: 409_600)) == 409_600)
    }

    private func nested(_ depth: Int) -> Item {
        var value: AttributeValue = 1
        for level in 0..<depth { value = level.isMultiple(of: 2) ? .list([value]) : .map(["m": value]) }
        return ["top": value]
    }

    @Test func `values nested as deep as DynamoDB allows come back`() throws {
        let item = self.nested(32)
        #expect(try ItemCodec.decode(ItemCodec.encode(item)) == item)
    }

    @Test func `bytes that nest without end are refused`() {
        // A list in a list in a list …
        let bytes: [UInt8] = [1, 0, 1, 0] + Array(repeating: [7, 1], count: 100_000).joined() + [6]
        let error = #expect(throws: DynamoDBError.self) { try ItemCodec.decode(bytes) }
        #expect(error?.code == .corrupt)
    }

    @Test(
        arguments: [
            [], [1], [2, 0, 0], [1, 0], [1, 0, 1], [1, 0, 0, 0], [1, 0, 1, 0, 12],
            // Names out of order, and twice.
            [1, 0, 2, 1, 0x62, 6, 1, 0x61, 6], [1, 0, 2, 1, 0x61, 6, 1, 0x61, 6],
            // A name that is no UTF-8, text that is none.
            [1, 0, 1, 1, 0xFF, 6], [1, 0, 1, 0, 1, 1, 0xFF],
            // Text that would be repaired to one of the same length.
            [1, 0, 1, 0, 1, 3, 0xF0, 0x90, 0x80],
            [1, 0, 1, 0, 1, 12] + Array("12345678".utf8) + [0x61, 0xF0, 0x90, 0x80],
            // Lengths and counts beyond the end, and beyond every number.
            [1, 0, 1, 0, 1, 9, 0x61], [1, 0, 1, 0, 7, 0xFF, 0xFF, 0xFF, 0x7F],
            [1, 0, 1, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
            // Numbers: too long a coefficient, an exponent out of range, 39 digits.
            [1, 0, 1, 0, 2, 0x11], [1, 0, 1, 0, 2, 0x41, 0xFF, 0x7F, 1],
            [1, 0, 1, 0, 2, 0x10] + Array(repeating: 0xFF, count: 16),
        ] as [[UInt8]])
    func `damaged bytes are refused`(bytes: [UInt8]) {
        let error = #expect(throws: DynamoDBError.self) { try ItemCodec.decode(bytes) }
        #expect(error?.code == .corrupt)
    }

    @Test func `bytes with any damage give an item or an error`() throws {
        var random = SeededGenerator(seed: 2)
        var refused = 0
        for _ in 0..<20_000 {
            var bytes = ItemCodec.encode(random.item(depth: 3))
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                bytes[index] = random.chance(50) ? bytes[index] ^ (1 << UInt8.random(in: 0..<8, using: &random)) : 0xFF
            }
            if random.chance(30) { bytes.removeLast(Int.random(in: 1...bytes.count, using: &random)) }
            let item: Item
            do throws(DynamoDBError) {
                item = try ItemCodec.decode(bytes)
            } catch {
                if error.code != .corrupt { Issue.record("\(error)") }
                refused += 1
                continue
            }
            // Whatever comes out must be a well-formed item, which can be stored and read again.
            let isOrdered = zip(item.names, item.names.dropFirst()).allSatisfy {
                $0.utf8.lexicographicallyPrecedes($1.utf8)
            }
            let again = try ItemCodec.decode(ItemCodec.encode(item))
            if !isOrdered || again != item {
                Issue.record("\(bytes) gave \(item)")
                return
            }
        }
        #expect(refused > 5000)
    }

    // MARK: Some attributes, and known names

    /// Names that differ where a table of names could mistake them for each other: in length, or in one byte.
    private func name(_ random: inout SeededGenerator) -> String {
        String((0..<Int.random(in: 0...20, using: &random)).map { _ in random.chance(95) ? "a" : "b" })
    }

    @Test func `a table of names changes nothing`() throws {
        var random = SeededGenerator(seed: 3)
        var names = NameTable()
        for _ in 0..<5000 {
            var item = random.item(depth: 2)
            for _ in 0..<8 { item[self.name(&random)] = .map([self.name(&random): 1]) }
            let decoded = try ItemCodec.encode(item).withUnsafeBytes { try ItemCodec.decode($0, &names) }
            if !self.isSame(decoded, item) {
                Issue.record("\(item) came back as \(decoded)")
                return
            }
        }
    }

    @Test(arguments: [0, 1, 1023, 1024, 1025, 5000])
    func `lists, sets and maps of any length come back, and cut off they are refused`(count: Int) throws {
        let texts = (0..<count).map { String(repeating: "x", count: 20) + "\($0)" }
        let values: [AttributeValue] = [
            .list(texts.map { .string($0) }), .stringSet(texts), .numberSet(texts.indices.map { DynamoDBNumber($0) }),
            .map(Item(texts.map { ($0, AttributeValue.bool(true)) })),
        ]
        for value in values {
            let item: Item = ["a": value]
            let bytes = ItemCodec.encode(item)
            #expect(try ItemCodec.decode(bytes) == item)
            #expect(throws: DynamoDBError.self) { try ItemCodec.decode(Array(bytes.dropLast())) }
        }
    }

    @Test func `damaged bytes give the same with a table of names as without`() throws {
        let names = [
            "", "\0", "a", "a\0", "aa", "active", "address", "b", "12345678", "123456789", "1234567890123456",
            "1234567890123457", "12345678901234567", "é",
        ]
        var random = SeededGenerator(seed: 6)
        var table = NameTable()
        var refused = 0
        for _ in 0..<30_000 {
            var item: Item = [:]
            for name in names where random.chance(80) { item[name] = .bool(true) }
            item["active"] = .map(Item(names.filter { _ in random.chance(70) }.map { ($0, AttributeValue.null) }))
            var bytes = ItemCodec.encode(item)
            if random.chance(70) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                // A byte of another place makes other names that are known, in places where they may not be.
                bytes[index] =
                    random.chance(50) ? bytes.randomElement(using: &random) ?? 0 : .random(in: 0...255, using: &random)
            }
            if random.chance(10) { bytes.removeLast(Int.random(in: 1...bytes.count, using: &random)) }
            let plain = Result { try ItemCodec.decode(bytes) }
            let known = Result { try bytes.withUnsafeBytes { try ItemCodec.decode($0, &table) } }
            switch (plain, known) {
            case (.success(let plain), .success(let known)) where self.isSame(plain, known): break
            case (.failure, .failure): refused += 1
            default:
                Issue.record("\(bytes) gave \(plain), and with the table \(known)")
                return
            }
        }
        #expect((3000..<27_000).contains(refused))
    }

    @Test func `some attributes of a stored item are those of the item`() throws {
        var random = SeededGenerator(seed: 4)
        var names = NameTable()
        for _ in 0..<5000 {
            let item = random.item(depth: 4)
            var wanted = item.names.filter { _ in random.chance(40) }
            for _ in 0..<3 { wanted.append(self.name(&random)) }
            wanted += wanted.prefix(1)
            wanted.shuffle(using: &random)
            let selection = AttributeSelection(wanted)
            let part = try ItemCodec.encode(item).withUnsafeBytes {
                try ItemCodec.decode($0, selecting: selection, &names)
            }
            if !self.isSame(part, item.selecting(wanted)) {
                Issue.record("\(wanted) of \(item) came back as \(part)")
                return
            }
        }
    }

    @Test(
        arguments: [
            // Names out of order, and twice.
            [1, 0, 2, 1, 0x62, 6, 1, 0x61, 6], [1, 0, 2, 1, 0x61, 6, 1, 0x61, 6],
            // What is passed over ends behind the end, or is of no kind.
            [1, 0, 1, 1, 0x61, 1, 2, 0x61], [1, 0, 1, 1, 0x61, 2, 0x42, 0, 0, 1], [1, 0, 1, 1, 0x61, 12],
            [1, 0, 1, 1, 0x61, 7, 9, 6], [1, 0, 1, 1, 0x61, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
            [1, 0, 1, 1, 0x61] + Array(repeating: [7, 1], count: 100_000).joined() + [6],
        ] as [[UInt8]])
    func `damage before the attributes that are wanted is told`(bytes: [UInt8]) {
        var names = NameTable()
        let error = #expect(throws: DynamoDBError.self) {
            try bytes.withUnsafeBytes { try ItemCodec.decode($0, selecting: AttributeSelection(["c"]), &names) }
        }
        #expect(error?.code == .corrupt)
    }

    @Test func `some attributes of damaged bytes are a part of the item, or an error`() throws {
        var random = SeededGenerator(seed: 5)
        var names = NameTable()
        for _ in 0..<20_000 {
            let item = random.item(depth: 3)
            var bytes = ItemCodec.encode(item)
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            if random.chance(30) { bytes.removeLast(Int.random(in: 1...bytes.count, using: &random)) }
            let selection = AttributeSelection(item.names.filter { _ in random.chance(40) })
            let part: Item
            do {
                part = try bytes.withUnsafeBytes { try ItemCodec.decode($0, selecting: selection, &names) }
            } catch let error as DynamoDBError where error.code == .corrupt {
                continue
            }
            // What can be read as a whole has the same part.
            guard let whole = try? ItemCodec.decode(bytes) else { continue }
            if !self.isSame(part, whole.selecting(selection.attributes.map(\.name))) {
                Issue.record("\(bytes) gave \(part), and as a whole \(whole)")
                return
            }
        }
    }
}
