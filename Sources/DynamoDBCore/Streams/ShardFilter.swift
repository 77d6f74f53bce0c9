// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Which shards a description tells of.
public struct ShardFilter: Hashable, Sendable, Codable {
    /// The kind of a filter.
    public struct FilterType: RawRepresentable, Hashable, Sendable, Codable {
        /// The name as the service writes it.
        public var rawValue: String

        /// A value by the service's name for it; a database refuses one that it does not know.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The shards that continue a given one.
        public static let childShards = Self(rawValue: "CHILD_SHARDS")
    }

    /// The kind of the filter.
    public var type: FilterType?
    /// The shard the filter is about.
    public var shardId: String?

    /// Creates a value of its parts.
    public init(type: FilterType? = nil, shardId: String? = nil) {
        self.type = type
        self.shardId = shardId
    }

    private enum CodingKeys: String, CodingKey {
        case type = "Type"
        case shardId = "ShardId"
    }
}
