// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A digest of 32 bytes, as its 64 lower-case hexadecimal digits, without an array. (CodingBenchmark, `call-empty`.)
package struct HexadecimalDigest: Sendable {
    /// Eight digits each, as they stand in memory.
    private var digits: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)

    /// - Parameter digest: The 32 bytes.
    package init(_ digest: UnsafeRawBufferPointer) {
        Swift.withUnsafeMutableBytes(of: &self.digits) { digits in
            for index in 0..<min(digest.count / 4, 8) {
                let bytes = digest.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
                let eight = Self.digits(of: UInt32(littleEndian: bytes))
                digits.storeBytes(of: eight.littleEndian, toByteOffset: index * 8, as: UInt64.self)
            }
        }
    }

    /// The digits of four bytes, all at once; the lowest byte comes first.
    private static func digits(of bytes: UInt32) -> UInt64 {
        // Each byte gets the room of two, then each half the room of one.
        var numbers = UInt64(bytes)
        numbers = (numbers | numbers << 16) & 0x0000_FFFF_0000_FFFF
        numbers = (numbers | numbers << 8) & 0x00FF_00FF_00FF_00FF
        numbers = (numbers >> 4 | numbers << 8) & 0x0F0F_0F0F_0F0F_0F0F
        // From ten on, a number and six have the bit of sixteen.
        let letters = (numbers &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return numbers &+ 0x3030_3030_3030_3030 &+ letters &* 39
    }

    /// The digits, one a byte.
    package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        Swift.withUnsafeBytes(of: self.digits, body)
    }
}
