// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The kind of key that a table is encrypted with.
public struct SSEType: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A key of DynamoDB's own; not supported any more.
    public static let aes256 = Self(rawValue: "AES256")
    /// A key of the Key Management Service.
    public static let kms = Self(rawValue: "KMS")
}
