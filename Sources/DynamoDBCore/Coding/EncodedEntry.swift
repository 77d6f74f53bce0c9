// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Where a value stands in the bytes of an answer; see ``EncodedPage``. The parts of a map, list or set come right behind
/// its own entry.
package struct EncodedEntry {
    /// What is special about a name or a value.
    package struct Marks: OptionSet {
        package let rawValue: UInt8

        @inlinable
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The text has escapes.
        static let escapes = Self(rawValue: 1)
        /// The text is known to be UTF-8, and to be not only ASCII.
        @inlinable package static var isWide: Self { Self(rawValue: 2) }
        /// The value is `true`.
        @inlinable package static var isTrue: Self { Self(rawValue: 4) }
        /// The map has names with escapes, names that come twice, or many.
        static let irregular = Self(rawValue: 8)
        /// The number is in the entry itself: its coefficient, the lower half first, in `offset` and `count`.
        static let isHeld = Self(rawValue: 16)
        /// The number that is in the entry is less than zero.
        static let isNegative = Self(rawValue: 32)
    }

    /// The first eight bytes of the name, or as many as it has.
    package var namePrefix: UInt64 = 0
    package var nameOffset: UInt32 = 0
    package var nameCount: UInt32 = 0
    /// Where the text of a string or number, or a binary, begins; in JSON between its quotes.
    package var offset: UInt32 = 0
    /// How many bytes the text has, or how many values a map, list or set.
    package var count: UInt32 = 0
    /// The index of the first entry that is none of this value.
    package var end: UInt32 = 0
    /// The exponent of a number that is in the entry.
    var exponent: Int16 = 0
    package var kind: AttributeValue.Kind = .null
    package var marks: Marks = []

    @inlinable
    package init() {}
}

/// The name of a value, as its entry has it.
struct EncodedName {
    var prefix: UInt64 = 0
    var offset: UInt32 = 0
    var count: UInt32 = 0
}

extension EncodedEntry {
    /// The entry of a value that has no parts yet.
    ///
    /// - Parameter place: The index of the entry itself.
    @inline(__always)
    init(
        _ name: EncodedName, at place: Int, _ kind: AttributeValue.Kind = .null, offset: UInt32 = 0, count: UInt32 = 0,
        marks: Marks = []
    ) {
        self.namePrefix = name.prefix
        self.nameOffset = name.offset
        self.nameCount = name.count
        self.offset = offset
        self.count = count
        self.end = UInt32(truncatingIfNeeded: place + 1)
        self.kind = kind
        self.marks = marks
    }

    /// The name of the value.
    var name: EncodedName { EncodedName(prefix: self.namePrefix, offset: self.nameOffset, count: self.nameCount) }

    /// The first eight bytes of a name, or as many as it has.
    @inlinable
    package static func prefix(of name: UnsafeRawBufferPointer) -> UInt64 {
        guard name.count < 8 else { return UInt64(littleEndian: name.loadUnaligned(as: UInt64.self)) }
        var prefix: UInt64 = 0
        if name.count >= 4 {
            // The last four bytes, of which the first ones may be those that are there already.
            let last = UInt32(littleEndian: name.loadUnaligned(fromByteOffset: name.count - 4, as: UInt32.self))
            prefix = UInt64(UInt32(littleEndian: name.loadUnaligned(as: UInt32.self)))
            prefix |= UInt64(last) << UInt64(name.count * 8 - 32)
        } else {
            for place in 0..<name.count { prefix |= UInt64(name[place]) << UInt64(place * 8) }
        }
        return prefix
    }

    /// Becomes a number that is in the entry itself.
    ///
    /// - Returns: `false`, and nothing changes, if it has no room for the number, as for one of more than 19 digits.
    package mutating func hold(_ number: DynamoDBNumber) -> Bool {
        guard let magnitude = number.smallMagnitude else { return false }
        self.kind = .number
        self.offset = UInt32(truncatingIfNeeded: magnitude)
        self.count = UInt32(truncatingIfNeeded: magnitude >> 32)
        self.exponent = number.exponent
        self.marks = number.isNegative ? [.isHeld, .isNegative] : .isHeld
        return true
    }

    /// The number that is in the entry.
    var heldNumber: DynamoDBNumber {
        DynamoDBNumber(
            smallMagnitude: self.heldMagnitude, exponent: self.exponent,
            isNegative: self.marks.contains(.isNegative))
    }

    /// The same as an integer; `nil` for a number with a fraction, and for one that is too large.
    var heldInteger: Int64? {
        guard var magnitude = Int64(exactly: self.heldMagnitude), self.exponent >= 0 else { return nil }
        // Numbers have no zeros at their end, but in the exponent.
        for _ in 0..<self.exponent {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            magnitude = product
        }
        return self.marks.contains(.isNegative) ? -magnitude : magnitude
    }

    private var heldMagnitude: UInt64 { UInt64(self.offset) | UInt64(self.count) << 32 }
}
