// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension CivilTime {
    /// Reads a time in the forms that AWS and its tools write: `2026-01-02T03:04:05Z`, with a fraction, an offset such
    /// as `+01:00` or `+0100`, a blank in place of the `T`, `UTC` in place of the `Z`. Without any zone it is UTC.
    ///
    /// - Returns: Seconds since 1970, or `nil` if the text is no time.
    package static func secondsSince1970(internetText text: String) -> Double? {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(digits: 4), scanner.skip("-"), let month = scanner.number(digits: 2),
            scanner.skip("-"), let day = scanner.number(digits: 2),
            scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
            let hour = scanner.number(digits: 2), scanner.skip(":"), let minute = scanner.number(digits: 2)
        else { return nil }
        var second = 0
        var fraction = 0.0
        if scanner.skip(":") {
            guard let whole = scanner.number(digits: 2) else { return nil }
            second = whole
            if scanner.skip(".") || scanner.skip(",") {
                guard let digits = scanner.fraction() else { return nil }
                fraction = digits
            }
        }
        guard let time = Self(year: year, month: month, day: day, hour: hour, minute: minute, second: second),
            let offset = Self.offset(&scanner), scanner.isAtEnd
        else { return nil }
        return time.secondsSince1970 + fraction - offset
    }

    /// Reads the time of a signed request: `20260102T030405Z`.
    ///
    /// - Returns: Seconds since 1970, or `nil` if the text is no such time.
    package static func secondsSince1970(signingText text: String) -> Double? {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(digits: 4), let month = scanner.number(digits: 2),
            let day = scanner.number(digits: 2), scanner.skip("T"), let hour = scanner.number(digits: 2),
            let minute = scanner.number(digits: 2), let second = scanner.number(digits: 2), scanner.skip("Z"),
            scanner.isAtEnd
        else { return nil }
        return Self(year: year, month: month, day: day, hour: hour, minute: minute, second: second)?.secondsSince1970
    }

    /// Reads the `Date` header of a response: `Fri, 02 Jan 2026 03:04:05 GMT`.
    ///
    /// - Returns: Seconds since 1970, or `nil` if the text is no such date.
    package static func secondsSince1970(httpDate text: String) -> Double? {
        let parts = text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
        guard parts.count == 6, parts[5] == "GMT" || parts[5] == "UTC" else { return nil }
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        var day = DigitScanner(parts[1])
        var year = DigitScanner(parts[3])
        var clock = DigitScanner(parts[4])
        guard let dayNumber = day.number(digits: 2), day.isAtEnd, let month = names.firstIndex(of: parts[2]),
            let yearNumber = year.number(digits: 4), year.isAtEnd,
            let hour = clock.number(digits: 2), clock.skip(":"), let minute = clock.number(digits: 2), clock.skip(":"),
            let second = clock.number(digits: 2), clock.isAtEnd
        else { return nil }
        return Self(year: yearNumber, month: month + 1, day: dayNumber, hour: hour, minute: minute, second: second)?
            .secondsSince1970
    }

    /// The seconds that a zone is ahead of UTC.
    private static func offset(_ scanner: inout DigitScanner) -> Double? {
        if scanner.skip("UTC") || scanner.skip("Z") || scanner.skip("z") || scanner.isAtEnd { return 0 }
        let sign: Double
        if scanner.skip("+") {
            sign = 1
        } else if scanner.skip("-") {
            sign = -1
        } else {
            return nil
        }
        guard let hours = scanner.number(digits: 2), hours < 24 else { return nil }
        _ = scanner.skip(":")
        let minutes = scanner.isAtEnd ? 0 : scanner.number(digits: 2)
        guard let minutes, minutes < 60 else { return nil }
        return sign * Double(hours * 3600 + minutes * 60)
    }
}
