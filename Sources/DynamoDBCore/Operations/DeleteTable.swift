// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Deletes a table with all its items.
public struct DeleteTableInput: Hashable, Sendable, Codable {
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

/// What deleting a table answers.
public struct DeleteTableOutput: Hashable, Sendable, Codable {
    /// The table that goes away.
    public var tableDescription: TableDescription

    /// Creates a value of its parts.
    public init(
        tableDescription: TableDescription
    ) {
        self.tableDescription = tableDescription
    }

    private enum CodingKeys: String, CodingKey {
        case tableDescription = "TableDescription"
    }
}
