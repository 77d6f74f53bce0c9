// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The state a global secondary index is in.
public struct IndexStatus: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Being made: not yet usable.
    public static let creating = Self(rawValue: "CREATING")
    /// Ready.
    public static let active = Self(rawValue: "ACTIVE")
    /// Being changed: usable.
    public static let updating = Self(rawValue: "UPDATING")
    /// Going away.
    public static let deleting = Self(rawValue: "DELETING")
}
