// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Passes a number and tells its text.
    mutating func number() throws(WireError) -> (text: UnsafeRawBufferPointer, isInteger: Bool) {
        let start = self.offset
        var isInteger = true
        if self.peek() == UInt8(ascii: "-") { self.offset += 1 }
        guard let first = self.peek(), Self.isDigit(first) else {
            throw self.malformed(self.offset == start ? .unexpectedByte : .invalidNumber)
        }
        if first == UInt8(ascii: "0") { self.offset += 1 } else { self.skipDigits() }
        if self.peek() == UInt8(ascii: ".") {
            isInteger = false
            self.offset += 1
            try self.someDigits()
        }
        if self.peek() == UInt8(ascii: "e") || self.peek() == UInt8(ascii: "E") {
            isInteger = false
            self.offset += 1
            if self.peek() == UInt8(ascii: "+") || self.peek() == UInt8(ascii: "-") { self.offset += 1 }
            try self.someDigits()
        }
        return (UnsafeRawBufferPointer(rebasing: self.bytes[start..<self.offset]), isInteger)
    }

    private func peek() -> UInt8? {
        self.offset < self.bytes.count ? self.bytes[self.offset] : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private mutating func skipDigits() {
        while let byte = self.peek(), Self.isDigit(byte) { self.offset += 1 }
    }

    private mutating func someDigits() throws(WireError) {
        guard let byte = self.peek(), Self.isDigit(byte) else { throw self.malformed(.invalidNumber) }
        self.skipDigits()
    }
}
