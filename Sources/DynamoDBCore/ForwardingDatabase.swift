// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A database that stands before another one and passes on what it does not do itself.
///
/// A wrapper of a program's own has only the operations that it changes:
///
/// ```swift
/// final class QueryCounter: ForwardingDatabase {
///     let database: any DynamoDBDatabase
///     private let queries = Atomic(0)
///
///     init(_ database: any DynamoDBDatabase) {
///         self.database = database
///     }
///
///     var count: Int { self.queries.load(ordering: .relaxed) }
///
///     func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
///         self.queries.add(1, ordering: .relaxed)
///         return try await self.database.query(input)
///     }
/// }
///
/// let counter = QueryCounter(database)
/// let orders = ModelTable(Order.schema, named: "shop", in: counter)
/// ```
///
/// All other operations are passed on as they are, and so will be those that later versions of the library add. A wrapper that
/// nothing may pass by, as one that puts a tenant in front of the names of tables, therefore has to have every operation that
/// reaches items, batches, transactions and statements among them, to give the program's own names in the answers of
/// `listTables`, `describeTable` and `describeStream`, and to be looked at when the library is updated.
///
/// What a database can do besides is not passed on: a ``ModelTable`` can read the bytes in which the databases of this library
/// have their items, and behind a wrapper reads items, which takes longer.
public protocol ForwardingDatabase: DynamoDBDatabase {
    /// Where operations are passed on to.
    var database: any DynamoDBDatabase { get }
}

extension ForwardingDatabase {
    /// Passes the operation on.
    public func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput {
        try await self.database.putItem(input)
    }

    /// Passes the operation on.
    public func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
        try await self.database.getItem(input)
    }

    /// Passes the operation on.
    public func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
        try await self.database.updateItem(input)
    }

    /// Passes the operation on.
    public func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput {
        try await self.database.deleteItem(input)
    }

    /// Passes the operation on.
    public func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
        try await self.database.query(input)
    }

    /// Passes the operation on.
    public func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput {
        try await self.database.scan(input)
    }

    /// Passes the operation on.
    public func batchGetItem(_ input: BatchGetItemInput) async throws(DynamoDBError) -> BatchGetItemOutput {
        try await self.database.batchGetItem(input)
    }

    /// Passes the operation on.
    public func batchWriteItem(_ input: BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput {
        try await self.database.batchWriteItem(input)
    }

    /// Passes the operation on.
    public func transactGetItems(_ input: TransactGetItemsInput) async throws(DynamoDBError) -> TransactGetItemsOutput {
        try await self.database.transactGetItems(input)
    }

    /// Passes the operation on.
    @discardableResult
    public func transactWriteItems(_ input: TransactWriteItemsInput) async throws(DynamoDBError)
        -> TransactWriteItemsOutput
    {
        try await self.database.transactWriteItems(input)
    }

    /// Passes the operation on.
    public func executeStatement(_ input: ExecuteStatementInput) async throws(DynamoDBError) -> ExecuteStatementOutput {
        try await self.database.executeStatement(input)
    }

    /// Passes the operation on.
    public func batchExecuteStatement(_ input: BatchExecuteStatementInput) async throws(DynamoDBError)
        -> BatchExecuteStatementOutput
    {
        try await self.database.batchExecuteStatement(input)
    }

    /// Passes the operation on.
    public func executeTransaction(_ input: ExecuteTransactionInput) async throws(DynamoDBError)
        -> ExecuteTransactionOutput
    {
        try await self.database.executeTransaction(input)
    }

    /// Passes the operation on.
    public func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
        try await self.database.createTable(input)
    }

    /// Passes the operation on.
    public func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
        try await self.database.describeTable(input)
    }

    /// Passes the operation on.
    public func listTables(_ input: ListTablesInput) async throws(DynamoDBError) -> ListTablesOutput {
        try await self.database.listTables(input)
    }

    /// Passes the operation on.
    public func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput {
        try await self.database.deleteTable(input)
    }

    /// Passes the operation on.
    public func updateTable(_ input: UpdateTableInput) async throws(DynamoDBError) -> UpdateTableOutput {
        try await self.database.updateTable(input)
    }

    /// Passes the operation on.
    public func tagResource(_ input: TagResourceInput) async throws(DynamoDBError) -> TagResourceOutput {
        try await self.database.tagResource(input)
    }

    /// Passes the operation on.
    public func untagResource(_ input: UntagResourceInput) async throws(DynamoDBError) -> UntagResourceOutput {
        try await self.database.untagResource(input)
    }

    /// Passes the operation on.
    public func listTagsOfResource(_ input: ListTagsOfResourceInput) async throws(DynamoDBError)
        -> ListTagsOfResourceOutput
    {
        try await self.database.listTagsOfResource(input)
    }

    /// Passes the operation on.
    public func describeLimits(_ input: DescribeLimitsInput) async throws(DynamoDBError) -> DescribeLimitsOutput {
        try await self.database.describeLimits(input)
    }

    /// Passes the operation on.
    public func describeEndpoints(_ input: DescribeEndpointsInput) async throws(DynamoDBError)
        -> DescribeEndpointsOutput
    {
        try await self.database.describeEndpoints(input)
    }

    /// Passes the operation on.
    public func describeContinuousBackups(_ input: DescribeContinuousBackupsInput) async throws(DynamoDBError)
        -> DescribeContinuousBackupsOutput
    {
        try await self.database.describeContinuousBackups(input)
    }

    /// Passes the operation on.
    public func describeContributorInsights(_ input: DescribeContributorInsightsInput) async throws(DynamoDBError)
        -> DescribeContributorInsightsOutput
    {
        try await self.database.describeContributorInsights(input)
    }

    /// Passes the operation on.
    public func updateTimeToLive(_ input: UpdateTimeToLiveInput) async throws(DynamoDBError) -> UpdateTimeToLiveOutput {
        try await self.database.updateTimeToLive(input)
    }

    /// Passes the operation on.
    public func describeTimeToLive(_ input: DescribeTimeToLiveInput) async throws(DynamoDBError)
        -> DescribeTimeToLiveOutput
    {
        try await self.database.describeTimeToLive(input)
    }

    /// Passes the operation on.
    public func listStreams(_ input: ListStreamsInput) async throws(DynamoDBError) -> ListStreamsOutput {
        try await self.database.listStreams(input)
    }

    /// Passes the operation on.
    public func describeStream(_ input: DescribeStreamInput) async throws(DynamoDBError) -> DescribeStreamOutput {
        try await self.database.describeStream(input)
    }

    /// Passes the operation on.
    public func getShardIterator(_ input: GetShardIteratorInput) async throws(DynamoDBError) -> GetShardIteratorOutput {
        try await self.database.getShardIterator(input)
    }

    /// Passes the operation on.
    public func getRecords(_ input: GetRecordsInput) async throws(DynamoDBError) -> GetRecordsOutput {
        try await self.database.getRecords(input)
    }
}
