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

struct KeyEncodingTests {
    enum KeyType: CaseIterable { case string, number, binary }

    private func value(of type: KeyType, _ random: inout SeededGenerator) -> AttributeValue {
        switch type {
        case .string: .string(random.text())
        case .number: .number(random.number())
        case .binary: .binary(random.data())
        }
    }

    private func encoded(_ value: AttributeValue) throws -> [UInt8] {
        var key: [UInt8] = []
        try KeyEncoding.encode(value, into: &key)
        return key
    }

    /// Less than zero, zero or more, as DynamoDB orders two values of one type.
    private func order(_ lhs: AttributeValue, _ rhs: AttributeValue) -> Int {
        func order(_ isLess: Bool, _ isGreater: Bool) -> Int { isLess ? -1 : isGreater ? 1 : 0 }
        switch (lhs, rhs) {
        case (.string(let left), .string(let right)):
            let (left, right) = (Array(left.utf8), Array(right.utf8))
            return order(left.lexicographicallyPrecedes(right), right.lexicographicallyPrecedes(left))
        case (.number(let left), .number(let right)): return order(left < right, right < left)
        case (.binary(let left), .binary(let right)):
            return order(left.lexicographicallyPrecedes(right), right.lexicographicallyPrecedes(left))
        default: return 2
        }
    }

    private func order(_ lhs: [UInt8], _ rhs: [UInt8]) -> Int {
        lhs == rhs ? 0 : lhs.lexicographicallyPrecedes(rhs) ? -1 : 1
    }

    @Test(arguments: KeyType.allCases)
    func `encoded values are ordered as the values, and none begins another`(type: KeyType) throws {
        var random = SeededGenerator(seed: 0xC0FFEE)
        for _ in 0..<20_000 {
            let (left, right) = (self.value(of: type, &random), self.value(of: type, &random))
            let (leftKey, rightKey) = (try self.encoded(left), try self.encoded(right))
            if self.order(leftKey, rightKey) != self.order(left, right) {
                Issue.record("\(left) and \(right) are ordered differently as \(leftKey) and \(rightKey)")
                return
            }
            if leftKey != rightKey, leftKey.starts(with: rightKey) || rightKey.starts(with: leftKey) {
                Issue.record("One of \(left) and \(right) begins the other as \(leftKey) and \(rightKey)")
                return
            }
        }
    }

