// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a table's storage and requests are priced on Amazon DynamoDB.
public struct TableClass: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The usual class.
    public static let standard = Self(rawValue: "STANDARD")
    /// Cheaper storage, dearer requests.
    public static let standardInfrequentAccess = Self(rawValue: "STANDARD_INFREQUENT_ACCESS")
}
