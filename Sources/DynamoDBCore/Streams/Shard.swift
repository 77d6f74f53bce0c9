// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A part of a stream, which is read from its beginning to its end.
public struct Shard: Hashable, Sendable, Codable {
    /// The name of the part, such as `shardId-00000001700000000000-1a2b3c4d`.
    public var shardId: String
    /// Which records it holds.
    public var sequenceNumberRange: SequenceNumberRange?
    /// The part that this one continues; `nil` for the first one.
    public var parentShardId: String?

    /// Creates a value of its parts.
    public init(shardId: String, sequenceNumberRange: SequenceNumberRange? = nil, parentShardId: String? = nil) {
        self.shardId = shardId
        self.sequenceNumberRange = sequenceNumberRange
        self.parentShardId = parentShardId
    }

    private enum CodingKeys: String, CodingKey {
        case shardId = "ShardId"
        case sequenceNumberRange = "SequenceNumberRange"
        case parentShardId = "ParentShardId"
    }
}

/// The sequence numbers of a shard: texts of 21 to 40 digits, to be compared as numbers.
public struct SequenceNumberRange: Hashable, Sendable, Codable {
    /// Where the shard begins.
    public var startingSequenceNumber: String?
    /// Where it ends; `nil` while it takes records.
    public var endingSequenceNumber: String?

    /// Creates a value of its parts.
    public init(startingSequenceNumber: String? = nil, endingSequenceNumber: String? = nil) {
        self.startingSequenceNumber = startingSequenceNumber
        self.endingSequenceNumber = endingSequenceNumber
    }

    private enum CodingKeys: String, CodingKey {
        case startingSequenceNumber = "StartingSequenceNumber"
        case endingSequenceNumber = "EndingSequenceNumber"
    }
}
