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

    /// Waits until the table, which may still be missing, is there and can be used.
    ///
    /// ```swift
    /// try await table.waitUntilActive()
    /// ```
    ///
    /// - Parameter timeout: How long to wait at most, not counting the requests themselves. Defaults to five minutes.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/resourceNotFound`` or
    ///   ``DynamoDBError/Code/resourceInUse`` if the table is not there, or is not active, at the end of that time.
    public func waitUntilActive(timeout: Duration = .seconds(300)) async throws(DynamoDBError) {
        var waited = Duration.zero
        var attempts = 0
        while true {
            let problem: DynamoDBError
            do {
                let status = try await self.describe().tableStatus
                if status == .active { return }
                problem = DynamoDBError(.resourceInUse, "The table \(self.name) is still \(status.rawValue).")
            } catch {
                guard error.code == .resourceNotFound else { throw error }
                problem = error
            }
            attempts += 1
            let wait = min(self.waits.bound(afterFailures: attempts), timeout - waited)
            guard wait > .zero else { throw problem }
            try await self.waits.pause(for: wait)
            waited += wait
        }
    }
}
