// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    internal import DynamoDBCore
    internal import Synchronization

    #if canImport(Glibc)
        internal import Glibc
    #elseif canImport(Musl)
        internal import Musl
    #elseif canImport(Darwin)
        internal import Darwin
    #endif

    /// The text of the header `Date`, which is made once a second.
    package final class HTTPDate: Sendable {
        private struct Kept {
            var second = Int.min
            var text = ""
        }

        private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        private static let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]

        private let kept = Mutex(Kept())

        /// The text for this second.
        var now: String {
            let second = Int(time(nil))
            return self.kept.withLock { kept in
                if kept.second != second { kept = Kept(second: second, text: Self.text(secondsSince1970: second)) }
                return kept.text
            }
        }

        /// A time as HTTP writes it, such as `Fri, 02 Jan 2026 03:04:05 GMT`.
        package static func text(secondsSince1970 second: Int) -> String {
            let time = CivilTime(secondsSince1970: Double(second))
            // The first of January 1970 was a Thursday.
            let day = (4 + (second - (second % 86_400 + 86_400) % 86_400) / 86_400) % 7
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return "\(self.days[(day + 7) % 7]), \(two(time.day)) \(self.months[(time.month + 11) % 12]) \(time.year) "
                + "\(two(time.hour)):\(two(time.minute)):\(two(time.second)) GMT"
        }
    }
#endif
