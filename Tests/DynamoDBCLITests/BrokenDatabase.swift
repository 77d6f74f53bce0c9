// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// A database whose disk is gone.
struct BrokenDatabase: DynamoDBDatabase {
    private static let error = DynamoDBError(.storage, "the disk is gone")

    func putItem(_ input: PutItemInput) throws(DynamoDBError) -> PutItemOutput { throw Self.error }
    func getItem(_ input: GetItemInput) throws(DynamoDBError) -> GetItemOutput { throw Self.error }
    func updateItem(_ input: UpdateItemInput) throws(DynamoDBError) -> UpdateItemOutput { throw Self.error }
    func deleteItem(_ input: DeleteItemInput) throws(DynamoDBError) -> DeleteItemOutput { throw Self.error }
    func query(_ input: QueryInput) throws(DynamoDBError) -> QueryOutput { throw Self.error }
    func scan(_ input: ScanInput) throws(DynamoDBError) -> ScanOutput { throw Self.error }
    func batchGetItem(_ input: BatchGetItemInput) throws(DynamoDBError) -> BatchGetItemOutput { throw Self.error }
    func batchWriteItem(_ input: BatchWriteItemInput) throws(DynamoDBError) -> BatchWriteItemOutput {
        throw Self.error
    }
    func createTable(_ input: CreateTableInput) throws(DynamoDBError) -> CreateTableOutput { throw Self.error }
    func describeTable(_ input: DescribeTableInput) throws(DynamoDBError) -> DescribeTableOutput { throw Self.error }
    func listTables(_ input: ListTablesInput) throws(DynamoDBError) -> ListTablesOutput { throw Self.error }
    func deleteTable(_ input: DeleteTableInput) throws(DynamoDBError) -> DeleteTableOutput { throw Self.error }
}
