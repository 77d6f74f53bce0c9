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

extension StreamIdentity: Codable {
    private enum CodingKeys: String, CodingKey {
        case principalId = "PrincipalId"
        case type = "Type"
        // AWS Lambda hands the same records on with these names in small letters.
        case lambdaPrincipalId = "principalId"
        case lambdaType = "type"
    }

    /// Writes the names as the service has them.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(self.principalId, forKey: .principalId)
        try container.encodeIfPresent(self.type, forKey: .type)
    }

    /// Reads the names as the service has them, or as AWS Lambda does.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            principalId: try container.decodeIfPresent(String.self, forKey: .principalId)
                ?? container.decodeIfPresent(String.self, forKey: .lambdaPrincipalId),
            type: try container.decodeIfPresent(String.self, forKey: .type)
                ?? container.decodeIfPresent(String.self, forKey: .lambdaType))
    }
}
