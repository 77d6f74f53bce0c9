// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Reads the bytes of ``ItemCodec``, in one pass. Whatever the bytes are, it gives a well-formed item or throws.
struct ItemReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { self.offset == self.bytes.count }

    /// What stands before the entries: the size of the item.
    mutating func header() throws(DynamoDBError) -> Int {
        guard try self.byte() == ItemCodec.form else { throw .itemIsDamaged }
        return try self.varint()
    }

    mutating func item(depth: Int) throws(DynamoDBError) -> Item {
        let count = try self.count(minimumLength: 2)
        var entries: [Item.Element] = []
        entries.reserveCapacity(min(count, Self.trustedCount))
        var previous: UnsafeRawBufferPointer?
        for _ in 0..<count {
            let name = try self.field()
            // Lookups in an item rely on the order, so damaged bytes must not bring in another one.
            if let previous, !Self.isOrdered(previous, name) { throw .itemIsDamaged }
            previous = name
            entries.append((name: try Self.text(name), value: try self.value(depth: depth)))
        }
        return Item(sortedEntries: entries)
    }

    private mutating func value(depth: Int) throws(DynamoDBError) -> AttributeValue {
        guard let tag = ItemCodec.Tag(rawValue: try self.byte()) else { throw .itemIsDamaged }
        switch tag {
        case .string: return .string(try Self.text(self.field()))
        case .number: return .number(try self.number())
        case .binary: return .binary(Data(try self.field()))
        case .true: return .bool(true)
        case .false: return .bool(false)
        case .null: return .null
        case .list: return .list(try self.list(depth: Self.deeper(depth)))
        case .map: return .map(try self.item(depth: Self.deeper(depth)))
        case .stringSet: return .stringSet(try self.strings())
        case .numberSet: return .numberSet(try self.numbers())
        case .binarySet: return .binarySet(try self.binaries())
        }
    }

    private static func deeper(_ depth: Int) throws(DynamoDBError) -> Int {
        guard depth < ItemCodec.maximumDepth else { throw .itemIsDamaged }
        return depth + 1
    }

    private mutating func list(depth: Int) throws(DynamoDBError) -> [AttributeValue] {
        let count = try self.count(minimumLength: 1)
        var values: [AttributeValue] = []
        values.reserveCapacity(min(count, Self.trustedCount))
        for _ in 0..<count { values.append(try self.value(depth: depth)) }
        return values
    }

    private mutating func strings() throws(DynamoDBError) -> [String] {
        let count = try self.count(minimumLength: 1)
        var members: [String] = []
        members.reserveCapacity(min(count, Self.trustedCount))
        for _ in 0..<count { members.append(try Self.text(self.field())) }
        return members
    }

    private mutating func numbers() throws(DynamoDBError) -> [DynamoDBNumber] {
        let count = try self.count(minimumLength: 1)
        var members: [DynamoDBNumber] = []
        members.reserveCapacity(min(count, Self.trustedCount))
        for _ in 0..<count { members.append(try self.number()) }
        return members
    }

    private mutating func binaries() throws(DynamoDBError) -> [Data] {
        let count = try self.count(minimumLength: 1)
        var members: [Data] = []
        members.reserveCapacity(min(count, Self.trustedCount))
        for _ in 0..<count { members.append(Data(try self.field())) }
        return members
    }

    private mutating func number() throws(DynamoDBError) -> DynamoDBNumber {
        let control = try self.byte()
        var exponent: Int16 = 0
        if control & ItemCodec.NumberControl.hasExponent != 0 {
            let low = UInt16(try self.byte())
            exponent = Int16(bitPattern: UInt16(try self.byte()) << 8 | low)
        }
        let length = Int(control & ItemCodec.NumberControl.lengthMask)
        guard length <= 16 else { throw .itemIsDamaged }
        var coefficient = UInt128(try self.word(length: min(length, 8)))
        if length > 8 { coefficient |= UInt128(try self.word(length: length - 8)) << 64 }
        do throws(NumberError) {
            // Checks the range and brings the number to its one form, so that a damaged one stays a number at least.
            return try DynamoDBNumber(
                coefficient: coefficient,
                exponent: Int(exponent),
                isNegative: control & ItemCodec.NumberControl.negative != 0
            )
        } catch {
            throw .itemIsDamaged
        }
    }

    private mutating func word(length: Int) throws(DynamoDBError) -> UInt64 {
        guard length <= self.bytes.count - self.offset else { throw .itemIsDamaged }
        var word: UInt64 = 0
        for index in 0..<length { word |= UInt64(self.bytes[self.offset + index]) << UInt64(index * 8) }
        self.offset += length
        return word
    }

    // MARK: Bytes

    /// More elements than this are not made room for before they are seen: damaged bytes may promise any number.
    private static let trustedCount = 1024

    private mutating func byte() throws(DynamoDBError) -> UInt8 {
        guard self.offset < self.bytes.count else { throw .itemIsDamaged }
        let byte = self.bytes[self.offset]
        self.offset += 1
        return byte
    }

    private mutating func varint() throws(DynamoDBError) -> Int {
        let first = try self.byte()
        if first < 0x80 { return Int(first) }
        var value = UInt64(first & 0x7F)
        var shift: UInt64 = 7
        while true {
            let byte = try self.byte()
            // Eight bytes hold every length there can be.
            guard shift <= 49 else { throw .itemIsDamaged }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int(value) }
            shift += 7
        }
    }

    /// A number of elements, each of which takes `minimumLength` bytes at least.
    private mutating func count(minimumLength: Int) throws(DynamoDBError) -> Int {
        let count = try self.varint()
        guard count <= (self.bytes.count - self.offset) / minimumLength else { throw .itemIsDamaged }
        return count
    }

    /// A length and that many bytes.
    private mutating func field() throws(DynamoDBError) -> UnsafeRawBufferPointer {
        let length = try self.varint()
        guard length <= self.bytes.count - self.offset else { throw .itemIsDamaged }
        defer { self.offset += length }
        return UnsafeRawBufferPointer(rebasing: self.bytes[self.offset..<(self.offset + length)])
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) throws(DynamoDBError) -> String {
        // `String(validating:as:)` costs 100 ns more than this one, which repairs what is no UTF-8; then the text has
        // other bytes than it was made of. ASCII needs no repair.
        let text = String(decoding: bytes, as: UTF8.self)
        guard Self.isASCII(bytes) || text.utf8.elementsEqual(bytes) else { throw .itemIsDamaged }
        return text
    }

    private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var offset = 0
        while offset + 8 <= bytes.count {
            let eight = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if eight & 0x8080_8080_8080_8080 != 0 { return false }
            offset += 8
        }
        while offset < bytes.count {
            if bytes[offset] >= 0x80 { return false }
            offset += 1
        }
        return true
    }

    private static func isOrdered(_ lhs: UnsafeRawBufferPointer, _ rhs: UnsafeRawBufferPointer) -> Bool {
        for index in 0..<min(lhs.count, rhs.count) where lhs[index] != rhs[index] {
            return lhs[index] < rhs[index]
        }
        return lhs.count < rhs.count
    }
}
