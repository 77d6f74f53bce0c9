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
    mutating func string(_ text: String) { self.text("\"", text, "\"") }

    /// Writes a text with its escapes, between a beginning that ends and an end that begins with its quotes.
    @inline(__always)
    mutating func text(_ beginning: StaticString, _ text: String, _ end: StaticString) {
        let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable {
            _ = self.text(beginning, UnsafeRawBufferPointer($0), end)
        }
        if isWritten == nil { self.bridgedText(beginning, text, end) }
    }

    /// The same for a string whose bytes lie in no one place, as of some that are bridged to Objective-C.
    @inline(never)
    private mutating func bridgedText(_ beginning: StaticString, _ text: String, _ end: StaticString) {
        var copy = text
        copy.withUTF8 { _ = self.text(beginning, UnsafeRawBufferPointer($0), end) }
    }

    /// The same for bytes that should be UTF-8.
    ///
    /// - Returns: `false` if they are not; what is written then is not to be used.
    @inline(__always)
    mutating func checkedText(
        _ beginning: StaticString, _ text: UnsafeRawBufferPointer, _ end: StaticString
    ) -> Bool {
        // Nearly every text is ASCII, which shows while it is copied.
        let isASCII = self.text(beginning, text, end)
        return isASCII || UTF8Bytes.areValid(text)
    }

    /// - Returns: Whether every byte is known to be ASCII.
    @inline(__always)
    private mutating func text(_ beginning: StaticString, _ text: UnsafeRawBufferPointer, _ end: StaticString) -> Bool {
        var plain = 0
        var isASCII = true
        // Nearly every text is plain, and needs this one look for room.
        self.write(beginning, atMost: text.count + Self.excess + end.utf8CodeUnitCount) { place in
            plain = Self.copyPlain(text, to: place, &isASCII)
            // The processor need not wait for the number of plain bytes to know where the end and the next text go.
            if plain == text.count {
                place += text.count
                place.put(end)
            } else {
                place += plain
            }
        }
        guard plain < text.count else { return isASCII }
        self.escaped(UnsafeRawBufferPointer(rebasing: text[plain...]))
        self.output.append(end)
        return false
    }

    /// Writes bytes as a string of base64.
    mutating func blob(_ data: Data) {
        data.withUnsafeBytes { self.blob("\"", $0, "\"") }
    }

    /// Writes bytes as base64, between a beginning that ends and an end that begins with its quotes.
    mutating func blob(_ beginning: StaticString, _ bytes: UnsafeRawBufferPointer, _ end: StaticString) {
        let length = Base64.length(of: bytes.count)
        self.write(beginning, atMost: length + end.utf8CodeUnitCount) { place in
            place += Base64.encode(bytes, into: UnsafeMutableRawBufferPointer(start: place, count: length))
            place.put(end)
        }
    }

    /// How many bytes more than there are may be written when a text is copied.
    private static let excess = 16

    /// Copies a text up to the first byte that has to be escaped, and tells how many bytes these are.
    ///
    /// - Parameter isASCII: Becomes `false` if one of the bytes is not.
    /// - Precondition: There is room for the whole text, and for ``excess`` bytes behind it that do not matter.
    @inline(__always)
    private static func copyPlain(
        _ text: UnsafeRawBufferPointer, to place: UnsafeMutableRawPointer, _ isASCII: inout Bool
    ) -> Int {
        guard text.count >= 16 else {
            // The zeros behind the text are not plain, so they end it.
            let block = ByteBlock(short: text)
            block.store(to: place)
            isASCII = block.isASCII
            return block.plainBytes
        }
        var offset = 0
        var seen = ByteBlock()
        while text.count - offset >= 16 {
            let block = ByteBlock(text, at: offset)
            block.store(to: place + offset)
            seen.join(block)
            let plain = block.plainBytes
            if plain < 16 { return offset + plain }
            offset += 16
        }
        // What of the last sixteen bytes is copied already is copied again.
        let last = text.count - 16
        let block = ByteBlock(text, at: last)
        block.store(to: place + last)
        seen.join(block)
        isASCII = seen.isASCII
        return last + block.plainBytes
    }

    /// Writes what begins with a byte that has to be escaped: runs of plain bytes, and what lies between them.
    @inline(never)
    private mutating func escaped(_ text: UnsafeRawBufferPointer) {
        var rest = text
        while let byte = rest.first {
            self.escape(byte)
            let behind = UnsafeRawBufferPointer(rebasing: rest[1...])
            var plain = 0
            var isASCII = true
            self.output.write(atMost: behind.count + Self.excess) { place in
                plain = Self.copyPlain(behind, to: place, &isASCII)
                place += plain
            }
            rest = UnsafeRawBufferPointer(rebasing: behind[plain...])
        }
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
