// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Asks what is known of a table.
public struct DescribeTableInput: Hashable, Sendable, Codable {
    /// The table.
    public var tableName: String

    /// Creates a value of its parts.
    public init(
        tableName: String
    ) {
        self.tableName = tableName
    }

    private enum CodingKeys: String, CodingKey {
        case tableName = "TableName"
    }
}

/// What is known of a table.
public struct DescribeTableOutput: Hashable, Sendable, Codable {
    /// The table.
    public var table: TableDescription

    /// Creates a value of its parts.
    public init(
        table: TableDescription
    ) {
        self.table = table
    }

    private enum CodingKeys: String, CodingKey {
        case table = "Table"
    }
}
