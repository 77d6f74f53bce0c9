// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import NIOCore
    import NIOEmbedded
    import Synchronization

    extension ScriptedServer {
        /// Where this server listens.
        func origin(host: String = "127.0.0.1", isSecure: Bool = false) -> HTTPOrigin {
            HTTPOrigin(isSecure: isSecure, host: host, port: self.port)
        }

        /// A request to this server.
        func post(_ body: String = "{}", host: String = "127.0.0.1", isSecure: Bool = false) -> HTTPRequest {
            let origin = self.origin(host: host, isSecure: isSecure)
            return HTTPRequest(
                method: "POST", origin: origin, headers: [("Host", origin.hostHeader)], body: Array(body.utf8))
        }
    }

    extension NIOTransport {
        /// Sends a request; what comes of it is a value.
        func outcome(
            of request: HTTPRequest, timeout: Duration = .seconds(50), limit: Int = 1 << 24
        ) async -> Result<HTTPResponse, TransportFailure> {
            do throws(TransportFailure) {
                return .success(try await self.send(request, timeout: timeout, maximumResponseBytes: limit))
            } catch {
                return .failure(error)
            }
        }

        /// Returns once the pool is as wanted.
        func wait(for origin: HTTPOrigin, until isSatisfied: (ConnectionPoolPopulation) -> Bool) async {
            while !isSatisfied(self.population(of: origin)) { await Task.yield() }
        }

        /// A transport whose settings differ from the defaults.
        convenience init(_ change: (inout Settings) -> Void) {
            var settings = Settings()
            change(&settings)
            self.init(settings)
        }

        /// A transport whose time stands still until the clock is moved.
        ///
        /// - Parameter loop: What serves its connections. Defaults to those of the process.
        static func clocked(
            on loop: (any EventLoop)? = nil, _ change: (inout Settings) -> Void = { _ in }
        ) -> (NIOTransport, NIOAsyncTestingEventLoop) {
            var settings = Settings()
            change(&settings)
            let clock = NIOAsyncTestingEventLoop()
            // A testing loop must not go away with timers that were never due.
            self.clocks.withLock { $0.append(clock) }
            guard let loop else { return (NIOTransport(settings, clock: clock), clock) }
            let loops = ConnectionLoops(own: loop)
            return (NIOTransport(settings, clock: clock, loops: { loops }), clock)
        }

        private static let clocks = Mutex<[NIOAsyncTestingEventLoop]>([])
    }

    extension Result where Success == HTTPResponse, Failure == TransportFailure {
        /// The failure, if it is one.
        var failure: TransportFailure? {
            if case .failure(let failure) = self { failure } else { nil }
        }

        /// The response, if there is one.
        var success: HTTPResponse? {
            if case .success(let response) = self { response } else { nil }
        }

        /// The body as text, if there is a response.
        var text: String? { self.success.map { String(decoding: $0.body, as: UTF8.self) } }
    }
#endif
