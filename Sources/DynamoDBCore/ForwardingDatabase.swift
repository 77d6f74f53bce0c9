// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A database that stands before another one and passes on what it does not do itself.
package protocol ForwardingDatabase: DynamoDBDatabase {
    /// Where operations are passed on to.
    var database: any DynamoDBDatabase { get }
}

extension ForwardingDatabase {
    package func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput {
        try await self.database.putItem(input)
    }

    package func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
        try await self.database.getItem(input)
    }

    package func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
        try await self.database.updateItem(input)
    }

    package func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput {
        try await self.database.deleteItem(input)
    }

    package func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
        try await self.database.query(input)
    }

    package func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput {
        try await self.database.scan(input)
    }

    package func batchGetItem(_ input: BatchGetItemInput) async throws(DynamoDBError) -> BatchGetItemOutput {
        try await self.database.batchGetItem(input)
    }

    package func batchWriteItem(_ input: BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput {
        try await self.database.batchWriteItem(input)
    }

    package func transactGetItems(_ input: TransactGetItemsInput) async throws(DynamoDBError) -> TransactGetItemsOutput
    {
        try await self.database.transactGetItems(input)
    }

    package func transactWriteItems(_ input: TransactWriteItemsInput) async throws(DynamoDBError)
        -> TransactWriteItemsOutput
    {
        try await self.database.transactWriteItems(input)
    }

    package func executeStatement(_ input: ExecuteStatementInput) async throws(DynamoDBError) -> ExecuteStatementOutput
    {
        try await self.database.executeStatement(input)
    }

    package func batchExecuteStatement(_ input: BatchExecuteStatementInput) async throws(DynamoDBError)
        -> BatchExecuteStatementOutput
    {
        try await self.database.batchExecuteStatement(input)
    }

    package func executeTransaction(_ input: ExecuteTransactionInput) async throws(DynamoDBError)
        -> ExecuteTransactionOutput
    {
        try await self.database.executeTransaction(input)
    }

    package func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
        try await self.database.createTable(input)
    }

    package func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
        try await self.database.describeTable(input)
    }

    package func listTables(_ input: ListTablesInput) async throws(DynamoDBError) -> ListTablesOutput {
        try await self.database.listTables(input)
    }

    package func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput {
        try await self.database.deleteTable(input)
    }

    package func updateTable(_ input: UpdateTableInput) async throws(DynamoDBError) -> UpdateTableOutput {
        try await self.database.updateTable(input)
    }

    package func tagResource(_ input: TagResourceInput) async throws(DynamoDBError) -> TagResourceOutput {
        try await self.database.tagResource(input)
    }

    package func untagResource(_ input: UntagResourceInput) async throws(DynamoDBError) -> UntagResourceOutput {
        try await self.database.untagResource(input)
    }

    package func listTagsOfResource(_ input: ListTagsOfResourceInput) async throws(DynamoDBError)
        -> ListTagsOfResourceOutput
    {
        try await self.database.listTagsOfResource(input)
    }

    package func describeLimits(_ input: DescribeLimitsInput) async throws(DynamoDBError) -> DescribeLimitsOutput {
        try await self.database.describeLimits(input)
    }

    package func describeEndpoints(_ input: DescribeEndpointsInput) async throws(DynamoDBError)
        -> DescribeEndpointsOutput
    {
        try await self.database.describeEndpoints(input)
    }

    package func describeContinuousBackups(_ input: DescribeContinuousBackupsInput) async throws(DynamoDBError)
        -> DescribeContinuousBackupsOutput
    {
        try await self.database.describeContinuousBackups(input)
    }

    package func describeContributorInsights(_ input: DescribeContributorInsightsInput) async throws(DynamoDBError)
        -> DescribeContributorInsightsOutput
    {
        try await self.database.describeContributorInsights(input)
    }

    package func updateTimeToLive(_ input: UpdateTimeToLiveInput) async throws(DynamoDBError) -> UpdateTimeToLiveOutput
    {
        try await self.database.updateTimeToLive(input)
    }

    package func describeTimeToLive(_ input: DescribeTimeToLiveInput) async throws(DynamoDBError)
        -> DescribeTimeToLiveOutput
    {
        try await self.database.describeTimeToLive(input)
    }

    package func listStreams(_ input: ListStreamsInput) async throws(DynamoDBError) -> ListStreamsOutput {
        try await self.database.listStreams(input)
    }

    package func describeStream(_ input: DescribeStreamInput) async throws(DynamoDBError) -> DescribeStreamOutput {
        try await self.database.describeStream(input)
    }

    package func getShardIterator(_ input: GetShardIteratorInput) async throws(DynamoDBError) -> GetShardIteratorOutput
    {
        try await self.database.getShardIterator(input)
    }

    package func getRecords(_ input: GetRecordsInput) async throws(DynamoDBError) -> GetRecordsOutput {
        try await self.database.getRecords(input)
    }
}
