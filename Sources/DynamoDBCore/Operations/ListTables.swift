// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Asks for the names of the tables.
public struct ListTablesInput: Hashable, Sendable, Codable {
    /// The name to go on after.
    public var exclusiveStartTableName: String?
    /// How many names at most, 1 to 100. Defaults to 100.
    public var limit: Int?

    /// Creates a value of its parts.
    public init(
        exclusiveStartTableName: String? = nil,
        limit: Int? = nil
    ) {
        self.exclusiveStartTableName = exclusiveStartTableName
        self.limit = limit
    }

    private enum CodingKeys: String, CodingKey {
        case exclusiveStartTableName = "ExclusiveStartTableName"
        case limit = "Limit"
    }
}

/// A page of table names.
public struct ListTablesOutput: Hashable, Sendable, Codable {
    /// The names, in the order of their bytes.
    public var tableNames: [String]
    /// The name to go on after; `nil` at the end.
    public var lastEvaluatedTableName: String?

    /// Creates a value of its parts.
    public init(
        tableNames: [String],
        lastEvaluatedTableName: String? = nil
    ) {
        self.tableNames = tableNames
        self.lastEvaluatedTableName = lastEvaluatedTableName
    }

    private enum CodingKeys: String, CodingKey {
        case tableNames = "TableNames"
        case lastEvaluatedTableName = "LastEvaluatedTableName"
    }
}
