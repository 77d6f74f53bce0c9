// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The state of a table's encryption.
public struct SSEStatus: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Being turned on.
    public static let enabling = Self(rawValue: "ENABLING")
    /// On.
    public static let enabled = Self(rawValue: "ENABLED")
    /// Being turned off.
    public static let disabling = Self(rawValue: "DISABLING")
    /// Off.
    public static let disabled = Self(rawValue: "DISABLED")
    /// Being changed.
    public static let updating = Self(rawValue: "UPDATING")
}
