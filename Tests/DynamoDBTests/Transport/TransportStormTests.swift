// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import TestSupport
    import Testing

    /// Many requests, a server that misbehaves, and tasks that are cancelled.
    @Suite(.timeLimit(.minutes(10)))
    struct TransportStormTests {
        /// An answer that depends on the request alone, so that a run can be repeated.
        private static func answer(to request: ScriptedServer.Request) -> [ScriptedServer.Step] {
            let text = String(decoding: request.body, as: UTF8.self)
            var random = SeededGenerator(seed: UInt64(text) ?? 0)
            let right = response(text)
            switch Int.random(in: 0..<20, using: &random) {
            case 0: return [.close]
            case 1: return [.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"), .close]
            case 2: return [.send("garbage\r\n\r\n")]
            case 3: return [.send("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n")]
            case 4: return [.send(response(text, headers: "Connection: close\r\n")), .close]
            case 5: return [.send(right + response("smuggled"))]
            case 6: return [.send(right), .close]
            case 7: return right.map { .send(String($0)) }
            default: return [.send(right)]
            }
        }

        @Test(arguments: [1, 2, 3] as [UInt64])
        func `every request ends with its own answer or a failure, and nothing is left behind`(seed: UInt64)
            async throws
        {
            try await ScriptedServer.run(Self.answer) { server in
                let transport = NIOTransport { $0.maximumConnections = 8 }
                var random = SeededGenerator(seed: seed)
                let tasks = (0..<500).map { number in
                    Task { await transport.outcome(of: server.post("\(seed)000\(number)"), limit: 1000) }
                }
                for task in tasks where random.chance(15) {
                    task.cancel()
                    if random.chance(50) { await Task.yield() }
                }
                var unsent: [String] = []
                var answered = 0
                for (number, task) in tasks.enumerated() {
                    let text = "\(seed)000\(number)"
                    switch await task.value {
                    case .success(let response):
                        answered += 1
                        #expect(String(decoding: response.body, as: UTF8.self) == text)
                    case .failure(let failure):
                        if !failure.mayHaveBeenSent { unsent.append(text) }
                    }
                }
                let origin = server.origin()
                await transport.wait(for: origin) { $0.leased == 0 && $0.opening == 0 && $0.waiting == 0 }
                transport.shutDown()
                await server.wait { events in
                    events.count { if case .accepted = $0 { true } else { false } }
                        == events.count { if case .closed = $0 { true } else { false } }
                }
                #expect(answered > 100)
                let seen = Set(server.requests.map { String(decoding: $0.body, as: UTF8.self) })
                #expect(seen.isDisjoint(with: unsent), "reached the server, but was reported as not sent")
                #expect(server.requests.count == seen.count, "sent twice")
            }
        }
    }
#endif
