// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    public import DynamoDBCore
    internal import HummingbirdCore
    public import Logging
    internal import NIOCore
    internal import NIOPosix
    public import ServiceLifecycle

    #if canImport(Glibc)
        internal import Glibc
    #elseif canImport(Musl)
        internal import Musl
    #elseif canImport(Darwin)
        internal import Darwin
    #endif

    /// A database behind HTTP: every AWS SDK, the `aws` command and every tool for DynamoDB can use it.
    ///
    /// Run it as a service of a program:
    ///
    /// ```swift
    /// let database = try EmbeddedDatabase(path: "app.sqlite")
    /// let server = DynamoDBHTTPServer(database)
    /// let group = ServiceGroup(
    ///     services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "app"))
    /// try await group.run()
    /// await database.close()
    /// ```
    ///
    /// or around a piece of work, such as a test, with ``withServer(_:)``.
    ///
    /// The server speaks HTTP/1.1 without encryption and listens on loopback by default. Who can reach its port can read
    /// and write the database, unless ``RequestRouter/Configuration/signatureVerifier`` refuses them.
    public struct DynamoDBHTTPServer: Service {
        private let router: RequestRouter
        private let configuration: Configuration
        private let logger: Logger
        private let onStart: @Sendable (Address) async -> Void

        /// A server, which does not run yet.
        ///
        /// - Parameters:
        ///   - database: What carries out the operations. Closing it is left to the caller. Reads and writes of one item
        ///     are called on the thread of the connection: a database of your own must not block there, but suspend.
        ///   - configuration: Where and how the server listens. Defaults to every default.
        ///   - logger: Gets a line at level `debug` for each request: the operation, the status and the time it took.
        ///   - onStart: Called when the server listens, with the address where it does. It may use the server; when that ends,
        ///     the task of this call is cancelled and waited for.
        public init(
            _ database: any DynamoDBDatabase, configuration: Configuration = Configuration(),
            logger: Logger = Logger(label: "dynamodb.server"),
            onStart: @escaping @Sendable (Address) async -> Void = { _ in }
        ) {
            self.router = RequestRouter(database, configuration: configuration.router)
            self.configuration = configuration
            self.logger = logger
            self.onStart = onStart
        }

        /// Serves until the service group shuts down, and then answers the requests that have begun, for as long as their
        /// clients take the answers: give the group a `maximumGracefulShutdownDuration` to end sooner. Or until the task is
        /// cancelled, when they may be cut off, or answered with status 500.
        ///
        /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/configuration`` if the server cannot listen, because the
        ///   port is taken for example.
        public func run() async throws {
            let (starts, start) = AsyncStream<Address>.makeStream()
            // Connections are accepted only when the server's own call is over, and this one may use them.
            async let _ = self.tell(starts)
            let connections = HTTPConnections(self.router, configuration: self.configuration)
            defer { connections.noteEnd() }
            let server = connections.server(
                configuration: ServerConfiguration(
                    address: .hostname(self.configuration.host, port: self.configuration.port),
                    availableConnectionsDelegate: MaximumAvailableConnections(
                        self.configuration.connections, logger: self.logger)),
                onServerRunning: { channel in start.yield(await self.address(of: channel)) },
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: self.logger)
            do {
                try await server.run()
            } catch {
                throw self.described(error)
            }
        }

        /// Serves while `body` runs.
        ///
        /// ```swift
        /// var configuration = DynamoDBHTTPServer.Configuration()
        /// configuration.port = 0
        /// let server = DynamoDBHTTPServer(try EmbeddedDatabase.inMemory(), configuration: configuration)
        /// try await server.withServer { address in
        ///     print(address.url)  // http://127.0.0.1:49152
        /// }
        /// ```
        ///
        /// - Parameter body: Gets the address where the server listens.
        /// - Returns: What `body` returns, once the server has stopped.
        /// - Throws: What `body` throws, or that the server cannot listen.
        public func withServer<Outcome>(_ body: (Address) async throws -> Outcome) async throws -> Outcome {
            let (starts, start) = AsyncStream<Address>.makeStream()
            let server = DynamoDBHTTPServer(self) { address in
                start.yield(address)
                await self.onStart(address)
            }
            let group = ServiceGroup(services: [server], logger: self.logger)
            return try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    defer { start.finish() }
                    try await group.run()
                }
                guard let address = await starts.first(where: { _ in true }) else {
                    // It could not listen, and says why.
                    try await tasks.waitForAll()
                    throw CancellationError()
                }
                let outcome: Result<Outcome, any Error>
                do {
                    outcome = .success(try await body(address))
                } catch {
                    outcome = .failure(error)
                }
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                return try outcome.get()
            }
        }

        private init(_ server: DynamoDBHTTPServer, onStart: @escaping @Sendable (Address) async -> Void) {
            self.router = server.router
            self.configuration = server.configuration
            self.logger = server.logger
            self.onStart = onStart
        }

        private func tell(_ starts: AsyncStream<Address>) async {
            for await address in starts { await self.onStart(address) }
        }

        /// Where the server listens, which it can do from now on.
        private func address(of channel: any Channel) async -> Address {
            // One connection that cannot be accepted must not end all others.
            do {
                try await channel.eventLoop.submit {
                    try AcceptFailureHandler.add(to: channel.pipeline.syncOperations, self.logger)
                }.get()
            } catch {
                self.logger.warning("A connection that fails may end the server", metadata: ["error": "\(error)"])
            }
            let port = channel.localAddress?.port ?? self.configuration.port
            return Address(host: self.configuration.host, port: port)
        }

        /// What the system says when a server cannot listen, in words that help.
        private func described(_ error: any Error) -> any Error {
            let place = Address(host: self.configuration.host, port: self.configuration.port)
            switch error {
            case let error as IOError where error.errnoCode == EADDRINUSE:
                return DynamoDBError(
                    .configuration,
                    "Port \(place.port) of \(place.host) is taken by another program. Choose another port, or 0 for any "
                        + "that is free.")
            case let error as IOError where error.errnoCode == EACCES:
                return DynamoDBError(.configuration, "Port \(place.port) needs rights that this program does not have.")
            case let error as IOError where error.errnoCode == EADDRNOTAVAIL:
                return DynamoDBError(.configuration, "\(place.host) is no address of this machine.")
            case is SocketAddressError, is SocketAddressError.UnknownHost:
                return DynamoDBError(.configuration, "There is no host \(place.host).")
            default: return error
            }
        }
    }
#endif
