// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

struct CRC32Tests {
    @Test(
        arguments: [
            ("", 0),
            ("a", 0xE8B7_BE43),
            ("123456789", 0xCBF4_3926),
            ("<UnknownOperationException/>\n", 3_552_371_480),
            ("healthy: dynamodb.us-east-1.amazonaws.com ", 3_128_867_991),
            ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
        ] as [(String, UInt32)])
    func `known checksums`(text: String, checksum: UInt32) {
        #expect(CRC32.checksum(of: Array(text.utf8)) == checksum)
    }

    @Test
    func `the instructions of the processor and the tables give what one bit at a time gives`() {
        var generator = SeededGenerator(seed: 32)
        for length in Array(0..<300) + [4_095, 4_096, 65_537] {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            var value: UInt32 = ~0
            for byte in bytes {
                value ^= UInt32(byte)
                for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
            }
            #expect(CRC32.checksum(of: bytes) == ~value)
            #expect(bytes.withUnsafeBytes { CRC32.advanced(~0, over: $0) } == value)
        }
    }

    @Test
    func `bytes at any address have the same checksum`() {
        let bytes = (0..<200).map { UInt8($0) }
        for place in 0..<32 {
            let moved = [UInt8](repeating: 0, count: place) + bytes
            #expect(moved.withUnsafeBytes { CRC32.checksum(of: .init(rebasing: $0[place...])) } == 0xED08_6180)
        }
    }
}
