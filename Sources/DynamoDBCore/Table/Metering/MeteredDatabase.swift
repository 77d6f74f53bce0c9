// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A database whose calls are counted by a ``CapacityMeter``; see ``DynamoDBDatabase/metered(by:)``.
public struct MeteredDatabase: DynamoDBDatabase {
    private let database: any DynamoDBDatabase
    private let meter: CapacityMeter

    /// Counts the calls of a database.
    ///
    /// - Parameters:
    ///   - database: Where the calls go.
    ///   - meter: What counts them.
    public init(_ database: some DynamoDBDatabase, meter: CapacityMeter) {
        self.database = database
        self.meter = meter
    }

    /// What a call is asked to tell: what it was asked anyway, and at least the total.
    private func wanted(_ asked: ReturnConsumedCapacity?) -> ReturnConsumedCapacity {
        asked == .indexes ? .indexes : .total
    }

    // MARK: Operations that consume capacity

    /// Writes a whole item, in place of any item with the same key.
    public func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.putItem(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Reads one item by its key.
    public func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.getItem(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Changes attributes of an item, and creates the item if there is none.
    public func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.updateItem(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Deletes one item by its key.
    public func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.deleteItem(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Reads a page of the items with one partition key.
    public func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.query(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Reads a page of all items of a table or index.
    public func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.scan(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Reads up to 100 items of one or more tables.
    public func batchGetItem(_ input: BatchGetItemInput) async throws(DynamoDBError) -> BatchGetItemOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.batchGetItem(input)
        self.meter.add(output.consumedCapacity ?? [])
        return output
    }

    /// Writes and deletes up to 25 items of one or more tables, each on its own.
    public func batchWriteItem(_ input: BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.batchWriteItem(input)
        self.meter.add(output.consumedCapacity ?? [])
        return output
    }

    /// Reads up to 100 items of one or more tables, all as they are at one moment.
    public func transactGetItems(_ input: TransactGetItemsInput) async throws(DynamoDBError) -> TransactGetItemsOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.transactGetItems(input)
        self.meter.add(output.consumedCapacity ?? [])
        return output
    }

    /// Writes up to 100 items of one or more tables, all of them or none.
    public func transactWriteItems(
        _ input: TransactWriteItemsInput
    ) async throws(DynamoDBError) -> TransactWriteItemsOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.transactWriteItems(input)
        self.meter.add(output.consumedCapacity ?? [])
        return output
    }

    /// Runs one statement of PartiQL.
    public func executeStatement(_ input: ExecuteStatementInput) async throws(DynamoDBError) -> ExecuteStatementOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.executeStatement(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Runs up to 25 statements of PartiQL, each on its own.
    public func batchExecuteStatement(
        _ input: BatchExecuteStatementInput
    ) async throws(DynamoDBError) -> BatchExecuteStatementOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.batchExecuteStatement(input)
        self.meter.add(output.consumedCapacity ?? [])
        return output
    }

    /// Runs up to 100 statements of PartiQL, all of them or none.
    public func executeTransaction(
        _ input: ExecuteTransactionInput
    ) async throws(DynamoDBError) -> ExecuteTransactionOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.executeTransaction(input)
        self.meter.add(output.consumedCapacity ?? [])
        return output
    }

    // MARK: The others

    /// Creates a table with its indexes.
    public func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
        try await self.database.createTable(input)
    }

    /// Tells what is known of a table.
    public func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
        try await self.database.describeTable(input)
    }

    /// Tells the names of the tables.
    public func listTables(_ input: ListTablesInput) async throws(DynamoDBError) -> ListTablesOutput {
        try await self.database.listTables(input)
    }

    /// Deletes a table with all its items.
    public func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput {
        try await self.database.deleteTable(input)
    }

    /// Changes a table: how it is paid for, its indexes, its stream, its protection.
    public func updateTable(_ input: UpdateTableInput) async throws(DynamoDBError) -> UpdateTableOutput {
        try await self.database.updateTable(input)
    }

