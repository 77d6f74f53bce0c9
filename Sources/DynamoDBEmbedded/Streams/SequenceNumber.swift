// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The place of a record in its stream: 1, 2, 3 … as they were written.
///
/// As text it has 21 digits, so that texts compare as the numbers do.
package struct SequenceNumber: Hashable, Comparable, Sendable {
    package let value: UInt64

    package init(_ value: UInt64) {
        self.value = value
    }

    /// Reads a text; `nil` if it is none that a stream here has told.
    package init?(text: String) {
        guard text.utf8.count == Self.length, text.utf8.first == Self.lead,
            let value = UInt64(text.dropFirst()), text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        self.value = value
    }

    /// Where a stream begins; no record has it.
    static let beginning = Self(0)
    static let first = Self(1)

    package var text: String {
        let digits = String(self.value)
        return "1" + String(repeating: "0", count: max(0, Self.length - 1 - digits.utf8.count)) + digits
    }

    /// The number behind this one.
    ///
    /// - Throws: `corrupt` behind the highest one there is: no stream has come so far, so the record with it is damaged.
    var next: Self {
        get throws(DynamoDBError) {
            guard self.value < .max else { throw .streamRecordIsDamaged }
            return Self(self.value + 1)
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.value < right.value }

    private static let length = 21
    private static let lead = UInt8(ascii: "1")
}
