// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore
    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    /// Credentials of a role that a user who signed on with `aws sso login` may have.
    struct SSOCredentials {
        let environment: CredentialEnvironment
        let settings: SharedSettings
        let profile: SSOProfile
        let profileName: String

        /// How long before its end a token is refreshed.
        private static let refreshWindow: Double = 15 * 60

        func credentials() async throws(DynamoDBError) -> AWSCredentials {
            let token = try await self.token()
            let location = try ServiceLocation(
                service: "sso", host: "portal.sso", region: self.profile.region, settings: self.settings)
            let query =
                "role_name=\(PercentEncoding.encode(self.profile.roleName))"
                + "&account_id=\(PercentEncoding.encode(self.profile.accountID))"
            let request = HTTPRequest(
                method: "GET", origin: location.endpoint.origin,
                path: location.path("/federation/credentials?\(query)"),
                headers: [
                    ("Host", location.endpoint.origin.hostHeader), ("x-amz-sso_bearer_token", token.accessToken),
                ])
            let response = try await self.environment.send(request, to: "Single sign-on", .service)
            guard response.status != 401 else { throw self.signOnFault("does not accept the cached token") }
            let document = JSONDocument(response.body)
            guard response.status == 200 else {
                let reason = document.flatMap { $0["message"]?.text ?? $0["__type"]?.text } ?? ""
                throw DynamoDBError(
                    .credentials,
                    "Single sign-on did not give the role \(self.profile.roleName) of the account "
                        + "\(self.profile.accountID) (status \(response.status)). "
                        + Redaction.apply(to: reason, secrets: token.secrets))
            }
            guard let role = document?["roleCredentials"], let accessKeyID = role["accessKeyId"]?.text,
                let secret = role["secretAccessKey"]?.text, case .number(let milliseconds)? = role["expiration"]
            else {
                throw DynamoDBError(
                    .credentials,
                    "\(location.endpoint.origin.hostHeader) did not answer with the credentials of a role.")
            }
            return try AWSCredentials(
                accessKeyID: accessKeyID, secretAccessKey: secret, sessionToken: role["sessionToken"]?.text,
                expiration: Date(timeIntervalSince1970: milliseconds / 1000), accountID: self.profile.accountID
            ).checked(from: "single sign-on")
        }

        /// The cached token, refreshed if it ends soon.
        private func token() async throws(DynamoDBError) -> SSOToken {
            guard let directory = SharedFileLocations(variables: self.environment.variables).ssoCache else {
                throw self.signOnFault("has no cached token, as there is no home directory")
            }
            let path = "\(directory)/\(Digests.sha1Hexadecimal(self.profile.cacheKey)).json"
            let bytes: [UInt8]?
            do throws(FileFailure) {
                bytes = try self.environment.files.read(path)
            } catch {
                throw self.signOnFault("has a cached token in \(path) that cannot be read: \(error.reason)")
            }
            guard let bytes else { throw self.signOnFault("has no cached token") }
            guard var token = SSOToken(bytes), let expiration = token.expiration else {
                throw self.signOnFault("has a damaged token in \(path)")
            }
            let now = self.environment.now()
            if expiration - now > Self.refreshWindow { return token }
            if self.profile.isRefreshable, let body = token.refreshRequest(now: now)?.bytes {
                if try await self.refresh(&token, body: body) {
                    // Another program can refresh its own; this one has the token even if the file stays old.
                    if let bytes = JSONDocument.object(token.members).bytes {
                        do throws(FileFailure) { try self.environment.files.replace(path, bytes) } catch {}
                    }
                    return token
                }
            }
            guard expiration > now else { throw self.signOnFault("has a cached token that has expired") }
            return token
        }

        /// Whether there is a new token. Where there is none, the old one may still do.
        private func refresh(_ token: inout SSOToken, body: [UInt8]) async throws(DynamoDBError) -> Bool {
            let location = try ServiceLocation(
                service: "sso_oidc", host: "oidc", region: self.profile.region, settings: self.settings)
            let request = HTTPRequest(
                method: "POST", origin: location.endpoint.origin, path: location.path("/token"),
                headers: [("Host", location.endpoint.origin.hostHeader), ("Content-Type", "application/json")],
                body: body)
            let response: HTTPResponse
            do throws(TransportFailure) {
                response = try await self.environment.send(request, .service)
            } catch {
                guard error.kind != .cancelled else { throw DynamoDBError(error, service: "", host: "") }
                return false
            }
            return response.status == 200 && token.update(response.body, now: self.environment.now())
        }

        private func signOnFault(_ reason: String) -> DynamoDBError {
            DynamoDBError(
                .credentials,
                "Single sign-on of the profile \"\(self.profileName)\" \(reason). "
                    + "Run: aws sso login --profile \(self.profileName)")
        }
    }

    extension JSONDocument {
        fileprivate subscript(name: String) -> JSONDocument? {
            if case .object(let members) = self { members[name] } else { nil }
        }

        fileprivate var text: String? {
            if case .string(let text) = self { text } else { nil }
        }
    }
#endif
