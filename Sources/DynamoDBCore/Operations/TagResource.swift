// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Gives a table tags; a tag of a key that it has already gets the new value.
///
/// A table has 50 tags at most.
public struct TagResourceInput: Hashable, Sendable, Codable {
    /// The Amazon Resource Name of the table, from its ``TableDescription/tableArn``.
    public var resourceArn: String
    /// The tags.
    public var tags: [ResourceTag]

    /// Creates a value of its parts.
    public init(
        resourceArn: String,
        tags: [ResourceTag]
    ) {
        self.resourceArn = resourceArn
        self.tags = tags
    }

    private enum CodingKeys: String, CodingKey {
        case resourceArn = "ResourceArn"
        case tags = "Tags"
    }
}

/// What tagging a table answers: nothing.
public struct TagResourceOutput: Hashable, Sendable, Codable {
    /// Creates a value of its parts.
    public init() {}
}
