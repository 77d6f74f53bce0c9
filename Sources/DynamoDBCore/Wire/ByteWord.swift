// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Eight bytes looked at together, the first in the lowest place. Strings are read and written mostly through this.
struct ByteWord {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    private let word: UInt64

    /// - Precondition: Eight bytes are there.
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        self.word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// How many bytes stand before the first quote, backslash or control character; 8 if there is none.
    var plainBytes: Int {
        let quotes = self.word ^ Self.ones &* 0x22
        let backslashes = self.word ^ Self.ones &* 0x5C
        // A borrow can mark bytes above one that is marked rightly, never below: the lowest mark is exact.
        let marks =
            ((quotes &- Self.ones) & ~quotes | (backslashes &- Self.ones) & ~backslashes
                | (self.word &- Self.ones &* 0x20) & ~self.word) & Self.highBits
        return marks.trailingZeroBitCount >> 3
    }

    /// Whether the first `count` bytes are ASCII.
    func isASCII(first count: Int) -> Bool {
        let mask: UInt64 = count >= 8 ? .max : (1 << UInt64(count * 8)) - 1
        return self.word & mask & Self.highBits == 0
    }
}
