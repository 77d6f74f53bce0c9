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
    ///   significant digits.
    public init(_ value: some BinaryInteger) throws(DynamoDBError) {
        if let small = Int(exactly: value) {
            self.init(integer: small)
            return
        }
        try self.init(parsing: String(value))
    }

    /// The number of an `Int`; it always fits.
    public init(_ value: Int) { self.init(integer: value) }

    private init(integer value: Int) {
        self = (try? Self(coefficient: UInt128(value.magnitude), exponent: 0, isNegative: value < 0)) ?? .zero
    }

    /// The number with the shortest text that reads back as the same `Double`: `0.1` is 0.1, not
    /// 0.1000000000000000055….
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the value is not finite, or beyond
    ///   DynamoDB's range of 1E-130 to 9.99E+125.
    public init(_ value: Double) throws(DynamoDBError) {
        guard value.isFinite else { throw Self.notFinite(value.description) }
        try self.init(parsing: value.description)
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
            "The parameter cannot be converted to a numeric value: \(text). DynamoDB numbers are finite: store a string, a null or nothing instead."
        )
    }

    /// The number as an integer; `nil` if it has a fraction or does not fit.
    public var int: Int? { self.integer(as: Int.self) }

    /// The number as an integer of the given width; `nil` if it has a fraction or does not fit.
    public func integer<Integer: FixedWidthInteger>(as type: Integer.Type) -> Integer? {
        guard self.exponent >= 0, self.exponent <= 38 else { return self.isZero ? 0 : nil }
        let (magnitude, overflow) = self.coefficient.multipliedReportingOverflow(by: PowersOfTen[Int(self.exponent)])
        guard !overflow else { return nil }
        guard self.isNegative else { return Integer(exactly: magnitude) }
        guard magnitude <= 1 << 127 else { return nil }
        return Integer(exactly: Int128(truncatingIfNeeded: 0 &- magnitude))
    }

    /// The nearest `Double`. Beyond some 17 digits a `Double` cannot hold every number: use ``decimal`` or the number
    /// itself where each digit counts.
    public var double: Double { Double(self.description) ?? .nan }

    /// The number as a `Decimal`, exactly; `nil` in the rare case that `Decimal` cannot hold it (below 1E-128).
    public var decimal: Decimal? {
        guard let value = Decimal(string: self.description), let back = try? Self(value), back == self else {
            return nil
        }
        return value
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
