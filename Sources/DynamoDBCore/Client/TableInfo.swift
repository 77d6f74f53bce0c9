// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What is known of a table, in brief; ``TableDescription`` has it all.
public struct TableInfo: Hashable, Sendable {
    /// The name of the table.
    public var name: String
    /// Its status, such as `"ACTIVE"`.
    public var status: String
    /// About how many items it has. Amazon DynamoDB counts them every six hours or so.
    public var itemCount: Int
    /// The type of each key attribute in the key: `"HASH"` for the partition key, `"RANGE"` for the sort key.
    public var keySchema: [String: String]
    /// When the table was created, such as `"2024-01-15T10:30:00Z"`.
    public var creationDate: String?

    /// The brief form of a description.
    public init(_ description: TableDescription) {
        self.name = description.tableName
        self.status = description.tableStatus.rawValue
        self.itemCount = description.itemCount
        self.keySchema = [:]
        for element in description.keySchema ?? [] { self.keySchema[element.attributeName] = element.keyType.rawValue }
        // Up to the year 9999: the format has no room for more.
        if let time = description.creationDateTime, (0..<253_402_300_800).contains(time) {
            self.creationDate = Date(timeIntervalSince1970: time).formatted(.iso8601)
        }
    }
}
