// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Which attributes an index holds.
public struct ProjectionType: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// All of them.
    public static let all = Self(rawValue: "ALL")
    /// The keys of the index and of the table.
    public static let keysOnly = Self(rawValue: "KEYS_ONLY")
    /// The keys, and the attributes named.
    public static let include = Self(rawValue: "INCLUDE")
}
