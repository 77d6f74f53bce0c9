// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

struct DynamoDBNumberConversionTests {
    @Test
    func `the ends of every integer type are held exactly and given back`() throws {
        func check<Integer: FixedWidthInteger & Sendable>(_ type: Integer.Type) throws {
            for value in [Integer.min, .max, 0, 1, .max / 10 * 10] {
                let number = try DynamoDBNumber(value)
                #expect(number.description == String(value))
                #expect(Integer(exactly: number) == value)
            }
        }
        try check(Int.self)
        try check(Int8.self)
        try check(Int16.self)
        try check(Int32.self)
        try check(Int64.self)
        try check(UInt.self)
        try check(UInt8.self)
        try check(UInt16.self)
        try check(UInt32.self)
        try check(UInt64.self)
        #expect(DynamoDBNumber(Int.min).description == "-9223372036854775808")
    }

    @Test
    func `128-bit integers are held up to 38 digits`() throws {
        let largest = PowersOfTen[38] - 1
        #expect(try UInt128(exactly: DynamoDBNumber(largest)) == largest)
        #expect(try Int128(exactly: DynamoDBNumber(-Int128(largest))) == -Int128(largest))
        #expect(try DynamoDBNumber(UInt128(UInt64.max) + 1).description == "18446744073709551616")
        // A 39th digit is fine as long as it is a zero.
        #expect(try UInt128(exactly: DynamoDBNumber(PowersOfTen[38] * 3)) == PowersOfTen[38] * 3)
        #expect(try Int128(exactly: DynamoDBNumber(-Int128(PowersOfTen[38]))) == -Int128(PowersOfTen[38]))
        for refused in [Int128.min, .max] {
            #expect(throws: DynamoDBError.self) { try DynamoDBNumber(refused) }
        }
        #expect(throws: DynamoDBError.self) { try DynamoDBNumber(UInt128.max) }
        #expect(throws: DynamoDBError.self) { try DynamoDBNumber(largest + 2) }
    }

    @Test
    func `an integer that does not fit, or a fraction, is no integer`() throws {
        #expect(Int8(exactly: DynamoDBNumber(127)) == 127)
        #expect(Int8(exactly: DynamoDBNumber(128)) == nil)
        #expect(Int8(exactly: DynamoDBNumber(-128)) == -128)
        #expect(Int8(exactly: DynamoDBNumber(-129)) == nil)
        #expect(UInt8(exactly: DynamoDBNumber(-1)) == nil)
        #expect(UInt64(exactly: DynamoDBNumber(-1)) == nil)
        for text in ["0.5", "-0.1", "1e-130", "9223372036854775808", "-9223372036854775809", "1e19", "1e38", "1e125"] {
            #expect(try DynamoDBNumber(parsing: text).int == nil, "\(text)")
        }
        #expect(try DynamoDBNumber(parsing: "1.000e3").int == 1000)
        #expect(try UInt128(exactly: DynamoDBNumber(parsing: "1e38")) == PowersOfTen[38])
        #expect(try Int128(exactly: DynamoDBNumber(parsing: "-1e38")) == -Int128(PowersOfTen[38]))
        for text in ["1e39", "4e38", "-2e38", "1e125"] {
            #expect(try Int128(exactly: DynamoDBNumber(parsing: text)) == nil, "\(text)")
        }
        #expect(try UInt128(exactly: DynamoDBNumber(parsing: "4e38")) == nil)
        #expect(try UInt128(exactly: DynamoDBNumber(parsing: "3.4e38")) == PowersOfTen[37] * 34)
    }

    @Test(
        arguments: [
            (0.1, "0.1"), (99.99, "99.99"), (-2.5, "-2.5"), (0, "0"), (-0.0, "0"), (1, "1"),
            (1e16, "10000000000000000"),
            (1.0 / 3, "0.3333333333333333"), (123_456_789.125, "123456789.125"), (1e21, "1000000000000000000000"),
            (5e-7, "0.0000005"), (0.1 + 0.2, "0.30000000000000004"), (9_007_199_254_740_992, "9007199254740992"),
            (1.7976931348623157e100, "17976931348623157\(zeros(84))"),
            (1e-130, "0.\(zeros(129))1"), (1e125, "1\(zeros(125))"),
        ] as [(Double, String)])
    func `a Double gives its shortest text and comes back`(value: Double, text: String) throws {
        let number = try DynamoDBNumber(value)
        #expect(number.description == text)
        #expect(number.double == value)
        #expect(Double(exactly: number) == value)
    }

