// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

struct ConstantTimeTests {
    @Test
    func `bytes are equal to themselves, and to none that differ in a bit or in their number`() {
        let bytes = Array("93f4f93efd963a4343bb596beed1c491dc28d7fe7f74bf3656c8492ceb9b930b".utf8)
        #expect(ConstantTime.areEqual(bytes, bytes))
        #expect(ConstantTime.areEqual([], []))
        #expect(!ConstantTime.areEqual(bytes, bytes.dropLast()))
        #expect(!ConstantTime.areEqual(bytes, bytes + [0]))
        for place in bytes.indices {
            for bit in 0..<8 {
                var other = bytes
                other[place] ^= 1 << bit
                #expect(!ConstantTime.areEqual(bytes, other) && !ConstantTime.areEqual(other, bytes))
            }
        }
    }

    @Test
    func `random signatures are equal only if they are the same`() {
        var random = SeededGenerator(seed: 1)
        func signature(_ count: Int) -> [UInt8] {
            (0..<count).map { _ in "0123456789abcdef".utf8.randomElement(using: &random) ?? 0 }
        }
        for _ in 0..<20_000 {
            let (left, right) = (signature(64), signature(64))
            #expect(ConstantTime.areEqual(left, right) == (left == right))
            let (short, other) = (signature(1), signature(1))
            #expect(ConstantTime.areEqual(short, other) == (short == other))
        }
    }
}
