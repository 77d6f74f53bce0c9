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

    /// Asks STS, the service that gives out the credentials of roles.
    struct STSClient {
        private let environment: CredentialEnvironment
        private let location: ServiceLocation

        /// The STS that is asked for a role: that of the region that the program names, else of the settings, else of the EC2
        /// instance, which is asked for it, as the tables are looked for there too, else of the role's partition.
        static func find(
            for role: AssumedRole, _ environment: CredentialEnvironment, region namedRegion: String?,
            settings: SharedSettings
        ) async throws(DynamoDBError) -> Self {
            let choice = try RegionChoice(explicit: namedRegion, settings: settings)
            var region = choice.region
            if choice.setting == nil {
                let found = try await InstanceRegion.find(environment, settings: settings)
                region = found ?? role.partitionRegion ?? region
            }
            return try Self(environment: environment, region: region, settings: settings)
        }

        private init(
            environment: CredentialEnvironment, region: String, settings: SharedSettings
        ) throws(DynamoDBError) {
            self.environment = environment
            // The region "local" has no STS.
            let region = region == EndpointRules.localRegion ? "us-east-1" : region
            self.location = try ServiceLocation(service: "sts", host: "sts", region: region, settings: settings)
        }

        /// The credentials of a role, for someone who has others.
        func assume(_ role: AssumedRole, with credentials: AWSCredentials) async throws(DynamoDBError) -> AWSCredentials
        {
            var parameters = self.parameters("AssumeRole", role)
            parameters.append(("DurationSeconds", String(role.durationSeconds ?? 3600)))
            if let externalID = role.externalID { parameters.append(("ExternalId", externalID)) }
            let request = self.request(parameters)
            let signer = SigV4Signer(region: self.location.region, service: "sts")
            func answer(signedAt now: Double) async throws(DynamoDBError) -> HTTPResponse {
                var signed = request
                signer.sign(&signed, with: credentials, now: now)
                return try await self.send(signed)
            }
            let now = self.environment.now()
            var response = try await answer(signedAt: now)
            let skew = self.skew(of: response)
            if skew != 0, response.status != 200, let code = XMLText(response.body).element("Code"),
                FailureClass(code: code, status: response.status) == .clockSkew
            {
                response = try await answer(signedAt: self.environment.now() + skew)
            }
            return try self.credentials(
                in: response, role, secrets: [credentials.secretAccessKey, credentials.sessionToken])
        }

        /// How many seconds the clock of STS is ahead of ours, if that is far; else 0.
        private func skew(of response: HTTPResponse) -> Double {
            guard let date = response.header("Date").flatMap({ CivilTime.secondsSince1970(httpDate: $0) }) else {
                return 0
            }
            let skew = date - self.environment.now()
            return abs(skew) > CallLoop.toleratedSkew ? skew : 0
        }

        /// The credentials of a role, for someone who has a token that another service vouches with.
        func assume(_ role: AssumedRole, withWebIdentity token: String) async throws(DynamoDBError) -> AWSCredentials {
            var parameters = self.parameters("AssumeRoleWithWebIdentity", role)
            if let duration = role.durationSeconds { parameters.append(("DurationSeconds", String(duration))) }
            parameters.append(("WebIdentityToken", token))
            return try self.credentials(in: try await self.send(self.request(parameters)), role, secrets: [token])
        }

        private func parameters(_ action: String, _ role: AssumedRole) -> [(name: String, value: String)] {
            let session = role.sessionName ?? "swift-dynamodb-session-\(Int(self.environment.now()))"
            return [
                ("Action", action), ("Version", "2011-06-15"), ("RoleArn", role.arn), ("RoleSessionName", session),
            ]
        }

        private func request(_ parameters: [(name: String, value: String)]) -> HTTPRequest {
            let body = parameters.map { "\($0.name)=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
            return HTTPRequest(
                method: "POST", origin: self.location.endpoint.origin, path: self.location.path("/"),
                headers: [
                    ("Host", self.location.endpoint.origin.hostHeader),
                    ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                ],
                body: Array(body.utf8))
        }

        private func send(_ request: HTTPRequest) async throws(DynamoDBError) -> HTTPResponse {
            var attempts = CredentialEnvironment.Attempts.service
            attempts.repeats = { response in
                ["IDPCommunicationError", "Throttling", "ThrottlingException", "RequestLimitExceeded"]
                    .contains(XMLText(response.body).element("Code"))
            }
            return try await self.environment.send(request, to: "STS", attempts)
        }

        private func credentials(
            in response: HTTPResponse, _ role: AssumedRole, secrets: [String?]
        ) throws(DynamoDBError) -> AWSCredentials {
            let document = XMLText(response.body)
            guard response.status == 200 else {
                let reason = [document.element("Code"), document.element("Message")].compactMap(\.self)
                    .joined(separator: ": ")
                throw DynamoDBError(
                    .credentials,
                    "STS did not give the role \(role.arn) (status \(response.status)). "
                        + Redaction.apply(to: reason, secrets: secrets),
                    requestID: response.header("x-amzn-RequestId"))
            }
            guard let accessKeyID = document.element("AccessKeyId"),
                let secret = document.element("SecretAccessKey"), let token = document.element("SessionToken"),
                let expiration = document.element("Expiration").flatMap({ CivilTime.secondsSince1970(internetText: $0) }
                )
            else {
                throw DynamoDBError(
                    .credentials,
                    "\(self.location.endpoint.origin.hostHeader) did not answer as STS does: is it the right endpoint?")
            }
            // The fifth part of arn:aws:sts::123456789012:assumed-role/Name/session.
            let account = document.element("Arn").flatMap { AmazonResourceName($0)?.accountID }
            // Our clock tells when they end.
            return try AWSCredentials(
                accessKeyID: accessKeyID, secretAccessKey: secret, sessionToken: token,
                expiration: Date(timeIntervalSince1970: expiration - self.skew(of: response)),
                accountID: account.flatMap { $0.isEmpty ? nil : $0 }
            ).checked(from: "STS")
        }
    }
#endif
