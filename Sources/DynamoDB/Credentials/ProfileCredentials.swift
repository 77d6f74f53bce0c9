// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import DynamoDBCore

    /// The credentials that a profile of the shared files leads to.
    package struct ProfileCredentials: CredentialSource {
        private let environment: CredentialEnvironment
        private let profile: String?
        private let region: String?
        private let instanceMetadata: InstanceMetadataCredentials

        /// Looks in a profile.
        ///
        /// - Parameters:
        ///   - profile: Its name; `nil` for that of `AWS_PROFILE`, or `default`.
        ///   - region: The region to assume roles in; `nil` for that of the settings.
        ///   - environment: Where to look.
        ///   - instanceMetadata: What `credential_source = Ec2InstanceMetadata` leads to.
        package init(
            profile: String?, region: String?, environment: CredentialEnvironment,
            instanceMetadata: InstanceMetadataCredentials
        ) {
            self.profile = profile
            self.region = region
            self.environment = environment
            self.instanceMetadata = instanceMetadata
        }

        package var name: String { "shared profile" }

        package func find() async throws(DynamoDBError) -> CredentialFinding {
            // The files are read every time: they may have been changed since.
            let settings = try self.environment.settings(profile: self.profile)
            guard settings.profiles.profiles[settings.profileName] != nil else {
                return .absent(reason: "there is no profile \"\(settings.profileName)\" in the shared files")
            }
            let resolution = ProfileResolution(
                environment: self.environment, settings: settings, region: self.region,
                instanceMetadata: self.instanceMetadata)
            return try await resolution.find()
        }
    }
#endif
