// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension FaultInjectingDatabase {
    /// Creates a table with its indexes.
    public func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
        try await self.perform(CallShape(.createTable, [input.tableName])) {
            [database] () async throws(DynamoDBError) in
            try await database.createTable(input)
        }
    }

    /// Tells what is known of a table.
    public func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
        try await self.perform(CallShape(.describeTable, [input.tableName])) {
            [database] () async throws(DynamoDBError) in
            try await database.describeTable(input)
        }
    }

    /// Tells the names of the tables.
    public func listTables(_ input: ListTablesInput) async throws(DynamoDBError) -> ListTablesOutput {
        try await self.perform(CallShape(.listTables)) { [database] () async throws(DynamoDBError) in
            try await database.listTables(input)
        }
    }

    /// Deletes a table with all its items.
    public func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput {
        try await self.perform(CallShape(.deleteTable, [input.tableName])) {
            [database] () async throws(DynamoDBError) in
            try await database.deleteTable(input)
        }
    }

    /// Changes a table: how it is paid for, its indexes, its stream, its protection.
    public func updateTable(_ input: UpdateTableInput) async throws(DynamoDBError) -> UpdateTableOutput {
        try await self.perform(CallShape(.updateTable, [input.tableName])) {
            [database] () async throws(DynamoDBError) in
            try await database.updateTable(input)
        }
    }

    /// Gives a table tags.
    public func tagResource(_ input: TagResourceInput) async throws(DynamoDBError) -> TagResourceOutput {
        try await self.perform(CallShape(.tagResource)) { [database] () async throws(DynamoDBError) in
            try await database.tagResource(input)
        }
    }

    /// Takes tags away from a table.
    public func untagResource(_ input: UntagResourceInput) async throws(DynamoDBError) -> UntagResourceOutput {
        try await self.perform(CallShape(.untagResource)) { [database] () async throws(DynamoDBError) in
            try await database.untagResource(input)
        }
    }

    /// Tells the tags of a table, a page at a time.
    public func listTagsOfResource(
        _ input: ListTagsOfResourceInput
    ) async throws(DynamoDBError) -> ListTagsOfResourceOutput {
        try await self.perform(CallShape(.listTagsOfResource)) { [database] () async throws(DynamoDBError) in
            try await database.listTagsOfResource(input)
        }
    }

    /// Tells how much capacity may be set aside.
    public func describeLimits(_ input: DescribeLimitsInput) async throws(DynamoDBError) -> DescribeLimitsOutput {
        try await self.perform(CallShape(.describeLimits)) { [database] () async throws(DynamoDBError) in
            try await database.describeLimits(input)
        }
    }

    /// Tells where requests should be sent.
    public func describeEndpoints(
        _ input: DescribeEndpointsInput
    ) async throws(DynamoDBError) -> DescribeEndpointsOutput {
        try await self.perform(CallShape(.describeEndpoints)) { [database] () async throws(DynamoDBError) in
            try await database.describeEndpoints(input)
        }
    }

    /// Tells whether a table can be restored to a moment of the past.
    public func describeContinuousBackups(
        _ input: DescribeContinuousBackupsInput
    ) async throws(DynamoDBError) -> DescribeContinuousBackupsOutput {
        try await self.perform(CallShape(.describeContinuousBackups, [input.tableName])) {
            [database] () async throws(DynamoDBError) in
            try await database.describeContinuousBackups(input)
        }
    }

    /// Tells whether the most used keys of a table or an index are being counted.
    public func describeContributorInsights(
        _ input: DescribeContributorInsightsInput
    ) async throws(DynamoDBError) -> DescribeContributorInsightsOutput {
        try await self.perform(CallShape(.describeContributorInsights, [input.tableName])) {
            [database] () async throws(DynamoDBError) in
            try await database.describeContributorInsights(input)
        }
    }

    /// Lets the items of a table expire, or no longer.
    public func updateTimeToLive(_ input: UpdateTimeToLiveInput) async throws(DynamoDBError) -> UpdateTimeToLiveOutput {
        try await self.perform(CallShape(.updateTimeToLive, [input.tableName])) {
            [database] () async throws(DynamoDBError) in
            try await database.updateTimeToLive(input)
        }
    }

    /// Tells whether the items of a table expire.
    public func describeTimeToLive(
        _ input: DescribeTimeToLiveInput
    ) async throws(DynamoDBError) -> DescribeTimeToLiveOutput {
        try await self.perform(CallShape(.describeTimeToLive, [input.tableName])) {
            [database] () async throws(DynamoDBError) in
            try await database.describeTimeToLive(input)
        }
    }

    /// Tells the streams there are.
    public func listStreams(_ input: ListStreamsInput) async throws(DynamoDBError) -> ListStreamsOutput {
        try await self.perform(CallShape(.listStreams, input.tableName.map { [$0] } ?? [])) {
            [database] () async throws(DynamoDBError) in
            try await database.listStreams(input)
        }
    }

    /// Tells what is known of a stream.
    public func describeStream(_ input: DescribeStreamInput) async throws(DynamoDBError) -> DescribeStreamOutput {
        try await self.perform(CallShape(.describeStream)) { [database] () async throws(DynamoDBError) in
            try await database.describeStream(input)
        }
    }

    /// Tells a place in a shard to read from.
    public func getShardIterator(_ input: GetShardIteratorInput) async throws(DynamoDBError) -> GetShardIteratorOutput {
        try await self.perform(CallShape(.getShardIterator)) { [database] () async throws(DynamoDBError) in
            try await database.getShardIterator(input)
        }
    }

    /// Reads a page of a shard.
    public func getRecords(_ input: GetRecordsInput) async throws(DynamoDBError) -> GetRecordsOutput {
        try await self.perform(CallShape(.getRecords)) { [database] () async throws(DynamoDBError) in
            try await database.getRecords(input)
        }
    }
}
