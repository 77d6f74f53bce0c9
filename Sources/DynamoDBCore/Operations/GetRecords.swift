// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads a page of a shard.
public struct GetRecordsInput: Hashable, Sendable {
    /// The place to read from: one of ``GetShardIteratorOutput``, or the next one of the page before.
    public var shardIterator: String
    /// How many records at most, 1 to 1,000. Defaults to 1,000.
    public var limit: Int?

    /// Creates a value of its parts.
    public init(shardIterator: String, limit: Int? = nil) {
        self.shardIterator = shardIterator
        self.limit = limit
    }
}

/// A page of a shard.
public struct GetRecordsOutput: Hashable, Sendable {
    /// The changes, in their order: up to 1,000, and up to 1 MB. It may be empty although more will come.
    public var records: [StreamEvent]
    /// The place to go on from; `nil` when the shard has ended and everything of it was read.
    public var nextShardIterator: String?

    /// Creates a value of its parts.
    public init(records: [StreamEvent] = [], nextShardIterator: String? = nil) {
        self.records = records
        self.nextShardIterator = nextShardIterator
    }
}
