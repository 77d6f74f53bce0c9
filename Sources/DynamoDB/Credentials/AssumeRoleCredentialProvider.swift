// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    public import DynamoDBCore

    /// The credentials of a role that others are exchanged for at STS, AWS's service for that.
    ///
    /// It asks anew every time: put a ``CachedCredentialProvider`` around it, as a remote database does by itself.
    ///
    /// ```swift
    /// let transport = NIOTransport()
    /// var configuration = RemoteConfiguration()
    /// configuration.credentials = AssumeRoleCredentialProvider(
    ///     roleARN: "arn:aws:iam::123456789012:role/Reader", source: DefaultCredentialChain(transport: transport),
    ///     transport: transport)
    /// ```
    public struct AssumeRoleCredentialProvider: CredentialProvider {
        private let role: AssumedRole
        private var region: String?
        private let source: any CredentialProvider
        private let environment: CredentialEnvironment

        /// A provider for a role.
        ///
        /// - Parameters:
        ///   - roleARN: The role, such as `arn:aws:iam::123456789012:role/Reader`.
        ///   - sessionName: What the session is called in the logs of AWS. Defaults to a name with the time.
        ///   - externalID: What the role's owner asks for as a proof that the right program is meant. Defaults to none.
        ///   - duration: How long the credentials are valid, from 15 minutes to 12 hours. Defaults to an hour.
        ///   - region: The region whose STS is asked. Defaults to that of the database whose configuration has this
        ///     provider, unless another one stands around it; else to that of the settings, else of the EC2 instance, else
        ///     to one of the role's partition.
        ///   - source: Who may assume the role.
        ///   - transport: What sends the requests, but those to the metadata services of the machine and, without TLS, to
        ///     the machine itself, which never go through a proxy.
        public init(
            roleARN: String, sessionName: String? = nil, externalID: String? = nil, duration: Duration = .seconds(3600),
            region: String? = nil, source: any CredentialProvider, transport: any HTTPTransport
        ) {
            self.init(
                roleARN: roleARN, sessionName: sessionName, externalID: externalID, duration: duration, region: region,
                source: source, environment: .system(transport: transport))
        }

        package init(
            roleARN: String, sessionName: String? = nil, externalID: String? = nil, duration: Duration = .seconds(3600),
            region: String? = nil, source: any CredentialProvider, environment: CredentialEnvironment
        ) {
            var role = AssumedRole(arn: roleARN, sessionName: sessionName)
            role.externalID = externalID
            role.durationSeconds = Int(clamping: duration.components.seconds)
            self.role = role
            self.region = region
            self.source = source
            self.environment = environment
        }

        /// The same provider, which asks in that region if it names none itself.
        func defaulting(toRegion region: String?) -> Self {
            var provider = self
            provider.region = self.region ?? region
            return provider
        }

        /// Asks STS for credentials of the role.
        ///
        /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/credentials`` if STS does not give them, with
        ///   ``DynamoDBError/Code/configuration`` if the duration is out of range, or the error of the source.
        public func credentials() async throws(DynamoDBError) -> AWSCredentials {
            guard let duration = self.role.durationSeconds, AssumedRole.durations.contains(duration) else {
                throw DynamoDBError(
                    .configuration, "The duration of an assumed role must be from 15 minutes to 12 hours.")
            }
            let settings = try self.environment.settings(profile: nil)
            let client = try await STSClient.find(
                for: self.role, self.environment, region: self.region, settings: settings)
            return try await client.assume(self.role, with: try await self.source.credentials())
        }
    }
#endif
