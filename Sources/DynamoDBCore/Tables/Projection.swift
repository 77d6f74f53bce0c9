// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Which attributes an index holds.
public struct Projection: Hashable, Sendable, Codable {
    /// All, the keys only, or the keys and some.
    public var projectionType: ProjectionType?
    /// The attributes beside the keys, for ``ProjectionType/include``.
    public var nonKeyAttributes: [String]?

    /// Creates a value of its parts.
    public init(
        projectionType: ProjectionType? = nil,
        nonKeyAttributes: [String]? = nil
    ) {
        self.projectionType = projectionType
        self.nonKeyAttributes = nonKeyAttributes
    }

    private enum CodingKeys: String, CodingKey {
        case projectionType = "ProjectionType"
        case nonKeyAttributes = "NonKeyAttributes"
    }

    /// All attributes.
    public static let all = Self(projectionType: .all)
    /// The keys of the index and of the table.
    public static let keysOnly = Self(projectionType: .keysOnly)

    /// The keys, and the named attributes.
    public static func including(_ attributes: [String]) -> Self {
        Self(projectionType: .include, nonKeyAttributes: attributes)
    }
}
