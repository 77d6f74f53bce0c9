// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Whether items of a table expire, and which attribute says when.
///
/// The attribute holds a number: seconds since 1970. Values of other types never expire, nor does a time more than five
/// years ago.
public struct TimeToLiveSpecification: Hashable, Sendable, Codable {
    /// Whether items expire.
    public var enabled: Bool
    /// The attribute with the time, 1 to 255 bytes.
    public var attributeName: String

    /// Creates a value of its parts.
    public init(enabled: Bool, attributeName: String) {
        self.enabled = enabled
        self.attributeName = attributeName
    }

    private enum CodingKeys: String, CodingKey {
        case enabled = "Enabled"
        case attributeName = "AttributeName"
    }
}
