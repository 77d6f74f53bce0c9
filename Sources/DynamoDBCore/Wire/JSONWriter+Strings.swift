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
        data.withUnsafeBytes { bytes in
            self.output.append(upTo: Base64.length(of: bytes.count)) { Base64.encode(bytes, into: $0) }
        }
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
                self.output.append(UnsafeRawBufferPointer(rebasing: text[start..<position]))
                self.escape(byte)
                start = position + 1
            }
            position += 1
        }
        self.output.append(UnsafeRawBufferPointer(rebasing: text[start...]))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x0A: self.output.append(#"\n"#)
        case 0x0D: self.output.append(#"\r"#)
        case 0x09: self.output.append(#"\t"#)
        case 0x08: self.output.append(#"\b"#)
        case 0x0C: self.output.append(#"\f"#)
        case 0..<0x20:
            self.output.append(#"\u00"#)
            for digit in [byte >> 4, byte & 0xF] {
                self.output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        default:
            self.output.append(UInt8(ascii: "\\"))
            self.output.append(byte)
        }
    }
}
