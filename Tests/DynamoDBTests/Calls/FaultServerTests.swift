// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import DynamoDBEmbedded
    import NIOCore
    import NIOEmbedded
    import RemoteTestSupport
    import Testing

    /// The whole client, from operation to socket, against a service on which every fifth answer goes wrong.
    @Suite(.timeLimit(.minutes(10)))
    struct FaultServerTests {
        private static let clients = 16
        private static let operations = 625
        private static let attemptTimeout = Duration.seconds(5)
        /// How long a server that does not answer lets pass: an attempt with a longer body may take a little longer.
        private static let silence = attemptTimeout + .milliseconds(500)
        private static let callTimeout = Duration.seconds(30)

        /// One client with connections and a time of its own, which stands still until the server lets it pass.
        private struct Client {
            let name: String
            let clock: NIOAsyncTestingEventLoop
            let transport: NIOTransport
            let remote: RemoteDatabase

            init(_ number: Int, at origin: HTTPOrigin) {
                let name = "client-\(number)"
                let (transport, clock) = NIOTransport.clocked { $0.maximumConnections = 4 }
                var environment = CallEnvironment.test()
                environment.uptime = { Double(clock.now.uptimeNanoseconds) / 1e9 }
                var settings = CallSettings()
                settings.attemptTimeout = FaultServerTests.attemptTimeout
                settings.callTimeout = FaultServerTests.callTimeout
                settings.retries.maximumAttempts = 6
                settings.userAgent = name
                self.name = name
                self.clock = clock
                self.transport = transport
                self.remote = RemoteDatabase(
                    loop: CallLoop(
                        transport: transport,
                        // Half of the clients wait for their credentials, at each attempt.
                        credentials: TestCredentials(isReady: number.isMultiple(of: 2)),
                        endpoints: FixedEndpoint(origin), settings: settings, environment: environment))
            }
        }

        @Test(arguments: [20_26] as [UInt64])
        func `ten thousand operations over sockets, with every fifth going wrong, are right or say so`(
            seed: UInt64
        ) async throws {
            let engine = try EmbeddedDatabase.inMemory()
            _ = try await engine.createTable(CreateTableInput(tableName: "Things", partitionKey: .string("pk")))
            let clocks = ClientClocks()
            let faults = FaultServer(RouterTransport(engine), seed: seed) { client in
                await clocks[client]?.advanceTime(by: TimeAmount(Self.silence))
            }
            try await ScriptedServer.run(slowly: { await faults.steps(for: $0) }) { server in
                let clients = (0..<Self.clients).map { Client($0, at: server.origin()) }
                for client in clients { await clocks.add(client.clock, for: client.name) }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (number, client) in clients.enumerated() {
                        group.addTask {
                            try await FaultyOperations(remote: client.remote, engine: engine, caller: number).run(
                                Self.operations, time: { Double(client.clock.now.uptimeNanoseconds) / 1e9 },
                                limit: (Self.callTimeout + Self.silence).inSeconds)
                        }
                    }
                    try await group.waitForAll()
                }
                // Nobody is left waiting, no connection is left open.
                for client in clients {
                    let population = client.transport.population(of: server.origin())
                    #expect(population.leased == 0 && population.opening == 0 && population.waiting == 0)
                    client.transport.shutDown()
                }
                await server.wait { events in
                    events.count { if case .accepted = $0 { true } else { false } }
                        == events.count { if case .closed = $0 { true } else { false } }
                }
            }
            #expect(Set(faults.faults.keys) == Set(FaultServer.Fault.allCases))
            #expect(faults.faults.values.reduce(0, +) > Self.clients * Self.operations / 6)
            #expect(faults.requests > Self.clients * Self.operations)
        }
    }

    /// The clocks of the clients, by the names that they send.
    private actor ClientClocks {
        private var clocks: [String: NIOAsyncTestingEventLoop] = [:]

        func add(_ clock: NIOAsyncTestingEventLoop, for client: String) {
            self.clocks[client] = clock
        }

        subscript(client: String) -> NIOAsyncTestingEventLoop? { self.clocks[client] }
    }
#endif
