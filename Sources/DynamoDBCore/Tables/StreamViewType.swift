// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a stream tells of a changed item, beside its key.
public struct StreamViewType: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Nothing but the key.
    public static let keysOnly = Self(rawValue: "KEYS_ONLY")
    /// The whole item as it is after the change.
    public static let newImage = Self(rawValue: "NEW_IMAGE")
    /// The whole item as it was before the change.
    public static let oldImage = Self(rawValue: "OLD_IMAGE")
    /// The whole item before and after the change.
    public static let newAndOldImages = Self(rawValue: "NEW_AND_OLD_IMAGES")
}
