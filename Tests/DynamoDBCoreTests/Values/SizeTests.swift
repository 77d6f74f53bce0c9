// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

struct SizeTests {
    @Test(arguments: [
        ("0", 1), ("1", 2), ("12", 2), ("123", 3), ("1234", 3), ("12345678901234567890123456789012345678", 20),
        ("0042", 2), ("100", 2), ("1010", 3), ("0.0000001", 2), ("1E125", 2), ("1E-100", 2), ("1.5", 3), ("15", 2),
        ("1.2", 3), ("1.200", 3), ("1.234", 4), ("3.14159", 5), ("123456", 4), ("100.5", 4), ("0.15", 2), ("-42", 3),
        ("-0", 1),
        // From here by the same rule: the point splits the pairs, a minus costs one.
        ("-1.5", 4), ("1.05", 3), ("0.05", 2), ("-0.123", 4), ("10", 2), ("10.01", 3), ("1E-130", 2), ("-1E125", 3),
        ("1234567890123456789.0123456789012345678", 21), ("0.12345678901234567890123456789012345678", 20),
        ("-12345678901234567890123456789012345678", 21),
    ])
    func `a number costs what the service was measured to charge`(text: String, size: Int) throws {
        #expect(try DynamoDBNumber(parsing: text).size == size)
        #expect(try AttributeValue.number(DynamoDBNumber(parsing: text)).size == size)
    }

    @Test(
        arguments: [
            (.string(""), 0), (.string("abc"), 3), (.string("é"), 2), (.string("e\u{301}"), 3), (.string("🙂"), 4),
            (.binary(Data()), 0), (.binary(Data([0, 1, 255])), 3), (.bool(true), 1), (.bool(false), 1), (.null, 1),
            (.list([]), 3), (.list(["a"]), 5), (.list(["a", 1, .null]), 3 + 2 + 3 + 2), (.list([[]]), 3 + 1 + 3),
            (.map([:]), 3), (.map(["k": "v"]), 3 + 1 + 1 + 1), (.map(["é": [:]]), 3 + 1 + 2 + 3),
            (.stringSet(["a", "bc", ""]), 3), (.numberSet([1, 123, 0]), 2 + 3 + 1),
            (.binarySet([Data([1]), Data([1, 2])]), 3),
            (.map(["list": [["deep": .binary(Data(count: 10))]]]), 3 + (1 + 4 + 3) + (1 + 3) + (1 + 4 + 10)),
        ] as [(AttributeValue, Int)])
    func `a value costs its bytes, and a list or map three and one an entry besides`(value: AttributeValue, size: Int) {
        #expect(value.size == size)
    }

    @Test
    func `an item costs its names and values`() {
        let shirt: Item = ["shirt-color": "R", "shirt-size": "M"]
        #expect(shirt.size == 23)
        #expect(Item().size == 0)
        #expect((["naïve": ["a": true]] as Item).size == 6 + 3 + 1 + 1 + 1)
        #expect((["pk": .string(String(repeating: "x", count: 409_598))] as Item).size == 409_600)
    }
}
