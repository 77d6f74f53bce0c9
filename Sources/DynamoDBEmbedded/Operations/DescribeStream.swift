// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Tells what is known of a stream. Here a stream is one shard, from its first record to its last.
    public func describeStream(_ input: DescribeStreamInput) async throws(DynamoDBError) -> DescribeStreamOutput {
        var violations = ConstraintViolations()
        violations.checkStream(input.streamArn)
        violations.checkLimit(input.limit, upTo: 100)
        if let shard = input.exclusiveStartShardId { violations.checkShard(shard, at: "exclusiveStartShardId") }
        if let filter = input.shardFilter {
            violations.check(filter.type, at: "shardFilter.type", among: ["CHILD_SHARDS"])
            if let shard = filter.shardId { violations.checkShard(shard, at: "shardFilter.shardId") }
        }
        try violations.throwIfAny()
        let name = try StreamName(validating: input.streamArn, in: self.names)
        let now = self.environment.now()
        return try self.storage.read { transaction throws(DynamoDBError) in
            guard let stream = try transaction.stream(name, now: now) else { throw .streamNotFound(input.streamArn) }
            // Who reads from the number that the shard begins with must not be told that it is too old. While nothing is,
            // it is that of no record, so that none is passed over behind it.
            let first = try transaction.horizon(ofTree: stream.tree, now: now)
            let start = first == .first ? .beginning : first
            let last = try transaction.lastRecord(ofTree: stream.tree)?.number ?? first
            var shards = [
                Shard(
                    shardId: stream.shardID,
                    sequenceNumberRange: SequenceNumberRange(
                        startingSequenceNumber: start.text,
                        endingSequenceNumber: stream.ended == nil ? nil : max(first, last).text))
            ]
            // The one shard has no children, and none comes behind it.
            if input.shardFilter?.type == .childShards, input.shardFilter?.shardId != nil { shards = [] }
            if let start = input.exclusiveStartShardId {
                shards.removeAll { !String.isOrderedByBytes(start, $0.shardId) }
            }
            return DescribeStreamOutput(
                streamDescription: StreamDescription(
                    streamArn: self.names.stream(name), streamLabel: stream.label,
                    streamStatus: stream.ended == nil ? .enabled : .disabled, streamViewType: stream.viewType,
                    creationRequestDateTime: stream.created, tableName: stream.tableName,
                    keySchema: stream.keySchema, shards: shards))
        }
    }
}

extension StreamName {
    /// Reads the name of a stream in a request. One of another partition, region or account is not found.
    init(validating arn: String, in names: ResourceNames) throws(DynamoDBError) {
        guard let name = Self(arn: arn) else { throw .invalidStreamArn }
        guard names.stream(name).hasSameBytes(as: arn) else { throw .streamNotFound(arn) }
        self = name
    }
}
