// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import RemoteTestSupport
    import Synchronization
    import TestSupport

    /// A DynamoDB on a loopback port of which every fifth answer, or another share, goes wrong, on the wire.
    final class FaultServer: Sendable {
        /// What goes wrong with one request. `After` means that the service has done its work.
        enum Fault: CaseIterable, Sendable {
            case throttled, unavailable, failedBefore, failedAfter, resetBefore, resetAfter, closedBefore, closedAfter
            case stalledBefore, stalledAfter, stalledInBody, cutOff, cutOffInChunk, damaged, page, redirect, garbage

            var comesAfter: Bool {
                switch self {
                case .failedAfter, .resetAfter, .closedAfter, .stalledAfter, .stalledInBody, .cutOff, .cutOffInChunk,
                    .damaged:
                    true
                default: false
                }
            }
        }

        private let service: RouterTransport
        /// Lets the time of a client pass, named by its `User-Agent`, until it has waited long enough.
        private let letTimePass: @Sendable (_ client: String) async -> Void
        private let percent: Int
        private let state: Mutex<State>

        private struct State {
            var random: SeededGenerator
            var faults: [Fault: Int] = [:]
            var requests = 0
        }

        init(
            _ service: RouterTransport, seed: UInt64, percent: Int = 20,
            letTimePass: @escaping @Sendable (_ client: String) async -> Void
        ) {
            self.service = service
            self.percent = percent
            self.letTimePass = letTimePass
            self.state = Mutex(State(random: SeededGenerator(seed: seed)))
        }

        /// How often each fault happened.
        var faults: [Fault: Int] { self.state.withLock { $0.faults } }

        /// How many requests came.
        var requests: Int { self.state.withLock { $0.requests } }

        /// What to write for a request.
        func steps(for request: ScriptedServer.Request) async -> [ScriptedServer.Step] {
            let fault = self.state.withLock { state in
                state.requests += 1
                guard state.random.chance(self.percent) else { return nil as Fault? }
                let fault = Fault.allCases.randomElement(using: &state.random)
                if let fault { state.faults[fault, default: 0] += 1 }
                return fault
            }
            guard let fault else { return [.send(Self.text(await self.answer(request)))] }
            let right = fault.comesAfter ? await self.answer(request) : nil
            let body = right.map { String(decoding: $0.body, as: UTF8.self) } ?? ""
            switch fault {
            case .throttled: return [.send(Self.refusal(400, "ProvisionedThroughputExceededException"))]
            case .unavailable: return [.send(Self.refusal(503, "ServiceUnavailableException"))]
            case .failedBefore, .failedAfter: return [.send(Self.refusal(500, "InternalServerError"))]
            case .resetBefore, .resetAfter: return [.reset]
            case .closedBefore, .closedAfter: return [.close]
            case .stalledBefore, .stalledAfter:
                await self.letTimePass(request.header("User-Agent"))
                return []
            case .stalledInBody:
                // The client has the beginning, or not yet; it gives up in either case.
                await self.letTimePass(request.header("User-Agent"))
                return [.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count + 1)\r\n\r\n\(body)")]
            case .cutOff:
                return [.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count + 9)\r\n\r\n\(body)"), .close]
            case .cutOffInChunk:
                return [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"Item\":"), .close]
            case .damaged:
                return [.send(response(body + " ", headers: "x-amz-crc32: 1\r\nx-amzn-RequestId: REQUEST\r\n"))]
            case .page:
                return [
                    .send(
                        response(
                            "<html>Bad gateway</html>", status: "502 Bad Gateway",
                            headers: "Content-Type: text/html\r\n"))
                ]
            case .redirect:
                return [.send(response("", status: "302 Found", headers: "Location: http://portal.example/login\r\n"))]
            case .garbage: return [.send("SSH-2.0-OpenSSH_9.9\r\n\r\n"), .close]
            }
        }

        private func answer(_ request: ScriptedServer.Request) async -> HTTPResponse {
            let message = HTTPRequest(
                method: "POST", origin: HTTPOrigin(isSecure: false, host: "localhost"),
                headers: request.headers, body: request.body)
            do throws(TransportFailure) {
                return try await self.service.send(message, timeout: .seconds(60), maximumResponseBytes: .max)
            } catch {
                return HTTPResponse(status: 500)
            }
        }

        private static func refusal(_ status: Int, _ name: String) -> String {
            let body = #"{"__type":"com.amazonaws.dynamodb.v20120810#\#(name)","message":"No."}"#
            return self.text(RouterTransport.response(status, Array(body.utf8)))
        }

        private static func text(_ answer: HTTPResponse) -> String {
            response(
                String(decoding: answer.body, as: UTF8.self), status: "\(answer.status) Status",
                headers: answer.headers.map { "\($0.name): \($0.value)\r\n" }.joined())
        }
    }

    extension ScriptedServer.Request {
        /// The value of a header; empty if there is none.
        func header(_ name: String) -> String {
            self.headers.first { $0.name.lowercased() == name.lowercased() }?.value ?? ""
        }

        /// All headers.
        var headers: [(name: String, value: String)] {
            self.head.split(separator: "\r\n").dropFirst().compactMap { line in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                return (String(line[..<colon]), String(line[colon...].dropFirst().drop { $0 == " " }))
            }
        }

        /// The request line without the version of HTTP.
        var line: String { self.head.split(separator: " HTTP/1.1").first.map { String($0) } ?? "" }

        /// The body as text.
        var text: String { String(decoding: self.body, as: UTF8.self) }
    }
#endif
