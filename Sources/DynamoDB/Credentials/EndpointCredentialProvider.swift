// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import DynamoDBCore

    /// Credentials for one endpoint: real ones where they are safe, and placeholders where none are needed.
    package struct EndpointCredentialProvider: RefreshableCredentials {
        private let endpoint: Endpoint
        private let allowsPlainHTTP: Bool
        private let find: @Sendable () async throws(DynamoDBError) -> AWSCredentials?
        private let given: AWSCredentials?
        private let source: any CredentialProvider

        /// Takes credentials of a provider that the program gave.
        package init(_ provider: any CredentialProvider, endpoint: Endpoint, allowsPlainHTTP: Bool) {
            self.endpoint = endpoint
            self.allowsPlainHTTP = allowsPlainHTTP
            self.find = { () throws(DynamoDBError) in try await provider.credentials() }
            self.given = (provider as? StaticCredentialProvider)?.value
            self.source = provider
        }

        /// Takes credentials of the chain; a server on this machine gets placeholders where there are none, or, if nobody
        /// asked for that profile, where they cannot be had. But not in place of credentials that there were: DynamoDB Local
        /// may have another database for each key.
        ///
        /// - Parameter warn: Is told why placeholders are used although there should be credentials.
        package init(
            chain: DefaultCredentialChain, endpoint: Endpoint, allowsPlainHTTP: Bool,
            warn: @escaping @Sendable (_ reason: DynamoDBError) -> Void
        ) {
            self.endpoint = endpoint
            self.allowsPlainHTTP = allowsPlainHTTP
            self.source = chain
            let given = chain.given
            self.given = given
            guard endpoint.isLoopback else {
                self.find = { () throws(DynamoDBError) in try await chain.credentials() }
                return
            }
            self.find = { () throws(DynamoDBError) in
                if given != nil || chain.hasAnswered { return try await chain.credentials() }
                do throws(DynamoDBError) {
                    return try await chain.find()?.checked(from: "the provider")
                } catch {
                    guard !chain.hasProfile, error.code != .cancelled else { throw error }
                    warn(error)
                    return nil
                }
            }
        }

        /// The credentials, where the program or its variables have them, so that nobody has to be asked. Otherwise `nil`,
        /// and ``credentials()`` finds them, or says why there are none.
        package var known: AWSCredentials? {
            do throws(DynamoDBError) {
                try self.endpoint.refusePlainHTTP(unless: self.allowsPlainHTTP)
                return try self.given?.checked(from: "the provider")
            } catch {
                return nil
            }
        }

        package func credentials() async throws(DynamoDBError) -> AWSCredentials {
            // Before anyone is asked for credentials that cannot be used.
            try self.endpoint.refusePlainHTTP(unless: self.allowsPlainHTTP)
            return try await self.find()?.checked(from: "the provider") ?? .placeholder
        }

        package func invalidate(_ credentials: AWSCredentials) -> Bool {
            (self.source as? any RefreshableCredentials)?.invalidate(credentials) ?? true
        }
    }
#endif
