// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A date and time of the Gregorian calendar in UTC, to the second.
package struct CivilTime: Hashable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int

    /// The time so many seconds after 1970 began. What lies outside the years 0 to 9999 becomes the nearest end, as the
    /// texts made of it have four digits.
    package init(secondsSince1970: Double) {
        let bounded = secondsSince1970.isNaN ? 0 : min(max(secondsSince1970, -62_167_219_200), 253_402_300_799)
        let seconds = Int(bounded.rounded(.down))
        let days = Self.floorDivide(seconds, 86_400)
        let rest = seconds - days * 86_400
        // Days are counted from the first of March of the year 0, so that the leap day ends the year.
        let shifted = days + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        self.day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        self.month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        self.year = yearOfEra + era * 400 + (self.month <= 2 ? 1 : 0)
        self.hour = rest / 3600
        self.minute = rest / 60 % 60
        self.second = rest % 60
    }

    /// A time; `nil` if there is no such one. A leap second counts as the second after it.
    package init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        guard (0...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
    }

    /// The seconds since 1970 began.
    package var secondsSince1970: Double {
        let year = self.month <= 2 ? self.year - 1 : self.year
        let era = Self.floorDivide(year, 400)
        let yearOfEra = year - era * 400
        let marchMonth = self.month > 2 ? self.month - 3 : self.month + 9
        let dayOfYear = (153 * marchMonth + 2) / 5 + self.day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        return Double(days * 86_400 + self.hour * 3600 + self.minute * 60 + self.second)
    }

    /// `20260102T030405Z`, as requests are dated for signing.
    package var signingText: [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(16)
        Self.append(self.year, digits: 4, to: &text)
        Self.append(self.month, digits: 2, to: &text)
        Self.append(self.day, digits: 2, to: &text)
        text.append(UInt8(ascii: "T"))
        Self.append(self.hour, digits: 2, to: &text)
        Self.append(self.minute, digits: 2, to: &text)
        Self.append(self.second, digits: 2, to: &text)
        text.append(UInt8(ascii: "Z"))
        return text
    }

    /// `2026-01-02T03:04:05Z`.
    package var internetText: String {
        var text: [UInt8] = []
        Self.append(self.year, digits: 4, to: &text)
        for (mark, part) in [
            ("-", self.month), ("-", self.day), ("T", self.hour), (":", self.minute), (":", self.second),
        ] {
            text.append(contentsOf: mark.utf8)
            Self.append(part, digits: 2, to: &text)
        }
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    private static func append(_ number: Int, digits: Int, to text: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            text.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func floorDivide(_ dividend: Int, _ divisor: Int) -> Int {
        dividend >= 0 ? dividend / divisor : (dividend - divisor + 1) / divisor
    }
}
