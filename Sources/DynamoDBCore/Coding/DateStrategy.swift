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

/// How a `Date` is stored: as text or as a number.
///
/// ```swift
/// var encoder = DynamoDBEncoder()
/// encoder.dates = .secondsSince1970
/// ```
///
/// | strategy | stored | type |
/// |---|---|---|
/// | ``iso8601`` (the default) | `2026-01-28T09:30:00.250Z` | S |
/// | ``iso8601(fractionDigits:)`` with 0 | `2026-01-28T09:30:00Z` | S |
/// | ``epochSeconds`` | `1769592600` | N |
/// | ``secondsSince1970`` | `1769592600.25` | N |
/// | ``millisecondsSince1970`` | `1769592600250` | N |
public struct DateStrategy: Sendable {
    private enum Base: Sendable {
        case text(fractionDigits: Int)
        case number(perSecond: Double)
        case seconds
        case custom(
            encode: @Sendable (Date) throws -> AttributeValue, decode: @Sendable (AttributeValue) throws -> Date)
    }

    private let base: Base

    /// Text of ISO 8601 in UTC with milliseconds: `2026-01-28T09:30:00.250Z`. It always has the same length, so it sorts
    /// as a key by time. A date is rounded to the millisecond, so two dates within one are the same key, and no two members of
    /// a set: where that can happen, take more digits or put a number behind the date. Reading takes any fraction and any
    /// offset.
    public static let iso8601 = Self(base: .text(fractionDigits: 3))

    /// Text of ISO 8601 in UTC with so many digits of a second.
    ///
    /// - Parameter fractionDigits: From 0 to 9; a number beyond is brought into that range. A `Date` of our time holds
    ///   about seven.
    public static func iso8601(fractionDigits: Int) -> Self {
        Self(base: .text(fractionDigits: min(max(fractionDigits, 0), 9)))
    }

    /// Whole seconds since 1970, rounded down: what DynamoDB's time to live needs.
    public static let epochSeconds = Self(base: .number(perSecond: 1))

    /// Whole milliseconds since 1970, rounded.
    public static let millisecondsSince1970 = Self(base: .number(perSecond: 1000))

    /// Seconds since 1970 with their fraction, as `timeIntervalSince1970` has it: `1769592600.25`.
    ///
    /// A `Date` counts from 2001, with more digits than its seconds since 1970 have. So a date comes back rounded, once, to
    /// about a ten-millionth of a second; what is read and written again stays the same.
    public static let secondsSince1970 = Self(base: .seconds)

    /// A form of your own.
    ///
    /// - Parameters:
    ///   - encode: Makes what is stored.
    ///   - decode: Reads what is stored.
    public static func custom(
        encode: @escaping @Sendable (Date) throws -> AttributeValue,
        decode: @escaping @Sendable (AttributeValue) throws -> Date
    ) -> Self {
        Self(base: .custom(encode: encode, decode: decode))
    }
}

extension DateStrategy {
    /// What is stored for a date.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the form cannot hold the date, or what a
    ///   form of your own throws.
    func value(of date: Date) throws -> AttributeValue {
        let seconds = date.timeIntervalSince1970
        switch self.base {
        case .text(let digits): return .string(try Self.text(seconds, fractionDigits: digits))
        case .number(let perSecond):
            let scaled = seconds * perSecond
            let whole = perSecond == 1 ? scaled.rounded(.down) : scaled.rounded()
            guard let number = Int64(exactly: whole) else { throw Self.outOfRange }
            return .number(DynamoDBNumber(magnitude: number.magnitude, isNegative: number < 0))
        case .seconds: return .number(try DynamoDBNumber(seconds))
        case .custom(let encode, _): return try encode(date)
        }
    }

    /// The date of what is stored; `nil` if it is nothing of this form.
    func date(of value: AttributeValue) throws -> Date? {
        switch self.base {
        case .text:
            guard case .string(let text) = value else { return nil }
            return CivilTime.secondsSince1970(internetText: text).map { Date(timeIntervalSince1970: $0) }
        case .number(let perSecond):
            guard case .number(let number) = value else { return nil }
            return Date(timeIntervalSince1970: number.double / perSecond)
        case .seconds:
            guard case .number(let number) = value else { return nil }
            return Date(timeIntervalSince1970: number.double)
        case .custom(_, let decode): return try decode(value)
        }
    }

    /// Whether it is text of ISO 8601.
    var isText: Bool { if case .text = self.base { true } else { false } }

    /// What the form looks like, for errors.
    var expectation: String {
        switch self.base {
        case .text: "an ISO 8601 date (S)"
        case .number(let perSecond): perSecond == 1 ? "seconds since 1970 (N)" : "milliseconds since 1970 (N)"
        case .seconds: "seconds since 1970 (N)"
        case .custom: "a date of your own form"
        }
    }

    private static func text(_ seconds: Double, fractionDigits: Int) throws(DynamoDBError) -> String {
        var scale: Int64 = 1
        for _ in 0..<fractionDigits { scale *= 10 }
        // The years 0 to 9999, which the text has digits for.
        guard seconds >= -62_167_219_200, seconds < 253_402_300_800 else { throw Self.outOfRange }
        var whole = seconds.rounded(.down)
        var fraction = Int64(
            ((seconds - whole) * Double(scale)).rounded(fractionDigits == 0 ? .down : .toNearestOrEven))
        if fraction >= scale {
            whole += 1
            fraction = 0
            guard whole < 253_402_300_800 else { throw Self.outOfRange }
        }
        let text = CivilTime(secondsSince1970: whole).internetText
        guard fractionDigits > 0 else { return text }
        let digits = String(fraction)
        return text.dropLast() + "." + String(repeating: "0", count: fractionDigits - digits.utf8.count) + digits + "Z"
    }

    private static var outOfRange: DynamoDBError {
        DynamoDBError(.validation, "The date is beyond what its form can hold.")
    }
}
