// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

public import DynamoDBCore

/// Credentials that the program has already.
///
/// ```swift
/// var configuration = RemoteConfiguration()
/// configuration.credentials = StaticCredentialProvider(
///     AWSCredentials(accessKeyID: id, secretAccessKey: secret))
/// ```
public struct StaticCredentialProvider: CredentialProvider {
    let value: AWSCredentials

    /// A provider of these credentials.
    public init(_ credentials: AWSCredentials) {
        self.value = credentials
    }

    /// The credentials.
    ///
    /// - Throws: ``DynamoDBError/Code/credentials`` if they cannot sign anything, as a key is empty or has blanks.
    public func credentials() async throws(DynamoDBError) -> AWSCredentials {
        try self.value.checked(from: "StaticCredentialProvider")
    }
}
