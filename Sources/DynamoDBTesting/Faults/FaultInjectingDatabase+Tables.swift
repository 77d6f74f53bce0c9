// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension FaultInjectingDatabase {
    /// Creates a table with its indexes.
    public func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
        try await self.perform(CallShape(.createTable, [input.tableName])) { () async throws(DynamoDBError) in
            try await self.database.createTable(input)
        }
    }

    /// Tells what is known of a table.
    public func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
        try await self.perform(CallShape(.describeTable, [input.tableName])) { () async throws(DynamoDBError) in
            try await self.database.describeTable(input)
        }
    }

    /// Tells the names of the tables.
    public func listTables(_ input: ListTablesInput) async throws(DynamoDBError) -> ListTablesOutput {
        try await self.perform(CallShape(.listTables)) { () async throws(DynamoDBError) in
            try await self.database.listTables(input)
        }
    }

    /// Deletes a table with all its items.
    public func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput {
        try await self.perform(CallShape(.deleteTable, [input.tableName])) { () async throws(DynamoDBError) in
            try await self.database.deleteTable(input)
        }
    }

    /// Changes a table: how it is paid for, its indexes, its stream, its protection.
    public func updateTable(_ input: UpdateTableInput) async throws(DynamoDBError) -> UpdateTableOutput {
        try await self.perform(CallShape(.updateTable, [input.tableName])) { () async throws(DynamoDBError) in
            try await self.database.updateTable(input)
        }
    }

    /// Gives a table tags.
    public func tagResource(_ input: TagResourceInput) async throws(DynamoDBError) -> TagResourceOutput {
        try await self.perform(CallShape(.tagResource)) { () async throws(DynamoDBError) in
            try await self.database.tagResource(input)
        }
    }

    /// Takes tags away from a table.
    public func untagResource(_ input: UntagResourceInput) async throws(DynamoDBError) -> UntagResourceOutput {
        try await self.perform(CallShape(.untagResource)) { () async throws(DynamoDBError) in
            try await self.database.untagResource(input)
        }
    }

    /// Tells the tags of a table, a page at a time.
    public func listTagsOfResource(
        _ input: ListTagsOfResourceInput
    ) async throws(DynamoDBError) -> ListTagsOfResourceOutput {
        try await self.perform(CallShape(.listTagsOfResource)) { () async throws(DynamoDBError) in
            try await self.database.listTagsOfResource(input)
        }
    }

    /// Tells how much capacity may be set aside.
    public func describeLimits(_ input: DescribeLimitsInput) async throws(DynamoDBError) -> DescribeLimitsOutput {
        try await self.perform(CallShape(.describeLimits)) { () async throws(DynamoDBError) in
            try await self.database.describeLimits(input)
        }
    }

    /// Tells where requests should be sent.
    public func describeEndpoints(
        _ input: DescribeEndpointsInput
    ) async throws(DynamoDBError) -> DescribeEndpointsOutput {
        try await self.perform(CallShape(.describeEndpoints)) { () async throws(DynamoDBError) in
            try await self.database.describeEndpoints(input)
        }
    }

    /// Tells whether a table can be restored to a moment of the past.
    public func describeContinuousBackups(
        _ input: DescribeContinuousBackupsInput
    ) async throws(DynamoDBError) -> DescribeContinuousBackupsOutput {
        try await self.perform(CallShape(.describeContinuousBackups, [input.tableName])) {
            () async throws(DynamoDBError) in
            try await self.database.describeContinuousBackups(input)
        }
    }

    /// Tells whether the most used keys of a table or an index are being counted.
    public func describeContributorInsights(
        _ input: DescribeContributorInsightsInput
    ) async throws(DynamoDBError) -> DescribeContributorInsightsOutput {
        try await self.perform(CallShape(.describeContributorInsights, [input.tableName])) {
            () async throws(DynamoDBError) in
            try await self.database.describeContributorInsights(input)
        }
    }

    /// Lets the items of a table expire, or no longer.
    public func updateTimeToLive(_ input: UpdateTimeToLiveInput) async throws(DynamoDBError) -> UpdateTimeToLiveOutput {
        try await self.perform(CallShape(.updateTimeToLive, [input.tableName])) { () async throws(DynamoDBError) in
            try await self.database.updateTimeToLive(input)
        }
    }

    /// Tells whether the items of a table expire.
    public func describeTimeToLive(
        _ input: DescribeTimeToLiveInput
    ) async throws(DynamoDBError) -> DescribeTimeToLiveOutput {
        try await self.perform(CallShape(.describeTimeToLive, [input.tableName])) { () async throws(DynamoDBError) in
            try await self.database.describeTimeToLive(input)
        }
    }

    /// Tells the streams there are.
    public func listStreams(_ input: ListStreamsInput) async throws(DynamoDBError) -> ListStreamsOutput {
        try await self.perform(CallShape(.listStreams, input.tableName.map { [$0] } ?? [])) {
            () async throws(DynamoDBError) in
            try await self.database.listStreams(input)
        }
    }

    /// Tells what is known of a stream.
    public func describeStream(_ input: DescribeStreamInput) async throws(DynamoDBError) -> DescribeStreamOutput {
        try await self.perform(CallShape(.describeStream)) { () async throws(DynamoDBError) in
            try await self.database.describeStream(input)
        }
    }

    /// Tells a place in a shard to read from.
    public func getShardIterator(_ input: GetShardIteratorInput) async throws(DynamoDBError) -> GetShardIteratorOutput {
        try await self.perform(CallShape(.getShardIterator)) { () async throws(DynamoDBError) in
            try await self.database.getShardIterator(input)
        }
    }

    /// Reads a page of a shard.
    public func getRecords(_ input: GetRecordsInput) async throws(DynamoDBError) -> GetRecordsOutput {
        try await self.perform(CallShape(.getRecords)) { () async throws(DynamoDBError) in
            try await self.database.getRecords(input)
        }
    }
}
