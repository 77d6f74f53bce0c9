// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a write whose condition is false carries in its error.
public struct ReturnValuesOnConditionCheckFailure: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Nothing: the default.
    public static let none = Self(rawValue: "NONE")
    /// The item as it is, in ``DynamoDBError/item``.
    public static let allOld = Self(rawValue: "ALL_OLD")
}
