// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Synchronization

/// A database that takes its time as Amazon DynamoDB does: tables come and go slowly, and nobody has counted their items yet.
final class SlowDatabase: DynamoDBDatabase {
    private let engine: EmbeddedDatabase
    /// The tables that will be as asked for when they have been looked at once.
    private let changing = Mutex<[String: TableStatus]>([:])

    init(_ engine: EmbeddedDatabase) {
        self.engine = engine
    }

    func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
        var output = try await self.engine.createTable(input)
        output.tableDescription.tableStatus = .creating
        self.changing.withLock { $0[input.tableName] = .creating }
        return output
    }

    func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput {
        var table = try await self.engine.describeTable(DescribeTableInput(tableName: input.tableName)).table
        table.tableStatus = .deleting
        self.changing.withLock { $0[input.tableName] = .deleting }
        return DeleteTableOutput(tableDescription: table)
    }

    func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
        var output = try await self.engine.describeTable(input)
        output.table.itemCount = 0
        if let status = self.changing.withLock({ $0.removeValue(forKey: input.tableName) }) {
            output.table.tableStatus = status
            if status == .deleting {
                _ = try await self.engine.deleteTable(DeleteTableInput(tableName: input.tableName))
            }
        }
        return output
    }

    func listTables(_ input: ListTablesInput) async throws(DynamoDBError) -> ListTablesOutput {
        try await self.engine.listTables(input)
    }

    func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput {
        try await self.engine.putItem(input)
    }

    func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
        try await self.engine.getItem(input)
    }

    func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
        try await self.engine.updateItem(input)
    }

    func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput {
        try await self.engine.deleteItem(input)
    }

    func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
        try await self.engine.query(input)
    }

    func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput {
        try await self.engine.scan(input)
    }

    func batchGetItem(_ input: BatchGetItemInput) async throws(DynamoDBError) -> BatchGetItemOutput {
        try await self.engine.batchGetItem(input)
    }

    func batchWriteItem(_ input: BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput {
        try await self.engine.batchWriteItem(input)
    }
}
