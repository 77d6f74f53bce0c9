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
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { self.offset == self.bytes.count }

    /// What stands before the entries: the size of the item.
    mutating func header() throws(DamagedItem) -> Int {
        guard try self.byte() == ItemCodec.form else { throw DamagedItem() }
        return try self.varint()
    }

    /// The entries of an item or a map.
    ///
    /// - Parameter name: Where the name of the attribute stands that the map is in.
    mutating func item(
        depth: Int, inside name: Int = -1, _ names: inout NameTable
    ) throws(DamagedItem) -> Item {
        let count = try self.count(minimumLength: 2)
        var place = NamePlace(inside: name, of: names)
        return Item(
            sortedEntries: try self.array(of: count) { reader throws(DamagedItem) in
                let name = try reader.name(after: &place, &names)
                return Item.Entry(
                    name: name, value: try reader.value(depth: depth, inside: place.known.index, &names))
            })
    }

    /// The attributes that are selected. Of those between only the names are looked at, and of what comes behind the last
    /// nothing.
    mutating func item(
        selecting selection: AttributeSelection, _ names: inout NameTable
    ) throws(DamagedItem) -> Item {
        var entries: [Item.Entry] = []
        try self.forEach(of: selection) { reader, attribute, _ throws(DamagedItem) in
            entries.append(Item.Entry(name: attribute.name, value: try reader.value(depth: 0, inside: -1, &names)))
        }
        return Item(sortedEntries: entries)
    }

    /// Calls `body` where the value of each selected attribute begins, which it has to read.
    mutating func forEach(
        of selection: AttributeSelection,
        _ body: (inout Self, AttributeSelection.Attribute, _ name: UnsafeRawBufferPointer) throws(DamagedItem) -> Void
    ) throws(DamagedItem) {
        let count = try self.count(minimumLength: 2)
        let wanted = selection.attributes
        var previous: UnsafeRawBufferPointer?
        // Names and selection have the same order.
        var next = 0
        for _ in 0..<count {
            let name = try self.name(after: &previous)
            while next < wanted.count, wanted[next].comes(before: name) { next += 1 }
            guard next < wanted.count else { break }
            if wanted[next].isNamed(name) {
                try body(&self, wanted[next], name)
                next += 1
            } else {
                try self.passValue(depth: 0)
            }
        }
    }

    // MARK: Values

    private mutating func value(
        depth: Int, inside name: Int, _ names: inout NameTable
    ) throws(DamagedItem) -> AttributeValue {
        switch try self.tag() {
        case .string: return .string(try self.text())
        case .number: return .number(try self.number())
        case .binary: return .binary(Data(try self.field()))
        case .true: return .bool(true)
        case .false: return .bool(false)
        case .null: return .null
        case .list:
            let depth = try Self.deeper(depth)
            let count = try self.count(minimumLength: 1)
            return .list(
                try self.array(of: count) { reader throws(DamagedItem) in
                    try reader.value(depth: depth, inside: name, &names)
                })
        case .map: return .map(try self.item(depth: Self.deeper(depth), inside: name, &names))
        case .stringSet: return .stringSet(try self.members { reader throws(DamagedItem) in try reader.text() })
        case .numberSet: return .numberSet(try self.members { reader throws(DamagedItem) in try reader.number() })
        case .binarySet: return .binarySet(try self.members { reader throws(DamagedItem) in Data(try reader.field()) })
        }
    }

    @inline(__always)
    private mutating func text() throws(DamagedItem) -> String {
        let length = try self.varint()
        let start = self.offset
        try self.pass(length)
        let text = UnsafeRawBufferPointer(rebasing: self.bytes[start..<self.offset])
        // Of short ones nearly all are ASCII, which one look at what stands there tells.
        if length <= 16, self.bytes.count - start >= 16 {
            let words = self.bytes.loadUnaligned(fromByteOffset: start, as: SIMD2<UInt64>.self)
            let low = UInt64(littleEndian: words[0]) & ~(.max << UInt64(length * 8))
            let high = length > 8 ? UInt64(littleEndian: words[1]) & ~(.max << UInt64(length * 8 - 64)) : 0
            if (low | high) & 0x8080_8080_8080_8080 == 0 { return String(checked: text) }
        }
        return try String(stored: text)
    }

    static func deeper(_ depth: Int) throws(DamagedItem) -> Int {
        guard depth < ItemCodec.maximumDepth else { throw DamagedItem() }
        return depth + 1
    }

    @inline(__always)
    private mutating func members<Member>(
        _ read: (inout Self) throws(DamagedItem) -> Member
    ) throws(DamagedItem) -> [Member] {
        let count = try self.count(minimumLength: 1)
        return try self.array(of: count, read)
    }

    @inline(__always)
    private mutating func array<Element>(
        of count: Int, _ read: (inout Self) throws(DamagedItem) -> Element
    ) throws(DamagedItem) -> [Element] {
        var elements: [Element] = []
        elements.reserveCapacity(min(count, Self.trustedCount))
        for _ in 0..<count { elements.append(try read(&self)) }
        return elements
    }

    mutating func number() throws(DamagedItem) -> DynamoDBNumber {
        let control = try self.byte()
        var exponent: Int16 = 0
        if control & ItemCodec.NumberControl.hasExponent != 0 {
            let low = UInt16(try self.byte())
            exponent = Int16(bitPattern: UInt16(try self.byte()) << 8 | low)
        }
        let isNegative = control & ItemCodec.NumberControl.negative != 0
        let length = Int(control & ItemCodec.NumberControl.lengthMask)
        guard length <= 16 else { throw DamagedItem() }
        let low = try self.word(length: min(length, 8))
        if length <= 8, let number = DynamoDBNumber(normal: low, exponent: exponent, isNegative: isNegative) {
            return number
        }
        var coefficient = UInt128(low)
        if length > 8 { coefficient |= UInt128(try self.word(length: length - 8)) << 64 }
        do throws(NumberError) {
            // Checks the range and brings the number to its one form, so that a damaged one stays a number at least.
            return try DynamoDBNumber(coefficient: coefficient, exponent: Int(exponent), isNegative: isNegative)
        } catch {
            throw DamagedItem()
        }
    }

    /// Goes behind a value without making anything of it.
    mutating func passValue(depth: Int) throws(DamagedItem) {
        switch try self.tag() {
        case .string, .binary: _ = try self.field()
        case .number: try self.passNumber()
        case .true, .false, .null: break
        case .list:
            let depth = try Self.deeper(depth)
            for _ in 0..<(try self.count(minimumLength: 1)) { try self.passValue(depth: depth) }
        case .map:
            let depth = try Self.deeper(depth)
            for _ in 0..<(try self.count(minimumLength: 2)) {
                _ = try self.field()
                try self.passValue(depth: depth)
            }
        case .stringSet, .binarySet: for _ in 0..<(try self.count(minimumLength: 1)) { _ = try self.field() }
        case .numberSet: for _ in 0..<(try self.count(minimumLength: 1)) { try self.passNumber() }
        }
    }

    private mutating func passNumber() throws(DamagedItem) {
        let control = try self.byte()
        let length = Int(control & ItemCodec.NumberControl.lengthMask)
        try self.pass(length + (control & ItemCodec.NumberControl.hasExponent == 0 ? 0 : 2))
    }

    // MARK: Bytes

    /// More elements than this are not made room for before they are seen: damaged bytes may promise any number.
    private static let trustedCount = 1024

    /// Where the reader is among the names of a map.
    private struct NamePlace {
        /// The last name, among those that are known.
        var known: NameTable.Place
        /// Where its bytes end, and how many they are; none for the first.
        var end = 0
        var count = -1

        @inline(__always)
        init(inside name: Int, of names: borrowing NameTable) {
            self.known = NameTable.Place(inside: name, of: names)
        }
    }

    /// The name of an entry.
    @inline(__always)
    private mutating func name(
        after place: inout NamePlace, _ names: inout NameTable
    ) throws(DamagedItem) -> String {
        guard let (name, count) = names.expectedName(after: &place.known, in: self.bytes, at: self.offset) else {
            return try self.unexpectedName(after: &place, &names)
        }
        self.offset += 1 + count
        place.end = self.offset
        place.count = count
        return name
    }

    @inline(never)
    private mutating func unexpectedName(
        after place: inout NamePlace, _ names: inout NameTable
    ) throws(DamagedItem) -> String {
        var previous: UnsafeRawBufferPointer?
        if place.count >= 0 {
            previous = UnsafeRawBufferPointer(rebasing: self.bytes[place.end - place.count..<place.end])
        }
        let name = try self.name(after: &previous)
        place.end = self.offset
        place.count = name.count
        return try names.name(of: name, after: &place.known)
    }

    /// The bytes of the name of an entry. Lookups in an item rely on the order, so damaged bytes must not bring in another
    /// one.
    mutating func name(
        after previous: inout UnsafeRawBufferPointer?
    ) throws(DamagedItem) -> UnsafeRawBufferPointer {
        let name = try self.field()
        if let previous, !previous.isOrdered(before: name) { throw DamagedItem() }
        previous = name
        return name
    }

    @inline(__always)
    mutating func tag() throws(DamagedItem) -> ItemCodec.Tag {
        guard let tag = ItemCodec.Tag(rawValue: try self.byte()) else { throw DamagedItem() }
        return tag
    }

    @inline(__always)
    private mutating func byte() throws(DamagedItem) -> UInt8 {
        guard self.offset < self.bytes.count else { throw DamagedItem() }
        let byte = self.bytes[self.offset]
        self.offset += 1
        return byte
    }

    /// A number of up to eight bytes.
    private mutating func word(length: Int) throws(DamagedItem) -> UInt64 {
        guard length <= self.bytes.count - self.offset else { throw DamagedItem() }
        defer { self.offset += length }
        guard self.bytes.count - self.offset < 8 else {
            // Eight at once, and then only those that belong to it.
            let word = self.bytes.loadUnaligned(fromByteOffset: self.offset, as: UInt64.self)
            return UInt64(littleEndian: word) & .max >> UInt64(64 - length * 8)
        }
        var word: UInt64 = 0
        for index in 0..<length { word |= UInt64(self.bytes[self.offset + index]) << UInt64(index * 8) }
        return word
    }

    @inline(__always)
    private mutating func varint() throws(DamagedItem) -> Int {
        let first = try self.byte()
        if first < 0x80 { return Int(first) }
        return try self.varint(beginningWith: first)
    }

    @inline(never)
    private mutating func varint(beginningWith first: UInt8) throws(DamagedItem) -> Int {
        var value = UInt64(first & 0x7F)
        var shift: UInt64 = 7
        while true {
            let byte = try self.byte()
            // Eight bytes hold every length there can be.
            guard shift <= 49 else { throw DamagedItem() }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int(value) }
            shift += 7
        }
    }

    /// A number of elements, each of which takes `minimumLength` bytes at least.
    @inline(__always)
    mutating func count(minimumLength: Int) throws(DamagedItem) -> Int {
        let count = try self.varint()
        guard count <= (self.bytes.count - self.offset) / minimumLength else { throw DamagedItem() }
        return count
    }

    /// A length and that many bytes.
    @inline(__always)
    mutating func field() throws(DamagedItem) -> UnsafeRawBufferPointer {
        let length = try self.varint()
        let start = self.offset
        try self.pass(length)
        return UnsafeRawBufferPointer(rebasing: self.bytes[start..<self.offset])
    }

    @inline(__always)
    private mutating func pass(_ length: Int) throws(DamagedItem) {
        guard length <= self.bytes.count - self.offset else { throw DamagedItem() }
        self.offset += length
    }
}
