// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import NIOCore
    internal import Synchronization

    /// Sends requests over connections that it keeps: HTTP/1.1 and TLS on SwiftNIO, made for small requests to few hosts.
    ///
    /// ```swift
    /// let transport = NIOTransport()
    /// let response = try await transport.send(request, timeout: .seconds(5), maximumResponseBytes: 1 << 24)
    /// ```
    ///
    /// It needs no shutting down: its connections close when the last reference to it goes away. Certificates and host names
    /// are always verified. Redirects are not followed, as a signed request is meant for one host.
    public final class NIOTransport: HTTPTransport {
        private struct State {
            /// All of them, unless there is only one: a process that is starting is spared this dictionary (StartBenchmark).
            var pools: [HTTPOrigin: OriginPool] = Dictionary()
            /// The one that was asked for last, which is nearly always the only one: found without a hash.
            var latest: OriginPool?
            var isShutDown = false

            mutating func pool(for origin: HTTPOrigin) -> OriginPool? {
                if let latest, latest.origin == origin { return latest }
                guard let pool = self.pools[origin] else { return nil }
                self.latest = pool
                return pool
            }

            mutating func add(_ pool: OriginPool) {
                if let latest = self.latest {
                    self.pools[latest.origin] = latest
                    self.pools[pool.origin] = pool
                }
                self.latest = pool
            }
        }

        private let settings: Settings
        private let trust: TLSTrust
        /// The event loop for whose time the deadlines are; `nil` for one of ours.
        private let clock: (any EventLoop)?
        private let loops: @Sendable () -> ConnectionLoops?
        private let state = Mutex(State())

        /// Creates a transport; it opens connections as requests need them.
        ///
        /// - Parameter settings: The limits and times of its connections. Defaults to ``Settings/init()``.
        public convenience init(_ settings: Settings = Settings()) {
            self.init(settings, clock: nil)
            ConnectionLoops.start()
        }

        /// Creates a transport whose deadlines run by the time of that event loop.
        package init(
            _ settings: Settings, clock: (any EventLoop)?,
            loops: @escaping @Sendable () -> ConnectionLoops? = { ConnectionLoops.running }
        ) {
            self.settings = settings
            self.trust = TLSTrust(file: settings.certificateAuthorityFile)
            self.clock = clock
            self.loops = loops
        }

        deinit {
            self.shutDown()
        }

        /// Sends a request and collects the whole response.
        ///
        /// The timeout covers waiting for a connection, opening it, and the response to its last byte. Cancelling the task
        /// closes the connection that carries the request.
        ///
        /// - Parameters:
        ///   - request: What to send.
        ///   - timeout: How long it may take from now until the last byte of the response.
        ///   - maximumResponseBytes: A response with a longer body is a failure.
        /// - Throws: ``TransportFailure``, of every kind.
        public func send(
            _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
        ) async throws(TransportFailure) -> HTTPResponse {
            let outgoing = try OutgoingRequest(request)
            guard timeout > .zero else {
                throw TransportFailure(.timeout, mayHaveBeenSent: false, "There was no time left to send the request.")
            }
            let pool = try self.pool(for: request.origin)
            let now = self.clock?.now ?? .now()
            let exchange = Exchange(
                outgoing, deadline: now + TimeAmount(timeout), maximumResponseBytes: maximumResponseBytes)
            return try await Self.outcome(of: exchange, from: pool, now: now).get()
        }

        /// Sends an exchange, and waits for its end where the caller is: the operation of a cancellation handler would leave
        /// the caller's actor for another thread, and come back, if it did not name the actor.
        private static func outcome(
            of exchange: Exchange, from pool: OriginPool, now: NIODeadline,
            isolation: isolated (any Actor)? = #isolation
        ) async -> Exchange.Outcome {
            await withTaskCancellationHandler {
                _ = isolation
                // Unsafe is safe here: the exchange gives its continuation away once, under a lock.
                return await withUnsafeContinuation { continuation in
                    if exchange.begin(continuation) { pool.submit(exchange, now: now) }
                }
            } onCancel: {
                pool.cancel(exchange)
            }
        }

        /// Closes all connections; requests in flight and later ones fail with ``TransportFailure/Kind/closed``.
        ///
        /// Calling it is never required.
        public func shutDown() {
            let last = self.state.withLock { state in
                defer { state = State(isShutDown: true) }
                return state
            }
            // The latest is among the others, if there are any; to shut it down again does nothing.
            for pool in last.pools.values { pool.shutDown() }
            last.latest?.shutDown()
        }

        /// The connections to an origin by state, and the requests that wait for one.
        package func population(of origin: HTTPOrigin) -> ConnectionPoolPopulation {
            self.state.withLock { $0.pool(for: origin) }?.population ?? ConnectionPoolPopulation()
        }

        private func pool(for origin: HTTPOrigin) throws(TransportFailure) -> OriginPool {
            let (known, isShutDown) = self.state.withLock { ($0.pool(for: origin), $0.isShutDown) }
            if let known { return known }
            guard !isShutDown else {
                throw TransportFailure(.closed, mayHaveBeenSent: false, "The transport was shut down.")
            }
            guard let loops = self.loops() else {
                throw .connect(origin, "this process has too many files or threads for an event loop")
            }
            let opener = ConnectionOpener(
                origin: origin, timeout: TimeAmount(max(self.settings.connectTimeout, .zero)),
                tls: origin.isSecure ? try self.trust.context(for: origin) : nil)
            let limits = ConnectionPoolLimits(
                connections: self.settings.maximumConnections, idleConnections: self.settings.maximumIdleConnections,
                idleTimeout: TimeAmount(self.settings.idleTimeout),
                lifetime: self.settings.maximumLifetime.map { TimeAmount($0) })
            let new = OriginPool(limits: limits, opener: opener, loops: loops, clock: self.clock)
            return self.state.withLock { state in
                // Another task may have made one meanwhile, and after a shutdown there must be none.
                if let other = state.pool(for: origin) { return other }
                if state.isShutDown { new.shutDown() } else { state.add(new) }
                return new
            }
        }
    }
#endif
