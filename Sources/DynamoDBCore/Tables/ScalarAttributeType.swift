// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The type of a key attribute.
public struct ScalarAttributeType: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// String.
    public static let string = Self(rawValue: "S")
    /// Number.
    public static let number = Self(rawValue: "N")
    /// Binary.
    public static let binary = Self(rawValue: "B")
}