    @Test func `values that follow each other are ordered one after the other`() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let types = [KeyType.allCases.randomElement(using: &random) ?? .string, .string, .number]
            let left = types.map { self.value(of: $0, &random) }
            // Often the first parts are equal, so that the later ones decide.
            let right = zip(types, left).map { random.chance(50) ? $1 : self.value(of: $0, &random) }
            let expected = zip(left, right).map { self.order($0, $1) }.first { $0 != 0 } ?? 0
            let keys = try [left, right].map { try $0.flatMap { try self.encoded($0) } }
            if self.order(keys[0], keys[1]) != expected {
                Issue.record("\(left) and \(right) are ordered differently as \(keys)")
                return
            }
        }
    }

    @Test(
        arguments: [
            ("0", [0x80]),
            ("1", [0x81, 130, 11, 0]),
            ("-1", [0x7F, 255 - 130, 255 - 11, 255]),
            ("12", [0x81, 131, 13, 0]),
            ("123", [0x81, 132, 13, 31, 0]),
            ("1000", [0x81, 133, 11, 0]),
            ("0.5", [0x81, 129, 51, 0]),
            ("1E-130", [0x81, 0, 11, 0]),
            ("9E125", [0x81, 255, 91, 0]),
            ("9.9999999999999999999999999999999999999E+125", [0x81, 255] + Array(repeating: 100, count: 19) + [0]),
        ] as [(String, [UInt8])])
    func `a number has the bytes of the file format`(text: String, bytes: [UInt8]) throws {
        #expect(try self.encoded(.number(DynamoDBNumber(parsing: text))) == bytes)
    }

    @Test(
        arguments: [
            ("", [0, 0]), ("a", [0x61, 0, 0]), ("\0", [0, 0xFF, 0, 0]), ("a\0b", [0x61, 0, 0xFF, 0x62, 0, 0]),
        ] as [(String, [UInt8])])
    func `a string and a binary have the bytes of the file format`(text: String, bytes: [UInt8]) throws {
        #expect(try self.encoded(.string(text)) == bytes)
        #expect(try self.encoded(.binary(Data(text.utf8))) == bytes)
    }

    @Test(
        arguments: [
            ("", 0xF52A_15E9), ("a", 0x02C0_BDBF), ("swift-dynamodb", 0xE7D6_B2B0),
        ] as [(String, UInt32)])
    func `the hash never changes`(text: String, hash: UInt32) {
        #expect(KeyEncoding.hash(text.utf8) == hash)
    }

    @Test func `the hash scatters similar keys evenly`() {
        var counts = Array(repeating: 0, count: 16)
        for index in 0..<16_000 { counts[Int(KeyEncoding.hash("user#\(index)".utf8) >> 28)] += 1 }
        #expect(counts.allSatisfy { (850...1150).contains($0) }, "\(counts)")
    }

    @Test func `a partition's keys begin with the hash and the encoded partition keys`() throws {
        for (values, encoded) in [
            (["a"], [0x61, 0, 0]), (["x", 1], [0x78, 0, 0, 0x81, 130, 11, 0]),
        ] as [([AttributeValue], [UInt8])] {
            let hash = KeyEncoding.hash(encoded)
            let prefix = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: hash >> $0) } + encoded
            #expect(try KeyEncoding.partitionPrefix(of: values) == prefix)
        }
    }

    @Test func `a prefix selects the values that begin with it`() throws {
        var random = SeededGenerator(seed: 99)
        for _ in 0..<20_000 {
            let (prefix, data) = (random.data(upTo: 3), random.data(upTo: 5))
            var start: [UInt8] = []
            try KeyEncoding.encodePrefix(.binary(prefix), into: &start)
            let isIn = KeyRange.prefix(start).contains(try self.encoded(.binary(data)))
            if isIn != data.starts(with: prefix) {
                Issue.record("\(Array(data)) begins with \(Array(prefix)), but not so its key")
                return
            }
        }
    }

    @Test(arguments: [AttributeValue.bool(true), .null, .list([]), .map([:]), .stringSet(["a"])])
    func `a value that can be no key is refused`(value: AttributeValue) {
        let error = #expect(throws: DynamoDBError.self) { try self.encoded(value) }
        #expect(error?.code == .validation)
    }

    @Test(arguments: [1, 2, 3, 7, 1000, 999_999, 1_000_000])
    func `segments are disjoint and cover every key`(total: Int) {
        let first = KeyEncoding.hashRange(segment: 0, of: total)
        #expect(first.lower == .unbounded)
        #expect(KeyEncoding.hashRange(segment: total - 1, of: total).upper == .unbounded)
        var previous = first
        for segment in 1..<max(total, 1) where segment < 2000 || segment > total - 2000 || segment.isMultiple(of: 997) {
            let range = KeyEncoding.hashRange(segment: segment, of: total)
            previous = KeyEncoding.hashRange(segment: segment - 1, of: total)
            guard case .inclusive(let start) = range.lower, previous.upper == .exclusive(start) else {
                Issue.record("Segment \(segment) of \(total) does not begin where the one before ends")
                return
            }
        }
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2000 {
            let key = (0..<6).map { _ in UInt8.random(in: 0...255, using: &random) }
            guard let segment = KeyEncoding.segment(ofKey: key, of: total) else {
                Issue.record("\(key) has no segment")
                return
            }
            let neighbours = (max(segment - 1, 0)...min(segment + 1, total - 1))
            let owners = neighbours.filter { KeyEncoding.hashRange(segment: $0, of: total).contains(key) }
            if owners != [segment] {
                Issue.record("\(key) is in \(owners), not in \(segment) of \(total)")
                return
            }
        }
    }

    @Test(arguments: [(-1, 4), (4, 4), (0, 0), (0, -3), (0, 1_000_001)])
    func `a segment that does not exist holds no keys`(segment: Int, total: Int) {
        #expect(!KeyEncoding.hashRange(segment: segment, of: total).contains([]))
        #expect(!KeyEncoding.hashRange(segment: segment, of: total).contains([0, 0, 0, 0]))
    }
}
