// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Something that carries out DynamoDB's operations: the embedded engine, Amazon DynamoDB, a test double.
///
/// The operations are those of the service, one for one: a page is a page, and unprocessed entries come back.
/// ``DynamoDBTable`` and ``DynamoDBClient`` build on them what a program wants.
///
/// A conformance need not have every operation: those that it leaves out fail with
/// ``DynamoDBError/Code/unsupported``. One that stands before another database is a ``ForwardingDatabase``.
///
/// Source: DynamoDB API reference.
public protocol DynamoDBDatabase: Sendable {
    /// Writes a whole item, in place of any item with the same key.
    func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput

    /// Reads one item by its key.
    func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput

    /// Changes attributes of an item, and creates the item if there is none.
    func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput

    /// Deletes one item by its key.
    func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput

    /// Reads a page of the items with one partition key.
    func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput

    /// Reads a page of all items of a table or index.
    func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput

    /// Reads up to 100 items of one or more tables.
    func batchGetItem(_ input: BatchGetItemInput) async throws(DynamoDBError) -> BatchGetItemOutput

    /// Writes and deletes up to 25 items of one or more tables, each on its own.
    func batchWriteItem(_ input: BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput

    /// Reads up to 100 items of one or more tables, all as they are at one moment.
    func transactGetItems(_ input: TransactGetItemsInput) async throws(DynamoDBError) -> TransactGetItemsOutput

    /// Writes up to 100 items of one or more tables, all of them or none.
    @discardableResult
    func transactWriteItems(_ input: TransactWriteItemsInput) async throws(DynamoDBError) -> TransactWriteItemsOutput

    /// Runs one statement of PartiQL.
    func executeStatement(_ input: ExecuteStatementInput) async throws(DynamoDBError) -> ExecuteStatementOutput

    /// Runs up to 25 statements of PartiQL, each on its own.
    func batchExecuteStatement(
        _ input: BatchExecuteStatementInput
    ) async throws(DynamoDBError) -> BatchExecuteStatementOutput

    /// Runs up to 100 statements of PartiQL, all of them or none.
    func executeTransaction(_ input: ExecuteTransactionInput) async throws(DynamoDBError) -> ExecuteTransactionOutput

    /// Creates a table with its indexes.
    func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput

    /// Tells what is known of a table.
    func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput

    /// Tells the names of the tables.
    func listTables(_ input: ListTablesInput) async throws(DynamoDBError) -> ListTablesOutput

    /// Deletes a table with all its items.
    func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput

    /// Changes a table: how it is paid for, its indexes, its stream, its protection.
    func updateTable(_ input: UpdateTableInput) async throws(DynamoDBError) -> UpdateTableOutput

    /// Gives a table tags.
    func tagResource(_ input: TagResourceInput) async throws(DynamoDBError) -> TagResourceOutput

    /// Takes tags away from a table.
    func untagResource(_ input: UntagResourceInput) async throws(DynamoDBError) -> UntagResourceOutput

    /// Tells the tags of a table, a page at a time.
    func listTagsOfResource(_ input: ListTagsOfResourceInput) async throws(DynamoDBError) -> ListTagsOfResourceOutput

    /// Tells how much capacity may be set aside.
    func describeLimits(_ input: DescribeLimitsInput) async throws(DynamoDBError) -> DescribeLimitsOutput

    /// Tells where requests should be sent.
    func describeEndpoints(_ input: DescribeEndpointsInput) async throws(DynamoDBError) -> DescribeEndpointsOutput

    /// Tells whether a table can be restored to a moment of the past.
    func describeContinuousBackups(
        _ input: DescribeContinuousBackupsInput
    ) async throws(DynamoDBError) -> DescribeContinuousBackupsOutput

    /// Tells whether the most used keys of a table or an index are being counted.
    func describeContributorInsights(
        _ input: DescribeContributorInsightsInput
    ) async throws(DynamoDBError) -> DescribeContributorInsightsOutput

    /// Lets the items of a table expire, or no longer.
    func updateTimeToLive(_ input: UpdateTimeToLiveInput) async throws(DynamoDBError) -> UpdateTimeToLiveOutput

    /// Tells whether the items of a table expire.
    func describeTimeToLive(_ input: DescribeTimeToLiveInput) async throws(DynamoDBError) -> DescribeTimeToLiveOutput

    /// Tells the streams there are.
    func listStreams(_ input: ListStreamsInput) async throws(DynamoDBError) -> ListStreamsOutput

    /// Tells what is known of a stream.
    func describeStream(_ input: DescribeStreamInput) async throws(DynamoDBError) -> DescribeStreamOutput

    /// Tells a place in a shard to read from.
    func getShardIterator(_ input: GetShardIteratorInput) async throws(DynamoDBError) -> GetShardIteratorOutput

    /// Reads a page of a shard.
    func getRecords(_ input: GetRecordsInput) async throws(DynamoDBError) -> GetRecordsOutput
}
