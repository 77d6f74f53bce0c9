// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// A database whose reads of one item, queries and scans see every write that came before, but those of indexes.
struct ConsistentReads: DynamoDBDatabase {
    let database: any DynamoDBDatabase

    func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
        var input = input
        input.consistentRead = true
        return try await self.database.getItem(input)
    }

    func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
        var input = input
        if input.indexName == nil { input.consistentRead = true }
        return try await self.database.query(input)
    }

    func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput {
        var input = input
        if input.indexName == nil { input.consistentRead = true }
        return try await self.database.scan(input)
    }

    // MARK: What is passed on

    func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput {
        try await self.database.putItem(input)
    }

    func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
        try await self.database.updateItem(input)
    }

    func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput {
        try await self.database.deleteItem(input)
    }

    func batchGetItem(_ input: BatchGetItemInput) async throws(DynamoDBError) -> BatchGetItemOutput {
        try await self.database.batchGetItem(input)
    }

    func batchWriteItem(_ input: BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput {
        try await self.database.batchWriteItem(input)
    }

    func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
        try await self.database.createTable(input)
    }

    func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
        try await self.database.describeTable(input)
    }

    func listTables(_ input: ListTablesInput) async throws(DynamoDBError) -> ListTablesOutput {
        try await self.database.listTables(input)
    }

    func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput {
        try await self.database.deleteTable(input)
    }
}
