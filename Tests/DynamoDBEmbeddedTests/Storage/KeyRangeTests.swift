// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Testing

struct KeyRangeTests {
    private static let keys: [[UInt8]] = [
        [], [0], [0, 0], [1], [1, 0xFF], [1, 0xFF, 0xFF], [2], [2, 0], [0xFF], [0xFF, 0xFF], [0xFF, 0xFF, 3],
    ]

    private static let bounds: [KeyRange.Bound] =
        [.unbounded] + Self.keys.flatMap { [.inclusive($0), .exclusive($0)] }

    @Test(arguments: keys)
    func `a prefix holds what begins with it and nothing else`(prefix: [UInt8]) {
        for key in Self.keys {
            #expect(KeyRange.prefix(prefix).contains(key) == key.starts(with: prefix), "\(key)")
        }
    }

    @Test func `an intersection holds what both hold`() {
        for lower in Self.bounds {
            for upper in Self.bounds {
                let left = KeyRange(lower: lower, upper: upper)
                let right = KeyRange(lower: .exclusive([0, 0]), upper: .inclusive([2, 0]))
                for key in Self.keys {
                    let isInBoth = left.contains(key) && right.contains(key)
                    #expect(left.intersection(right).contains(key) == isInBoth)
                    #expect(right.intersection(left).contains(key) == isInBoth)
                }
            }
        }
    }

    @Test func `reading resumes behind a key in either direction`() {
        let range = KeyRange.prefix([1])
        #expect(range.resuming(after: [1, 0xFF], reversed: false).contains([1, 0xFF, 0xFF]))
        #expect(!range.resuming(after: [1, 0xFF], reversed: false).contains([1, 0xFF]))
        #expect(range.resuming(after: [1, 0xFF], reversed: true).contains([1]))
        #expect(!range.resuming(after: [1, 0xFF], reversed: true).contains([1, 0xFF]))
        // A key outside does not widen the range.
        #expect(!range.resuming(after: [0], reversed: false).contains([0, 0]))
    }

    @Test func `the empty range holds nothing`() {
        for key in Self.keys { #expect(!KeyRange.empty.contains(key)) }
        for key in Self.keys { #expect(KeyRange.all.contains(key)) }
    }
}
