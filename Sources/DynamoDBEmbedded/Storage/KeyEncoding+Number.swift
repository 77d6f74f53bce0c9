// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

// A number is written as 0.d1d2d3… × 10^e with d1 not zero, at most 22 bytes:
//
//   zero      0x80
//   positive  0x81; e + 129 (0...255); the digits, two a byte, as 10·a + b + 1 (1...100); 0x00
//   negative  0x7F; then every byte of the positive form inverted
//
// The first byte orders by sign, the second by magnitude, the digits decide the rest; and as no digits are written as
// 0x00, a number comes before the longer ones that begin with its digits.

extension KeyEncoding {
    /// Appends a number.
    package static func encode(_ number: DynamoDBNumber, into key: inout [UInt8]) {
        guard !number.isZero else {
            key.append(0x80)
            return
        }
        let inversion: UInt8 = number.isNegative ? 0xFF : 0
        key.append(number.isNegative ? 0x7F : 0x81)
        key.append(UInt8(truncatingIfNeeded: number.adjustedExponent + 130) ^ inversion)
        var digits = number.coefficient
        var pairs = (number.significantDigits + 1) / 2
        // An odd number of digits is filled up with a zero: at most 38 digits, which fit.
        if !number.significantDigits.isMultiple(of: 2) { digits *= 10 }
        let start = key.count
        key.append(contentsOf: repeatElement(0, count: pairs))
        while pairs > 0 {
            // Division of 128 bits is slow: it is done once for nine pairs.
            let (rest, chunk) = digits.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
            digits = rest
            var low = UInt64(truncatingIfNeeded: chunk)
            for _ in 0..<min(pairs, 9) {
                pairs -= 1
                let (quotient, pair) = low.quotientAndRemainder(dividingBy: 100)
                low = quotient
                key[start + pairs] = UInt8(truncatingIfNeeded: pair + 1) ^ inversion
            }
        }
        key.append(inversion)
    }
}
