// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Lets the items of a table expire, or no longer.
public struct UpdateTimeToLiveInput: Hashable, Sendable, Codable {
    /// The table: its name or Amazon Resource Name.
    public var tableName: String
    /// Whether items expire, and by which attribute.
    public var timeToLiveSpecification: TimeToLiveSpecification

    /// Creates a value of its parts.
    public init(tableName: String, timeToLiveSpecification: TimeToLiveSpecification) {
        self.tableName = tableName
        self.timeToLiveSpecification = timeToLiveSpecification
    }

    private enum CodingKeys: String, CodingKey {
        case tableName = "TableName"
        case timeToLiveSpecification = "TimeToLiveSpecification"
    }
}

/// What holds from now on.
public struct UpdateTimeToLiveOutput: Hashable, Sendable, Codable {
    /// Whether items expire, and by which attribute.
    public var timeToLiveSpecification: TimeToLiveSpecification?

    /// Creates a value of its parts.
    public init(timeToLiveSpecification: TimeToLiveSpecification? = nil) {
        self.timeToLiveSpecification = timeToLiveSpecification
    }

    private enum CodingKeys: String, CodingKey {
        case timeToLiveSpecification = "TimeToLiveSpecification"
    }
}
