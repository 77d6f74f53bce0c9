// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Asks for the streams there are.
public struct ListStreamsInput: Hashable, Sendable, Codable {
    /// The table whose streams are asked for. Defaults to all tables.
    public var tableName: String?
    /// How many streams at most, 1 to 100. Defaults to 100.
    public var limit: Int?
    /// The stream to go on after.
    public var exclusiveStartStreamArn: String?

    /// Creates a value of its parts.
    public init(tableName: String? = nil, limit: Int? = nil, exclusiveStartStreamArn: String? = nil) {
        self.tableName = tableName
        self.limit = limit
        self.exclusiveStartStreamArn = exclusiveStartStreamArn
    }

    private enum CodingKeys: String, CodingKey {
        case tableName = "TableName"
        case limit = "Limit"
        case exclusiveStartStreamArn = "ExclusiveStartStreamArn"
    }
}

/// A page of streams.
public struct ListStreamsOutput: Hashable, Sendable, Codable {
    /// The streams: those that take changes, and those that ended less than 24 hours ago.
    public var streams: [StreamSummary]
    /// The stream to go on after; `nil` at the end.
    public var lastEvaluatedStreamArn: String?

    /// Creates a value of its parts.
    public init(streams: [StreamSummary], lastEvaluatedStreamArn: String? = nil) {
        self.streams = streams
        self.lastEvaluatedStreamArn = lastEvaluatedStreamArn
    }

    private enum CodingKeys: String, CodingKey {
        case streams = "Streams"
        case lastEvaluatedStreamArn = "LastEvaluatedStreamArn"
    }
}
