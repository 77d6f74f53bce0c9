// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Who changed an item.
public struct StreamIdentity: Hashable, Sendable {
    /// The name of who did it.
    public var principalId: String?
    /// What kind of name that is.
    public var type: String?

    /// Creates a value of its parts.
    public init(principalId: String? = nil, type: String? = nil) {
        self.principalId = principalId
        self.type = type
    }

    /// DynamoDB itself, when it deletes an item that has expired.
    public static let timeToLive = Self(principalId: "dynamodb.amazonaws.com", type: "Service")
}
