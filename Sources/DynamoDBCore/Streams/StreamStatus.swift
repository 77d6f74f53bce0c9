// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The state a stream is in.
public struct StreamStatus: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Being made.
    public static let enabling = Self(rawValue: "ENABLING")
    /// Taking changes.
    public static let enabled = Self(rawValue: "ENABLED")
    /// Being ended.
    public static let disabling = Self(rawValue: "DISABLING")
    /// Ended; what it tells can be read for 24 hours.
    public static let disabled = Self(rawValue: "DISABLED")
}
