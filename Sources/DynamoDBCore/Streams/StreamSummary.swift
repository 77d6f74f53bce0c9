// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// One stream of a list.
public struct StreamSummary: Hashable, Sendable, Codable {
    /// Its Amazon Resource Name, by which it is described and read.
    public var streamArn: String
    /// The table whose changes it tells.
    public var tableName: String
    /// When it was enabled, as text: it tells the streams of one table apart.
    public var streamLabel: String

    /// Creates a value of its parts.
    public init(streamArn: String, tableName: String, streamLabel: String) {
        self.streamArn = streamArn
        self.tableName = tableName
        self.streamLabel = streamLabel
    }

    private enum CodingKeys: String, CodingKey {
        case streamArn = "StreamArn"
        case tableName = "TableName"
        case streamLabel = "StreamLabel"
    }
}