    /// Gives a table tags.
    public func tagResource(_ input: TagResourceInput) async throws(DynamoDBError) -> TagResourceOutput {
        try await self.database.tagResource(input)
    }

    /// Takes tags away from a table.
    public func untagResource(_ input: UntagResourceInput) async throws(DynamoDBError) -> UntagResourceOutput {
        try await self.database.untagResource(input)
    }

    /// Tells the tags of a table, a page at a time.
    public func listTagsOfResource(
        _ input: ListTagsOfResourceInput
    ) async throws(DynamoDBError) -> ListTagsOfResourceOutput {
        try await self.database.listTagsOfResource(input)
    }

    /// Tells how much capacity may be set aside.
    public func describeLimits(_ input: DescribeLimitsInput) async throws(DynamoDBError) -> DescribeLimitsOutput {
        try await self.database.describeLimits(input)
    }

    /// Tells where requests should be sent.
    public func describeEndpoints(
        _ input: DescribeEndpointsInput
    ) async throws(DynamoDBError) -> DescribeEndpointsOutput {
        try await self.database.describeEndpoints(input)
    }

    /// Tells whether a table can be restored to a moment of the past.
    public func describeContinuousBackups(
        _ input: DescribeContinuousBackupsInput
    ) async throws(DynamoDBError) -> DescribeContinuousBackupsOutput {
        try await self.database.describeContinuousBackups(input)
    }

    /// Tells whether the most used keys of a table or an index are being counted.
    public func describeContributorInsights(
        _ input: DescribeContributorInsightsInput
    ) async throws(DynamoDBError) -> DescribeContributorInsightsOutput {
        try await self.database.describeContributorInsights(input)
    }

    /// Lets the items of a table expire, or no longer.
    public func updateTimeToLive(_ input: UpdateTimeToLiveInput) async throws(DynamoDBError) -> UpdateTimeToLiveOutput {
        try await self.database.updateTimeToLive(input)
    }

    /// Tells whether the items of a table expire.
    public func describeTimeToLive(
        _ input: DescribeTimeToLiveInput
    ) async throws(DynamoDBError) -> DescribeTimeToLiveOutput {
        try await self.database.describeTimeToLive(input)
    }

    /// Tells the streams there are.
    public func listStreams(_ input: ListStreamsInput) async throws(DynamoDBError) -> ListStreamsOutput {
        try await self.database.listStreams(input)
    }

    /// Tells what is known of a stream.
    public func describeStream(_ input: DescribeStreamInput) async throws(DynamoDBError) -> DescribeStreamOutput {
        try await self.database.describeStream(input)
    }

    /// Tells a place in a shard to read from.
    public func getShardIterator(_ input: GetShardIteratorInput) async throws(DynamoDBError) -> GetShardIteratorOutput {
        try await self.database.getShardIterator(input)
    }

    /// Reads a page of a shard.
    public func getRecords(_ input: GetRecordsInput) async throws(DynamoDBError) -> GetRecordsOutput {
        try await self.database.getRecords(input)
    }
}

extension MeteredDatabase: EncodedReading {
    private var reading: (any EncodedReading)? { self.database as? any EncodedReading }

    package var readsEncoded: Bool { self.reading?.readsEncoded ?? false }

    package func getEncodedItem(_ input: GetItemInput) async throws(DynamoDBError) -> EncodedItemOutput {
        guard let reading = self.reading else { throw .unsupported(.getItem) }
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await reading.getEncodedItem(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    package func queryEncoded(_ input: QueryInput) async throws(DynamoDBError) -> EncodedPageOutput {
        guard let reading = self.reading else { throw .unsupported(.query) }
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await reading.queryEncoded(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    package func scanEncoded(_ input: ScanInput) async throws(DynamoDBError) -> EncodedPageOutput {
        guard let reading = self.reading else { throw .unsupported(.scan) }
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await reading.scanEncoded(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }
}
