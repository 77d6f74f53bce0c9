// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Whether a write tells the size of the item collection it changed.
public struct ReturnItemCollectionMetrics: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// No: the default.
    public static let none = Self(rawValue: "NONE")
    /// Yes, for tables with local secondary indexes.
    public static let size = Self(rawValue: "SIZE")
}
