// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS && Server
    package import DynamoDB
    package import DynamoDBServer

    /// Our server in front of a database, on a free port of loopback.
    package struct LoopbackServer: Sendable {
        /// Where it listens.
        package let address: DynamoDBHTTPServer.Address
        private let task: Task<Void, any Error>
        private let stopping: AsyncStream<Never>.Continuation

        /// Starts a server, and returns when it listens.
        package init(
            _ database: any DynamoDBDatabase,
            configuration: DynamoDBHTTPServer.Configuration = DynamoDBHTTPServer.Configuration()
        ) async throws {
            var configuration = configuration
            configuration.port = 0
            let server = DynamoDBHTTPServer(database, configuration: configuration)
            let (starts, start) = AsyncThrowingStream<DynamoDBHTTPServer.Address, any Error>.makeStream()
            let (stops, stop) = AsyncStream<Never>.makeStream()
            self.stopping = stop
            self.task = Task {
                do {
                    try await server.withServer { address in
                        start.yield(address)
                        for await _ in stops {}
                    }
                    start.finish()
                } catch {
                    start.finish(throwing: error)
                    throw error
                }
            }
            guard let address = try await starts.first(where: { _ in true }) else { throw CancellationError() }
            self.address = address
        }

        /// Stops it: what has begun is answered.
        package func stop() async throws {
            self.stopping.finish()
            try await self.task.value
        }

        /// A remote database that asks this server.
        package func remoteDatabase() -> any DynamoDBDatabase {
            let origin = HTTPOrigin(isSecure: false, host: self.address.host, port: self.address.port)
            return RemoteDatabase(
                loop: CallLoop(
                    transport: NIOTransport(), credentials: TestCredentials(), endpoints: FixedEndpoint(origin),
                    settings: .patient))
        }
    }
#endif
