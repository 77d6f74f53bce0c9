// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    /// Reads the `Date` header of HTTP, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    ///
    /// Source: RFC 9110, section 5.6.7.
    package enum HTTPDate {
        private static let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]

        /// The seconds since 1970; `nil` if the text is no such date.
        package static func seconds(_ text: String) -> Double? {
            let parts = text.split(separator: " ")
            guard parts.count == 6, let day = Int(parts[1]), (1...31).contains(day),
                let month = self.months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
                (1970...9999).contains(year)
            else { return nil }
            let time = parts[4].split(separator: ":").compactMap { Int($0) }
            guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]), (0...60).contains(time[2])
            else { return nil }
            let days = Self.days(year: year, month: month + 1, day: day)
            return Double(days * 86_400 + time[0] * 3600 + time[1] * 60 + time[2])
        }

        /// Days since 1970 in the Gregorian calendar: years are counted from March, so that the leap day is the last.
        private static func days(year: Int, month: Int, day: Int) -> Int {
            let shifted = month > 2 ? year : year - 1
            let era = shifted / 400
            let yearOfEra = shifted - era * 400
            let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
            let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            return era * 146_097 + dayOfEra - 719_468
        }
    }
#endif
