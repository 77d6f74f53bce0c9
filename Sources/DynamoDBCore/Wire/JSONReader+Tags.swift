// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// What stands between the texts of a value is nearly always written in one way, and is then read in one look (benchmarks
// `query100-model` and `query100-item` of CodingBenchmark).

extension JSONReader {
    /// Passes `{"X":`, where `X` is the type of a value, and tells the type; `nil`, and nothing is passed, if something else
    /// is there, or the same with white space or escapes.
    ///
    /// The object is not entered: its depth does not count before ``enterTagged()``.
    @inline(__always)
    mutating func skipTag() -> AttributeValue.Kind? {
        guard self.bytes.count - self.offset >= 8 else { return nil }
        let word = UInt64(littleEndian: self.bytes.loadUnaligned(fromByteOffset: self.offset, as: UInt64.self))
        // {"_": with any letter in the third place
        if word & 0xFF_FF00_FFFF == 0x3A_2200_227B {
            guard let kind = AttributeValue.Kind(letter: UInt8(truncatingIfNeeded: word >> 16)) else { return nil }
            self.offset += 5
            return kind
        }
        return self.skipLongTag(word)
    }

    private mutating func skipLongTag(_ word: UInt64) -> AttributeValue.Kind? {
        switch word {
        case 0x3A22_4C4F_4F42_227B:  // {"BOOL":
            self.offset += 8
            return .bool
        case 0x3A22_4C4C_554E_227B:  // {"NULL":
            self.offset += 8
            return .null
        default: break
        }
        let kind: AttributeValue.Kind
        switch word & 0xFFFF_FFFF_FFFF {
        case 0x3A22_5353_227B: kind = .stringSet  // {"SS":
        case 0x3A22_534E_227B: kind = .numberSet  // {"NS":
        case 0x3A22_5342_227B: kind = .binarySet  // {"BS":
        default: return nil
        }
        self.offset += 6
        return kind
    }

    /// Is then in the object whose first name was passed by ``skipTag()``.
    ///
    /// - Returns: Where the reader is in the object: behind its first name.
    mutating func enterTagged() throws(WireError) -> Members {
        try self.enter()
        self.offset -= 1
        return Members(isFirst: false)
    }

    /// Goes to the next member of a value that is named after a type; `nil` behind the last. What has other names is passed.
    ///
    /// - Parameter tag: The type whose name is passed already; it is the first.
    @inline(__always)
    mutating func nextKind(
        in members: inout Members, after tag: inout AttributeValue.Kind?
    ) throws(WireError) -> AttributeValue.Kind? {
        guard let kind = tag else { return try self.nextKind(in: &members) }
        tag = nil
        return kind
    }

    private mutating func nextKind(in members: inout Members) throws(WireError) -> AttributeValue.Kind? {
        if self.isAt(UInt8(ascii: "}")) {
            self.leave()
            return nil
        }
        while let name = try self.next(in: &members) {
            if let kind = AttributeValue.Kind(name) { return kind }
            try self.skip()
        }
        return nil
    }

    /// Whether the next byte is this one, without white space before it.
    @inline(__always)
    func isAt(_ byte: UInt8) -> Bool { self.offset < self.bytes.count && self.bytes[self.offset] == byte }

    /// Passes the name of a member, and the comma before and the colon behind it, if they are the same bytes that were read
    /// at another place. Nothing is passed if they are not, or have white space between them.
    ///
    /// - Parameters:
    ///   - other: Where the other name begins: a good one without escapes.
    ///   - count: How many bytes it has.
    @inline(__always)
    mutating func skipName(at other: Int, count: Int, in members: inout Members) -> Bool {
        var start = self.offset
        if !members.isFirst {
            guard start < self.bytes.count, self.bytes[start] == UInt8(ascii: ",") else { return false }
            start += 1
        }
        // The other name may have white space where the colon is here.
        guard self.hasSameBytes(from: other - 1, to: other + count + 2, at: start),
            self.bytes[start + count + 2] == UInt8(ascii: ":")
        else { return false }
        members.isFirst = false
        self.offset = start + count + 3
        return true
    }

    /// Whether the bytes at `start`, behind the others and not near the end of all, are those from `lower` up to `upper`.
    @inline(__always)
    private func hasSameBytes(from lower: Int, to upper: Int, at start: Int) -> Bool {
        guard lower >= 0, upper <= start, self.bytes.count - start >= upper - lower + 8 else { return false }
        var other = lower
        var place = start
        while upper - other >= 8 {
            guard self.word(at: other) == self.word(at: place) else { return false }
            other += 8
            place += 8
        }
        // Of the last eight bytes only those before the end count, which are the low ones: 64 places leave none.
        return (self.word(at: other) ^ self.word(at: place)) << UInt64(64 - (upper - other) * 8) == 0
    }

    /// - Precondition: Eight bytes are there.
    @inline(__always)
    private func word(at offset: Int) -> UInt64 {
        UInt64(littleEndian: self.bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}

extension AttributeValue.Kind {
    /// The type of a name of one letter, such as `S`; `nil` for any other letter.
    @inline(__always)
    init?(letter: UInt8) {
        switch letter {
        case UInt8(ascii: "S"): self = .string
        case UInt8(ascii: "N"): self = .number
        case UInt8(ascii: "M"): self = .map
        case UInt8(ascii: "L"): self = .list
        case UInt8(ascii: "B"): self = .binary
        default: return nil
        }
    }
}