    @Test(
        arguments: [
            1e126, -1e126, 1e-131, -1e-131, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .leastNormalMagnitude,
            -.leastNonzeroMagnitude, .infinity, -.infinity, .nan, .signalingNaN,
        ] as [Double])
    func `a Double out of range or not finite is refused`(value: Double) {
        #expect(refusal { () throws(DynamoDBError) in try DynamoDBNumber(value) } != nil)
    }

    @Test
    func `a Double that is not finite is named in the refusal`() throws {
        let message = try #require(refusal { () throws(DynamoDBError) in try DynamoDBNumber(Double.infinity) })
        #expect(message.hasPrefix("The parameter cannot be converted to a numeric value: inf"))
    }

    @Test(
        arguments: [
            ("9007199254740993", 9_007_199_254_740_992), ("0.1234567890123456789", 0.12345678901234568),
            ("0.30000000000000000000000000000000000001", 0.3), ("99999999999999999999999999999999999999", 1e38),
        ] as [(String, Double)])
    func `the nearest Double of a longer number loses digits and is not exact`(text: String, nearest: Double) throws {
        let number = try DynamoDBNumber(parsing: text)
        #expect(number.double == nearest)
        #expect(Double(exactly: number) == nil)
    }

    @Test(
        arguments: [
            (0.1, "0.1"), (-1.5, "-1.5"), (16_777_216, "16777216"),
            (.greatestFiniteMagnitude, "340282350000000000000000000000000000000"),
            (.leastNonzeroMagnitude, "0.\(zeros(44))1"), (-0.0, "0"),
        ] as [(Float, String)])
    func `a Float gives its shortest text`(value: Float, text: String) throws {
        let number = try DynamoDBNumber(value)
        #expect(number.description == text)
        #expect(Float(number.description) == value)
    }

    @Test(arguments: [.infinity, -.infinity, .nan] as [Float])
    func `a Float that is not finite is refused`(value: Float) {
        #expect(refusal { () throws(DynamoDBError) in try DynamoDBNumber(value) } != nil)
    }

    @Test(arguments: [
        "0", "1", "-1", "3.14", "-0.001", "100", "1e125", "-1e125", "1e-128", "99999999999999999999999999999999999999",
        "-9.9999999999999999999999999999999999999e125", "0.00000000000000000000000000000000000001", "1e-127",
        "18446744073709551616", "12345678901234567890.123456789012345678",
        "99999999999999999999999999999999999999e-128",
    ])
    func `a Decimal holds the number exactly and gives it back`(text: String) throws {
        let number = try DynamoDBNumber(parsing: text)
        let decimal = try #require(number.decimal)
        #expect(try DynamoDBNumber(decimal) == number)
        #expect(decimal == Decimal(string: text))
    }

    @Test(arguments: ["1e-130", "1e-129", "-1.5e-128", "99999999999999999999999999999999999999e-129"])
    func `a number with a digit beyond the 128th place has no Decimal`(text: String) throws {
        #expect(try DynamoDBNumber(parsing: text).decimal == nil)
    }

    @Test
    func `a Decimal gives its exact number`() throws {
        #expect(try DynamoDBNumber(Decimal(sign: .plus, exponent: -2, significand: 100)).description == "1")
        #expect(try DynamoDBNumber(Decimal(sign: .minus, exponent: 3, significand: 12)).description == "-12000")
        #expect(try DynamoDBNumber(Decimal.leastNonzeroMagnitude) == DynamoDBNumber(parsing: "1e-127"))
        #expect(try DynamoDBNumber(-Decimal(0)) == .zero)
    }

    @Test(arguments: [Decimal.greatestFiniteMagnitude, -.greatestFiniteMagnitude, .nan, .pi])
    func `a Decimal of more digits, out of range or not a number is refused`(value: Decimal) {
        #expect(refusal { () throws(DynamoDBError) in try DynamoDBNumber(value) } != nil)
    }

    @Test
    func `literals`() throws {
        let integer: DynamoDBNumber = -42
        let fraction: DynamoDBNumber = 19.99
        #expect(integer.description == "-42")
        #expect(fraction.description == "19.99")
        #expect(DynamoDBNumber(0.5).description == "0.5")
    }

    private func refusal(_ body: () throws(DynamoDBError) -> DynamoDBNumber) -> String? {
        do {
            let number = try body()
            Issue.record("The number was \(number)")
            return nil
        } catch {
            #expect(error.code == .validation)
            return error.message
        }
    }
}

private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
