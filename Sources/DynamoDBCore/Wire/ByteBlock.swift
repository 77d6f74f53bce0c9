// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Sixteen bytes looked at together, in one register. Strings are read and written mostly through this (benchmarks
/// `batch25-item` and `query100-item` of CodingBenchmark).
struct ByteBlock {
    private typealias Mask = SIMDMask<SIMD16<Int8>>

    private var bytes = SIMD16<UInt8>()

    /// Sixteen zeros.
    @inline(__always)
    init() {}

    /// - Precondition: Sixteen bytes are there.
    @inline(__always)
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        self.bytes = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
    }

    /// All of a short text, and zeros behind it.
    ///
    /// - Precondition: The text has less than sixteen bytes.
    @inline(__always)
    init(short text: UnsafeRawBufferPointer) {
        let count = text.count
        var halves = SIMD2<UInt64>()
        if count >= 8 {
            halves[0] = Self.word(UInt64.self, text, at: 0)
            // The last eight bytes, without those that the first half has: 64 places at a count of 8 leave nothing.
            halves[1] = Self.word(UInt64.self, text, at: count - 8) >> UInt64(128 - count * 8)
        } else if count >= 4 {
            let last = UInt64(Self.word(UInt32.self, text, at: count - 4))
            halves[0] = UInt64(Self.word(UInt32.self, text, at: 0)) | last << UInt64(count * 8 - 32)
        } else {
            for place in 0..<count { halves[0] |= UInt64(text[place]) << UInt64(place * 8) }
        }
        self.bytes = unsafeBitCast(
            SIMD2(halves[0].littleEndian, halves[1].littleEndian), to: SIMD16<UInt8>.self)
    }

    @inline(__always)
    private static func word<Word: FixedWidthInteger & BitwiseCopyable>(
        _ type: Word.Type, _ text: UnsafeRawBufferPointer, at offset: Int
    ) -> Word {
        Word(littleEndian: text.loadUnaligned(fromByteOffset: offset, as: type))
    }

    /// Writes the sixteen bytes.
    ///
    /// - Precondition: There is room for them.
    @inline(__always)
    func store(to memory: UnsafeMutableRawPointer) {
        memory.storeBytes(of: self.bytes, as: SIMD16<UInt8>.self)
    }

    /// How many bytes stand before the first quote, backslash or control character; 16 if there is none.
    @inline(__always)
    var plainBytes: Int {
        // With the types written out, the compiler takes the operators of this vector; its general ones go byte by byte.
        let quotes: Mask = self.bytes .== SIMD16<UInt8>(repeating: 0x22)
        let backslashes: Mask = self.bytes .== SIMD16<UInt8>(repeating: 0x5C)
        let controls: Mask = self.bytes .< SIMD16<UInt8>(repeating: 0x20)
        let marks: Mask = quotes .| backslashes .| controls
        return Self.firstMark(unsafeBitCast(marks, to: SIMD2<UInt64>.self))
    }

    /// Takes the bits of another block, too: then ``isASCII`` tells of both.
    @inline(__always)
    mutating func join(_ other: Self) { self.bytes |= other.bytes }

    /// Whether every byte is ASCII.
    @inline(__always)
    var isASCII: Bool {
        let halves = unsafeBitCast(self.bytes, to: SIMD2<UInt64>.self)
        return (halves[0] | halves[1]) & 0x8080_8080_8080_8080 == 0
    }

    /// How many bytes stand before the first that is not ASCII; 16 if there is none.
    @inline(__always)
    var asciiBytes: Int {
        Self.firstMark(
            unsafeBitCast(self.bytes, to: SIMD2<UInt64>.self) & SIMD2<UInt64>(repeating: 0x8080_8080_8080_8080))
    }

    /// The first byte with any bit; 16 if there is none.
    @inline(__always)
    private static func firstMark(_ marks: SIMD2<UInt64>) -> Int {
        // Most blocks have none, and to tell that by one look makes long texts three times as fast.
        if marks[0] | marks[1] == 0 { return 16 }
        let first = UInt64(littleEndian: marks[0])
        if first != 0 { return first.trailingZeroBitCount >> 3 }
        return 8 + UInt64(littleEndian: marks[1]).trailingZeroBitCount >> 3
    }
}
