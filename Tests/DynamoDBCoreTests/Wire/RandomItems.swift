// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport

extension SeededGenerator {
    /// Text in which quotes, escapes, control characters and characters of every length are frequent.
    mutating func jsonText(upTo limit: Int = 12) -> String {
        let pieces = [
            "a", "b", "\"", "\\", "/", "\n", "\u{0}", "\u{1F}", "\u{7F}", "é", "中", "\u{FFFF}", "😀", "plain ascii text",
        ]
        return (0..<Int.random(in: 0...limit, using: &self))
            .map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }

    mutating func jsonNumber() -> DynamoDBNumber {
        let texts = [
            "0", "-1", "17", "123456789012345678", "-1234567890123456789", "0.5", "1E-130", "1.5E+125",
            "-0.00012", "99999999999999999999999999999999999999", "1000000", "18446744073709551615E-20",
            "-1.2345678901234567890123456789012345678E-93", "-9.8765432109876543210987654321098765432E+125",
        ]
        if self.chance(50) { return DynamoDBNumber(Int.random(in: -100_000...100_000, using: &self)) }
        return (try? DynamoDBNumber(parsing: texts.randomElement(using: &self) ?? "0")) ?? .zero
    }

    mutating func jsonData(upTo limit: Int = 9) -> Data {
        Data((0..<Int.random(in: 0...limit, using: &self)).map { _ in UInt8.random(in: .min ... .max, using: &self) })
    }

    mutating func some<Value>(upTo limit: Int = 4, _ make: (inout Self) -> Value) -> [Value] {
        (0..<Int.random(in: 0...limit, using: &self)).map { _ in make(&self) }
    }

    mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
        self.chance(50) ? make(&self) : nil
    }

    mutating func jsonValue(depth: Int = 3) -> AttributeValue {
        switch Int.random(in: 0..<(depth > 0 ? 12 : 8), using: &self) {
        case 0: .string(self.jsonText())
        case 1: .number(self.jsonNumber())
        case 2: .binary(self.jsonData())
        case 3: .bool(self.chance(50))
        case 4: .null
        case 5: .stringSet(self.some { $0.jsonText() })
        case 6: .numberSet(self.some { $0.jsonNumber() })
        case 7: .binarySet(self.some { $0.jsonData() })
        case 8, 9: .list(self.some { $0.jsonValue(depth: depth - 1) })
        default: .map(self.jsonItem(depth: depth - 1))
        }
    }

    mutating func jsonItem(depth: Int = 3) -> Item {
        Item(self.some(upTo: 6) { ($0.jsonText(upTo: 3), $0.jsonValue(depth: depth)) })
    }
}
