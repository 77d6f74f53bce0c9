// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What is known of the expiry of a table's items.
public struct TimeToLiveDescription: Hashable, Sendable, Codable {
    /// Whether items expire.
    public var timeToLiveStatus: TimeToLiveStatus?
    /// The attribute that says when; `nil` if items do not expire.
    public var attributeName: String?

    /// Creates a value of its parts.
    public init(timeToLiveStatus: TimeToLiveStatus? = nil, attributeName: String? = nil) {
        self.timeToLiveStatus = timeToLiveStatus
        self.attributeName = attributeName
    }

    private enum CodingKeys: String, CodingKey {
        case timeToLiveStatus = "TimeToLiveStatus"
        case attributeName = "AttributeName"
    }
}
