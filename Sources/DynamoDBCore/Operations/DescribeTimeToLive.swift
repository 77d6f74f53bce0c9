// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Asks whether the items of a table expire.
public struct DescribeTimeToLiveInput: Hashable, Sendable, Codable {
    /// The table: its name or Amazon Resource Name.
    public var tableName: String

    /// Creates a value of its parts.
    public init(tableName: String) {
        self.tableName = tableName
    }

    private enum CodingKeys: String, CodingKey {
        case tableName = "TableName"
    }
}

/// Whether the items of a table expire.
public struct DescribeTimeToLiveOutput: Hashable, Sendable, Codable {
    /// The description.
    public var timeToLiveDescription: TimeToLiveDescription?

    /// Creates a value of its parts.
    public init(timeToLiveDescription: TimeToLiveDescription? = nil) {
        self.timeToLiveDescription = timeToLiveDescription
    }

    private enum CodingKeys: String, CodingKey {
        case timeToLiveDescription = "TimeToLiveDescription"
    }
}
