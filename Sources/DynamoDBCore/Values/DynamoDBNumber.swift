// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A DynamoDB number: an exact decimal with up to 38 significant digits.
///
/// The magnitude is zero, or lies between `1E-130` and `9.9999999999999999999999999999999999999E+125`. Every number is
/// held in one form, so `1`, `1.0` and `1e0` are the same value, with the same hash and the same text.
///
/// ```swift
/// let price: DynamoDBNumber = 19.99
/// let exact = try DynamoDBNumber(parsing: "0.1234567890123456789012345678901234567")
/// price.description  // "19.99"
/// ```
///
/// A number needs no allocation: it is three machine words.
///
/// Source: DynamoDB developer guide, "Number".
public struct DynamoDBNumber: Hashable, Sendable {
    /// The upper half of the coefficient; its top bit is the sign.
    private var high: UInt64
    /// The lower half of the coefficient.
    private var low: UInt64
    /// The power of ten the coefficient is multiplied by.
    package private(set) var exponent: Int16

    private static let signBit: UInt64 = 1 << 63

    /// The most significant digits a number can have: 38.
    public static let maximumDigits = 38
    /// The largest adjusted exponent, that of the first digit: 125.
    static let maximumAdjustedExponent = 125
    /// The smallest adjusted exponent: -130.
    static let minimumAdjustedExponent = -130

    /// Zero.
    public static let zero = DynamoDBNumber(unchecked: 0, exponent: 0, isNegative: false)

    /// The digits without sign and point, without trailing zeros; 0 for zero.
    package var coefficient: UInt128 { UInt128(self.high & ~Self.signBit) << 64 | UInt128(self.low) }

    /// The coefficient, if it fits 64 bits, as nearly all do.
    var smallMagnitude: UInt64? { self.high & ~Self.signBit == 0 ? self.low : nil }

    /// Whether the number is less than zero.
    public var isNegative: Bool { self.high & Self.signBit != 0 }

    /// Whether the number is zero.
    public var isZero: Bool { self.high == 0 && self.low == 0 }

    /// - Precondition: `coefficient` is below 10^38 and ends in no zero (or is zero, with exponent 0 and no sign).
    private init(unchecked coefficient: UInt128, exponent: Int16, isNegative: Bool) {
        self.high = UInt64(truncatingIfNeeded: coefficient >> 64) | (isNegative ? Self.signBit : 0)
        self.low = UInt64(truncatingIfNeeded: coefficient)
        self.exponent = exponent
    }

    /// The number `coefficient × 10^exponent`, brought to its one form.
    ///
    /// - Throws: ``NumberError`` if it has more than 38 digits or is out of range.
    package init(coefficient: UInt128, exponent: Int, isNegative: Bool) throws(NumberError) {
        guard coefficient != 0 else {
            self = .zero
            return
        }
        var digits = coefficient
        var power = exponent
        while digits > UInt128(UInt64.max) {
            let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10)
            guard remainder == 0 else { break }
            digits = quotient
            power += 1
        }
        // 128-bit division is slow, so the rest is done in 64 bits.
        if let small = UInt64(exactly: digits) {
            let (significand, zeros) = Self.withoutTrailingZeros(small)
            digits = UInt128(significand)
            power += zeros
        }
        let count = PowersOfTen.digitCount(of: digits)
        let adjusted = power + count - 1
        guard adjusted <= Self.maximumAdjustedExponent else { throw .overflow }
        guard adjusted >= Self.minimumAdjustedExponent else { throw .underflow }
        guard count <= Self.maximumDigits else { throw .tooManyDigits }
        self.init(unchecked: digits, exponent: Int16(power), isNegative: isNegative)
    }

    /// The number of a coefficient that does not end in a zero, if its exponent is far from the limits: one that is in the
    /// one form already, as nearly every stored number is. Made for the measure `query-100` of `EngineBenchmark`.
    ///
    /// - Returns: `nil` if the initializer that checks everything has to look at it.
    package init?(normal coefficient: UInt64, exponent: Int16, isNegative: Bool) {
        // A coefficient of 64 bits has 20 digits at most.
        guard (-100...100).contains(exponent), coefficient % 10 != 0 else { return nil }
        self.init(unchecked: UInt128(coefficient), exponent: exponent, isNegative: isNegative)
    }

    /// The number whose ``smallMagnitude``, exponent and sign these are.
    ///
    /// - Precondition: There is such a number.
    init(smallMagnitude: UInt64, exponent: Int16, isNegative: Bool) {
        self.init(unchecked: UInt128(smallMagnitude), exponent: exponent, isNegative: isNegative)
    }

    /// The number of an integer of up to 64 bits, which is always in range, with the point moved.
    ///
    /// - Precondition: `exponent` is from -100 to 100, which keeps the number in range.
    package init(magnitude: UInt64, exponent: Int = 0, isNegative: Bool) {
        guard magnitude != 0 else {
            self = .zero
            return
        }
        let (significand, zeros) = Self.withoutTrailingZeros(magnitude)
        self.init(unchecked: UInt128(significand), exponent: Int16(exponent + zeros), isNegative: isNegative)
    }

    /// - Precondition: `value` is not zero.
    private static func withoutTrailingZeros(_ value: UInt64) -> (significand: UInt64, zeros: Int) {
        var significand = value
        var zeros = 0
        while true {
            let (quotient, remainder) = significand.quotientAndRemainder(dividingBy: 10)
            guard remainder == 0 else { return (significand, zeros) }
            significand = quotient
            zeros += 1
        }
    }

    /// The number with the other sign; zero has none.
    public func negated() -> Self {
        guard !self.isZero else { return self }
        var copy = self
        copy.high ^= Self.signBit
        return copy
    }

    /// How many significant digits the number has; 0 for zero.
    public var significantDigits: Int { self.isZero ? 0 : PowersOfTen.digitCount(of: self.coefficient) }

    /// The power of ten of the first digit: 2 for 123, -1 for 0.5; 0 for zero.
    package var adjustedExponent: Int { self.isZero ? 0 : Int(self.exponent) + self.significantDigits - 1 }
}

