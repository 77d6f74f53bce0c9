// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

public import DynamoDBCore

/// A source of credentials.
public protocol CredentialProvider: Sendable {
    /// Credentials that are valid now.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/credentials`` if there are none; the message says why.
    func credentials() async throws(DynamoDBError) -> AWSCredentials
}
