// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// The names of attributes that were read last, as strings: items of a table have the same ones over and over, and to find
/// one here costs less than to check its bytes and to make a string of them.
///
/// Justified by the measures `query-100` and `get` of `EngineBenchmark`.
package struct NameTable: Sendable {
    private struct Name: Sendable {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var count = 0
        var text = ""
    }

    /// A name whose bytes are not all in two words is made anew each time.
    private static let longest = 16
    private static let size = 64

    private var names: [Name]

    /// A table that knows no name yet, and keeps those that it makes.
    package init() {
        self.names = Array(repeating: Name(), count: Self.size)
    }

    /// A table that keeps nothing, for a single item.
    static let none = NameTable(names: [])

    private init(names: [Name]) {
        self.names = names
    }

    /// The name of the bytes.
    mutating func name(of bytes: UnsafeRawBufferPointer) throws(DamagedItem) -> String {
        let count = bytes.count
        guard (1...Self.longest).contains(count), !self.names.isEmpty else { return try String(stored: bytes) }
        let (low, high) = Self.words(of: bytes)
        let mixed = (low ^ high &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)) &* 0xBF58_476D_1CE4_E5B9
        let index = Int(truncatingIfNeeded: mixed >> 58)
        let known = self.names[index]
        if known.low == low, known.high == high, known.count == count { return known.text }
        let text = try String(stored: bytes)
        self.names[index] = Name(low: low, high: high, count: count, text: text)
        return text
    }

    /// All of 1 to 16 bytes: together with their number no others have the same words.
    private static func words(of bytes: UnsafeRawBufferPointer) -> (low: UInt64, high: UInt64) {
        let count = bytes.count
        if count >= 8 {
            return (
                bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            )
        }
        if count >= 4 {
            let first = bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
            let last = bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
            return (UInt64(first) | UInt64(last) << 32, 0)
        }
        return (UInt64(bytes[0]) | UInt64(bytes[count / 2]) << 8 | UInt64(bytes[count - 1]) << 16, 0)
    }
}