/// Why a text or a result is not a DynamoDB number.
package enum NumberError: Error, Equatable {
    case empty
    case notANumber(String)
    case tooManyDigits
    case overflow
    case underflow

    /// The words of the service.
    package var message: String {
        switch self {
        case .empty: "The parameter cannot be converted to a numeric value"
        case .notANumber(let text): "The parameter cannot be converted to a numeric value: \(text)"
        case .tooManyDigits: "Attempting to store more than 38 significant digits in a Number"
        case .overflow:
            "Number overflow. Attempting to store a number with magnitude larger than supported range"
        case .underflow:
            "Number underflow. Attempting to store a number with magnitude smaller than supported range"
        }
    }
}

extension DynamoDBNumber: Comparable {
    /// Orders by numeric value, over all 38 digits.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        if lhs.isNegative != rhs.isNegative { return lhs.isNegative }
        return lhs.isNegative ? rhs.isSmallerInMagnitude(than: lhs) : lhs.isSmallerInMagnitude(than: rhs)
    }

    private func isSmallerInMagnitude(than other: Self) -> Bool {
        if self.isZero || other.isZero { return self.isZero && !other.isZero }
        if self.exponent == other.exponent { return self.coefficient < other.coefficient }
        let (mine, theirs) = (self.adjustedExponent, other.adjustedExponent)
        if mine != theirs { return mine < theirs }
        // The same leading position: scaling the one with the larger exponent cannot exceed 38 digits.
        let shift = Int(self.exponent) - Int(other.exponent)
        if shift > 0 { return self.coefficient * PowersOfTen[shift] < other.coefficient }
        return self.coefficient < other.coefficient * PowersOfTen[-shift]
    }
}

/// The powers of ten that fit 128 bits.
package enum PowersOfTen {
    private static let table: [UInt128] = {
        var powers: [UInt128] = [1]
        while powers.count < 39 { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()

    /// 10 to the power of `index`, which is 0...38.
    package static subscript(index: Int) -> UInt128 { self.table[index] }

    /// How many decimal digits `value` has; 1 for zero.
    package static func digitCount(of value: UInt128) -> Int {
        guard value > 9 else { return 1 }
        // 1233/4096 is log10(2) closely enough for 128 bits: the estimate is the count, or one less.
        let bits = 128 - value.leadingZeroBitCount
        let estimate = (bits * 1233) >> 12
        guard estimate < 39 else { return 39 }
        return value >= self.table[estimate] ? estimate + 1 : estimate
    }
}
