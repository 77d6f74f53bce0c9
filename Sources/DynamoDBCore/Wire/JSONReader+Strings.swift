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
        var escapes = JSONText.Escapes.none
        var isASCII = true
        while true {
            while self.bytes.count - position >= 16 {
                let block = ByteBlock(self.bytes, at: position)
                let plain = block.plainBytes
                isASCII = isASCII && block.asciiBytes >= plain
                position += plain
                if plain < 16 { break }
            }
            guard position < self.bytes.count else {
                self.offset = self.bytes.count
                throw self.malformed(.unexpectedEnd)
            }
            switch self.bytes[position] {
            case UInt8(ascii: "\""):
                self.offset = position + 1
                return JSONText(
                    raw: UnsafeRawBufferPointer(rebasing: self.bytes[start..<position]), escapes: escapes,
                    isASCII: isASCII)
            case UInt8(ascii: "\\"):
                // What is escaped is looked at later; it must not be taken for the end.
                position += 1
                guard position < self.bytes.count else {
                    self.offset = self.bytes.count
                    throw self.malformed(.unexpectedEnd)
                }
                switch self.bytes[position] {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "n"), UInt8(ascii: "r"),
                    UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"):
                    if escapes == .none { escapes = .short }
                case 0x20..<0x80: escapes = .any
                default:
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
    ///
    /// - Precondition: It was the last to be passed, or only what is between a name and a value was passed since.
    func string(of text: JSONText) throws(WireError) -> String {
        do throws(JSONEscapes.Fault) {
            return try text.unescaped()
        } catch {
            throw self.malformed(error, in: text)
        }
    }

    /// Checks that the text has good escapes and is UTF-8, as ``string(of:)`` does.
    @inline(__always)
    func check(_ text: JSONText) throws(WireError) {
        if text.escapes == .any || !text.isASCII { try self.checkAll(text) }
    }

    private func checkAll(_ text: JSONText) throws(WireError) {
        if let fault = text.fault { throw self.malformed(fault, in: text) }
    }

    private func malformed(_ fault: JSONEscapes.Fault, in text: JSONText) -> WireError {
        .malformed(fault.problem, offset: self.offset - 1 - text.raw.count + fault.offset)
    }

    /// Passes a string; its bytes, without escapes, are given to `body`.
    mutating func string<Value>(
        wanting shape: JSONShape, _ body: (UnsafeRawBufferPointer) throws(WireError) -> Value
    ) throws(WireError) -> Value {
        guard try self.token() == UInt8(ascii: "\"") else { throw self.wrongShape(wanting: shape) }
        let text = try self.text()
        guard text.hasEscapes else {
            try self.check(text)
            return try body(text.raw)
        }
        var string = try self.string(of: text)
        // A body with an error of its own kind cannot be given to withUTF8.
        let result = string.withUTF8 { bytes -> Result<Value, WireError> in
            do throws(WireError) {
                return .success(try body(UnsafeRawBufferPointer(bytes)))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
