// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

extension DynamoDBDatabase {
    /// The stream that a table has, or had last.
    func latestStream(of table: String) async throws -> String? {
        try await self.describeTable(DescribeTableInput(tableName: table)).table.latestStreamArn
    }

    /// An iterator of the one shard of a stream.
    func iterator(
        of stream: String, _ type: ShardIteratorType, sequenceNumber: String? = nil
    ) async throws(DynamoDBError) -> String {
        let shards = try await self.describeStream(DescribeStreamInput(streamArn: stream)).streamDescription.shards
        let output = try await self.getShardIterator(
            GetShardIteratorInput(
                streamArn: stream, shardId: shards.last?.shardId ?? "", shardIteratorType: type,
                sequenceNumber: sequenceNumber))
        return output.shardIterator ?? ""
    }

    /// Every record from an iterator on, read in pages until one is empty or the last.
    func records(from iterator: String, pageSize: Int? = nil) async throws(DynamoDBError) -> [StreamEvent] {
        var next: String? = iterator
        var records: [StreamEvent] = []
        while let iterator = next {
            let page = try await self.getRecords(GetRecordsInput(shardIterator: iterator, limit: pageSize))
            records += page.records
            next = page.records.isEmpty ? nil : page.nextShardIterator
        }
        return records
    }

    /// Every record of a stream.
    func records(of stream: String, pageSize: Int? = nil) async throws(DynamoDBError) -> [StreamEvent] {
        try await self.records(from: self.iterator(of: stream, .trimHorizon), pageSize: pageSize)
    }
}
