// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Synchronization

/// A database that takes its time as Amazon DynamoDB does: tables come and go slowly, and nobody has counted their items yet.
final class SlowDatabase: ForwardingDatabase {
    let database: any DynamoDBDatabase
    /// The tables that will be as asked for when they have been looked at once.
    private let changing = Mutex<[String: TableStatus]>([:])

    init(_ database: any DynamoDBDatabase) {
        self.database = database
    }

    func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
        var output = try await self.database.createTable(input)
        output.tableDescription.tableStatus = .creating
        self.changing.withLock { $0[input.tableName] = .creating }
        return output
    }

    func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput {
        var table = try await self.database.describeTable(DescribeTableInput(tableName: input.tableName)).table
        table.tableStatus = .deleting
        self.changing.withLock { $0[input.tableName] = .deleting }
        return DeleteTableOutput(tableDescription: table)
    }

    func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
        var output = try await self.database.describeTable(input)
        output.table.itemCount = 0
        if let status = self.changing.withLock({ $0.removeValue(forKey: input.tableName) }) {
            output.table.tableStatus = status
            if status == .deleting {
                _ = try await self.database.deleteTable(DeleteTableInput(tableName: input.tableName))
            }
        }
        return output
    }
}
