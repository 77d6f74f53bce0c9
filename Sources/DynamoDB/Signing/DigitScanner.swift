// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads numbers of a known length from a text.
struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        self.rest = Substring(text).utf8
    }

    var isAtEnd: Bool { self.rest.isEmpty }

    /// The number that exactly so many digits write.
    mutating func number(digits: Int) -> Int? {
        var number = 0
        let piece = self.rest.prefix(digits)
        guard piece.count == digits else { return nil }
        for byte in piece {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        self.rest = self.rest.dropFirst(digits)
        return number
    }

    /// The digits after a point, as a part of one.
    mutating func fraction() -> Double? {
        var value = 0.0
        var weight = 0.1
        var count = 0
        while let byte = self.rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            value += weight * Double(byte - UInt8(ascii: "0"))
            weight /= 10
            count += 1
            self.rest = self.rest.dropFirst()
        }
        return count == 0 ? nil : value
    }

    /// Passes over `text` if it comes next.
    mutating func skip(_ text: String) -> Bool {
        guard self.rest.starts(with: text.utf8) else { return false }
        self.rest = self.rest.dropFirst(text.utf8.count)
        return true
    }
}
