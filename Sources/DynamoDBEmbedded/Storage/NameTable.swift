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
        /// Where it stands in the table; for the first name, where that is noted. Below 0 for a name that is not kept.
        fileprivate var index: Int
        fileprivate var key = Key()

        /// The place before the first name of a map.
        init(depth: Int) {
            self.index = NameTable.size + depth
        }
    }

    /// A name whose bytes are not all in two words is made anew each time.
    private static let longest = 16
    private static let size = 64

    /// The names, and for each depth of a map an entry that only tells which name comes first.
    private var names: [Name]

    /// A table that knows no name yet, and keeps those that it makes.
    package init() {
        self.names = Array(repeating: Name(), count: Self.size + ItemCodec.maximumDepth + 1)
    }

    /// A table that keeps nothing, for a single item.
    package static let none = NameTable(names: [])

    private init(names: [Name]) {
        self.names = names
    }

    /// The name whose length and bytes stand at the offset, if it is the one that came behind the last one of `place` before,
    /// and is in order.
    @inline(__always)
    func expectedName(after place: inout Place, in bytes: UnsafeRawBufferPointer, at offset: Int)
        -> (name: String, count: Int)?
    {
        guard bytes.count - offset > Self.longest, self.names.indices.contains(place.index) else { return nil }
        let next = self.names[place.index].next
        let count = self.names[next].key.count
        // An entry that is not taken has no count that a byte can be.
        guard Int(bytes[offset]) == count else { return nil }
        let key = Key(count, of: bytes, at: offset + 1)
        guard key == self.names[next].key, place.key < key else { return nil }
        place.index = next
        place.key = key
        return (self.names[next].text, count)
    }

    /// The name of the bytes, which come behind the last one of `place`.
    mutating func name(of bytes: UnsafeRawBufferPointer, after place: inout Place) throws(DamagedItem) -> String {
        guard (1...Self.longest).contains(bytes.count), !self.names.isEmpty else {
            place.index = -1
            return try String(stored: bytes)
        }
        let key = Key(bytes)
        let mixed =
            (key.low ^ key.high &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: key.count))
            &* 0xBF58_476D_1CE4_E5B9
        let index = Int(truncatingIfNeeded: mixed >> 58)
        if !(self.names[index].key == key) {
            self.names[index] = Name(key: key, text: try String(stored: bytes))
        }
        if self.names.indices.contains(place.index) { self.names[place.index].next = index }
        place.index = index
        place.key = key
        return self.names[index].text
    }
}
