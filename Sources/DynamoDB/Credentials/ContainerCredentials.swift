// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// The endpoint that ECS, EKS and others give to a container.
package struct ContainerCredentials: CredentialSource {
    private let environment: CredentialEnvironment

    package init(environment: CredentialEnvironment) {
        self.environment = environment
    }

    package var name: String { "container endpoint" }

    package func find() async throws(DynamoDBError) -> CredentialFinding {
        guard let url = try self.endpoint() else {
            return .absent(
                reason: "neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set")
        }
        var headers = [("Host", url.origin.hostHeader), ("Accept", "application/json")]
        let token = try self.token()
        if let token { headers.append(("Authorization", token)) }
        let request = HTTPRequest(method: "GET", origin: url.origin, path: url.path, headers: headers)
        let response = try await self.environment.send(
            request, to: "The container endpoint",
            CredentialEnvironment.Attempts(count: 3, timeout: .seconds(2), pause: .seconds(1)))
        let document = CredentialDocument(response.body)
        guard response.status == 200 else {
            let reason = [document?.code, document?.message].compactMap(\.self).joined(separator: ": ")
            throw DynamoDBError(
                .credentials,
                "The container endpoint at \(url.origin.hostHeader) answered with status \(response.status). "
                    + Redaction.apply(to: reason, secrets: [token]))
        }
        guard let document else {
            throw DynamoDBError(
                .credentials, "The container endpoint at \(url.origin.hostHeader) did not answer with credentials.")
        }
        return .found(try document.credentials(from: "the container endpoint"), origin: url.origin.hostHeader)
    }

    private func endpoint() throws(DynamoDBError) -> EndpointTarget? {
        if let path = self.environment.variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
            let variable = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
            guard path.hasPrefix("/") else {
                throw DynamoDBError(.configuration, "\(variable) must begin with a slash.")
            }
            return try EndpointTarget("http://169.254.170.2" + path, setting: variable)
        }
        let variable = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
        guard let text = self.environment.variables[variable] else { return nil }
        let target = try EndpointTarget(text, setting: variable)
        guard target.origin.isSecure || Self.isTrusted(target.origin.host) else {
            throw DynamoDBError(
                .configuration,
                "\(variable) names the host \(target.origin.host) over plain http, which would show the credentials to "
                    + "the network. Use https, or an address of this machine or its container agent.")
        }
        return target
    }

    /// Hosts that are the machine itself, or the agent of ECS or EKS beside the container.
    private static func isTrusted(_ host: String) -> Bool {
        if LoopbackHost.contains(host) { return true }
        let agents = [IPAddress(v4: "169.254.170.2"), IPAddress(v4: "169.254.170.23"), IPAddress(v6: "fd00:ec2::23")]
        guard let address = IPAddress(v4: host) ?? IPAddress(v6: host) else { return false }
        return agents.contains(address)
    }

    private func token() throws(DynamoDBError) -> String? {
        let variable = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
        let file = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
        guard let path = self.environment.variables[file] else {
            return try self.environment.variables[variable].map { token throws(DynamoDBError) in
                try Self.checked(token, from: variable)
            }
        }
        // It is read every time, as it is replaced before it expires.
        return try Self.checked(try self.environment.secret(inFile: path, setting: file), from: file)
    }

    private static func checked(_ token: String, from setting: String) throws(DynamoDBError) -> String {
        guard token.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else {
            throw DynamoDBError(.credentials, "The token from \(setting) has a line break or control character.")
        }
        return token
    }
}
