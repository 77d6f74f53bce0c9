// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct DynamoDBNumberOrderTests {
    /// Each is less than the next.
    private static let ascending = [
        "-9.9999999999999999999999999999999999999e125", "-9.9999999999999999999999999999999999998e125", "-1e125",
        "-1e50", "-10000000000000000000000000000000000001e2", "-12345678901234567890123456789012345678", "-1001",
        "-1000", "-999.999", "-10", "-9", "-1.5", "-1.05", "-1.0000000000000000000000000000000000001", "-1",
        "-0.99999999999999999999999999999999999999", "-0.5", "-0.05", "-1e-129", "-1.1e-130", "-1e-130", "0",
        "1e-130", "1.0000000000000000000000000000000000001e-130", "1.1e-130", "9e-130", "1e-129", "0.05", "0.5",
        "0.99999999999999999999999999999999999998", "0.99999999999999999999999999999999999999", "1",
        "1.0000000000000000000000000000000000001", "1.05", "1.5", "2", "9", "10", "11", "99", "100", "999.999", "1000",
        "1001", "18446744073709551615", "18446744073709551616", "18446744073709551617",
        "12345678901234567890123456789012345677", "12345678901234567890123456789012345678",
        "99999999999999999999999999999999999999", "1e38", "1.0000000000000000000000000000000000001e38", "1e50", "1e125",
        "9.9999999999999999999999999999999999998e125", "9.9999999999999999999999999999999999999e125",
    ]

    @Test
    func `numbers are ordered by value`() throws {
        let numbers = try Self.ascending.map { try DynamoDBNumber(parsing: $0) }
        for (left, smaller) in numbers.enumerated() {
            for (right, larger) in numbers.enumerated() {
                #expect((smaller < larger) == (left < right), "\(smaller) and \(larger)")
                #expect((smaller == larger) == (left == right), "\(smaller) and \(larger)")
            }
        }
        #expect(numbers.reversed().sorted() == numbers)
    }

    @Test(arguments: [
        ["1", "1.0", "01", "+1", "1e0", "10e-1", "0.1e1", "1.000000000000000000000000000000000000000000000"],
        ["1000", "1e3", "1E+3", "1000.0", "0.001e6"],
        ["0", "-0", "0.0", "0e5", "-0e-5", ".0"],
        ["-0.5", "-.5", "-5e-1", "-0.50"],
        ["1e125", "10e124", "0.1e126"],
    ])
    func `spellings of one number are equal, hash equal and are one member`(spellings: [String]) throws {
        let numbers = try spellings.map { try DynamoDBNumber(parsing: $0) }
        #expect(Set(numbers).count == 1)
        #expect(Set(numbers.map(\.hashValue)).count == 1)
        #expect(Set(numbers.map(\.description)).count == 1)
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { !($0 < $1) && !($1 < $0) })
    }

    @Test(arguments: [("1", "-1"), ("0", "0"), ("-1.5", "1.5"), ("1e125", "-1e125"), ("-1e-130", "1e-130")])
    func `the other sign`(text: String, negated: String) throws {
        let number = try DynamoDBNumber(parsing: text)
        let expected = try DynamoDBNumber(parsing: negated)
        #expect(number.negated() == expected)
        #expect(number.negated().negated() == number)
        #expect(number.negated().hashValue == expected.hashValue)
    }

    @Test
    func `the digits of every power of ten are counted`() {
        for power in 0...38 {
            #expect(PowersOfTen.digitCount(of: PowersOfTen[power]) == power + 1)
            #expect(PowersOfTen.digitCount(of: PowersOfTen[power] - 1) == max(power, 1))
        }
        for bits in 0..<128 {
            let value = UInt128(1) << bits
            #expect(PowersOfTen.digitCount(of: value) == String(value).count)
            #expect(PowersOfTen.digitCount(of: value - 1) == String(value - 1).count)
        }
        #expect(PowersOfTen.digitCount(of: .max) == 39)
    }
}
