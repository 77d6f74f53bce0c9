// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import DynamoDB
    import Synchronization

    /// Answers requests from a script, and remembers them.
    package final class AnsweringTransport: HTTPTransport {
        /// What comes of one request.
        package typealias Answer = @Sendable (HTTPRequest) async throws(TransportFailure) -> HTTPResponse

        private let state: Mutex<State>

        private struct State {
            var answers: [Answer]
            var requests: [HTTPRequest] = []
            var timeouts: [Duration] = []
        }

        /// Answers in order; the last answer stands for all that follow.
        package init(_ answers: [Answer]) {
            self.state = Mutex(State(answers: answers))
        }

        /// Every request, in order.
        package var requests: [HTTPRequest] { self.state.withLock { $0.requests } }

        /// How long each request might take.
        package var timeouts: [Duration] { self.state.withLock { $0.timeouts } }

        package func send(
            _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
        ) async throws(TransportFailure) -> HTTPResponse {
            let answer = self.state.withLock { state in
                state.requests.append(request)
                state.timeouts.append(timeout)
                return state.answers.count > 1 ? state.answers.removeFirst() : state.answers.first
            }
            guard let answer else { throw TransportFailure(.closed, mayHaveBeenSent: false, "The script is empty.") }
            return try await answer(request)
        }

        /// A success with this body.
        package static func success(_ body: String) -> Answer {
            { _ in RouterTransport.response(200, Array(body.utf8)) }
        }

        /// An error of the service.
        package static func refusal(_ status: Int, _ name: String, headers: [(name: String, value: String)] = [])
            -> Answer
        {
            { _ in
                var response = RouterTransport.response(
                    status, Array(#"{"__type":"com.amazonaws.dynamodb.v20120810#\#(name)","message":"No."}"#.utf8))
                response.headers += headers
                return response
            }
        }

        /// Any response.
        package static func response(_ response: HTTPResponse) -> Answer { { _ in response } }

        /// No response, after something else has happened.
        package static func failure(
            _ failure: TransportFailure, after happening: @escaping @Sendable () -> Void = {}
        ) -> Answer {
            { _ throws(TransportFailure) in
                happening()
                throw failure
            }
        }
    }
#endif
