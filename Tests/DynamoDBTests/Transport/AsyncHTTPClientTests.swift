// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS && AsyncHTTPClient
    import AsyncHTTPClient
    import DynamoDB
    import DynamoDBEmbedded
    import NIOSSL
    import RemoteTestSupport
    import Testing

    /// The adapter for async-http-client: requests that really go through it.
    @Suite(.timeLimit(.minutes(10)))
    struct AsyncHTTPClientTests {
        /// Runs `body` with a client, which is shut down afterwards.
        private static func withClient(
            tls: TLSConfiguration? = nil, _ body: (AsyncHTTPClientTransport) async throws -> Void
        ) async throws {
            var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
            configuration.connectionPool.retryConnectionEstablishment = false
            configuration.tlsConfiguration = tls
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            do {
                try await body(AsyncHTTPClientTransport(client))
                try await client.shutdown()
            } catch {
                try await client.shutdown()
                throw error
            }
        }

        private static func outcome(
            _ transport: AsyncHTTPClientTransport, _ request: HTTPRequest, timeout: Duration = .seconds(50),
            limit: Int = 1 << 24
        ) async -> Result<HTTPResponse, TransportFailure> {
            do throws(TransportFailure) {
                return .success(try await transport.send(request, timeout: timeout, maximumResponseBytes: limit))
            } catch {
                return .failure(error)
            }
        }

        @Test func `a database works through it`() async throws {
            let engine = try EmbeddedDatabase.inMemory()
            let router = RouterTransport(engine)
            let faults = FaultServer(router, seed: 1, percent: 0) { _ in }
            try await ScriptedServer.run(slowly: { await faults.steps(for: $0) }) { server in
                try await Self.withClient { transport in
                    let remote = RemoteDatabase(
                        loop: CallLoop(
                            transport: transport, credentials: TestCredentials(),
                            endpoints: FixedEndpoint(server.origin()), environment: .test()))
                    _ = try await remote.createTable(
                        CreateTableInput(tableName: "Things", partitionKey: .string("pk")))
                    let item: Item = ["pk": "x", "n": 1]
                    _ = try await remote.putItem(PutItemInput(tableName: "Things", item: item))
                    let read = GetItemInput(tableName: "Things", key: ["pk": "x"])
                    #expect(try await remote.getItem(read).item == item)
                    #expect(try await engine.getItem(read).item == item)
                    // What was signed is what arrived.
                    let last = try #require(server.requests.last)
                    #expect(last.line == "POST /")
                    #expect(last.header("Host") == "127.0.0.1:\(server.port)")
                    #expect(last.header("Content-Length") == "\(last.body.count)")
                    #expect(last.header("Authorization").hasPrefix("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"))
                }
            }
        }

        @Test func `what goes wrong is told as by the package's own transport`() async throws {
            let script: ScriptedServer.Script = { request in
                switch request.text {
                case "close": [.close]
                case "long": [.send(response(String(repeating: "x", count: 100)))]
                case "redirect": [.send(response(status: "302 Found", headers: "Location: http://127.0.0.1:1/\r\n"))]
                case "half": [.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")]
                case "garbage": [.send("SSH-2.0-OpenSSH_9.9\r\n\r\n"), .close]
                default: []
                }
            }
            try await ScriptedServer.run(script) { server in
                try await Self.withClient { transport in
                    let closed = await Self.outcome(transport, server.post("close")).failure
                    #expect(closed?.kind == .connectionLost && closed?.mayHaveBeenSent == true)
                    #expect(await Self.outcome(transport, server.post("long"), limit: 99).failure?.kind == .tooLarge)
                    #expect(await Self.outcome(transport, server.post("redirect")).success?.status == 302)
                    #expect(await Self.outcome(transport, server.post("garbage")).failure?.kind == .malformed)
                    let late = await Self.outcome(transport, server.post("silence"), timeout: .milliseconds(50))
                    #expect(late.failure?.kind == .timeout && late.failure?.mayHaveBeenSent == true)
                    let half = await Self.outcome(transport, server.post("half"), timeout: .milliseconds(50))
                    #expect(half.failure?.kind == .timeout && half.failure?.mayHaveBeenSent == true)
                    let task = Task { await Self.outcome(transport, server.post("silence")) }
                    await server.wait(forRequests: 7)
                    task.cancel()
                    #expect(await task.value.failure?.kind == .cancelled)
                }
            }
            // Nobody listens at port 1.
            let nobody = HTTPRequest(
                method: "POST", origin: HTTPOrigin(isSecure: false, host: "127.0.0.1", port: 1), headers: [])
            try await Self.withClient { transport in
                let failure = await Self.outcome(transport, nobody).failure
                #expect(
                    failure?.kind == .connect && failure?.mayHaveBeenSent == false, "\(String(describing: failure))")
            }
        }

        @Test func `a failure of TLS says that nothing was sent only if it is one of the handshake`() async throws {
            let script: ScriptedServer.Script = { $0.text == "cut" ? [.cut] : [.intrude("This is no record of TLS.")] }
            try await TestCertificate.loopback.withFile { path in
                try await ScriptedServer.run(tls: .loopback, script) { server in
                    try await Self.withClient { transport in
                        let stranger = await Self.outcome(transport, server.post("x", isSecure: true)).failure
                        #expect(stranger?.kind == .tls && stranger?.mayHaveBeenSent == false)
                    }
                    #expect(server.requests.isEmpty)
                    var tls = TLSConfiguration.makeClientConfiguration()
                    tls.trustRoots = .file(path)
                    try await Self.withClient(tls: tls) { transport in
                        for text in ["cut", "intruded"] {
                            let failure = await Self.outcome(transport, server.post(text, isSecure: true)).failure
                            #expect(failure?.kind == .connectionLost && failure?.mayHaveBeenSent == true, "\(text)")
                        }
                    }
                    #expect(server.requests.count == 2)
                }
            }
        }

        @Test(
            arguments: [
                (HTTPClientError.proxyAuthenticationRequired, .connect, false),
                (HTTPClientError.invalidProxyResponse, .connect, false),
                (HTTPClientError.httpProxyHandshakeTimeout, .connect, false),
                (HTTPClientError.socksHandshakeTimeout, .connect, false),
                (HTTPClientError.remoteConnectionClosed, .connectionLost, true),
                (HTTPClientError.uncleanShutdown, .connectionLost, true),
                (NIOSSLError.uncleanShutdown, .connectionLost, true),
                (BoringSSLError.sslError([]), .connectionLost, true),
                (NIOSSLError.handshakeFailed(.sslError([])), .tls, false),
                (NIOSSLExtraError.failedToValidateHostname, .tls, false),
            ] as [(any Error, TransportFailure.Kind, Bool)])
        func `an error says that nothing was sent only where that is certain`(
            error: any Error, kind: TransportFailure.Kind, mayHaveBeenSent: Bool
        ) {
            let failure = AsyncHTTPClientTransport.failure(error, to: HTTPOrigin(isSecure: true, host: "h"))
            #expect(failure.kind == kind && failure.mayHaveBeenSent == mayHaveBeenSent)
        }
    }
#endif
