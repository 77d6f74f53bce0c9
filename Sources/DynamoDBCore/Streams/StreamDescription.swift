// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What is known of a stream.
public struct StreamDescription: Hashable, Sendable, Codable {
    /// Its Amazon Resource Name.
    public var streamArn: String
    /// When it was enabled, as text.
    public var streamLabel: String?
    /// The state it is in.
    public var streamStatus: StreamStatus?
    /// What it tells of a change.
    public var streamViewType: StreamViewType?
    /// When it was enabled, in seconds since 1970.
    public var creationRequestDateTime: Double?
    /// The table whose changes it tells; it may be deleted already.
    public var tableName: String?
    /// The primary key of the table.
    public var keySchema: [KeySchemaElement]?
    /// Its parts, in their order.
    public var shards: [Shard]
    /// The shard to go on after; `nil` at the end.
    public var lastEvaluatedShardId: String?

    /// Creates a value of its parts.
    public init(
        streamArn: String,
        streamLabel: String? = nil,
        streamStatus: StreamStatus? = nil,
        streamViewType: StreamViewType? = nil,
        creationRequestDateTime: Double? = nil,
        tableName: String? = nil,
        keySchema: [KeySchemaElement]? = nil,
        shards: [Shard] = [],
        lastEvaluatedShardId: String? = nil
    ) {
        self.streamArn = streamArn
        self.streamLabel = streamLabel
        self.streamStatus = streamStatus
        self.streamViewType = streamViewType
        self.creationRequestDateTime = creationRequestDateTime
        self.tableName = tableName
        self.keySchema = keySchema
        self.shards = shards
        self.lastEvaluatedShardId = lastEvaluatedShardId
    }

    private enum CodingKeys: String, CodingKey {
        case streamArn = "StreamArn"
        case streamLabel = "StreamLabel"
        case streamStatus = "StreamStatus"
        case streamViewType = "StreamViewType"
        case creationRequestDateTime = "CreationRequestDateTime"
        case tableName = "TableName"
        case keySchema = "KeySchema"
        case shards = "Shards"
        case lastEvaluatedShardId = "LastEvaluatedShardId"
    }
}
