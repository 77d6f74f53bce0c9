// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import NIOCore
    internal import Synchronization

    /// One request on its way to its response, and the task that waits for it.
    ///
    /// Whoever ends it first (the response, a failure, the deadline, cancellation) resumes the task, and all others come too
    /// late: that is what the mutex is for. It also knows whether the request has been written, which decides what a failure
    /// says about it.
    final class Exchange: Sendable {
        /// How it ends. A continuation that throws would erase the type of the failure, and a `Result` is one more type to make
        /// with the first call. (StartBenchmark)
        enum Outcome: Sendable {
            case success(HTTPResponse)
            case failure(TransportFailure)

            func get() throws(TransportFailure) -> HTTPResponse {
                switch self {
                case .success(let response): return response
                case .failure(let failure): throw failure
                }
            }
        }

        private enum State {
            case new
            case waiting(UnsafeContinuation<Outcome, Never>, ticket: Int?)
            case sent(UnsafeContinuation<Outcome, Never>, on: HTTPConnection)
            case ended
        }

        /// Where it was when it ended, which its pool or its connection has to be told.
        enum Place {
            case nowhere
            case queue(ticket: Int)
            case connection(HTTPConnection)
        }

        let request: OutgoingRequest
        let deadline: NIODeadline
        let maximumResponseBytes: Int
        private let state = Mutex(State.new)

        init(_ request: OutgoingRequest, deadline: NIODeadline, maximumResponseBytes: Int) {
            self.request = request
            self.deadline = deadline
            self.maximumResponseBytes = maximumResponseBytes
        }

        /// Takes the task that waits.
        ///
        /// - Returns: Whether there is anything to wait for: not if the task was cancelled before, and resumed by now.
        func begin(_ continuation: UnsafeContinuation<Outcome, Never>) -> Bool {
            let isCancelled = self.state.withLock { state in
                if case .ended = state { return true }
                state = .waiting(continuation, ticket: nil)
                return false
            }
            if isCancelled {
                let failure = TransportFailure(.cancelled, mayHaveBeenSent: false, Self.cancelledMessage)
                continuation.resume(returning: .failure(failure))
            }
            return !isCancelled
        }

        /// Keeps the ticket to leave the pool's queue with.
        ///
        /// - Returns: Whether the exchange still goes on. If not, the ticket must be given back.
        func wait(with ticket: Int) -> Bool {
            self.state.withLock { state in
                switch state {
                case .waiting(let continuation, _):
                    state = .waiting(continuation, ticket: ticket)
                    return true
                case .sent: return true
                case .new, .ended: return false
                }
            }
        }

        /// Notes that the request is about to be written.
        ///
        /// - Returns: Whether it should be. If not, the exchange ended before, and nothing was sent.
        func willSend(on connection: HTTPConnection) -> Bool {
            self.state.withLock { state in
                guard case .waiting(let continuation, _) = state else { return false }
                state = .sent(continuation, on: connection)
                return true
            }
        }

        /// Ends it with a response.
        func succeed(_ response: HTTPResponse) {
            _ = self.end { _ in .success(response) }
        }

        /// Ends it with a failure.
        ///
        /// - Returns: Where it was, if this call ended it.
        @discardableResult
        func fail(_ kind: TransportFailure.Kind, _ message: @autoclosure () -> String) -> Place {
            self.end { isSent in .failure(TransportFailure(kind, mayHaveBeenSent: isSent, message())) }
        }

        /// Ends it because its time is up.
        ///
        /// - Parameter message: What to say of it, by whether the request has been written.
        /// - Returns: Where it was, if this call ended it.
        func expire(_ message: (_ isSent: Bool) -> String) -> Place {
            self.end { isSent in .failure(TransportFailure(.timeout, mayHaveBeenSent: isSent, message(isSent))) }
        }

        /// Ends it because its task was cancelled.
        func cancel() -> Place {
            self.fail(.cancelled, Self.cancelledMessage)
        }

        private static let cancelledMessage = "The task was cancelled."

        private func end(_ outcome: (_ isSent: Bool) -> Outcome) -> Place {
            let last = self.state.withLock { state in
                let last = state
                state = .ended
                return last
            }
            switch last {
            case .new, .ended:
                return .nowhere
            case .waiting(let continuation, let ticket):
                continuation.resume(returning: outcome(false))
                return ticket.map { .queue(ticket: $0) } ?? .nowhere
            case .sent(let continuation, let connection):
                continuation.resume(returning: outcome(true))
                return .connection(connection)
            }
        }
    }
#endif
