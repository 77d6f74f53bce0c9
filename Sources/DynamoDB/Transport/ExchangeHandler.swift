// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import NIOCore
    internal import NIOSSL
    internal import NIOTLS

    /// The last handler of a connection: one exchange after the other.
    final class ExchangeHandler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private enum Phase { case opening, open, closing }

        private let id: Int
        private let origin: HTTPOrigin
        private let pool: OriginPool
        private var context: ChannelHandlerContext?
        private var phase = Phase.opening
        private var handshakeTimer: Scheduled<Void>?

        private var current: Exchange?
        private var reader = ResponseReader(maximumBodyBytes: 0)
        /// The whole response, until all bytes that came with it have been looked at.
        private var response: HTTPResponse?
        private var hasReceivedBytes = false
        private var hasAnsweredBefore = false
        private var canBeReused = true

        init(id: Int, origin: HTTPOrigin, pool: OriginPool) {
            self.id = id
            self.origin = origin
            self.pool = pool
        }

        func handlerAdded(context: ChannelHandlerContext) {
            self.context = context
        }

        func handlerRemoved(context: ChannelHandlerContext) {
            self.context = nil
        }
    }

    // MARK: - Opening

    extension ExchangeHandler {
        /// All handlers are in place, and the connection is made but for the TLS handshake.
        func begin(handshakeDeadline: NIODeadline) {
            guard let context, self.phase == .opening else { return }
            guard context.channel.isActive else {
                return self.failOpening(.connect(self.origin, "the server closed the connection"))
            }
            guard self.origin.isSecure else { return self.becomeOpen() }
            self.handshakeTimer = context.eventLoop.assumeIsolated().scheduleTask(deadline: handshakeDeadline) {
                self.failOpening(.tls(self.origin, "the server did not finish it in time"))
            }
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .some(.handshakeCompleted) = event as? TLSUserEvent { self.becomeOpen() }
            context.fireUserInboundEventTriggered(event)
        }

        private func becomeOpen() {
            guard let context, self.phase == .opening else { return }
            self.stopHandshakeTimer()
            self.phase = .open
            self.pool.opened(HTTPConnection(id: self.id, handler: self, eventLoop: context.eventLoop))
        }

        private func failOpening(_ failure: TransportFailure) {
            guard self.phase == .opening else { return }
            self.stopHandshakeTimer()
            self.phase = .closing
            self.pool.openFailed(self.id, failure)
            self.closeSocket()
        }

        private func stopHandshakeTimer() {
            self.handshakeTimer?.cancel()
            self.handshakeTimer = nil
        }
    }

    // MARK: - What the pool wants

    extension ExchangeHandler {
        /// Sends the request on the connection, which is this one.
        ///
        /// - Parameter hasRested: Whether the connection was not used for so long that its other side may have ended it. In a
        ///   process that was frozen, as on AWS Lambda between events, this thread may be here before it hears of that.
        func start(_ exchange: Exchange, on connection: HTTPConnection, hasRested: Bool) {
            guard let context, self.phase == .open, self.current == nil, context.channel.isActive else {
                // The connection was lost as it was handed over. Nothing was sent, so another one can serve.
                self.pool.closed(self.id)
                return self.pool.submit(exchange)
            }
            guard !hasRested || context.channel.isEstablished else {
                self.retire(immediately: true)
                // Not at once: the next connection may have ended too, and so on, each deeper in the stack.
                let pool = self.pool
                return context.eventLoop.execute { pool.submit(exchange) }
            }
            guard exchange.willSend(on: connection) else { return self.pool.released(self.id) }
            self.current = exchange
            self.reader = ResponseReader(
                maximumBodyBytes: exchange.maximumResponseBytes, expectsBody: exchange.request.expectsBody)
            self.hasReceivedBytes = false
            context.writeAndFlush(Self.wrapOutboundOut(exchange.request.bytes), promise: nil)
        }

        /// Closes the connection if it still carries this exchange, which was ended by somebody else.
        func abort(_ exchange: Exchange) {
            guard self.current === exchange else { return }
            self.current = nil
            self.retire(immediately: true)
        }

        /// Closes the connection.
        func close() {
            let exchange = self.current
            self.current = nil
            self.retire(immediately: exchange != nil)
            exchange?.fail(.closed, "The transport was shut down.")
        }
    }

    // MARK: - What the server does

    extension ExchangeHandler {
        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard self.phase == .open else { return }
            // Bytes that nobody asked for must not become part of the next response.
            guard self.current != nil else { return self.retire(immediately: true) }
            guard self.response == nil else {
                self.canBeReused = false
                return
            }
            self.hasReceivedBytes = true
            var bytes = Self.unwrapInboundIn(data)
            do throws(TransportFailure) {
                self.response = try self.reader.receive(&bytes)
                if bytes.readableBytes > 0 { self.canBeReused = false }
            } catch {
                self.fail(error.kind, error.message)
            }
        }

        func channelReadComplete(context: ChannelHandlerContext) {
            // Not earlier: what came in the same read must not be taken for the response to the next request.
            self.answer()
            context.fireChannelReadComplete()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            switch self.phase {
            case .closing: break
            case .opening: self.failOpening(.opening(self.origin, error))
            case .open:
                self.canBeReused = false
                if self.response != nil { self.answer() } else { self.failAsLost() }
            }
        }

        func channelInactive(context: ChannelHandlerContext) {
            switch self.phase {
            case .closing: break
            case .opening:
                let reason = "the server closed the connection"
                self.failOpening(self.origin.isSecure ? .tls(self.origin, reason) : .connect(self.origin, reason))
            case .open:
                self.canBeReused = false
                if self.response == nil, self.current != nil { self.response = self.reader.close() }
                if self.response != nil { self.answer() } else { self.failAsLost() }
            }
            context.fireChannelInactive()
        }
    }

    // MARK: - The end of an exchange

    extension ExchangeHandler {
        private func answer() {
            guard let response = self.response else { return }
            self.response = nil
            let exchange = self.current
            self.current = nil
            self.hasAnsweredBefore = true
            // The connection goes back before the task goes on, so that its next request finds it.
            if self.canBeReused, self.reader.keepsConnection, self.phase == .open {
                self.pool.released(self.id)
            } else {
                self.retire(immediately: false)
            }
            exchange?.succeed(response)
        }

        private func failAsLost() {
            if self.hasAnsweredBefore, !self.hasReceivedBytes {
                self.fail(.staleConnection, "\(self.origin) closed a connection that had been idle.")
            } else {
                self.fail(.connectionLost, "\(self.origin) closed the connection before the response was complete.")
            }
        }

        private func fail(_ kind: TransportFailure.Kind, _ message: @autoclosure () -> String) {
            let exchange = self.current
            self.current = nil
            self.retire(immediately: true)
            exchange?.fail(kind, message())
        }

        /// Takes the connection out of the pool, and closes it.
        private func retire(immediately: Bool) {
            guard self.phase == .open else { return }
            self.phase = .closing
            self.pool.closed(self.id)
            if immediately { self.closeSocket() } else { self.context?.close(promise: nil) }
        }

        /// Closes without the farewell of TLS, which would wait for the answer of a server that may be stuck.
        private func closeSocket() {
            guard let context else { return }
            let tls = try? context.pipeline.syncOperations.context(handlerType: NIOSSLClientHandler.self)
            (tls ?? context).close(promise: nil)
        }
    }
#endif
