// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct DynamoDBNumberArithmeticTests {
    @Test(arguments: [
        ("1", "1", "2"), ("0.1", "0.2", "0.3"), ("1", "-1", "0"), ("0", "5", "5"), ("5", "0", "5"), ("0", "0", "0"),
        ("-5", "3", "-2"), ("3", "-5", "-2"), ("999", "1", "1000"), ("1000", "-1", "999"), ("0.9", "0.1", "1"),
        ("1e37", "1", "10000000000000000000000000000000000001"),
        ("99999999999999999999999999999999999999", "1", "100000000000000000000000000000000000000"),
        ("50000000000000000000000000000000000001", "49999999999999999999999999999999999999", "1e38"),
        (
            "99999999999999999999999999999999999999", "99999999999999999999999999999999999991",
            "199999999999999999999999999999999999990"
        ),
        ("1e38", "-1", "99999999999999999999999999999999999999"),
        ("1e38", "-10000000000000000000000000000000000001", "89999999999999999999999999999999999999"),
        ("1e38", "-99999999999999999999999999999999999999", "1"),
        ("1e125", "-1e125", "0"), ("9e125", "-1e125", "8e125"), ("4e125", "5e125", "9e125"),
        ("1e-130", "1e-130", "2e-130"), ("1e-129", "-9e-130", "1e-130"),
        ("9.9999999999999999999999999999999999998e125", "1e88", "9.9999999999999999999999999999999999999e125"),
        ("18446744073709551615", "1", "18446744073709551616"),
    ])
    func `sums and differences are exact`(left: String, right: String, sum: String) throws {
        let (a, b) = try (DynamoDBNumber(parsing: left), DynamoDBNumber(parsing: right))
        let expected = try DynamoDBNumber(parsing: sum)
        #expect(try a.adding(b) == expected)
        #expect(try b.adding(a) == expected)
        #expect(try a.subtracting(b.negated()) == expected)
        #expect(try expected.subtracting(b) == a)
    }

    @Test(arguments: [
        ("1e50", "1"), ("1", "1e-38"), ("1e125", "1e-130"), ("1e39", "-1"), ("1e38", "1"),
        ("9.9999999999999999999999999999999999999e125", "1e88"), ("5e125", "5e125"), ("-5e125", "-5e125"),
        ("99999999999999999999999999999999999999", "0.1"), ("99999999999999999999999999999999999999", "2"),
        ("34028236692093846346337460743176821145e1", "9"), ("9e38", "99999999999999999999999999999999999999"),
    ])
    func `what cannot be held exactly is refused in the words for an overflow`(left: String, right: String) throws {
        let (a, b) = try (DynamoDBNumber(parsing: left), DynamoDBNumber(parsing: right))
        let expected = "Number overflow. Attempting to store a number with magnitude larger than supported range"
        #expect(refusal { () throws(DynamoDBError) in try a.adding(b) } == expected)
        #expect(refusal { () throws(DynamoDBError) in try b.adding(a) } == expected)
        #expect(refusal { () throws(DynamoDBError) in try a.subtracting(b.negated()) } == expected)
    }

    @Test(arguments: [("1.1e-130", "1e-130"), ("2.0000001e-130", "2e-130"), ("1e-130", "1.5e-130")])
    func `a difference that is too small is refused, not taken for zero`(left: String, right: String) throws {
        let (a, b) = try (DynamoDBNumber(parsing: left), DynamoDBNumber(parsing: right))
        #expect(
            refusal { () throws(DynamoDBError) in try a.subtracting(b) }
                == "Number underflow. Attempting to store a number with magnitude smaller than supported range")
    }

    private func refusal(_ body: () throws(DynamoDBError) -> DynamoDBNumber) -> String? {
        do {
            let number = try body()
            Issue.record("The result was \(number)")
            return nil
        } catch {
            #expect(error.code == .validation)
            return error.message
        }
    }
}
