// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Passes a string and tells what stands between its quotes.
    ///
    /// - Precondition: The next byte is a quote.
    mutating func text() throws(WireError) -> JSONText {
        let start = self.offset + 1
        var position = start
        var hasEscapes = false
        var isASCII = true
        while true {
            while self.bytes.count - position >= 8 {
                let word = ByteWord(self.bytes, at: position)
                let plain = word.plainBytes
                isASCII = isASCII && word.isASCII(first: plain)
                position += plain
                if plain < 8 { break }
            }
            guard position < self.bytes.count else {
                self.offset = self.bytes.count
                throw self.malformed(.unexpectedEnd)
            }
            switch self.bytes[position] {
            case UInt8(ascii: "\""):
                self.offset = position + 1
                return JSONText(
                    raw: UnsafeRawBufferPointer(rebasing: self.bytes[start..<position]), hasEscapes: hasEscapes,
                    isASCII: isASCII)
            case UInt8(ascii: "\\"):
                // What is escaped is looked at later; it must not be taken for the end.
                hasEscapes = true
                position += 1
                guard position < self.bytes.count else {
                    self.offset = self.bytes.count
                    throw self.malformed(.unexpectedEnd)
                }
                if self.bytes[position] < 0x20 || self.bytes[position] >= 0x80 {
                    self.offset = position
                    throw self.malformed(.invalidEscape)
                }
                position += 1
            case 0..<0x20:
                self.offset = position
                throw self.malformed(.controlCharacter)
            case let byte:
                isASCII = isASCII && byte < 0x80
                position += 1
            }
        }
    }

    /// The text without escapes.
    mutating func string(of text: JSONText) throws(WireError) -> String {
        let end = self.offset
        return try self.withBytes(of: text) { bytes throws(WireError) in
            // The standard library's validating initializer is not specialized, and costs more than all the rest.
            var string = String(decoding: bytes, as: UTF8.self)
            if !text.isASCII, !string.withUTF8({ UnsafeRawBufferPointer($0).elementsEqual(bytes) }) {
                // Something was repaired.
                throw .malformed(.invalidUTF8, offset: end)
            }
            return string
        }
    }

    /// Passes a string; its bytes, without escapes, are given to `body`.
    mutating func string<Value>(
        wanting shape: JSONShape, _ body: (UnsafeRawBufferPointer) throws(WireError) -> Value
    ) throws(WireError) -> Value {
        guard try self.token() == UInt8(ascii: "\"") else { throw self.wrongShape(wanting: shape) }
        let text = try self.text()
        if !text.isASCII { _ = try self.string(of: text) }
        return try self.withBytes(of: text, body)
    }

    private mutating func withBytes<Value>(
        of text: JSONText, _ body: (UnsafeRawBufferPointer) throws(WireError) -> Value
    ) throws(WireError) -> Value {
        guard text.hasEscapes else { return try body(text.raw) }
        self.unescaped.removeAll(keepingCapacity: true)
        if let fault = JSONEscapes.decode(text.raw, into: &self.unescaped) {
            throw .malformed(fault.problem, offset: self.offset - 1 - text.raw.count + fault.offset)
        }
        return try self.unescaped.withUnsafeBufferPointer { buffer throws(WireError) in
            try body(UnsafeRawBufferPointer(buffer))
        }
    }
}
