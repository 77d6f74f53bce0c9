// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import NIOCore
    import NIOEmbedded
    import NIOPosix
    import Testing

    /// Which requests share a connection.
    @Suite(.timeLimit(.minutes(10)))
    struct ConnectionReuseTests {
        @Test
        func `requests one after the other use one connection, and arrive as written`() async throws {
            try await ScriptedServer.run({ [.send(response("answer \($0.number)"))] }) { server in
                let transport = NIOTransport()
                #expect(await transport.outcome(of: server.post("one")).text == "answer 0")
                #expect(await transport.outcome(of: server.post("two")).text == "answer 1")
                #expect(server.connections == 1)
                #expect(server.requests.map { String(decoding: $0.body, as: UTF8.self) } == ["one", "two"])
                #expect(
                    server.requests.first?.head
                        == "POST / HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nContent-Length: 3")
                #expect(transport.population(of: server.origin()) == ConnectionPoolPopulation(idle: 1))
            }
        }

        @Test
        func `a request waits for the response before it on the only connection`() async throws {
            try await ScriptedServer.run({ $0.number == 0 ? [] : [.send(response("second"))] }) { server in
                let transport = NIOTransport { $0.maximumConnections = 1 }
                async let first = transport.outcome(of: server.post("1"))
                await server.wait(forRequests: 1)
                async let second = transport.outcome(of: server.post("2"))
                await transport.wait(for: server.origin()) { $0.waiting == 1 }
                #expect(server.requests.count == 1)
                server.send(response("first"), on: 0)
                #expect(await first.text == "first")
                #expect(await second.text == "second")
                #expect(server.connections == 1)
            }
        }

        @Test
        func `200 requests share 4 connections, and each gets its own answer`() async throws {
            let echo: ScriptedServer.Script = { [.send(response(String(decoding: $0.body, as: UTF8.self)))] }
            try await ScriptedServer.run(echo) { server in
                let transport = NIOTransport { $0.maximumConnections = 4 }
                await withTaskGroup(of: Void.self) { group in
                    for number in 0..<200 {
                        group.addTask {
                            let answer = await transport.outcome(of: server.post("request \(number)"))
                            #expect(answer.text == "request \(number)")
                        }
                    }
                }
                #expect((1...4).contains(server.connections))
                #expect(server.requests.count == 200)
                let population = transport.population(of: server.origin())
                #expect(population.leased == 0 && population.waiting == 0 && population.opening == 0)
            }
        }

        @Test(arguments: [
            (response("x"), true),
            (response("x", headers: "Connection: keep-alive\r\n"), true),
            (response("x", headers: "Connection: close\r\n"), false),
            (response("x", headers: "connection: Close\r\n"), false),
            ("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", false),
            ("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx", true),
        ])
        func `a connection is kept if the server keeps it`(answer: String, isKept: Bool) async throws {
            try await ScriptedServer.run({ _ in [.send(answer)] }) { server in
                let transport = NIOTransport()
                #expect(await transport.outcome(of: server.post()).text == "x")
                #expect(await transport.outcome(of: server.post()).text == "x")
                #expect(server.connections == (isKept ? 1 : 2))
                if !isKept { await server.wait(for: .closed(0)) }
            }
        }

        @Test
        func `a connection that the server closes while it is idle is forgotten`() async throws {
            try await ScriptedServer.run({ _ in [.send(response("x"))] }) { server in
                let transport = NIOTransport()
                #expect(await transport.outcome(of: server.post()).text == "x")
                server.close(0)
                await transport.wait(for: server.origin()) { $0.idle == 0 }
                #expect(await transport.outcome(of: server.post()).text == "x")
                #expect(server.connections == 2)
            }
        }

        @Test(arguments: ["HTTP", response("too late")])
        func `bytes that nobody asked for close an idle connection`(bytes: String) async throws {
            try await ScriptedServer.run({ _ in [.send(response("x"))] }) { server in
                let transport = NIOTransport()
                #expect(await transport.outcome(of: server.post()).text == "x")
                server.send(bytes, on: 0)
                await server.wait(for: .closed(0))
                #expect(transport.population(of: server.origin()) == ConnectionPoolPopulation())
                #expect(await transport.outcome(of: server.post()).text == "x")
            }
        }

        @Test
        func `a second response in the same packet is nobody's answer`() async throws {
            let script: ScriptedServer.Script = { request in
                let own = response(String(decoding: request.body, as: UTF8.self))
                return [.send(request.connection == 0 ? own + response("smuggled") : own)]
            }
            try await ScriptedServer.run(script) { server in
                let transport = NIOTransport { $0.maximumConnections = 1 }
                await withTaskGroup(of: Void.self) { group in
                    for number in 0..<3 {
                        group.addTask {
                            #expect(await transport.outcome(of: server.post("\(number)")).text == "\(number)")
                        }
                    }
                }
                await server.wait(for: .closed(0))
                #expect(server.connections == 2)
            }
        }

        @Test
        func `bytes behind a response that fills a whole read are nobody's answer`() async throws {
            // The first read of a connection takes 2048 bytes, and the response ends with them.
            let header = response(String(repeating: "x", count: 2000)).utf8.count - 2000
            let text = String(repeating: "x", count: 2048 - header)
            let script: ScriptedServer.Script = { request in
                [.send(request.connection == 0 ? response(text) + response("smuggled") : response("second"))]
            }
            try await ScriptedServer.run(script) { server in
                let transport = NIOTransport { $0.maximumConnections = 1 }
                #expect(await transport.outcome(of: server.post()).text == text)
                #expect(await transport.outcome(of: server.post()).text == "second")
                #expect(server.connections == 2)
            }
        }

        @Test
        func `a task on the thread of its connection stays there`() async throws {
            try await ScriptedServer.run({ [.send(response("answer \($0.number)"))] }) { server in
                let transport = NIOTransport()
                let executor = try #require(NIOTransport.makeTaskExecutor() as? EventLoopTaskExecutor)
                await withTaskExecutorPreference(executor) {
                    for number in 0..<3 {
                        #expect(await transport.outcome(of: server.post()).text == "answer \(number)")
                        #expect(executor.eventLoop.inEventLoop)
                    }
                }
                #expect(server.connections == 1)
                // Others may use the connection too.
                #expect(await transport.outcome(of: server.post()).text == "answer 3")
            }
        }

        @Test(.enabled(if: System.coreCount > 1))
        func `each of two threads gets its own connection back`() async throws {
            let script: ScriptedServer.Script = { request in
                request.number == 0 ? [] : [.send(response("\(request.connection)"))]
            }
            try await ScriptedServer.run(script) { server in
                let transport = NIOTransport()
                let executors = MultiThreadedEventLoopGroup.singleton.makeIterator().map { EventLoopTaskExecutor($0) }
                let post = { @Sendable (thread: Int) async -> String? in
                    await withTaskExecutorPreference(executors[thread]) {
                        await transport.outcome(of: server.post()).text
                    }
                }
                async let first = post(0)
                await server.wait(forRequests: 1)
                async let second = post(1)
                await server.wait(forRequests: 2)
                server.send(response("0"), on: 0)
                #expect(await first == "0")
                server.send(response("1"), on: 1)
                #expect(await second == "1")
                for thread in [0, 1, 1, 0] { #expect(await post(thread) == "\(thread)") }
            }
        }

        @Test
        func `connections close when the transport goes away`() async throws {
            try await ScriptedServer.run({ _ in [.send(response("x"))] }) { server in
                var transport: NIOTransport? = NIOTransport()
                #expect(await transport?.outcome(of: server.post()).text == "x")
                transport = nil
                await server.wait(for: .closed(0))
            }
        }

        @Test
        func `shutting down fails what is in flight and what comes later`() async throws {
            try await ScriptedServer.run({ _ in [] }) { server in
                let transport = NIOTransport { $0.maximumConnections = 1 }
                async let sent = transport.outcome(of: server.post("1"))
                await server.wait(forRequests: 1)
                async let waiting = transport.outcome(of: server.post("2"))
                await transport.wait(for: server.origin()) { $0.waiting == 1 }
                transport.shutDown()
                let failures = [
                    await sent.failure, await waiting.failure, await transport.outcome(of: server.post()).failure,
                ]
                #expect(failures.map { $0?.kind } == [.closed, .closed, .closed])
                #expect(failures.map { $0?.mayHaveBeenSent } == [true, false, false])
                await server.wait(for: .closed(0))
            }
        }

        @Test
        func `each origin has its own connection, is found again, and is shut down with the others`() async throws {
            try await ScriptedServer.run({ _ in [.send(response("x"))] }) { server in
                let transport = NIOTransport()
                let hosts = ["127.0.0.1", "localhost"]
                for host in hosts + hosts {
                    #expect(await transport.outcome(of: server.post(host: host)).text == "x")
                }
                #expect(server.connections == 2)
                for host in hosts {
                    #expect(transport.population(of: server.origin(host: host)) == ConnectionPoolPopulation(idle: 1))
                }
                transport.shutDown()
                for connection in hosts.indices { await server.wait(for: .closed(connection)) }
            }
        }

        @Test
        func `connections that are idle or old for too long close`() async throws {
            for (idle, life, later) in [(60, 1800, 60), (7200, 1800, 1800)] as [(Int64, Int64, Int64)] {
                try await ScriptedServer.run({ _ in [.send(response("x"))] }) { server in
                    let (transport, clock) = NIOTransport.clocked {
                        $0.idleTimeout = .seconds(idle)
                        $0.maximumLifetime = .seconds(life)
                    }
                    #expect(await transport.outcome(of: server.post(), timeout: .seconds(5)).text == "x")
                    await clock.advanceTime(by: .seconds(later - 1))
                    #expect(transport.population(of: server.origin()) == ConnectionPoolPopulation(idle: 1))
                    await clock.advanceTime(by: .seconds(1))
                    await server.wait(for: .closed(0))
                    #expect(transport.population(of: server.origin()) == ConnectionPoolPopulation())
                }
            }
        }
    }
#endif
