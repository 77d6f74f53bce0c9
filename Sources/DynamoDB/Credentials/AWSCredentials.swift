// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// What requests to AWS are signed with.
///
/// Its `description` shows no secret.
public struct AWSCredentials: Sendable, Hashable {
    /// The access key id: it names the key.
    public var accessKeyID: String
    /// The secret access key.
    public var secretAccessKey: String
    /// The token that temporary credentials have.
    public var sessionToken: String?
    /// When they expire; `nil` for never.
    public var expiration: Date?
    /// The account they belong to, if known.
    public var accountID: String?

    /// Credentials.
    public init(
        accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expiration: Date? = nil,
        accountID: String? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
        self.accountID = accountID
    }
}

extension AWSCredentials {
    /// When they expire, in seconds since 1970, as the clocks here have it.
    package var expirationTime: Double? {
        get { self.expiration?.timeIntervalSince1970 }
        set { self.expiration = newValue.map { Date(timeIntervalSince1970: $0) } }
    }
}

extension AWSCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The access key id, and no secret.
    public var description: String { "AWSCredentials(\(self.accessKeyID))" }

    /// The access key id, and no secret.
    public var debugDescription: String { self.description }

    /// The access key id, and no secret.
    public var customMirror: Mirror { Mirror(self, children: ["accessKeyID": self.accessKeyID]) }
}
