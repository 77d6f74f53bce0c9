// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What happened to an item.
public struct StreamEventName: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// There was no item, and now there is.
    public static let insert = Self(rawValue: "INSERT")
    /// The item is another one.
    public static let modify = Self(rawValue: "MODIFY")
    /// The item is gone.
    public static let remove = Self(rawValue: "REMOVE")
}
