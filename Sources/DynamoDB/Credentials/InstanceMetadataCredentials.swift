// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore
import Synchronization

/// The role of an EC2 instance, from its metadata service (IMDS).
package final class InstanceMetadataCredentials: CredentialSource {
    private let environment: CredentialEnvironment
    private let profile: String?
    private let last = Mutex<AWSCredentials?>(nil)

    /// - Parameters:
    ///   - environment: Where to ask.
    ///   - profile: The profile with settings of the service; `nil` for that of `AWS_PROFILE`, or `default`.
    package init(environment: CredentialEnvironment, profile: String? = nil) {
        self.environment = environment
        self.profile = profile
    }

    package var name: String { "EC2 instance metadata" }

    /// Asks the service.
    ///
    /// Once it gave credentials, those stay in use while it cannot give new ones: they may still be accepted, and to
    /// have none would surely fail.
    package func find() async throws(DynamoDBError) -> CredentialFinding {
        let finding: CredentialFinding
        do throws(DynamoDBError) {
            finding = try await self.fetch()
        } catch {
            if error.code == .cancelled || error.code == .configuration { throw error }
            guard let kept = self.extended() else { throw error }
            return .found(kept, origin: "the instance's role, kept as the service fails")
        }
        switch finding {
        case .found(let credentials, let origin):
            self.last.withLock { $0 = credentials }
            self.environment.instance.note()
            if let expiration = credentials.expirationTime, expiration <= self.environment.now(),
                let kept = self.extended()
            {
                return .found(kept, origin: origin)
            }
            return finding
        case .absent:
            guard let kept = self.extended() else { return finding }
            return .found(kept, origin: "the instance's role, kept as the service fails")
        }
    }

    /// The last credentials, for 17 to 25 minutes more: a refresh begins when half of that is over.
    private func extended() -> AWSCredentials? {
        let expiration = self.environment.now() + 15 * 60 + 120 + self.environment.jitter() * 480
        return self.last.withLock { last in
            if let old = last?.expirationTime, old < expiration { last?.expirationTime = expiration }
            return last
        }
    }

    private func fetch() async throws(DynamoDBError) -> CredentialFinding {
        let client = try InstanceMetadataClient(
            environment: self.environment, settings: try self.environment.settings(profile: self.profile))
        guard let client else { return .absent(reason: "AWS_EC2_METADATA_DISABLED is true") }
        let path = "/latest/meta-data/iam/security-credentials/"
        let listing: HTTPResponse
        switch try await client.get(path) {
        case .unreachable(let reason): return .absent(reason: reason)
        case .timeout: return .absent(reason: "the instance metadata service does not answer (timeout)")
        case .response(let response): listing = response
        }
        if listing.status == 404 { return .absent(reason: "no role is attached to this instance") }
        guard listing.status == 200, let role = Self.firstLine(listing.body), !role.isEmpty else {
            throw Self.fault("answered with status \(listing.status) to the question for the role")
        }
        guard case .response(let response) = try await client.get(path + PercentEncoding.encode(role)) else {
            throw Self.fault("stopped to answer")
        }
        guard response.status == 200, let document = CredentialDocument(response.body) else {
            throw Self.fault("answered with status \(response.status) and no credentials")
        }
        if let code = document.code, code != "Success" {
            throw Self.fault("has no credentials (\(Redaction.apply(to: code, secrets: [document.secretAccessKey])))")
        }
        return .found(try document.credentials(from: self.name), origin: "the instance's role \(role)")
    }

    private static func firstLine(_ bytes: [UInt8]) -> String? {
        bytes.split(separator: UInt8(ascii: "\n")).first.map {
            String(String(decoding: $0, as: UTF8.self).trimmingBlanks)
        }
    }

    private static func fault(_ reason: String) -> DynamoDBError {
        DynamoDBError(.credentials, "The instance metadata service \(reason).")
    }
}
