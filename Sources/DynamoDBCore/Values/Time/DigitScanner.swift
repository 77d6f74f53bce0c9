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

    /// The digits after a point, as a part of one. What comes behind the 15th changes nothing a clock could tell.
    mutating func fraction() -> Double? {
        var digits = 0
        var scale = 1.0
        var count = 0
        while let byte = self.rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            if count < 15 {
                digits = digits * 10 + Int(byte - UInt8(ascii: "0"))
                scale *= 10
            }
            count += 1
            self.rest = self.rest.dropFirst()
        }
        // Both are exact, so the one division gives the nearest value.
        return count == 0 ? nil : Double(digits) / scale
    }

    /// Passes over `text` if it comes next.
    mutating func skip(_ text: String) -> Bool {
        guard self.rest.starts(with: text.utf8) else { return false }
        self.rest = self.rest.dropFirst(text.utf8.count)
        return true
    }
}
