// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Whether an answer tells the capacity that the request consumed.
public struct ReturnConsumedCapacity: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// No: the default.
    public static let none = Self(rawValue: "NONE")
    /// One total for each table.
    public static let total = Self(rawValue: "TOTAL")
    /// A total, and the shares of the table and of each index.
    public static let indexes = Self(rawValue: "INDEXES")
}
