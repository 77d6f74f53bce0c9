// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension DynamoDBNumber {
    /// The number of an integer of any width.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if a 128-bit integer has more than 38
    ///   significant digits (a wider one may also be out of range).
    public init(_ value: some BinaryInteger) throws(DynamoDBError) {
        if let small = UInt64(exactly: value.magnitude) {
            self.init(magnitude: small, isNegative: value.signum() < 0)
            return
        }
        try self.init(parsing: String(value))
    }

    /// The number of an `Int`; it always fits.
    public init(_ value: Int) { self.init(magnitude: UInt64(value.magnitude), isNegative: value < 0) }

    /// The number with the shortest text that reads back as the same `Double`: `0.1` is 0.1, not
    /// 0.1000000000000000055….
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the value is not finite, or beyond
    ///   DynamoDB's range of 1E-130 to 9.99E+125.
    public init(_ value: Double) throws(DynamoDBError) {
        guard value.isFinite else { throw Self.notFinite(value.description) }
        // Up to here every integer has its own digits as the shortest text.
        if value.magnitude <= 9_007_199_254_740_992, let integer = Int64(exactly: value) {
            self.init(magnitude: integer.magnitude, isNegative: integer < 0)
            return
        }
        if let plain = Self(plain: value) {
            self = plain
            return
        }
        try self.init(parsing: value.description)
    }

    /// The number of a `Double` with up to eight digits behind the point, as most have.
    private init?(plain value: Double) {
        for places in 1...8 {
            let scaled = (value.magnitude * Self.exactPowers[places]).rounded()
            // Of all decimals with up to 15 digits at most one reads as a given Double: it is the shortest, too.
            guard scaled < 1e15 else { return nil }
            if scaled / Self.exactPowers[places] == value.magnitude {
                self.init(magnitude: UInt64(scaled), exponent: -places, isNegative: value < 0)
                return
            }
        }
        return nil
    }

    /// The number with the shortest text that reads back as the same `Float`.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the value is not finite.
    public init(_ value: Float) throws(DynamoDBError) {
        guard value.isFinite else { throw Self.notFinite(value.description) }
        try self.init(parsing: value.description)
    }

    /// The exact number of a `Decimal`.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the value is not a number or has more than
    ///   38 significant digits.
    public init(_ value: Decimal) throws(DynamoDBError) {
        guard value.isFinite else { throw Self.notFinite("NaN") }
        try self.init(parsing: value.description)
    }

    private static func notFinite(_ text: String) -> DynamoDBError {
        DynamoDBError(
            .validation,
            """
            The parameter cannot be converted to a numeric value: \(text). DynamoDB numbers are finite: store a \
            string, a null or nothing instead.
            """
        )
    }

    /// The number as an integer; `nil` if it has a fraction or does not fit.
    public var int: Int? { Int(exactly: self) }

    /// The nearest `Double`. A `Double` holds every number of up to 15 digits, so that it gives the same number back, but
    /// not every longer one: use ``decimal`` or the number itself where each digit counts, or `Double(exactly:)`.
    public var double: Double {
        let power = Int(self.exponent)
        if let small = self.smallMagnitude, small <= 1 << 53, abs(power) < Self.exactPowers.count {
            // Both operands are exact, so the one rounding of the operation gives the nearest value.
            let magnitude = Double(small)
            let scaled = power < 0 ? magnitude / Self.exactPowers[-power] : magnitude * Self.exactPowers[power]
            return self.isNegative ? -scaled : scaled
        }
        // Such a text is always read, and every number is in the range of a `Double`.
        return Double("\(self.isNegative ? "-" : "")\(self.coefficient)e\(power)") ?? .nan
    }

    /// The powers of ten that a `Double` holds exactly.
    private static let exactPowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The number as a `Decimal`, exactly; `nil` in the rare case that `Decimal` cannot hold it: if it has a digit beyond
    /// the 128th after the point.
    public var decimal: Decimal? {
        let power = Int(self.exponent)
        guard power >= -128 else { return nil }
        let (high, low) = self.coefficient.quotientAndRemainder(dividingBy: 1 << 64)
        var significand = Decimal(UInt64(low))
        if high != 0 { significand += Decimal(UInt64(high)) * (Decimal(UInt64.max) + 1) }
        return Decimal(sign: self.isNegative ? .minus : .plus, exponent: power, significand: significand)
    }
}

extension FixedWidthInteger {
    /// The integer of a number; `nil` if the number has a fraction or does not fit the type, or 128 bits.
    ///
    /// ```swift
    /// Int8(exactly: DynamoDBNumber(127))  // 127
    /// Int8(exactly: DynamoDBNumber(128))  // nil
    /// ```
    public init?(exactly number: DynamoDBNumber) {
        if number.exponent == 0, let magnitude = number.smallMagnitude, !number.isNegative {
            self.init(exactly: magnitude)
            return
        }
        guard 0...38 ~= number.exponent else { return nil }
        let power = PowersOfTen[Int(number.exponent)]
        let (magnitude, overflow) = number.coefficient.multipliedReportingOverflow(by: power)
        guard !overflow else { return nil }
        guard number.isNegative else {
            self.init(exactly: magnitude)
            return
        }
        guard magnitude <= 1 << 127 else { return nil }
        self.init(exactly: Int128(truncatingIfNeeded: 0 &- magnitude))
    }
}

extension Double {
    /// The `Double` of a number, if it gives the same number back; `nil` if it would lose a digit.
    ///
    /// ```swift
    /// Double(exactly: DynamoDBNumber(0.1))                // 0.1
    /// Double(exactly: DynamoDBNumber(9007199254740993))   // nil: the nearest Double is one less
    /// ```
    public init?(exactly number: DynamoDBNumber) {
        let value = number.double
        guard let back = try? DynamoDBNumber(value), back == number else { return nil }
        self = value
    }
}

extension DynamoDBNumber: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// The number of an integer literal.
    public init(integerLiteral value: Int) { self.init(value) }

    /// The number of a floating-point literal: what is written, up to some 17 digits. Write longer ones as text:
    /// `DynamoDBNumber("0.12345678901234567890")`.
    ///
    /// - Precondition: The literal is in DynamoDB's range, as an integer literal must be in its type's.
    public init(floatLiteral value: Double) {
        do {
            try self.init(value)
        } catch {
            preconditionFailure("The literal \(value) is beyond the range of a DynamoDB number")
        }
    }
}
