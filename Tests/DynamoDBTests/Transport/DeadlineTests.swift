// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import NIOCore
    import NIOEmbedded
    import Testing

    /// Requests that end before their response comes: by their deadline, or because nobody wants it any more.
    @Suite(.timeLimit(.minutes(10)))
    struct DeadlineTests {
        @Test(arguments: [[], [.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc")]] as [[ScriptedServer.Step]])
        func `a response that does not come in time is a timeout, and the connection closes`(
            steps: [ScriptedServer.Step]
        ) async throws {
            try await ScriptedServer.run({ _ in steps }) { server in
                let (transport, clock) = NIOTransport.clocked()
                async let outcome = transport.outcome(of: server.post(), timeout: .seconds(5))
                await server.wait(forRequests: 1)
                await clock.advanceTime(by: .milliseconds(4999))
                #expect(transport.population(of: server.origin()).leased == 1)
                await clock.advanceTime(by: .milliseconds(1))
                let failure = await outcome.failure
                #expect(failure?.kind == .timeout)
                #expect(failure?.mayHaveBeenSent == true)
                #expect(failure?.message.contains("gave no whole response in time") == true)
                await server.wait(for: .closed(0))
            }
        }

        @Test
        func `time spent waiting for a connection counts`() async throws {
            try await ScriptedServer.run({ $0.number == 0 ? [] : [.send(response("second"))] }) { server in
                let (transport, clock) = NIOTransport.clocked { $0.maximumConnections = 1 }
                async let first = transport.outcome(of: server.post("1"), timeout: .seconds(60))
                await server.wait(forRequests: 1)
                async let second = transport.outcome(of: server.post("2"), timeout: .seconds(5))
                await transport.wait(for: server.origin()) { $0.waiting == 1 }
                let deadline = clock.now + TimeAmount.seconds(5)
                // Whoever waits is counted just before the timer is set, so one advance could come too early.
                while transport.population(of: server.origin()).waiting > 0 { await clock.advanceTime(to: deadline) }
                let failure = await second.failure
                #expect(failure?.kind == .timeout)
                #expect(failure?.mayHaveBeenSent == false)
                #expect(
                    failure?.message
                        == "The request waited for a connection to \(server.origin()) until its time was up, and was not sent: 1 of at most 1 are in use, and 0 are being opened. Raise maximumConnections, or make fewer calls at a time."
                )
                server.send(response("first"), on: 0)
                #expect(await first.text == "first")
                #expect(server.requests.count == 1)
            }
        }

        @Test
        func `time spent on opening a connection counts`() async throws {
            // The server never takes part in the handshake.
            try await ScriptedServer.run({ _ in [] }) { server in
                let (transport, clock) = NIOTransport.clocked { $0.connectTimeout = .seconds(3600) }
                async let outcome = transport.outcome(of: server.post(isSecure: true), timeout: .seconds(5))
                await server.wait(for: .accepted(0))
                await clock.advanceTime(by: .seconds(5))
                let failure = await outcome.failure
                #expect(failure?.kind == .timeout)
                #expect(failure?.mayHaveBeenSent == false)
                #expect(failure?.message.contains("1 are being opened") == true)
                // More connections would not open sooner.
                #expect(failure?.message.contains("maximumConnections") == false)
            }
        }

        @Test(arguments: [Duration.zero, .seconds(-1)])
        func `no time left is a timeout at once`(timeout: Duration) async throws {
            try await ScriptedServer.run({ _ in [.send(response())] }) { server in
                let failure = await NIOTransport().outcome(of: server.post(), timeout: timeout).failure
                #expect(failure?.kind == .timeout)
                #expect(failure?.mayHaveBeenSent == false)
                #expect(server.connections == 0)
            }
        }

        @Test
        func `a timeout longer than any clock is no timeout`() async throws {
            try await ScriptedServer.run({ _ in [.send(response("x"))] }) { server in
                let transport = NIOTransport()
                #expect(await transport.outcome(of: server.post(), timeout: .seconds(Int64.max)).text == "x")
            }
        }

        @Test(arguments: [false, true])
        func `cancelling closes the connection`(isSecure: Bool) async throws {
            try await TestCertificate.loopback.withFile { path in
                try await ScriptedServer.run(tls: isSecure ? .loopback : nil, { _ in [] }) { server in
                    let transport = NIOTransport { $0.certificateAuthorityFile = path }
                    let task = Task { await transport.outcome(of: server.post(isSecure: isSecure)) }
                    await server.wait(forRequests: 1)
                    task.cancel()
                    let failure = await task.value.failure
                    #expect(failure?.kind == .cancelled)
                    #expect(failure?.mayHaveBeenSent == true)
                    await server.wait(for: .closed(0))
                    #expect(
                        transport.population(of: server.origin(isSecure: isSecure)) == ConnectionPoolPopulation())
                }
            }
        }

        @Test
        func `cancelling who waits leaves the others in peace`() async throws {
            try await ScriptedServer.run({ $0.number == 0 ? [] : [.send(response("third"))] }) { server in
                let transport = NIOTransport { $0.maximumConnections = 1 }
                async let first = transport.outcome(of: server.post("1"))
                await server.wait(forRequests: 1)
                let second = Task { await transport.outcome(of: server.post("2")) }
                await transport.wait(for: server.origin()) { $0.waiting == 1 }
                async let third = transport.outcome(of: server.post("3"))
                await transport.wait(for: server.origin()) { $0.waiting == 2 }
                second.cancel()
                let failure = await second.value.failure
                #expect(failure?.kind == .cancelled)
                #expect(failure?.mayHaveBeenSent == false)
                server.send(response("first"), on: 0)
                #expect(await first.text == "first")
                #expect(await third.text == "third")
                #expect(server.requests.map(\.body) == [Array("1".utf8), Array("3".utf8)])
            }
        }

        @Test @MainActor
        func `a call from an actor leaves the actor to others while it waits, and can be cancelled from there`()
            async throws
        {
            try await ScriptedServer.run({ _ in [] }) { server in
                let transport = NIOTransport { $0.maximumConnections = 1 }
                let sent = Task { @MainActor in await transport.outcome(of: server.post("1")) }
                await server.wait(forRequests: 1)
                let waiting = Task { @MainActor in await transport.outcome(of: server.post("2")) }
                await transport.wait(for: server.origin()) { $0.waiting == 1 }
                let late = Task { @MainActor in await transport.outcome(of: server.post("3")) }
                // Whether or not it has begun.
                late.cancel()
                for (task, mayHaveBeenSent) in [(late, false), (waiting, false), (sent, true)] {
                    task.cancel()
                    let failure = await task.value.failure
                    #expect(failure?.kind == .cancelled)
                    #expect(failure?.mayHaveBeenSent == mayHaveBeenSent)
                }
                await server.wait(for: .closed(0))
            }
        }

        @Test
        func `a cancelled task sends nothing`() async throws {
            try await ScriptedServer.run({ _ in [.send(response())] }) { server in
                let transport = NIOTransport()
                let task = Task {
                    // Cancelled by the time it sends.
                    withUnsafeCurrentTask { $0?.cancel() }
                    return await transport.outcome(of: server.post())
                }
                let failure = await task.value.failure
                #expect(failure?.kind == .cancelled)
                #expect(failure?.mayHaveBeenSent == false)
                #expect(server.connections == 0)
            }
        }
    }
#endif
