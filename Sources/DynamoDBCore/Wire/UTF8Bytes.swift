// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Tells whether bytes are UTF-8, without making a string of them.
///
/// Source: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
package enum UTF8Bytes {
    /// Whether every byte is ASCII.
    package static func areASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var seen = ByteBlock()
        var offset = 0
        while bytes.count - offset >= 16 {
            seen.join(ByteBlock(bytes, at: offset))
            offset += 16
        }
        seen.join(ByteBlock(short: UnsafeRawBufferPointer(rebasing: bytes[offset...])))
        return seen.isASCII
    }

    package static func areValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var offset = 0
        while true {
            // Most of every text is ASCII.
            while bytes.count - offset >= 16 {
                let ascii = ByteBlock(bytes, at: offset).asciiBytes
                offset += ascii
                if ascii < 16 { break }
            }
            if bytes.count - offset < 16 {
                offset += ByteBlock(short: UnsafeRawBufferPointer(rebasing: bytes[offset...])).asciiBytes
            }
            guard offset < bytes.count else { return true }
            let first = bytes[offset]
            guard let (length, second) = self.sequence(after: first), bytes.count - offset >= length,
                second ~= bytes[offset + 1]
            else { return false }
            for position in offset + 2..<offset + length {
                guard 0x80...0xBF ~= bytes[position] else { return false }
            }
            offset += length
        }
    }

    /// How many bytes a first byte begins, and which can be the second; `nil` if nothing begins with it.
    private static func sequence(after first: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
        switch first {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: nil
        }
    }
}
