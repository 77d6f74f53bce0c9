// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    extension RemoteSettings {
        /// The credentials for this configuration's endpoint, kept and refreshed.
        ///
        /// - Parameters:
        ///   - configuration: The configuration that these settings were made from.
        ///   - environment: Where to look.
        package func credentialProvider(
            for configuration: RemoteConfiguration, environment: CredentialEnvironment
        ) -> CachedCredentialProvider {
            let endpoint = self.endpoints.regionalEndpoint
            let allowsPlainHTTP = self.allowsCredentialsOverPlainHTTP
            let absence = self.absence
            if let absence {
                environment.warn(
                    "Requests to \(endpoint.origin) are made without a profile's settings and credentials: \(absence.message)"
                )
            }
            // Roles are assumed where the tables are.
            let guarded =
                if let provider = configuration.credentials {
                    EndpointCredentialProvider(
                        (provider as? AssumeRoleCredentialProvider)?.defaulting(toRegion: self.namedRegion) ?? provider,
                        endpoint: endpoint, allowsPlainHTTP: allowsPlainHTTP)
                } else {
                    // Beside a server on this machine there is no instance to ask, neither for its role nor for its region.
                    EndpointCredentialProvider(
                        chain: DefaultCredentialChain(
                            profile: self.profile, region: endpoint.isLoopback ? self.region : self.namedRegion,
                            environment: environment, asksInstance: !endpoint.isLoopback),
                        endpoint: endpoint, allowsPlainHTTP: allowsPlainHTTP,
                        warn: { error in
                            // That one was told above.
                            guard error.message != absence?.message else { return }
                            environment.warn(
                                "Requests to \(endpoint.origin) are signed with placeholders: \(error.message)")
                        })
                }
            return CachedCredentialProvider(guarded, known: guarded.known, now: environment.now)
        }
    }
#endif
