// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

/// What is taken for UTF-8, against the standard library: texts are made of such bytes without another look.
struct UTF8BytesTests {
    /// Whether both agree, and the text is the same.
    private static func agree(_ bytes: [UInt8]) -> Bool {
        let expected = String(validating: bytes, as: UTF8.self)
        return bytes.withUnsafeBytes { bytes in
            guard UTF8Bytes.areASCII(bytes) == bytes.allSatisfy({ $0 < 0x80 }) else { return false }
            guard UTF8Bytes.areValid(bytes) else { return expected == nil }
            guard let expected else { return false }
            let text = String(checked: bytes)
            return text.utf8.elementsEqual(expected.utf8) && text == expected && text.count == expected.count
        }
    }

    @Test func `every sequence of up to three bytes is judged alike`() {
        let others: [UInt8] = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xFF]
        var disagreed: [[UInt8]] = Self.agree([]) ? [] : [[]]
        for first in UInt8.min ... .max {
            var sequences = [[first]]
            for second in UInt8.min ... .max {
                sequences.append([first, second])
                sequences += others.map { [first, second, $0] }
            }
            disagreed += sequences.filter { !Self.agree($0) }
        }
        #expect(disagreed == [])
    }

    @Test func `every sequence of four bytes at the limits is judged alike`() {
        let limits: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        var disagreed: [[UInt8]] = []
        for first in UInt8(0xE0)...0xFF {
            for second in limits {
                for third in limits {
                    disagreed += limits.map { [first, second, third, $0] }.filter { !Self.agree($0) }
                }
            }
        }
        #expect(disagreed == [])
    }

    @Test func `long texts are judged alike, wherever something stands in them`() {
        var random = SeededGenerator(seed: 3)
        let parts = [
            "a", "0123456789abcdef", "é", "²", "€", "한", "😀", "\u{0}", "\u{7F}", "\u{80}", "\u{7FF}", "\u{FFFF}",
        ]
        for _ in 0..<20_000 {
            var bytes = (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in
                Array((parts.randomElement(using: &random) ?? "").utf8)
            }
            if random.chance(60), !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            }
            if random.chance(20), !bytes.isEmpty {
                bytes.removeLast(Int.random(in: 1...min(4, bytes.count), using: &random))
            }
            #expect(Self.agree(bytes), "\(bytes)")
        }
    }
}
