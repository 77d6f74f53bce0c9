// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct DynamoDBNumberParsingTests {
    @Test(arguments: [
        ("3", "3"), ("-7.1234", "-7.1234"), ("-17e5", "-1700000"), (".123", "0.123"), ("5.", "5"), ("1.e5", "100000"),
        ("0001.23", "1.23"), ("1e+5", "100000"), ("007", "7"), ("001.23", "1.23"), ("00", "0"), ("+3", "3"),
        ("+1.5", "1.5"), ("1.00", "1"), ("1.10", "1.1"), ("100.000", "100"), ("0.10", "0.1"), ("1e3", "1000"),
        ("1E+3", "1000"), ("-3e2", "-300"), ("1.23e4", "12300"), ("1e-3", "0.001"), ("123e-2", "1.23"),
        ("1.0e-1", "0.1"), ("-0", "0"), ("-0.0", "0"), ("+0", "0"), ("0.0e3", "0"), ("0e-5", "0"), ("-.5", "-0.5"),
        ("+.5e1", "5"), ("-5.", "-5"), ("1e-20", "0.00000000000000000001"), ("0042.1200", "42.12"),
        ("-17.4E37", "-174\(zeros(36))"), ("1e0", "1"), ("1e-0", "1"), ("1e+00000000000000000000003", "1000"),
        ("100e-2", "1"), ("10.01", "10.01"), ("1000000000000000000001", "1000000000000000000001"),
    ])
    func `a text is read and written in its one form`(text: String, canonical: String) throws {
        let number = try DynamoDBNumber(parsing: text)
        #expect(number.description == canonical)
        #expect(DynamoDBNumber(text) == number)
        #expect(DynamoDBNumber(canonical) == number)
    }

    @Test(arguments: [
        " ", " 1", "1 ", "1 2", "\t1", "1\n", "1+2", "1-2", "1.2.3", "+e2", "e2", "1e", "1e+", "1e-", "1ee2", "1e2e3",
        "1e2.5", "1e.5", ".", "+.", "-", "+", "--1", "+-1", "..1", ".e1", "NaN", "nan", "Infinity", "-Infinity", "inf",
        "dog", "0x1F", "1_000", "1,000", "1d5", "١٢", "１", "1\0", "\u{FEFF}1", "½",
    ])
    func `anything else is refused with its text`(text: String) {
        #expect(refusal(of: text) == "The parameter cannot be converted to a numeric value: \(text)")
        #expect(DynamoDBNumber(text) == nil)
    }

    @Test
    func `an empty text is refused without one`() {
        #expect(refusal(of: "") == "The parameter cannot be converted to a numeric value")
    }

    @Test
    func `bytes that are no UTF-8 are refused, not trapped on`() {
        #expect(throws: NumberError.notANumber("1\u{FFFD}")) { try DynamoDBNumber(text: [0x31, 0xFF] as [UInt8]) }
    }

    @Test(arguments: [
        ("1e125", "1\(zeros(125))"),
        ("-1e125", "-1\(zeros(125))"),
        ("1\(zeros(125))", "1\(zeros(125))"),
        ("\(zeros(500))1\(zeros(125)).\(zeros(500))", "1\(zeros(125))"),
        ("0.1e126", "1\(zeros(125))"),
        ("0.\(zeros(999))1e1125", "1\(zeros(125))"),
        ("1\(zeros(1000))e-1000", "1"),
        ("\(nines(38))e88", "\(nines(38))\(zeros(88))"),
        ("9.9999999999999999999999999999999999999E+125", "\(nines(38))\(zeros(88))"),
        ("-\(nines(38))e88", "-\(nines(38))\(zeros(88))"),
        ("1e-130", "0.\(zeros(129))1"),
        ("-1e-130", "-0.\(zeros(129))1"),
        ("0.\(zeros(129))1", "0.\(zeros(129))1"),
        ("10e-131", "0.\(zeros(129))1"),
        ("\(nines(38))e-167", "0.\(zeros(129))\(nines(38))"),
        ("1.0000000000000000000000000000000000001e-130", "0.\(zeros(129))1\(zeros(36))1"),
    ])
    func `the ends of the range are in it`(text: String, canonical: String) throws {
        #expect(try DynamoDBNumber(parsing: text).description == canonical)
    }

    @Test(arguments: [
        "1e126", "-1e126", "10e125", "0.1e127", "1\(zeros(126))", "\(nines(38))e89", "1e1000", "1e999999999999",
        "-1e999999999999999999999999999999", "1e9223372036854775807", "1e9223372036854775808", "1e2147483648",
        "\(nines(39))e88", nines(200), "0.\(zeros(200))1e400",
    ])
    func `a greater magnitude overflows, however many digits it has`(text: String) {
        #expect(
            refusal(of: text)
                == "Number overflow. Attempting to store a number with magnitude larger than supported range")
    }

    @Test(arguments: [
        "1e-131", "-1e-131", "9.9e-131", "0.1e-130", "0.\(zeros(130))1", "1e-1000", "1e-999999999999",
        "-1e-999999999999999999999999999999", "1e-9223372036854775808", "1e-2147483649", "0.\(zeros(130))\(nines(60))",
        "1\(zeros(100))e-231",
    ])
    func `a smaller magnitude underflows, however many digits it has`(text: String) {
        #expect(
            refusal(of: text)
                == "Number underflow. Attempting to store a number with magnitude smaller than supported range")
    }

    @Test(arguments: [
        "0", "0e126", "0.0e126", "-0e126", "0e-131", "0e999999999999999999999", "0e-999999999999999999999",
        "0.\(zeros(1000))", zeros(1000), "+0.0",
    ])
    func `a zero is zero with any exponent`(text: String) throws {
        let number = try DynamoDBNumber(parsing: text)
        #expect(number == .zero)
        #expect(number.isZero && !number.isNegative && number.significantDigits == 0)
        #expect(number.description == "0")
    }

    @Test(
        arguments: [
            (nines(38), 38), ("-\(nines(38))", 38), ("\(nines(38))000", 38), ("000\(nines(38))", 38),
            ("0.000\(nines(38))000", 38), ("\(nines(19)).\(nines(19))", 38), ("1\(zeros(36))1", 38),
            ("1\(zeros(60))", 1), ("0.5", 1), ("1.23", 3), ("1200", 2), ("10000000000000000000000000000000000000", 1),
            ("\(nines(38))\(zeros(88))", 38),
        ] as [(String, Int)])
    func `thirty-eight significant digits are kept`(text: String, digits: Int) throws {
        let number = try DynamoDBNumber(parsing: text)
        #expect(number.significantDigits == digits)
        #expect(try DynamoDBNumber(parsing: number.description) == number)
    }

    @Test(arguments: [
        nines(39), "-\(nines(39))", "1\(zeros(37))1", "1.\(zeros(37))1", "0.\(nines(39))",
        "\(nines(20)).\(nines(19))", "1\(zeros(100))1", "\(nines(39))e87", "\(nines(39))e-168", nines(126),
        "340282366920938463463374607431768211456", "\(nines(38))1\(zeros(20))",
    ])
    func `a thirty-ninth is refused`(text: String) {
        #expect(refusal(of: text) == "Attempting to store more than 38 significant digits in a Number")
    }

    @Test
    func `a text of a million digits is read in passing`() {
        #expect(DynamoDBNumber("\(zeros(1_000_000))7") == 7)
        #expect(DynamoDBNumber("0.\(zeros(1_000_000))7e1000001") == 7)
        #expect(
            refusal(of: nines(1_000_000))
                == "Number overflow. Attempting to store a number with magnitude larger than supported range")
    }

    private func refusal(of text: String) -> String? {
        do {
            let number = try DynamoDBNumber(parsing: text)
            Issue.record("\(text) was read as \(number)")
            return nil
        } catch {
            #expect(error.code == .validation)
            return error.message
        }
    }
}

private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

private func nines(_ count: Int) -> String { String(repeating: "9", count: count) }
