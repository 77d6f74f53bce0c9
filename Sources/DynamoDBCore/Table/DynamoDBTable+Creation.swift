// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// Creates a table and waits until it can be used.
    ///
    /// ```swift
    /// let users = try await DynamoDBTable.create(
    ///     CreateTableInput(tableName: "Users", partitionKey: .string("pk"), sortKey: .string("sk")), in: database)
    /// ```
    ///
    /// - Parameters:
    ///   - input: The table with its keys and indexes.
    ///   - database: Where to create it.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/resourceInUse`` if there is a table of that name.
    @discardableResult
    public static func create(
        _ input: CreateTableInput, in database: some DynamoDBDatabase
    ) async throws(DynamoDBError) -> DynamoDBTable {
        let table = DynamoDBTable(input.tableName, in: database)
        let description = try await database.createTable(input).tableDescription
        table.remember(description)
        if description.tableStatus != .active { try await table.waitUntilActive() }
        return table
    }
}
