// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import NIOCore
    import NIOPosix
    import NIOSSL
    import Synchronization

    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #else
        import Darwin
    #endif

    /// A server on a loopback port that writes what a script says, byte by byte, and tells what it saw.
    final class ScriptedServer: Sendable {
        /// A request as it came in.
        struct Request: Sendable, Equatable {
            /// Which connection it came on, from 0.
            let connection: Int
            /// Which request of that connection it is, from 0.
            let number: Int
            /// The request line and the headers.
            let head: String
            let body: [UInt8]
        }

        /// What to do about a request. Nothing at all leaves it unanswered.
        enum Step: Sendable {
            case send(String)
            case close
            /// Closes as a process does that is killed with bytes unread.
            case reset
            /// Closes without the farewell of TLS, as one does who stands between and cuts the connection.
            case cut
            /// Sends bytes that are not encrypted on a connection that is.
            case intrude(String)
        }

        enum Event: Sendable, Equatable {
            case accepted(Int)
            case requested(Request)
            case closed(Int)
        }

        typealias Script = @Sendable (Request) -> [Step]
        typealias SlowScript = @Sendable (Request) async -> [Step]

        private enum Answering: Sendable {
            case atOnce(Script)
            case slowly(SlowScript)
        }

        private struct State {
            var listener: (any Channel)?
            var events: [Event] = []
            var channels: [any Channel] = []
            var watchers: [(isSatisfied: @Sendable ([Event]) -> Bool, continuation: CheckedContinuation<Void, Never>)] =
                []
        }

        private let state = Mutex(State())
        private let answering: Answering

        private init(_ answering: Answering) {
            self.answering = answering
        }

        /// Runs `body` with a server on a free port, which is gone afterwards.
        static func run<Success>(
            address: String = "127.0.0.1", tls: TestCertificate? = nil, _ script: @escaping Script,
            _ body: (ScriptedServer) async throws -> Success
        ) async throws -> Success {
            try await self.run(.atOnce(script), on: address, tls: tls, body)
        }

        /// Runs `body` with a server that takes its time to answer.
        static func run<Success>(
            slowly script: @escaping SlowScript, _ body: (ScriptedServer) async throws -> Success
        ) async throws -> Success {
            try await self.run(.slowly(script), on: "127.0.0.1", tls: nil, body)
        }

        private static func run<Success>(
            _ answering: Answering, on address: String, tls: TestCertificate?,
            _ body: (ScriptedServer) async throws -> Success
        ) async throws -> Success {
            let server = ScriptedServer(answering)
            try await server.listen(on: address, tls: try tls?.serverContext())
            do {
                let success = try await body(server)
                await server.stop()
                return success
            } catch {
                await server.stop()
                throw error
            }
        }

        private func listen(on address: String, tls: NIOSSLContext?) async throws {
            let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                        try channel.pipeline.syncOperations.addHandler(Connection(self, channel))
                    }
                }
                .bind(host: address, port: 0).get()
            self.state.withLock { $0.listener = listener }
        }

        private func stop() async {
            let (listener, channels) = self.state.withLock { ($0.listener, $0.channels) }
            try? await listener?.close()
            for channel in channels { try? await channel.close() }
        }

        /// The port that was free.
        var port: Int { self.state.withLock { $0.listener?.localAddress?.port } ?? 0 }

        /// All that happened so far.
        var events: [Event] { self.state.withLock { $0.events } }

        /// How many connections there were.
        var connections: Int { self.state.withLock { $0.channels.count } }

        /// The requests in the order of their coming.
        var requests: [Request] {
            self.events.compactMap { if case .requested(let request) = $0 { request } else { nil } }
        }

        /// Returns once what happened satisfies the condition.
        func wait(until isSatisfied: @escaping @Sendable ([Event]) -> Bool) async {
            await withCheckedContinuation { continuation in
                let isNow = self.state.withLock { state in
                    if isSatisfied(state.events) { return true }
                    state.watchers.append((isSatisfied, continuation))
                    return false
                }
                if isNow { continuation.resume() }
            }
        }

        /// Returns once this has happened.
        func wait(for event: Event) async {
            await self.wait { $0.contains(event) }
        }

        /// Returns once so many requests have come.
        func wait(forRequests count: Int) async {
            await self.wait { events in
                events.count { if case .requested = $0 { true } else { false } } >= count
            }
        }

        /// Writes to a connection.
        func send(_ text: String, on connection: Int) {
            self.channel(connection)?.writeAndFlush(ByteBuffer(string: text), promise: nil)
        }

        /// Closes a connection.
        func close(_ connection: Int) {
            self.channel(connection)?.close(promise: nil)
        }

        /// Closes a connection as a process does that is killed with bytes unread.
        func reset(_ connection: Int) {
            if let channel = self.channel(connection) { Connection.perform([.reset], on: channel) }
        }

        private func channel(_ connection: Int) -> (any Channel)? {
            self.state.withLock { $0.channels.indices.contains(connection) ? $0.channels[connection] : nil }
        }

        fileprivate func accepted(_ channel: any Channel) -> Int {
            let number = self.state.withLock { state in
                state.channels.append(channel)
                return state.channels.count - 1
            }
            self.happened(.accepted(number))
            return number
        }

        fileprivate func happened(_ event: Event) {
            let satisfied = self.state.withLock { state in
                state.events.append(event)
                let events = state.events
                let satisfied = state.watchers.filter { $0.isSatisfied(events) }
                state.watchers.removeAll { $0.isSatisfied(events) }
                return satisfied.map(\.continuation)
            }
            for continuation in satisfied { continuation.resume() }
        }

        /// The server's side of a connection.
        private final class Connection: ChannelInboundHandler {
            typealias InboundIn = ByteBuffer

            private let server: ScriptedServer
            private let number: Int
            private var received: [UInt8] = []
            private var requests = 0

            init(_ server: ScriptedServer, _ channel: any Channel) {
                self.server = server
                self.number = server.accepted(channel)
            }

            func channelRead(context: ChannelHandlerContext, data: NIOAny) {
                self.received.append(contentsOf: Self.unwrapInboundIn(data).readableBytesView)
                while let request = self.takeRequest() {
                    self.server.happened(.requested(request))
                    switch self.server.answering {
                    case .atOnce(let script): Self.perform(script(request), on: context.channel)
                    case .slowly(let script):
                        Self.answer(request, script, on: context.channel)
                    }
                }
            }

            private static func answer(
                _ request: Request, _ script: @escaping SlowScript, on channel: any Channel
            ) {
                Task {
                    let steps = await script(request)
                    channel.eventLoop.execute { Self.perform(steps, on: channel) }
                }
            }

            static func perform(_ steps: [Step], on channel: any Channel) {
                for step in steps {
                    switch step {
                    case .send(let text): channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
                    case .close: channel.close(promise: nil)
                    case .reset:
                        (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                            .whenComplete { _ in channel.close(promise: nil) }
                    case .cut:
                        let tls = try? channel.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
                        tls?.close(promise: nil)
                    case .intrude(let text):
                        let tls = try? channel.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
                        tls?.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
                    }
                }
            }

            func channelInactive(context: ChannelHandlerContext) {
                self.server.happened(.closed(self.number))
            }

            func errorCaught(context: ChannelHandlerContext, error: any Error) {
                context.close(promise: nil)
            }

            private func takeRequest() -> Request? {
                let end = Array("\r\n\r\n".utf8)
                guard let headEnd = self.received.firstRange(of: end) else { return nil }
                let head = String(decoding: self.received[..<headEnd.lowerBound], as: UTF8.self)
                let length =
                    head.split(separator: "\r\n")
                    .first { $0.lowercased().hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst("content-length:".count).drop { $0 == " " }) } ?? 0
                guard self.received.count >= headEnd.upperBound + length else { return nil }
                let body = Array(self.received[headEnd.upperBound..<headEnd.upperBound + length])
                self.received.removeFirst(headEnd.upperBound + length)
                defer { self.requests += 1 }
                return Request(connection: self.number, number: self.requests, head: head, body: body)
            }
        }
    }

    /// A response whose length is said in its head.
    func response(_ body: String = "", status: String = "200 OK", headers: String = "") -> String {
        "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
    }
#endif
