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

    /// Reads `arn:partition:dynamodb:region:account:table/name/stream/label`; `nil` if the text is no such thing. Whether it
    /// is the name of a stream of this database is for the caller to check.
    package init?(arn text: String) {
        guard let arn = ResourceArn(text) else { return nil }
        let resource = arn.resource.split(separator: "/", omittingEmptySubsequences: false)
        guard resource.count == 4, resource[0] == "table", resource[2] == "stream", !resource[1].isEmpty,
            !resource[3].isEmpty
        else { return nil }
        self.init(tableName: String(resource[1]), label: String(resource[3]))
    }

    /// The key in the list of streams: by table, then by time.
    var key: [UInt8] { Self.prefix(ofTable: self.tableName) + self.label.utf8 }

    /// Reads a key of the list of streams; `nil` if it is damaged.
    init?(key: some Collection<UInt8>) {
        guard let end = key.firstIndex(of: 0), let table = String(validating: key[..<end], as: UTF8.self),
            let label = String(validating: key[key.index(after: end)...], as: UTF8.self)
        else { return nil }
        self.init(tableName: table, label: label)
    }

    /// What the keys of all streams of a table begin with.
    static func prefix(ofTable name: String) -> [UInt8] { Array(name.utf8) + [0] }

    /// The label of a moment, in milliseconds since 1970.
    package static func label(at milliseconds: UInt64) -> String {
        let second = CivilTime(secondsSince1970: Double(milliseconds / 1000)).internetText.dropLast()
        // Three digits: the first one of four is left out.
        return "\(second).\(String(1000 + milliseconds % 1000).dropFirst())"
    }
}

extension ResourceNames {
    /// The name of a stream.
    func stream(_ stream: StreamName) -> String { "\(self.table(stream.tableName))/stream/\(stream.label)" }
}
