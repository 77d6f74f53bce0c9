// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Synchronization

/// Keeps what the client would send, so that the floors send the same bytes.
final class RequestRecorder: HTTPTransport {
    private let recorded = Mutex<HTTPRequest?>(nil)

    /// The request that the client makes of an operation: encoded, and signed.
    static func request(of operation: Operation, at endpoint: String) async throws -> HTTPRequest {
        let recorder = RequestRecorder()
        // The call fails, as nothing answers it.
        try? await Subject(endpoint, transport: recorder).run(operation)()
        guard let request = recorder.recorded.withLock({ $0 }) else { throw UnexpectedAnswer() }
        return request
    }

    func send(
        _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
    ) async throws(TransportFailure) -> HTTPResponse {
        self.recorded.withLock { $0 = request }
        throw TransportFailure(.closed, mayHaveBeenSent: false, "The request is only recorded.")
    }
}
