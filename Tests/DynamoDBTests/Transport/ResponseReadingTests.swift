// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Testing

    /// What servers may answer, and what comes of it.
    @Suite(.timeLimit(.minutes(10)))
    struct ResponseReadingTests {
        private static let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

        @Test(
            arguments: [
                ([.send(response("abcdef"))], 200, "abcdef"),
                ([.send(response("", status: "204 No Content"))], 204, ""),
                ([.send(response("{}", status: "400 Bad Request"))], 400, "{}"),
                ([.send(response("busy", status: "503 Service Unavailable")), .close], 503, "busy"),
                ([.send(chunked + "3\r\nabc\r\n3;x=y\r\ndef\r\n0\r\nTrailer: v\r\n\r\n")], 200, "abcdef"),
                ([.send(chunked + "3\r\nabc\r\n"), .send("3\r\nd"), .send("ef\r\n0\r\n\r\n")], 200, "abcdef"),
                ([.send("HTTP/1.1 100 Continue\r\n\r\n"), .send(response("abc"))], 200, "abc"),
                ([.send("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + response("abc"))], 200, "abc"),
                ([.send("HTTP/1.1 200 OK\r\n\r\nuntil the end"), .close], 200, "until the end"),
                ([.send("HTTP/1.0 200 OK\r\n\r\nuntil the end"), .close], 200, "until the end"),
                (response("by the byte").map { .send(String($0)) }, 200, "by the byte"),
            ] as [([ScriptedServer.Step], Int, String)])
        func `a response is read whole`(steps: [ScriptedServer.Step], status: Int, text: String) async throws {
            try await ScriptedServer.run({ _ in steps }) { server in
                let outcome = await NIOTransport().outcome(of: server.post())
                #expect(outcome.success?.status == status)
                #expect(outcome.text == text)
            }
        }

        @Test
        func `a response has its headers in order`() async throws {
            try await ScriptedServer.run({ _ in [.send(response("x", headers: "A: 1\r\nB: 2\r\na: 3\r\n"))] }) {
                server in
                let outcome = await NIOTransport().outcome(of: server.post())
                let headers = outcome.success?.headers.map { "\($0.name)=\($0.value)" }
                #expect(headers == ["Content-Length=1", "A=1", "B=2", "a=3"])
            }
        }

        @Test(
            arguments: [
                ([.close], .connectionLost),
                ([.send("HTTP/1."), .close], .connectionLost),
                ([.send("HTTP/1.1 200 OK\r\nContent-Le"), .close], .connectionLost),
                ([.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"), .close], .connectionLost),
                ([.send(chunked + "5\r\nabc"), .close], .connectionLost),
                ([.send(chunked + "3\r\nabc\r\n"), .close], .connectionLost),
                ([.send("HTTP/1.1 100 Continue\r\n\r\n"), .close], .connectionLost),
                ([.send("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n")], .tooLarge),
                (
                    [
                        .send(
                            chunked
                                + "40\r\n\(String(repeating: "x", count: 64))\r\n40\r\n\(String(repeating: "x", count: 64))"
                        )
                    ], .tooLarge
                ),
                ([.send("HTTP/1.1 200 OK\r\n\r\n\(String(repeating: "x", count: 101))")], .tooLarge),
                ([.send("SSH-2.0-OpenSSH_9.0\r\n")], .malformed),
                ([.send("<html>not HTTP</html>\r\n\r\n")], .malformed),
                ([.send("\0\u{1}\u{2}\u{3}")], .malformed),
                ([.send("HTTP/2.0 200 OK\r\n\r\n")], .malformed),
                ([.send("HTTP/1.1 2x0 OK\r\n\r\n")], .malformed),
                ([.send("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")], .malformed),
                ([.send("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")], .malformed),
                ([.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc")], .malformed),
                ([.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\nabc")], .malformed),
                ([.send("HTTP/1.1 200 OK\r\nX: \(String(repeating: "x", count: 200_000))\r\n\r\n")], .malformed),
                ([.send(chunked + "zz\r\n")], .malformed),
                ([.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")], .malformed),
            ] as [([ScriptedServer.Step], TransportFailure.Kind)])
        func `a response that is none is a failure, and its connection closes`(
            steps: [ScriptedServer.Step], kind: TransportFailure.Kind
        ) async throws {
            try await ScriptedServer.run({ _ in steps }) { server in
                let transport = NIOTransport()
                let failure = await transport.outcome(of: server.post(), limit: 100).failure
                #expect(failure?.kind == kind)
                #expect(failure?.mayHaveBeenSent == true)
                await server.wait(for: .closed(0))
                #expect(transport.population(of: server.origin()) == ConnectionPoolPopulation())
            }
        }

        @Test(
            arguments: [
                ([.close], .staleConnection),
                ([.send("H"), .close], .connectionLost),
                ([.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"), .close], .connectionLost),
            ] as [([ScriptedServer.Step], TransportFailure.Kind)])
        func `a kept connection that closes before it answers is stale`(
            steps: [ScriptedServer.Step], kind: TransportFailure.Kind
        ) async throws {
            try await ScriptedServer.run({ $0.number == 0 ? [.send(response("x"))] : steps }) { server in
                let transport = NIOTransport()
                #expect(await transport.outcome(of: server.post()).text == "x")
                let failure = await transport.outcome(of: server.post()).failure
                #expect(failure?.kind == kind)
                #expect(failure?.mayHaveBeenSent == true)
                #expect(await transport.outcome(of: server.post()).text == "x")
                #expect(server.connections == 2)
            }
        }

        @Test(arguments: [(.close, nil), (.cut, .connectionLost)] as [(ScriptedServer.Step, TransportFailure.Kind?)])
        func `a body that ends with an encrypted connection is whole only if the server ended it`(
            end: ScriptedServer.Step, kind: TransportFailure.Kind?
        ) async throws {
            let steps = [.send("HTTP/1.1 200 OK\r\n\r\n[1, 2]"), end]
            try await TestCertificate.loopback.withFile { path in
                try await ScriptedServer.run(tls: .loopback, { _ in steps }) { server in
                    let transport = NIOTransport { $0.certificateAuthorityFile = path }
                    let outcome = await transport.outcome(of: server.post(isSecure: true))
                    #expect(outcome.text == (kind == nil ? "[1, 2]" : nil))
                    #expect(outcome.failure?.kind == kind)
                }
            }
        }

        @Test(arguments: [false, true])
        func `bodies of megabytes pass both ways`(isSecure: Bool) async throws {
            let large = String(repeating: "0123456789abcdef", count: 1 << 17)
            let script: ScriptedServer.Script = { [.send(response(String(decoding: $0.body, as: UTF8.self)))] }
            try await TestCertificate.loopback.withFile { path in
                try await ScriptedServer.run(tls: isSecure ? .loopback : nil, script) { server in
                    let transport = NIOTransport { $0.certificateAuthorityFile = path }
                    for _ in 0..<2 {
                        let outcome = await transport.outcome(of: server.post(large, isSecure: isSecure))
                        #expect(outcome.text == large)
                    }
                    #expect(server.connections == 1)
                }
            }
        }
    }
#endif
