// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import DynamoDBCore

    /// A role for a token that a file holds, as EKS gives it to pods: `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`.
    package struct WebIdentityCredentials: CredentialSource {
        private let environment: CredentialEnvironment
        private let region: String?

        package init(environment: CredentialEnvironment, region: String?) {
            self.environment = environment
            self.region = region
        }

        package var name: String { "web identity" }

        package func find() async throws(DynamoDBError) -> CredentialFinding {
            let file = "AWS_WEB_IDENTITY_TOKEN_FILE"
            let variables = self.environment.variables
            guard let path = variables[file] else { return .absent(reason: "\(file) is not set") }
            guard let role = variables["AWS_ROLE_ARN"] else {
                throw DynamoDBError(.configuration, "\(file) is set, but AWS_ROLE_ARN is not. Set both or neither.")
            }
            let settings = try self.environment.settings(profile: nil)
            // The file is read every time, as it is replaced before the token expires.
            let token = try self.environment.secret(inFile: path, setting: file)
            let assumed = AssumedRole(arn: role, sessionName: variables["AWS_ROLE_SESSION_NAME"])
            let client = try await STSClient.find(
                for: assumed, self.environment, region: self.region, settings: settings)
            let credentials = try await client.assume(assumed, withWebIdentity: token)
            return .found(credentials, origin: "the role \(role) with the token in \(path)")
        }
    }
#endif
