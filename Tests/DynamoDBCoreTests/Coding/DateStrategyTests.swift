// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport
import Testing

struct DateStrategyTests {
    private func stored(_ seconds: Double, _ strategy: DateStrategy) throws -> AttributeValue {
        var encoder = DynamoDBEncoder()
        encoder.dates = strategy
        return try encoder.attributeValue(of: Date(timeIntervalSince1970: seconds))
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"),
        (1_769_592_600.25, "2026-01-28T09:30:00.250Z"),
        (1_769_592_599.9996, "2026-01-28T09:30:00.000Z"),
        (-0.001, "1969-12-31T23:59:59.999Z"),
        (951_782_400, "2000-02-29T00:00:00.000Z"),
        (253_402_300_799, "9999-12-31T23:59:59.000Z"),
        (-62_167_219_200, "0000-01-01T00:00:00.000Z"),
    ])
    func `the default is ISO 8601 with milliseconds`(seconds: Double, text: String) throws {
        #expect(try self.stored(seconds, .iso8601) == .string(text))
    }

    @Test(arguments: [253_402_300_799.9996, 253_402_300_800, -62_167_219_201, .infinity, .nan])
    func `a date that the text has no digits for is an error`(seconds: Double) {
        #expect(throws: DynamoDBError.self) { try self.stored(seconds, .iso8601) }
    }

    @Test func `the other forms`() throws {
        #expect(try self.stored(1.9996, .iso8601(fractionDigits: 0)) == "1970-01-01T00:00:01Z")
        #expect(try self.stored(0.000_001, .iso8601(fractionDigits: 6)) == "1970-01-01T00:00:00.000001Z")
        #expect(try self.stored(1.75, .epochSeconds) == 1)
        #expect(try self.stored(-1.25, .epochSeconds) == -2)
        #expect(try self.stored(1.75, .secondsSince1970) == 1.75)
        #expect(try self.stored(1.75, .millisecondsSince1970) == 1750)
        let days = DateStrategy.custom { date in
            .number(DynamoDBNumber(Int(date.timeIntervalSince1970 / 86_400)))
        } decode: { value in
            Date(timeIntervalSince1970: Double(value.int ?? 0) * 86_400)
        }
        #expect(try self.stored(864_000, days) == 10)
    }

    @Test(arguments: [
        "2026-01-28T09:30:00Z", "2026-01-28T09:30:00.000Z", "2026-01-28T10:30:00+01:00", "2026-01-28 09:30:00",
    ])
    func `reading takes any fraction and offset`(text: String) throws {
        #expect(
            try DynamoDBDecoder().decode(Date.self, fromValue: .string(text))
                == Date(timeIntervalSince1970: 1_769_592_600))
    }

    @Test func `every date comes back to the millisecond, and texts sort by time`() throws {
        var generator = SeededGenerator(seed: 11)
        var texts: [(Double, String)] = []
        for _ in 0..<5000 {
            let milliseconds = Int64.random(in: -62_000_000_000_000...253_000_000_000_000, using: &generator)
            let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            for strategy in [DateStrategy.iso8601, .millisecondsSince1970, .secondsSince1970] {
                var encoder = DynamoDBEncoder()
                encoder.dates = strategy
                var decoder = DynamoDBDecoder()
                decoder.dates = strategy
                let value = try encoder.attributeValue(of: date)
                let back = try decoder.decode(Date.self, fromValue: value)
                #expect(abs(back.timeIntervalSince(date)) < 0.000_1, "\(value)")
                #expect(try encoder.attributeValue(of: back) == value)
                if let text = value.string { texts.append((date.timeIntervalSince1970, text)) }
            }
        }
        texts.sort { $0.0 < $1.0 }
        #expect(
            zip(texts, texts.dropFirst()).allSatisfy { $0.1.utf8.lexicographicallyPrecedes($1.1.utf8) || $0.1 == $1.1 })
    }

    @Test func `seconds with their fraction are rounded once`() throws {
        var generator = SeededGenerator(seed: 13)
        var encoder = DynamoDBEncoder()
        encoder.dates = .secondsSince1970
        var decoder = DynamoDBDecoder()
        decoder.dates = .secondsSince1970
        let ranges: [ClosedRange<Double>] = [0...1e9, -1e9...1e9, -6e10...2.5e11, -1e-3...1e-3, -1e-30...1e-30]
        for range in ranges {
            for _ in 0..<2000 {
                let date = Date(timeIntervalSinceReferenceDate: .random(in: range, using: &generator))
                let value = try encoder.attributeValue(of: date)
                let back = try decoder.decode(Date.self, fromValue: value)
                #expect(try encoder.attributeValue(of: back) == value)
                #expect(value.double == date.timeIntervalSince1970)
                // Beyond our time the seconds themselves have fewer digits.
                #expect(abs(back.timeIntervalSince(date)) < (range.upperBound > 1e9 ? 0.000_1 : 0.000_000_2))
            }
        }
        #expect(try decoder.decode(Date.self, fromValue: 1e100).timeIntervalSince1970 == 1e100)
        #expect(throws: DynamoDBError.self) {
            try encoder.attributeValue(of: Date(timeIntervalSinceReferenceDate: .nan))
        }
    }

    @Test func `seconds since 1970 have the digits that they were written with`() throws {
        var generator = SeededGenerator(seed: 14)
        var encoder = DynamoDBEncoder()
        encoder.dates = .secondsSince1970
        var decoder = DynamoDBDecoder()
        decoder.dates = .secondsSince1970
        #expect(try encoder.attributeValue(of: Date(timeIntervalSince1970: 1_700_000_000.123)) == 1_700_000_000.123)
        // Up to 1985 a `Date` has fewer digits than the seconds, and still comes back.
        for (range, keepsDigits) in [(500_000_000...4_000_000_000, true), (-4_000_000_000...500_000_000, false)] {
            for _ in 0..<5000 {
                let fraction = String(Int.random(in: 1_000_000...1_999_999, using: &generator)).dropFirst()
                let text = "\(Int.random(in: range, using: &generator)).\(fraction)"
                let number = try #require(DynamoDBNumber(text))
                let date = Date(timeIntervalSince1970: number.double)
                let value = try encoder.attributeValue(of: date)
                if keepsDigits { #expect(value == .number(number)) }
                #expect(try decoder.decode(Date.self, fromValue: value) == date)
            }
        }
    }

    @Test func `dates of our time come back exactly`() throws {
        var generator = SeededGenerator(seed: 12)
        for _ in 0..<5000 {
            let milliseconds = Int64.random(in: 0...4_000_000_000_000, using: &generator)
            let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            let value = try DynamoDBEncoder().attributeValue(of: date)
            #expect(try DynamoDBDecoder().decode(Date.self, fromValue: value) == date)
        }
    }
}
