// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// Follows a profile to its credentials, through the profiles and sources that it names.
    struct ProfileResolution {
        let environment: CredentialEnvironment
        let settings: SharedSettings
        /// The region to assume roles in, if the program or the settings of the database name one.
        let region: String?
        let instanceMetadata: InstanceMetadataCredentials

        /// Looks in the profile in use.
        func find() async throws(DynamoDBError) -> CredentialFinding {
            try await self.find(in: self.settings.profileName, after: [])
        }

        /// Looks in a profile that was reached through others.
        private func find(in name: String, after visited: [String]) async throws(DynamoDBError) -> CredentialFinding {
            guard let profile = self.settings.profiles.profiles[name] else {
                throw DynamoDBError(
                    .configuration,
                    "There is no profile \"\(name)\", which \"\(visited.last ?? "")\" has as its source_profile."
                )
            }
            // A profile that others come from gives its own keys, if it has some: a role beside them is for direct use.
            let isSource = !visited.isEmpty
            if isSource, let credentials = try Self.staticCredentials(profile, name) {
                return .found(credentials, origin: "keys of the profile \"\(name)\"")
            }
            if let role = profile["role_arn"] {
                return try await self.assume(role, profile, name, visited)
            }
            if SSOProfile.isPresent(in: profile) {
                let sso = try SSOProfile(profile, named: name, sessions: self.settings.profiles.ssoSessions)
                let credentials = try await SSOCredentials(
                    environment: self.environment, settings: self.settings, profile: sso, profileName: name
                ).credentials()
                return .found(credentials, origin: "single sign-on of the profile \"\(name)\"")
            }
            guard profile["login_session"] == nil else {
                throw DynamoDBError(
                    .configuration,
                    "The profile \"\(name)\" signs on with `aws login` (login_session), which is not supported. "
                        + "Run: aws configure export-credentials --profile \(name) --format env")
            }
            if let credentials = try Self.staticCredentials(profile, name) {
                return .found(credentials, origin: "keys of the profile \"\(name)\"")
            }
            if let command = profile["credential_process"] {
                let credentials = try await CredentialProcess(
                    environment: self.environment, command: command, profileName: name,
                    accountID: profile["aws_account_id"]
                ).credentials()
                return .found(credentials, origin: "credential_process of the profile \"\(name)\"")
            }
            guard !isSource else {
                throw DynamoDBError(
                    .credentials,
                    "The profile \"\(name)\", from which \"\(visited.last ?? "")\" takes its credentials, has none.")
            }
            return .absent(reason: "the profile \"\(name)\" has no credentials")
        }

        private func assume(
            _ arn: String, _ profile: SettingsSection, _ name: String, _ visited: [String]
        ) async throws(DynamoDBError) -> CredentialFinding {
            let role = try AssumedRole(arn: arn, profile: profile, named: name)
            let client = try await STSClient.find(
                for: role, self.environment, region: self.region, settings: self.settings)
            if let path = profile["web_identity_token_file"] {
                let token = try self.environment.secret(inFile: path, setting: "web_identity_token_file")
                return .found(
                    try await client.assume(role, withWebIdentity: token),
                    origin: "the role \(arn) of the profile \"\(name)\", with the token in \(path)")
            }
            guard profile["mfa_serial"] == nil else {
                throw DynamoDBError(
                    .configuration,
                    "The profile \"\(name)\" asks for a code of a device (mfa_serial), which a library cannot ask for. "
                        + "Run: aws configure export-credentials --profile \(name) --format env")
            }
            let source = try await self.source(profile, name, visited)
            return .found(
                try await client.assume(role, with: source.credentials),
                origin: "the role \(arn) of the profile \"\(name)\", assumed with \(source.origin)")
        }

        /// The credentials to assume a profile's role with.
        private func source(
            _ profile: SettingsSection, _ name: String, _ visited: [String]
        ) async throws(DynamoDBError) -> (credentials: AWSCredentials, origin: String) {
            switch (profile["source_profile"], profile["credential_source"]) {
            case (let source?, nil):
                guard source == name || !visited.contains(source) else {
                    let circle = (visited + [name, source]).joined(separator: " → ")
                    throw DynamoDBError(
                        .configuration, "The profiles take their credentials from each other in a circle: \(circle).")
                }
                if source == name, try Self.staticCredentials(profile, name) == nil {
                    throw DynamoDBError(
                        .configuration,
                        "The profile \"\(name)\" names itself as its source_profile, but has no aws_access_key_id.")
                }
                return try Self.required(try await self.find(in: source, after: visited + [name]), source)
            case (nil, let source?):
                return try Self.required(try await self.find(in: source, of: name), source)
            case (nil, nil):
                throw DynamoDBError(
                    .configuration,
                    "The profile \"\(name)\" has role_arn, but neither source_profile nor credential_source: name "
                        + "where the credentials to assume the role with come from.")
            default:
                throw DynamoDBError(
                    .configuration,
                    "The profile \"\(name)\" has source_profile and credential_source: take one of them away.")
            }
        }

        private func find(in source: String, of name: String) async throws(DynamoDBError) -> CredentialFinding {
            switch source.lowercased() {
            case "environment": return try EnvironmentCredentials(variables: self.environment.variables).find()
            case "ec2instancemetadata": return try await self.instanceMetadata.find()
            case "ecscontainer": return try await ContainerCredentials(environment: self.environment).find()
            default:
                throw DynamoDBError(
                    .configuration,
                    "credential_source of the profile \"\(name)\" is \"\(source)\": it must be Environment, "
                        + "Ec2InstanceMetadata or EcsContainer.")
            }
        }

        private static func required(
            _ finding: CredentialFinding, _ source: String
        ) throws(DynamoDBError) -> (credentials: AWSCredentials, origin: String) {
            switch finding {
            case .found(let credentials, let origin): return (credentials, origin)
            case .absent(let reason):
                throw DynamoDBError(
                    .credentials, "There are no credentials in \(source) to assume a role with: \(reason).")
            }
        }

        private static func staticCredentials(
            _ profile: SettingsSection, _ name: String
        ) throws(DynamoDBError) -> AWSCredentials? {
            switch (profile["aws_access_key_id"], profile["aws_secret_access_key"]) {
            case (nil, nil): return nil
            case (let accessKeyID?, let secret?):
                return try AWSCredentials(
                    accessKeyID: accessKeyID, secretAccessKey: secret,
                    sessionToken: profile["aws_session_token"] ?? profile["aws_security_token"],
                    accountID: profile["aws_account_id"]
                ).checked(from: "the profile \"\(name)\"")
            default:
                throw DynamoDBError(
                    .credentials,
                    "The profile \"\(name)\" has only one of aws_access_key_id and aws_secret_access_key.")
            }
        }
    }
#endif
