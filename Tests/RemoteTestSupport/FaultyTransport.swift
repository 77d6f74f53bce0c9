// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import DynamoDB
    import Synchronization
    import TestSupport

    /// Passes requests on and lets things go wrong: repeatable faults, chosen by a seed.
    package final class FaultyTransport: HTTPTransport {
        /// What goes wrong with one request.
        package enum Fault: CaseIterable, Sendable {
            /// Refused by the service with HTTP status 400, before it did anything.
            case throttled
            /// Refused with 503, before it did anything.
            case unavailable
            /// The service failed before it did anything.
            case failedBefore
            /// The service did its work, and then failed.
            case failedAfter
            /// No connection was made.
            case unreachable
            /// A kept connection had been closed before the request came.
            case closedBefore
            /// The service did its work, and closed a kept connection before it answered.
            case closedAfter
            /// The service did its work, and the answer was lost.
            case answerLost
            /// The service did its work, and the answer ended in the middle.
            case cutOff
            /// The service did its work, and the answer ended in the middle as if that were its end.
            case shortened
            /// The service did its work, and the body of the answer was lost.
            case emptied
            /// The service did its work, and the answer did not match its checksum.
            case damaged
            /// Something on the way answered with a page of its own, in place of the service.
            case page
            /// Something on the way sends elsewhere.
            case redirect
            /// The service did its work, and the time was up.
            case timedOut
        }

        private let next: any HTTPTransport
        private let percent: Int
        private let state: Mutex<State>

        private struct State {
            var random: SeededGenerator
            var planned: [Fault?] = []
            var requests: [HTTPRequest] = []
            var faults = 0
        }

        /// Lets a share of all requests fail.
        package init(_ next: any HTTPTransport, percent: Int, seed: UInt64) {
            self.next = next
            self.percent = percent
            self.state = Mutex(State(random: SeededGenerator(seed: seed)))
        }

        /// Lets the first requests fail as planned; `nil` lets one pass.
        package convenience init(_ next: any HTTPTransport, planned: [Fault?]) {
            self.init(next, percent: 0, seed: 0)
            self.state.withLock { $0.planned = planned }
        }

        /// Every request, in order.
        package var requests: [HTTPRequest] { self.state.withLock { $0.requests } }

        /// How many requests went wrong.
        package var faults: Int { self.state.withLock { $0.faults } }

        package func send(
            _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
        ) async throws(TransportFailure) -> HTTPResponse {
            let fault = self.state.withLock { state in
                state.requests.append(request)
                let fault: Fault?
                if !state.planned.isEmpty {
                    fault = state.planned.removeFirst()
                } else if state.random.chance(self.percent) {
                    fault = Fault.allCases.randomElement(using: &state.random)
                } else {
                    fault = nil
                }
                if fault != nil { state.faults += 1 }
                return fault
            }
            func pass() async throws(TransportFailure) -> HTTPResponse {
                try await self.next.send(request, timeout: timeout, maximumResponseBytes: maximumResponseBytes)
            }
            switch fault {
            case nil: return try await pass()
            case .throttled: return Self.refusal(400, "ProvisionedThroughputExceededException")
            case .unavailable: return Self.refusal(503, "ServiceUnavailableException")
            case .failedBefore: return Self.refusal(500, "InternalServerError")
            case .failedAfter:
                _ = try await pass()
                return Self.refusal(500, "InternalServerError")
            case .unreachable: throw TransportFailure(.connect, mayHaveBeenSent: false, "Connection refused.")
            case .closedBefore:
                throw TransportFailure(.staleConnection, mayHaveBeenSent: true, "The connection was closed.")
            case .closedAfter:
                _ = try await pass()
                throw TransportFailure(.staleConnection, mayHaveBeenSent: true, "The connection was closed.")
            case .answerLost:
                _ = try await pass()
                throw TransportFailure(.connectionLost, mayHaveBeenSent: true, "The connection was lost.")
            case .cutOff:
                _ = try await pass()
                throw TransportFailure(.malformed, mayHaveBeenSent: true, "The answer ended in the middle.")
            case .shortened:
                let response = try await pass()
                return response.status == 200
                    ? HTTPResponse(status: 200, body: Array(response.body.dropLast())) : response
            case .emptied:
                let response = try await pass()
                return response.status == 200 ? HTTPResponse(status: 200) : response
            case .damaged:
                var response = try await pass()
                response.body.append(UInt8(ascii: " "))
                return response
            case .page:
                return HTTPResponse(
                    status: 502, headers: [("Content-Type", "text/html")], body: Array("<html>Bad gateway</html>".utf8))
            case .redirect:
                return HTTPResponse(
                    status: 302, headers: [("Location", "http://portal.example/login")],
                    body: Array("<html></html>".utf8))
            case .timedOut:
                _ = try await pass()
                throw TransportFailure(.timeout, mayHaveBeenSent: true, "There was no answer in time.")
            }
        }

        private static func refusal(_ status: Int, _ name: String) -> HTTPResponse {
            RouterTransport.response(
                status, Array(#"{"__type":"com.amazonaws.dynamodb.v20120810#\#(name)","message":"No."}"#.utf8))
        }
    }
#endif
