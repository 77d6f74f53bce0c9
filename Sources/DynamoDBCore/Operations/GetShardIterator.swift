// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Asks for a place in a shard to read from.
public struct GetShardIteratorInput: Hashable, Sendable {
    /// The stream.
    public var streamArn: String
    /// The shard of the stream.
    public var shardId: String
    /// Where to begin.
    public var shardIteratorType: ShardIteratorType
    /// The record to begin with or behind, for the types that name one; refused for the others.
    public var sequenceNumber: String?

    /// Creates a value of its parts.
    public init(
        streamArn: String, shardId: String, shardIteratorType: ShardIteratorType, sequenceNumber: String? = nil
    ) {
        self.streamArn = streamArn
        self.shardId = shardId
        self.shardIteratorType = shardIteratorType
        self.sequenceNumber = sequenceNumber
    }
}

/// A place in a shard to read from.
public struct GetShardIteratorOutput: Hashable, Sendable {
    /// The place, good for 15 minutes.
    public var shardIterator: String?

    /// Creates a value of its parts.
    public init(shardIterator: String? = nil) {
        self.shardIterator = shardIterator
    }
}
