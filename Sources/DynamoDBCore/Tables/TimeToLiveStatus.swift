// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Whether the items of a table expire.
public struct TimeToLiveStatus: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// They will.
    public static let enabling = Self(rawValue: "ENABLING")
    /// They do.
    public static let enabled = Self(rawValue: "ENABLED")
    /// Soon they will not.
    public static let disabling = Self(rawValue: "DISABLING")
    /// They do not.
    public static let disabled = Self(rawValue: "DISABLED")
}
