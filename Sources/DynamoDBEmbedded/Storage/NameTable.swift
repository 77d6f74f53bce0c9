// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// The names of attributes that were read last, as strings: items of a table have the same ones over and over, and to find
/// one here costs less than to check its bytes and to make a string of them. Nearly always a name follows the one that it
/// followed the last time, so there it is looked for first.
///
/// Justified by the measures `query-100` and `get` of `EngineBenchmark`.
package struct NameTable: Sendable {
    /// A name of up to 16 bytes as numbers, which compare as the bytes do; zeros stand behind the shorter ones.
    struct Key: Sendable {
        var high: UInt64 = 0
        var low: UInt64 = 0
        /// Less than any name has: that of what stands before the first one.
        var count = -1

        init() {}

        /// - Precondition: There are 1 to 16 bytes.
        init(_ bytes: UnsafeRawBufferPointer) {
            let count = bytes.count
            self.count = count
            if count >= 8 {
                self.high = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self).bigEndian
                // The last eight bytes, without those that the first half has.
                let last = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self).bigEndian
                self.low = last << UInt64(128 - count * 8)
            } else {
                for (index, byte) in bytes.enumerated() { self.high |= UInt64(byte) << UInt64(56 - index * 8) }
            }
        }

        /// The key of the first bytes of 16.
        ///
        /// - Precondition: `count` is from 1 to 16, and 16 bytes are there.
        @inline(__always)
        init(_ count: Int, of bytes: UnsafeRawBufferPointer, at offset: Int) {
            self.count = count
            // A shift by 64 and more leaves nothing, one by less than nothing would go the other way.
            self.high =
                bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).bigEndian
                & .max << UInt64(max(0, 64 - count * 8))
            self.low =
                bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self).bigEndian & .max
                << UInt64(128 - count * 8)
        }

        @inline(__always)
        static func == (lhs: Self, rhs: Self) -> Bool {
            lhs.high == rhs.high && lhs.low == rhs.low && lhs.count == rhs.count
        }

        /// Whether the name of one comes before that of the other in the order of their bytes.
        @inline(__always)
        static func < (lhs: Self, rhs: Self) -> Bool {
            if lhs.high != rhs.high { return lhs.high < rhs.high }
            if lhs.low != rhs.low { return lhs.low < rhs.low }
            return lhs.count < rhs.count
        }
    }

    private struct Name: Sendable {
        var key = Key()
        /// Where the name stands that came behind this one.
        var next = 0
        var text = ""
    }

    /// Which name of a map was read last.
    struct Place {
        /// Where it stands in the table; below 0 for a name that is not kept, and before the first one.
        private(set) var index = -1
        /// Where the name stands that came behind it the last time.
        fileprivate var next: Int
        /// Where that is noted if nothing was read yet; below 0 otherwise.
        fileprivate var start: Int
        fileprivate var key = Key()

        /// The place before the first name of an item or a map.
        ///
        /// - Parameter name: The place of the attribute that the map is the value of, or is in the list of.
        @inline(__always)
        init(inside name: Int, of names: borrowing NameTable) {
            self.start = NameTable.isKept(name) ? name : NameTable.size
            self.next = names.starts.isEmpty ? 0 : names.starts[self.start]
        }

        @inline(__always)
        fileprivate mutating func move(to index: Int, _ key: Key, next: Int) {
            self.index = index
            self.next = next
            self.start = -1
            self.key = key
        }
    }

    /// A name whose bytes are not all in two words is made anew each time.
    private static let longest = 16
    /// So many that names of a table seldom fall on the same place.
    private static let size = 256

    private static func isKept(_ index: Int) -> Bool { (0..<self.size).contains(index) }

    private var names: [Name]
    /// Which name comes first in the maps of each attribute, and behind them in those of an attribute that is not kept and in
    /// items.
    private var starts: [Int]

    /// A table that knows no name yet, and keeps those that it makes.
    package init() {
        self.names = Array(repeating: Name(), count: Self.size)
        self.starts = Array(repeating: 0, count: Self.size + 1)
    }

    /// A table that keeps nothing, for a single item.
    package static let none = NameTable(names: [], starts: [])

    private init(names: [Name], starts: [Int]) {
        self.names = names
        self.starts = starts
    }

    /// The name whose length and bytes stand at the offset, if it is the one that came behind the last one of `place` before,
    /// and is in order.
    @inline(__always)
    func expectedName(after place: inout Place, in bytes: UnsafeRawBufferPointer, at offset: Int)
        -> (name: String, count: Int)?
    {
        let next = place.next
        guard bytes.count - offset > Self.longest, self.names.indices.contains(next) else { return nil }
        let count = self.names[next].key.count
        // An entry that is not taken has no count that a byte can be.
        guard Int(bytes[offset]) == count else { return nil }
        let key = Key(count, of: bytes, at: offset + 1)
        guard key == self.names[next].key, place.key < key else { return nil }
        place.move(to: next, key, next: self.names[next].next)
        return (self.names[next].text, count)
    }

    /// The name of the bytes, which come behind the last one of `place`.
    mutating func name(of bytes: UnsafeRawBufferPointer, after place: inout Place) throws(DamagedItem) -> String {
        guard (1...Self.longest).contains(bytes.count), !self.names.isEmpty else {
            place.move(to: -1, Key(), next: -1)
            return try String(stored: bytes)
        }
        let key = Key(bytes)
        let mixed =
            (key.low ^ key.high &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: key.count))
            &* 0xBF58_476D_1CE4_E5B9
        let index = Int(truncatingIfNeeded: mixed >> 56)
        if !(self.names[index].key == key) {
            self.names[index] = Name(key: key, text: try String(stored: bytes))
        }
        if Self.isKept(place.index) { self.names[place.index].next = index }
        if place.start >= 0 { self.starts[place.start] = index }
        place.move(to: index, key, next: self.names[index].next)
        return self.names[index].text
    }
}
