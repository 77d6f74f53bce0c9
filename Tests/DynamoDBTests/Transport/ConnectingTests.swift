// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import NIOCore
    import NIOPosix
    import Testing

    /// Making connections, plain and encrypted.
    @Suite(.timeLimit(.minutes(10)))
    struct ConnectingTests {
        private let script: ScriptedServer.Script = { _ in [.send(response("x"))] }

        @Test
        func `a port where nobody listens is a failure to connect`() async {
            // A port that was free a moment ago may be another test's by now; this one nobody is given.
            let request = HTTPRequest(
                method: "POST", origin: HTTPOrigin(isSecure: false, host: "127.0.0.1", port: 1), headers: [])
            let transport = NIOTransport { $0.maximumConnections = 2 }
            await withTaskGroup(of: Void.self) { group in
                // More than there may be connections: each gets an attempt.
                for _ in 0..<10 {
                    group.addTask {
                        let failure = await transport.outcome(of: request).failure
                        #expect(failure?.kind == .connect)
                        #expect(failure?.mayHaveBeenSent == false)
                        #expect(
                            failure?.message
                                == "Cannot connect to http://127.0.0.1:1: the connection was refused, so no server listens there."
                        )
                    }
                }
            }
            #expect(transport.population(of: request.origin) == ConnectionPoolPopulation())
        }

        @Test(arguments: [("127.0.0.1", 0), ("127.0.0.1", -1), ("127.0.0.1", 65_536), ("127.0.0.1", Int.max), ("", 80)])
        func `an origin that cannot be is a failure to connect`(host: String, port: Int) async {
            let origin = HTTPOrigin(isSecure: false, host: host, port: port)
            let request = HTTPRequest(method: "GET", origin: origin, headers: [])
            let failure = await NIOTransport().outcome(of: request).failure
            #expect(failure?.kind == .connect)
            #expect(failure?.mayHaveBeenSent == false)
        }

        @Test
        func `a host is found by its name`() async throws {
            try await ScriptedServer.run(self.script) { server in
                #expect(await NIOTransport().outcome(of: server.post(host: "localhost")).text == "x")
            }
        }

        @Test(.enabled("this machine has no IPv6 loopback") { await Self.hasIPv6 })
        func `an IPv6 address needs no brackets`() async throws {
            try await TestCertificate.loopback.withFile { path in
                for tls in [nil, TestCertificate.loopback] {
                    try await ScriptedServer.run(address: "::1", tls: tls, self.script) { server in
                        let transport = NIOTransport { $0.certificateAuthorityFile = path }
                        let request = server.post(host: "::1", isSecure: tls != nil)
                        #expect(await transport.outcome(of: request).text == "x")
                        #expect(server.requests.first?.head.contains("Host: [::1]:\(server.port)") == true)
                    }
                }
            }
        }

        private static var hasIPv6: Bool {
            get async {
                do {
                    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                        .bind(host: "::1", port: 0).get()
                    try await channel.close()
                    return true
                } catch {
                    return false
                }
            }
        }

        // MARK: - TLS

        @Test(arguments: ["localhost", "127.0.0.1"])
        func `a certificate is trusted with its root, for its name and its address`(host: String) async throws {
            try await TestCertificate.loopback.withFile { path in
                try await ScriptedServer.run(tls: .loopback, self.script) { server in
                    let transport = NIOTransport { $0.certificateAuthorityFile = path }
                    for _ in 0..<2 {
                        #expect(await transport.outcome(of: server.post(host: host, isSecure: true)).text == "x")
                    }
                    #expect(server.requests.map(\.number) == [0, 1])
                }
            }
        }

        @Test
        func
            `a transport of one's own trusts what AWS_CA_BUNDLE names, too, and that of a database what its settings say`()
            throws
        {
            let variables = EnvironmentVariables(["AWS_CA_BUNDLE": "/roots.pem"])
            #expect(NIOTransport.Settings(variables: variables).certificateAuthorityFile == "/roots.pem")
            #expect(NIOTransport.Settings(variables: EnvironmentVariables([:])).certificateAuthorityFile == nil)
            var configuration = RemoteConfiguration()
            #expect(
                try RemoteSettings(configuration, settings: .of(["AWS_CA_BUNDLE": "/roots.pem"])).transportSettings
                    .certificateAuthorityFile == "/roots.pem")
            configuration.certificateAuthorityFile = "/own.pem"
            configuration.maximumConnections = 7
            let settings = try RemoteSettings(configuration, settings: .of(["AWS_CA_BUNDLE": "/roots.pem"]))
                .transportSettings
            #expect(settings.certificateAuthorityFile == "/own.pem" && settings.maximumConnections == 7)
        }

        @Test
        func `a certificate is refused without its root`() async throws {
            try await ScriptedServer.run(tls: .loopback, self.script) { server in
                let failure = await NIOTransport().outcome(of: server.post(host: "localhost", isSecure: true)).failure
                #expect(failure?.kind == .tls)
                #expect(failure?.mayHaveBeenSent == false)
                #expect(failure?.message.contains("AWS_CA_BUNDLE") == true)
                #expect(server.requests.isEmpty)
            }
        }

        @Test(arguments: ["localhost", "127.0.0.1"])
        func `a certificate for another name is refused`(host: String) async throws {
            try await TestCertificate.elsewhere.withFile { path in
                try await ScriptedServer.run(tls: .elsewhere, self.script) { server in
                    let transport = NIOTransport { $0.certificateAuthorityFile = path }
                    let failure = await transport.outcome(of: server.post(host: host, isSecure: true)).failure
                    #expect(failure?.kind == .tls)
                    #expect(failure?.mayHaveBeenSent == false)
                    #expect(server.requests.isEmpty)
                }
            }
        }

        @Test
        func `a server that speaks no TLS is refused`() async throws {
            let script: ScriptedServer.Script = { _ in [] }
            try await ScriptedServer.run(script) { server in
                // Longer than the handshake takes on a busy machine.
                let transport = NIOTransport { $0.connectTimeout = .seconds(300) }
                async let outcome = transport.outcome(of: server.post(isSecure: true))
                await server.wait(for: .accepted(0))
                server.send("HTTP/1.1 400 Bad Request\r\n\r\n", on: 0)
                let failure = try #require(await outcome.failure)
                #expect(failure.kind == .tls)
                #expect(
                    failure.message
                        == "The server at 127.0.0.1:\(server.port) does not speak TLS: if it is meant to be plain HTTP, write http:// and not https://."
                )
                // The advice about certificates is for servers that have one.
                #expect(!failure.error(operation: "PutItem").message.contains("AWS_CA_BUNDLE"))
            }
        }

        @Test
        func `a handshake ends with the time for connecting`() async throws {
            try await ScriptedServer.run({ _ in [] }) { server in
                // Long enough that the connection itself is made in it, also on a busy machine.
                let transport = NIOTransport { $0.connectTimeout = .milliseconds(500) }
                let failure = await transport.outcome(of: server.post(isSecure: true)).failure
                #expect(failure?.kind == .tls)
                #expect(failure?.mayHaveBeenSent == false)
                await server.wait(for: .closed(0))
            }
        }

        @Test
        func `roots that cannot be read are a failure that names the file`() async throws {
            let transport = NIOTransport { $0.certificateAuthorityFile = "/nowhere/roots.pem" }
            let request = HTTPRequest(method: "GET", origin: HTTPOrigin(isSecure: true, host: "localhost"), headers: [])
            let failure = await transport.outcome(of: request).failure
            #expect(failure?.kind == .tls)
            #expect(failure?.message.contains("/nowhere/roots.pem") == true)
        }
    }
#endif
