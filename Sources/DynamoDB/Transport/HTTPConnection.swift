// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import NIOCore

    /// An open connection, as the pool holds it: it can be told things from any thread.
    final class HTTPConnection: Sendable {
        /// What the pool calls it.
        let id: Int
        private let handler: NIOLoopBound<ExchangeHandler>

        /// A handle on the connection of this handler. On its event loop only.
        init(id: Int, handler: ExchangeHandler, eventLoop: any EventLoop) {
            self.id = id
            self.handler = NIOLoopBound(handler, eventLoop: eventLoop)
        }

        /// The thread that serves it.
        var eventLoop: any EventLoop { self.handler.eventLoop }

        /// Sends the request, at once if this is the connection's event loop.
        ///
        /// - Parameter hasRested: Whether the connection was not used for so long that its other side may have ended it.
        func start(_ exchange: Exchange, hasRested: Bool) {
            if self.handler.eventLoop.inEventLoop {
                self.handler.value.start(exchange, on: self, hasRested: hasRested)
            } else {
                self.handler.eventLoop.execute {
                    self.handler.value.start(exchange, on: self, hasRested: hasRested)
                }
            }
        }

        /// Closes the connection, unless the exchange is over.
        func abort(_ exchange: Exchange) {
            self.onEventLoop { $0.abort(exchange) }
        }

        /// Closes the connection.
        func close() {
            self.onEventLoop { $0.close() }
        }

        private func onEventLoop(_ body: @escaping @Sendable (ExchangeHandler) -> Void) {
            if self.handler.eventLoop.inEventLoop {
                body(self.handler.value)
            } else {
                self.handler.eventLoop.execute { body(self.handler.value) }
            }
        }
    }
#endif
