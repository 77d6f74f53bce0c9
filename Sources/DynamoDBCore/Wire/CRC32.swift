// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import CDynamoDBChecksum

/// The checksum of the header `x-amz-crc32`: CRC-32 with the polynomial of zlib and Ethernet.
///
/// Source: ISO 3309; sixteen bytes at a time after Kounavis and Berry, "Novel Table Lookup-Based Algorithms for
/// High-Performance CRC Generation", where the processor has no instructions that are quicker.
package enum CRC32 {
    private static let polynomial: UInt32 = 0xEDB8_8320

    /// The register after a byte.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ Self.polynomial }
    }

    /// Sixteen tables of 256: the one at `n` advances a byte over `n` further bytes. Not made for the few bytes that the
    /// instructions leave.
    private static let tables: [UInt32] = {
        var tables = Self.table
        for index in 256..<16 * 256 {
            let previous = tables[index - 256]
            tables.append(previous >> 8 ^ tables[Int(previous & 0xFF)])
        }
        return tables
    }()

    /// The checksum of the bytes.
    package static func checksum(of bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { self.checksum(of: $0) }
    }

    /// The checksum of the bytes.
    package static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard let start = bytes.baseAddress else { return 0 }
        var value: UInt32 = ~0
        let done = dynamodb_crc32_advance(&value, start.assumingMemoryBound(to: UInt8.self), bytes.count)
        return ~self.advanced(value, over: UnsafeRawBufferPointer(rebasing: bytes[done...]))
    }

    /// The register of the checksum after further bytes, by the tables alone.
    package static func advanced(_ register: UInt32, over bytes: UnsafeRawBufferPointer) -> UInt32 {
        let whole = bytes.count & ~15
        let blocks = UnsafeRawBufferPointer(rebasing: bytes[..<whole])
        let value = blocks.isEmpty ? register : self.advanced(register, overBlocks: blocks)
        return bytes[whole...].reduce(value) { $0 >> 8 ^ self.table[Int(($0 ^ UInt32($1)) & 0xFF)] }
    }

    /// The same, over blocks of sixteen bytes.
    private static func advanced(_ register: UInt32, overBlocks bytes: UnsafeRawBufferPointer) -> UInt32 {
        self.tables.withUnsafeBufferPointer { tables in
            var value = register
            for offset in stride(from: 0, to: bytes.count, by: 16) {
                let first = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                let second = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
                // The first byte of the sixteen has fifteen others to pass. Only the first four have to wait for the
                // sixteen before.
                var rest: UInt32 = 0
                for place in 4..<8 { rest ^= tables[(15 - place) * 256 + Int(first >> UInt64(place * 8) & 0xFF)] }
                for place in 0..<8 { rest ^= tables[(7 - place) * 256 + Int(second >> UInt64(place * 8) & 0xFF)] }
                let mixed = UInt32(truncatingIfNeeded: first) ^ value
                value =
                    rest ^ (tables[15 * 256 + Int(mixed & 0xFF)] ^ tables[14 * 256 + Int(mixed >> 8 & 0xFF)])
                    ^ (tables[13 * 256 + Int(mixed >> 16 & 0xFF)] ^ tables[12 * 256 + Int(mixed >> 24)])
            }
            return value
        }
    }
}
