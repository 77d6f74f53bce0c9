// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import Dispatch
    import DynamoDB
    import NIOCore
    import NIOEmbedded
    import Testing

    /// A thread that did not run for a while, as in a process that was frozen, and the connections that ended meanwhile.
    @Suite(.timeLimit(.minutes(10)))
    struct FrozenThreadTests {
        @Test(arguments: [false, true])
        func `a request goes to no rested connection that ended while the thread stood still`(isReset: Bool)
            async throws
        {
            let script: ScriptedServer.Script = { request in
                // The first two wait, so that each has a connection.
                request.body.isEmpty ? [] : [.send(response("\(request.connection)"))]
            }
            try await ScriptedServer.run(script) { server in
                let loop = try #require(EventLoopThread().eventLoop)
                let executor = EventLoopTaskExecutor(loop)
                let (transport, clock) = NIOTransport.clocked(on: loop)
                let send = { @Sendable (body: String) in
                    await withTaskExecutorPreference(executor) { await transport.outcome(of: server.post(body)) }
                }
                async let first = send("")
                async let second = send("")
                await server.wait(forRequests: 2)
                for connection in 0..<2 { server.send(response("x"), on: connection) }
                #expect(await first.text == "x")
                #expect(await second.text == "x")
                await clock.advanceTime(by: .seconds(2))

                let areClosed = DispatchSemaphore(value: 0)
                Task {
                    await server.wait { $0.contains(.closed(0)) && $0.contains(.closed(1)) }
                    areClosed.signal()
                }
                let endAll = { @Sendable in
                    for connection in 0..<2 {
                        if isReset { server.reset(connection) } else { server.close(connection) }
                    }
                    // Holds the thread, which sees nothing of it.
                    areClosed.wait()
                }
                let outcome = await withTaskExecutorPreference(executor) {
                    endAll()
                    return await transport.outcome(of: server.post())
                }
                #expect(outcome.text == "2", "\(outcome)")
                #expect(server.requests.map(\.connection).sorted() == [0, 1, 2])
                #expect(transport.population(of: server.origin()) == ConnectionPoolPopulation(idle: 1))
            }
        }
    }
#endif
