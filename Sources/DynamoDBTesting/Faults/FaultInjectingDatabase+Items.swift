// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension FaultInjectingDatabase {
    /// Writes a whole item, in place of any item with the same key.
    public func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput {
        try await self.perform(CallShape(.putItem, [input.tableName])) { [database] () async throws(DynamoDBError) in
            try await database.putItem(input)
        }
    }

    /// Reads one item by its key.
    public func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
        try await self.perform(CallShape(.getItem, [input.tableName], mayBeStale: input.consistentRead != true)) {
            [database] () async throws(DynamoDBError) in
            try await database.getItem(input)
        }
    }

    /// Changes attributes of an item, and creates the item if there is none.
    public func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
        try await self.perform(CallShape(.updateItem, [input.tableName])) { [database] () async throws(DynamoDBError) in
            try await database.updateItem(input)
        }
    }

    /// Deletes one item by its key.
    public func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput {
        try await self.perform(CallShape(.deleteItem, [input.tableName])) { [database] () async throws(DynamoDBError) in
            try await database.deleteItem(input)
        }
    }

    /// Reads a page of the items with one partition key.
    public func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
        try await self.perform(CallShape(.query, [input.tableName], mayBeStale: input.consistentRead != true)) {
            [database] () async throws(DynamoDBError) in
            try await database.query(input)
        }
    }

    /// Reads a page of all items of a table or index.
    public func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput {
        try await self.perform(CallShape(.scan, [input.tableName], mayBeStale: input.consistentRead != true)) {
            [database] () async throws(DynamoDBError) in
            try await database.scan(input)
        }
    }

    /// Reads up to 100 items of one or more tables, all as they are at one moment.
    public func transactGetItems(_ input: TransactGetItemsInput) async throws(DynamoDBError) -> TransactGetItemsOutput {
        try await self.perform(
            CallShape(.transactGetItems, input.transactItems.map(\.tableName), actions: input.transactItems.count)
        ) { [database] () async throws(DynamoDBError) in
            try await database.transactGetItems(input)
        }
    }

    /// Writes up to 100 items of one or more tables, all of them or none.
    @discardableResult
    public func transactWriteItems(
        _ input: TransactWriteItemsInput
    ) async throws(DynamoDBError) -> TransactWriteItemsOutput {
        try await self.perform(
            CallShape(.transactWriteItems, input.transactItems.map(\.tableName), actions: input.transactItems.count)
        ) { [database] () async throws(DynamoDBError) in
            try await database.transactWriteItems(input)
        }
    }
}
