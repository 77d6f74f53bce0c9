// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Which attributes a write returns.
public struct ReturnValues: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Nothing: the default.
    public static let none = Self(rawValue: "NONE")
    /// The whole item as it was before the write.
    public static let allOld = Self(rawValue: "ALL_OLD")
    /// The updated attributes as they were before; for updates only.
    public static let updatedOld = Self(rawValue: "UPDATED_OLD")
    /// The whole item as it is after the write; for updates only.
    public static let allNew = Self(rawValue: "ALL_NEW")
    /// The updated attributes as they are after; for updates only.
    public static let updatedNew = Self(rawValue: "UPDATED_NEW")
}
