// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// Speaks with the metadata service of an EC2 instance: first a token is fetched (version 2), then questions are asked.
struct InstanceMetadataClient {
    /// What came of a question.
    enum Answer {
        case response(HTTPResponse)
        /// No service is there, or it does not talk to this program.
        case unreachable(String)
        /// It did not answer in time.
        case timeout
    }

    private let environment: CredentialEnvironment
    private let endpoint: EndpointURL
    private let attempts: CredentialEnvironment.Attempts
    private let allowsVersion1: Bool

    /// Reads the settings; `nil` if the service must not be asked.
    ///
    /// - Parameters:
    ///   - environment: Where to ask.
    ///   - settings: What the variables and the profile say of the service.
    ///   - attempts: How often a question is asked, unless the settings say so.
    init?(
        environment: CredentialEnvironment, settings: SharedSettings, attempts: Int = 1
    ) throws(DynamoDBError) {
        if environment.variables["AWS_EC2_METADATA_DISABLED"]?.lowercased() == "true" { return nil }
        self.environment = environment
        self.endpoint = try Self.endpoint(settings)
        let version1 = settings.value("AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled")
        self.allowsVersion1 = version1?.text.lowercased() != "true"
        self.attempts = CredentialEnvironment.Attempts(
            count: try Self.number(
                settings.value("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts"), 1...10)
                ?? attempts,
            timeout: .seconds(
                try Self.number(settings.value("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout"), 1...60)
                    ?? 1),
            pause: .milliseconds(200))
    }

    private static func endpoint(_ settings: SharedSettings) throws(DynamoDBError) -> EndpointURL {
        if let (text, name) = settings.value("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint") {
            return try EndpointURL(text, setting: name)
        }
        guard
            let (mode, name) = settings.value(
                "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode")
        else { return EndpointURL(origin: HTTPOrigin(isSecure: false, host: "169.254.169.254")) }
        switch mode.lowercased() {
        case "ipv4": return EndpointURL(origin: HTTPOrigin(isSecure: false, host: "169.254.169.254"))
        case "ipv6": return EndpointURL(origin: HTTPOrigin(isSecure: false, host: "fd00:ec2::254"))
        default: throw DynamoDBError(.configuration, "\(name) is \"\(mode)\": it must be IPv4 or IPv6.")
        }
    }

    private static func number(
        _ setting: (text: String, origin: String)?, _ range: ClosedRange<Int>
    ) throws(DynamoDBError) -> Int? {
        guard let (text, name) = setting else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw DynamoDBError(
                .configuration,
                "\(name) is \"\(text)\": it must be a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// Asks for what is at `path`, with a new token; twice if the service refuses the first token.
    func get(_ path: String) async throws(DynamoDBError) -> Answer {
        for isSecond in [false, true] {
            let token: String?
            switch try await self.token() {
            case .token(let fetched): token = fetched
            case .unneeded: token = nil
            case .unreachable(let reason): return .unreachable(reason)
            }
            let headers = token.map { [("x-aws-ec2-metadata-token", $0)] } ?? []
            let answer = try await self.send("GET", path, headers)
            if case .response(let response) = answer, response.status == 401, !isSecond { continue }
            return answer
        }
        return .unreachable("the instance metadata service refuses its own tokens")
    }

    private enum TokenAnswer {
        case token(String)
        /// The service knows version 1 only.
        case unneeded
        case unreachable(String)
    }

    private func token() async throws(DynamoDBError) -> TokenAnswer {
        let lifetime = ("x-aws-ec2-metadata-token-ttl-seconds", "21600")
        let reason: String
        switch try await self.send("PUT", "/latest/api/token", [lifetime]) {
        case .response(let response):
            switch response.status {
            case 200:
                let token = String(String(decoding: response.body, as: UTF8.self).trimmingBlanks)
                guard !token.isEmpty, token.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
                    throw DynamoDBError(.credentials, "The instance metadata service answered with no token.")
                }
                self.environment.instance.note()
                return .token(token)
            case 403, 404, 405: reason = "the instance metadata service gives no token (status \(response.status))"
            default:
                // Too busy to answer, it is there all the same.
                if response.status == 429 || response.status >= 500 { self.environment.instance.note() }
                throw DynamoDBError(
                    .credentials,
                    "The instance metadata service answered with status \(response.status) to the question for a token."
                )
            }
        // A container one network hop too far gets no token, but would get answers of version 1.
        case .timeout: reason = "the instance metadata service does not answer (timeout)"
        case .unreachable(let reason): return .unreachable(reason)
        }
        return self.allowsVersion1 ? .unneeded : .unreachable(reason)
    }

    private func send(
        _ method: String, _ path: String, _ headers: [(name: String, value: String)]
    ) async throws(DynamoDBError) -> Answer {
        let base = self.endpoint.path.hasSuffix("/") ? String(self.endpoint.path.dropLast()) : self.endpoint.path
        let request = HTTPRequest(
            method: method, origin: self.endpoint.origin, path: base + path,
            headers: [("Host", self.endpoint.origin.hostHeader)] + headers)
        do throws(TransportFailure) {
            return .response(try await self.environment.send(request, self.attempts))
        } catch {
            if error.kind == .cancelled { throw DynamoDBError(error, service: "", host: "") }
            if error.kind == .timeout { return .timeout }
            return .unreachable("the instance metadata service does not answer (\(error.kind))")
        }
    }
}
