// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
    /// Appends two lower-case hexadecimal digits a byte.
    mutating func appendHexadecimal(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            self.append(Self.hexadecimalDigit(byte >> 4, letters: UInt8(ascii: "a")))
            self.append(Self.hexadecimalDigit(byte & 15, letters: UInt8(ascii: "a")))
        }
    }

    /// Appends the text of a digest.
    mutating func append(_ digits: HexadecimalDigest) {
        digits.withUnsafeBytes { self.append(contentsOf: $0) }
    }

    /// The digit of a number below 16; digits from ten on are letters from `letters` on.
    static func hexadecimalDigit(_ value: UInt8, letters: UInt8) -> UInt8 {
        let value = value & 15
        return value < 10 ? UInt8(ascii: "0") + value : letters + (value - 10)
    }
}
