// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a table is encrypted at rest on Amazon DynamoDB. The embedded engine keeps the setting and does not encrypt.
public struct SSESpecification: Hashable, Sendable, Codable {
    /// Whether with a key of the Key Management Service. Defaults to false, with a key of DynamoDB's own, and to
    /// true if ``sseType`` is given.
    public var enabled: Bool?
    /// The kind of key: ``SSEType/kms`` is the only one there is.
    public var sseType: SSEType?
    /// The key, by its identifier, alias or Amazon Resource Name. Defaults to `alias/aws/dynamodb`.
    public var kmsMasterKeyID: String?

    /// Creates a value of its parts.
    public init(
        enabled: Bool? = nil,
        sseType: SSEType? = nil,
        kmsMasterKeyID: String? = nil
    ) {
        self.enabled = enabled
        self.sseType = sseType
        self.kmsMasterKeyID = kmsMasterKeyID
    }

    private enum CodingKeys: String, CodingKey {
        case enabled = "Enabled"
        case sseType = "SSEType"
        case kmsMasterKeyID = "KMSMasterKeyId"
    }
}
