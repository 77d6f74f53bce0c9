// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    public import DynamoDBCore

    extension DynamoDBClient {
        /// A client for a table of Amazon DynamoDB, or of the service at an endpoint.
        ///
        /// ```swift
        /// let client = DynamoDBClient(tableName: "my-table")
        /// let local = DynamoDBClient(tableName: "my-table", endpointURL: "http://localhost:8000")
        /// ```
        ///
        /// As everything of this client, it does not throw: if a setting is wrong, each call gives a result with that
        /// error. Make one and keep it, as it keeps its connections.
        ///
        /// - Parameters:
        ///   - tableName: The name of the table.
        ///   - regionName: The region. Defaults to `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's region, that of the EC2
        ///     instance, else `ap-southeast-2`, which is logged as a warning. An endpoint of AWS is always in its own.
        ///   - endpointURL: The URL of the service. Defaults to what the variables or the profile name, else Amazon's in
        ///     the region. For one on this machine no credentials are needed.
        public init(tableName: String, regionName: String? = nil, endpointURL: String? = nil) {
            var configuration = RemoteDatabase.Configuration()
            configuration.region = regionName
            configuration.endpoint = endpointURL
            do {
                self.init(tableName: tableName, database: try RemoteDatabase(configuration))
            } catch {
                self.init(tableName: tableName, database: RemoteDatabase(misconfiguredBy: error))
            }
        }
    }

    extension RemoteDatabase {
        /// Answers everything with the reason why there is no database.
        fileprivate init(misconfiguredBy error: DynamoDBError) {
            self.init(
                loop: CallLoop(
                    transport: NIOTransport(),
                    credentials: CachedCredentialProvider(
                        StaticCredentialProvider(.placeholder), known: .placeholder, now: { 0 }),
                    endpoints: NoEndpoint(error: error)))
        }
    }

    /// No place for any call.
    private struct NoEndpoint: EndpointSource {
        /// The reason.
        let error: DynamoDBError

        func target(for call: RemoteCall, accountID: String?) async throws(DynamoDBError) -> CallTarget {
            throw self.error
        }

        func readyTarget(for call: RemoteCall, accountID: String?) throws(DynamoDBError) -> CallTarget? {
            throw self.error
        }

        func note(_ origin: HTTPOrigin, isReachable: Bool) {}
    }
#endif
