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
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/resourceInUse`` if there is a table of that name, and with
    ///   ``DynamoDBError/Code/timeout`` if the new one cannot be used after five minutes. Whatever fails
    ///   while it is waited for, the table was made before, and the message says so.
    @discardableResult
    public static func create(
        _ input: CreateTableInput, in database: some DynamoDBDatabase
    ) async throws(DynamoDBError) -> DynamoDBTable {
        try await self.create(input, in: database, waits: Waits())
    }

    /// The same with other waits.
    package static func create(
        _ input: CreateTableInput, in database: some DynamoDBDatabase, waits: Waits
    ) async throws(DynamoDBError) -> DynamoDBTable {
        var table = DynamoDBTable(input.tableName, in: database)
        table.waits = waits
        let description = try await database.createTable(input).tableDescription
        table.remember(description)
        guard description.tableStatus != .active else { return table }
        do {
            try await table.waitUntilActive()
        } catch {
            var error = error
            // That would mean that there was a table before.
            if error.code == .resourceInUse { error.code = .timeout }
            error.message += " The table was made before."
            throw error
        }
        return table
    }
}
