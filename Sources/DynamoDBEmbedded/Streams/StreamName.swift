// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Which stream: that of a table since a moment.
package struct StreamName: Hashable, Sendable {
    package let tableName: String
    /// The moment as text, such as `2024-11-18T14:36:44.149`.
    package let label: String

    package init(tableName: String, label: String) {
        self.tableName = tableName
        self.label = label
    }

    /// Reads `arn:aws:dynamodb:region:account:table/name/stream/label`; `nil` if the text is no such thing. There is one
    /// region and one account in a database, so it does not matter which ones the text has.
    package init?(arn text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "dynamodb" else { return nil }
        let resource = parts[5].split(separator: "/", omittingEmptySubsequences: false)
        guard resource.count == 4, resource[0] == "table", resource[2] == "stream", !resource[1].isEmpty,
            !resource[3].isEmpty
        else { return nil }
        self.init(tableName: String(resource[1]), label: String(resource[3]))
    }

    /// The key in the list of streams: by table, then by time.
    var key: [UInt8] { Self.prefix(ofTable: self.tableName) + self.label.utf8 }

    /// What the keys of all streams of a table begin with.
    static func prefix(ofTable name: String) -> [UInt8] { Array(name.utf8) + [0] }

    /// The label of a moment, in milliseconds since 1970.
    package static func label(at milliseconds: UInt64) -> String {
        let day = Int(milliseconds / 86_400_000)
        let time = Int(milliseconds % 86_400_000)
        // The civil calendar in years that begin in March, so that the leap day is the last one.
        let shifted = day + 719_468
        let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
        let clock = "\(padded(time / 3_600_000, 2)):\(padded(time / 60_000 % 60, 2)):\(padded(time / 1000 % 60, 2))"
        return "\(date)T\(clock).\(padded(time % 1000, 3))"
    }
}

extension ResourceNames {
    /// The name of a stream.
    func stream(_ stream: StreamName) -> String { "\(self.table(stream.tableName))/stream/\(stream.label)" }
}
