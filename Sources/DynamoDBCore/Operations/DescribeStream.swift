// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Asks what is known of a stream.
public struct DescribeStreamInput: Hashable, Sendable, Codable {
    /// The stream.
    public var streamArn: String
    /// How many shards at most, 1 to 100. Defaults to 100.
    public var limit: Int?
    /// The shard to go on after.
    public var exclusiveStartShardId: String?
    /// Which shards are asked for. Defaults to all.
    public var shardFilter: ShardFilter?

    /// Creates a value of its parts.
    public init(
        streamArn: String, limit: Int? = nil, exclusiveStartShardId: String? = nil, shardFilter: ShardFilter? = nil
    ) {
        self.streamArn = streamArn
        self.limit = limit
        self.exclusiveStartShardId = exclusiveStartShardId
        self.shardFilter = shardFilter
    }

    private enum CodingKeys: String, CodingKey {
        case streamArn = "StreamArn"
        case limit = "Limit"
        case exclusiveStartShardId = "ExclusiveStartShardId"
        case shardFilter = "ShardFilter"
    }
}

/// What is known of a stream.
public struct DescribeStreamOutput: Hashable, Sendable, Codable {
    /// The description.
    public var streamDescription: StreamDescription

    /// Creates a value of its parts.
    public init(streamDescription: StreamDescription) {
        self.streamDescription = streamDescription
    }

    private enum CodingKeys: String, CodingKey {
        case streamDescription = "StreamDescription"
    }
}
