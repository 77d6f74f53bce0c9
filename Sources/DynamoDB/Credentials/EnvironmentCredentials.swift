// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// `AWS_ACCESS_KEY_ID` and the variables beside it.
package struct EnvironmentCredentials: CredentialSource {
    private let variables: EnvironmentVariables

    package init(variables: EnvironmentVariables) {
        self.variables = variables
    }

    package var name: String { "environment variables" }

    package func find() throws(DynamoDBError) -> CredentialFinding {
        guard let accessKeyID = self.variables["AWS_ACCESS_KEY_ID"] else {
            let isAlone = self.variables["AWS_SECRET_ACCESS_KEY"] != nil
            return .absent(reason: "AWS_ACCESS_KEY_ID is not set\(isAlone ? ", AWS_SECRET_ACCESS_KEY alone is" : "")")
        }
        guard let secret = self.variables["AWS_SECRET_ACCESS_KEY"] else {
            throw DynamoDBError(
                .credentials, "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not. Set both or neither.")
        }
        var credentials = AWSCredentials(
            accessKeyID: accessKeyID, secretAccessKey: secret,
            sessionToken: self.variables["AWS_SESSION_TOKEN"] ?? self.variables["AWS_SECURITY_TOKEN"],
            accountID: self.variables["AWS_ACCOUNT_ID"])
        if let text = self.variables["AWS_CREDENTIAL_EXPIRATION"] {
            guard let expiration = CivilTime.secondsSince1970(internetText: text) else {
                throw DynamoDBError(
                    .credentials,
                    "AWS_CREDENTIAL_EXPIRATION is no time: write it like 2026-01-02T03:04:05Z, or unset it.")
            }
            credentials.expirationTime = expiration
        }
        return .found(try credentials.checked(from: self.name), origin: "AWS_ACCESS_KEY_ID")
    }
}
