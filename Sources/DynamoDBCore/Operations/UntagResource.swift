// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Takes tags away from a table; that there is none of a key is no error.
public struct UntagResourceInput: Hashable, Sendable, Codable {
    /// The Amazon Resource Name of the table, from its ``TableDescription/tableArn``.
    public var resourceArn: String
    /// The keys of the tags.
    public var tagKeys: [String]

    /// Creates a value of its parts.
    public init(
        resourceArn: String,
        tagKeys: [String]
    ) {
        self.resourceArn = resourceArn
        self.tagKeys = tagKeys
    }

    private enum CodingKeys: String, CodingKey {
        case resourceArn = "ResourceArn"
        case tagKeys = "TagKeys"
    }
}

/// What taking tags away answers: nothing.
public struct UntagResourceOutput: Hashable, Sendable, Codable {
    /// Creates a value of its parts.
    public init() {}
}
