// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Which attributes a query or scan returns.
public struct Select: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Whole items: the default for a table.
    public static let allAttributes = Self(rawValue: "ALL_ATTRIBUTES")
    /// What the index holds: the default for an index.
    public static let allProjectedAttributes = Self(rawValue: "ALL_PROJECTED_ATTRIBUTES")
    /// What the projection names: the default with a projection.
    public static let specificAttributes = Self(rawValue: "SPECIFIC_ATTRIBUTES")
    /// No items, only how many there are.
    public static let count = Self(rawValue: "COUNT")
}
