// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Asks for a page of the tags of a table.
public struct ListTagsOfResourceInput: Hashable, Sendable, Codable {
    /// The Amazon Resource Name of the table, from its ``TableDescription/tableArn``.
    public var resourceArn: String
    /// Where to go on: what the page before answered. Defaults to the first page.
    public var nextToken: String?

    /// Creates a value of its parts.
    public init(
        resourceArn: String,
        nextToken: String? = nil
    ) {
        self.resourceArn = resourceArn
        self.nextToken = nextToken
    }

    private enum CodingKeys: String, CodingKey {
        case resourceArn = "ResourceArn"
        case nextToken = "NextToken"
    }
}

/// A page of the tags of a table: up to 10.
public struct ListTagsOfResourceOutput: Hashable, Sendable, Codable {
    /// The tags.
    public var tags: [ResourceTag]?
    /// What the next page is asked for with; `nil` for the last one.
    public var nextToken: String?

    /// Creates a value of its parts.
    public init(
        tags: [ResourceTag]? = nil,
        nextToken: String? = nil
    ) {
        self.tags = tags
        self.nextToken = nextToken
    }

    private enum CodingKeys: String, CodingKey {
        case tags = "Tags"
        case nextToken = "NextToken"
    }
}
