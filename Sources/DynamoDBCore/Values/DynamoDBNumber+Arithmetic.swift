// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBNumber {
    /// The exact sum.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the sum needs more than 38 digits or is out
    ///   of range: nothing is ever rounded.
    public func adding(_ other: Self) throws(DynamoDBError) -> Self {
        do {
            return try Self.sum(self, other)
        } catch {
            throw DynamoDBError(.validation, error.message)
        }
    }

    /// The exact difference.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the difference needs more than 38 digits or
    ///   is out of range: nothing is ever rounded.
    public func subtracting(_ other: Self) throws(DynamoDBError) -> Self {
        try self.adding(other.negated())
    }

    private static func sum(_ lhs: Self, _ rhs: Self) throws(NumberError) -> Self {
        if lhs.isZero { return rhs }
        if rhs.isZero { return lhs }
        let (coarse, fine) = lhs.exponent >= rhs.exponent ? (lhs, rhs) : (rhs, lhs)
        let shift = Int(coarse.exponent) - Int(fine.exponent)
        // The last digit of `fine` is not zero, so a sum of 39 or more digits cannot be written with 38. The service
        // answers with the words for an overflow.
        guard shift <= 38 else { throw .overflow }
        let (scaled, tooLarge) = coarse.coefficient.multipliedReportingOverflow(by: PowersOfTen[shift])
        guard !tooLarge else { throw .overflow }
        let result: (coefficient: UInt128, isNegative: Bool)
        if coarse.isNegative == fine.isNegative {
            let (total, overflow) = scaled.addingReportingOverflow(fine.coefficient)
            guard !overflow else { throw .overflow }
            result = (total, coarse.isNegative)
        } else if scaled >= fine.coefficient {
            result = (scaled - fine.coefficient, coarse.isNegative)
        } else {
            result = (fine.coefficient - scaled, fine.isNegative)
        }
        do {
            return try Self(
                coefficient: result.coefficient, exponent: Int(fine.exponent), isNegative: result.isNegative)
        } catch NumberError.tooManyDigits {
            throw .overflow
        }
    }
}
