// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

extension CredentialEnvironment {
    /// How a request for credentials is repeated.
    struct Attempts {
        /// How often it is sent at most.
        var count: Int
        /// How long one attempt may take.
        var timeout: Duration
        /// How long to wait between attempts.
        var pause: Duration
        /// Whether to send it again after this response, though it is no failure of the server.
        var repeats: @Sendable (HTTPResponse) -> Bool = { _ in false }

        /// For the services of AWS.
        static let service = Self(count: 3, timeout: .seconds(5), pause: .milliseconds(200))
    }

    /// Documents with credentials are a few kilobytes long.
    private static let maximumResponseBytes = 1 << 20

    /// Sends a request until there is a response that another attempt would not change.
    ///
    /// - Throws: The failure of the last attempt.
    func send(_ request: HTTPRequest, _ attempts: Attempts) async throws(TransportFailure) -> HTTPResponse {
        var attempt = 1
        while true {
            let isLast = attempt >= attempts.count
            do throws(TransportFailure) {
                let response = try await self.transport.send(
                    request, timeout: attempts.timeout, maximumResponseBytes: Self.maximumResponseBytes)
                let isTransient = response.status >= 500 || response.status == 429 || attempts.repeats(response)
                if isLast || !isTransient { return response }
            } catch {
                if isLast || error.kind == .cancelled { throw error }
            }
            await self.pause(attempts.pause)
            if Task.isCancelled {
                throw TransportFailure(.cancelled, mayHaveBeenSent: true, "The task was cancelled.")
            }
            attempt += 1
        }
    }

    /// Sends a request to a service that must answer.
    ///
    /// - Throws: ``DynamoDBError`` that names the service and its host.
    func send(_ request: HTTPRequest, to service: String, _ attempts: Attempts) async throws(DynamoDBError)
        -> HTTPResponse
    {
        do throws(TransportFailure) {
            return try await self.send(request, attempts)
        } catch {
            throw DynamoDBError(error, service: service, host: request.origin.hostHeader)
        }
    }
}

extension DynamoDBError {
    /// There are no credentials, as a service cannot be reached.
    init(_ failure: TransportFailure, service: String, host: String) {
        guard failure.kind != .cancelled else {
            self.init(.cancelled, "The task was cancelled while credentials were fetched.")
            return
        }
        self.init(
            .credentials,
            "\(service) at \(host) did not answer (\(failure.kind): \(failure.message)). "
                + "Check the network, then try again."
        )
    }
}
