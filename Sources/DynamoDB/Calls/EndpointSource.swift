// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// Says where the next attempt goes.
    package protocol EndpointSource: Sendable {
        /// The place for one attempt.
        ///
        /// - Parameters:
        ///   - call: The call; a table given as an ARN may tell the account, and streams have endpoints of their own.
        ///   - accountID: The account of the credentials, if known.
        func target(for call: RemoteCall, accountID: String?) async throws(DynamoDBError) -> CallTarget

        /// The same without asking others; `nil` if that is necessary.
        func readyTarget(for call: RemoteCall, accountID: String?) throws(DynamoDBError) -> CallTarget?

        /// Learns that a place could, or could not, be reached.
        func note(_ origin: HTTPOrigin, isReachable: Bool)
    }

    /// A place that attempts go to.
    package struct CallTarget: Sendable, Hashable {
        package var origin: HTTPOrigin
        /// The path of every request.
        package var path: String
        /// The region that requests are signed for.
        package var signingRegion: String

        package init(origin: HTTPOrigin, path: String = "/", signingRegion: String) {
            self.origin = origin
            self.path = path
            self.signingRegion = signingRegion
        }
    }
#endif
