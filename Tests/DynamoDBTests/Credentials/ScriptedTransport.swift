// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Synchronization

/// Answers requests as a test says, and keeps them.
final class ScriptedTransport: HTTPTransport {
    typealias Script = @Sendable (HTTPRequest, Int) -> Result<HTTPResponse, TransportFailure>

    private let script: Script
    private let received = Mutex<[HTTPRequest]>([])

    /// The script gets each request and its number, from zero.
    init(_ script: @escaping Script) {
        self.script = script
    }

    var requests: [HTTPRequest] { self.received.withLock { $0 } }

    func send(
        _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
    ) async throws(TransportFailure) -> HTTPResponse {
        let number = self.received.withLock { requests in
            requests.append(request)
            return requests.count - 1
        }
        return try self.script(request, number).get()
    }
}

extension Result<HTTPResponse, TransportFailure> {
    static func response(_ status: Int, _ body: String = "") -> Self {
        .success(HTTPResponse(status: status, body: Array(body.utf8)))
    }

    static func failure(_ kind: TransportFailure.Kind) -> Self {
        .failure(TransportFailure(kind, mayHaveBeenSent: false, "scripted"))
    }
}

extension HTTPRequest {
    /// Method and URL.
    var line: String {
        "\(self.method) \(self.origin.isSecure ? "https" : "http")://\(self.origin.hostHeader)\(self.path)"
    }

    var text: String { String(decoding: self.body, as: UTF8.self) }
}
