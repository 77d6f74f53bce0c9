// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization

/// A database in which somebody else is faster once: before its first update, the other one writes.
final class InterruptedDatabase: DynamoDBDatabase {
    private let database: any DynamoDBDatabase
    private let other: Mutex<(@Sendable () async throws(DynamoDBError) -> Void)?>

    init(_ database: any DynamoDBDatabase, by other: @escaping @Sendable () async throws(DynamoDBError) -> Void) {
        self.database = database
        self.other = Mutex(other)
    }

    func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
        let other = self.other.withLock { other in
            defer { other = nil }
            return other
        }
        try await other?()
        return try await self.database.updateItem(input)
    }

    func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput {
        try await self.database.putItem(input)
    }

    func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
        try await self.database.getItem(input)
    }

    func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput {
        try await self.database.deleteItem(input)
    }

    func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
        try await self.database.query(input)
    }

    func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput {
        try await self.database.scan(input)
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
