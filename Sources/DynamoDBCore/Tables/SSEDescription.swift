// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a table is encrypted, if not with a key of DynamoDB's own.
public struct SSEDescription: Hashable, Sendable, Codable {
    /// The state of the encryption.
    public var status: SSEStatus?
    /// The kind of key.
    public var sseType: SSEType?
    /// The Amazon Resource Name of the key.
    public var kmsMasterKeyArn: String?
    /// Since when the key cannot be used, in seconds since 1970.
    public var inaccessibleEncryptionDateTime: Double?

    /// Creates a value of its parts.
    public init(
        status: SSEStatus? = nil,
        sseType: SSEType? = nil,
        kmsMasterKeyArn: String? = nil,
        inaccessibleEncryptionDateTime: Double? = nil
    ) {
        self.status = status
        self.sseType = sseType
        self.kmsMasterKeyArn = kmsMasterKeyArn
        self.inaccessibleEncryptionDateTime = inaccessibleEncryptionDateTime
    }

    private enum CodingKeys: String, CodingKey {
        case status = "Status"
        case sseType = "SSEType"
        case kmsMasterKeyArn = "KMSMasterKeyArn"
        case inaccessibleEncryptionDateTime = "InaccessibleEncryptionDateTime"
    }
}
