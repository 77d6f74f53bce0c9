// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport

extension SeededGenerator {
    /// Any number that DynamoDB has: many of them small, some at the ends of the range.
    mutating func number() -> DynamoDBNumber {
        let length = [1, 2, 3, 5, 17, 18, 19, 20, 36, 37, 38].randomElement(using: &self) ?? 1
        var coefficient: UInt128 = 0
        for _ in 0..<length { coefficient = coefficient * 10 + UInt128(Int.random(in: 0...9, using: &self)) }
        if self.chance(10) { coefficient = 10_000_000_000_000_000_000_000_000_000_000_000_000_0 - 1 }
        if self.chance(5) { coefficient = 0 }
        let exponents = [0, 0, 0, -1, -2, 1, 88, -130, -125, 125, Int.random(in: -130...125, using: &self)]
        let exponent = exponents.randomElement(using: &self) ?? 0
        let number = try? DynamoDBNumber(coefficient: coefficient, exponent: exponent, isNegative: self.chance(50))
        return number ?? DynamoDBNumber(Int.random(in: -1000...1000, using: &self))
    }

    /// Bytes of a small alphabet, so that prefixes, NULs and 0xFF are frequent.
    mutating func bytes(upTo limit: Int = 6) -> [UInt8] {
        (0..<Int.random(in: 0...limit, using: &self)).map { _ in
            [0, 0, 1, 0x61, 0x62, 0xFE, 0xFF].randomElement(using: &self) ?? 0
        }
    }

    mutating func data(upTo limit: Int = 6) -> Data { Data(self.bytes(upTo: limit)) }

    /// Text of a small alphabet, so that prefixes and NULs are frequent.
    mutating func text(upTo limit: Int = 6) -> String {
        let scalars: [Unicode.Scalar] = ["\0", "\u{1}", "a", "b", "é", "\u{301}", "\u{FFFF}", "😀", "\u{10FFFF}"]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...limit, using: &self) {
            text.append(scalars.randomElement(using: &self) ?? "a")
        }
        return String(text)
    }

    mutating func value(depth: Int) -> AttributeValue {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 8), using: &self) {
        case 0: .string(self.text(upTo: 300))
        case 1: .number(self.number())
        case 2: .binary(self.data(upTo: 200))
        case 3: .bool(self.chance(50))
        case 4: .null
        case 5: .stringSet((0..<Int.random(in: 1...4, using: &self)).map { "\($0)" + self.text() })
        case 6: .numberSet((0..<Int.random(in: 1...4, using: &self)).map { _ in self.number() })
        case 7: .binarySet((0..<Int.random(in: 1...4, using: &self)).map { _ in self.data() })
        case 8: .list((0..<Int.random(in: 0...4, using: &self)).map { _ in self.value(depth: depth - 1) })
        default: .map(self.item(depth: depth - 1))
        }
    }

    mutating func item(depth: Int) -> Item {
        var item = Item()
        for _ in 0..<Int.random(in: 0...6, using: &self) {
            item[self.text(upTo: 8)] = self.value(depth: depth)
        }
        return item
    }
}
