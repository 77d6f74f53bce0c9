// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

public import DynamoDBCore

#if Server
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOHTTPCompression
    internal import ServiceLifecycle
#endif

/// Answers requests of DynamoDB's protocol from a database: bytes in, bytes out, no socket.
public struct RequestRouter: Sendable {
    private let database: any DynamoDBDatabase

    /// A router in front of a database.
    public init(_ database: any DynamoDBDatabase) {
        self.database = database
    }
}
