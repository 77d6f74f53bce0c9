// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension JSONWriter {
    /// Writes a string with the escapes that JSON requires, and no others.
    mutating func string(_ text: String) {
        self.beginString()
        var copy = text
        copy.withUTF8 { self.escaped(UnsafeRawBufferPointer($0)) }
        self.endString()
    }

    /// Writes bytes as a string of base64.
    mutating func blob(_ data: Data) {
        self.beginString()
        data.withUnsafeBytes { Base64.encode($0, into: &self.bytes) }
        self.endString()
    }

    /// Appends runs of plain bytes in one go, and what lies between them escaped.
    private mutating func escaped(_ text: UnsafeRawBufferPointer) {
        var start = 0
        var position = 0
        while position < text.count {
            if text.count - position >= 8 {
                let plain = ByteWord(text, at: position).plainBytes
                position += plain
                if plain == 8 { continue }
            }
            let byte = text[position]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                self.append(text, start..<position)
                self.escape(byte)
                start = position + 1
            }
            position += 1
        }
        self.append(text, start..<text.count)
    }

    private mutating func append(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        UnsafeRawBufferPointer(rebasing: text[range]).withMemoryRebound(to: UInt8.self) {
            self.bytes.append(contentsOf: $0)
        }
    }

    private mutating func escape(_ byte: UInt8) {
        self.bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: self.bytes.append(UInt8(ascii: "n"))
        case 0x0D: self.bytes.append(UInt8(ascii: "r"))
        case 0x09: self.bytes.append(UInt8(ascii: "t"))
        case 0x08: self.bytes.append(UInt8(ascii: "b"))
        case 0x0C: self.bytes.append(UInt8(ascii: "f"))
        case 0..<0x20:
            let digits: StaticString = "0123456789abcdef"
            self.bytes.append(contentsOf: [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")])
            self.bytes.append(digits.utf8Start[Int(byte >> 4)])
            self.bytes.append(digits.utf8Start[Int(byte & 0xF)])
        default: self.bytes.append(byte)
        }
    }
}
