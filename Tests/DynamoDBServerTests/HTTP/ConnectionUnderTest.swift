// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBServer
import NIOCore
import NIOEmbedded

/// A connection of the server without a socket, whose clock the test moves.
final class ConnectionUnderTest {
    /// How many bytes the bodies of all requests may have, and all answers that are not taken.
    static let budget = 1000
    static let idleTimeout = TimeAmount.seconds(100)
    static let arrivalTimeout = TimeAmount.seconds(10)
    static let deliveryTimeout = TimeAmount.seconds(20)

    private let channel = EmbeddedChannel()
    private let handler: ConnectionHandler
    private let settings: ConnectionSettings
    private let socket = Socket()

    /// - Parameter undeliveredBytes: How many bytes all answers may have that are not taken.
    init(undeliveredBytes: Int = ConnectionUnderTest.budget) throws {
        var configuration = DynamoDBHTTPServer.Configuration()
        configuration.idleTimeout = .seconds(100)
        configuration.arrivalTimeout = .seconds(10)
        configuration.deliveryTimeout = .seconds(20)
        configuration.maximumBodyBytes = Self.budget
        self.settings = ConnectionSettings(configuration, undeliveredBytes: undeliveredBytes)
        self.handler = ConnectionHandler(self.settings)
        try self.channel.pipeline.syncOperations.addHandler(self.socket)
        try self.handler.addWithOthers(to: self.channel.pipeline.syncOperations)
        try self.channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    deinit { _ = try? self.channel.finish() }

    var isOpen: Bool { self.channel.isActive }

    /// Whether all bytes of requests and answers have been given back.
    var isBudgetWhole: Bool {
        [self.settings.budget, self.settings.undelivered].allSatisfy { budget in
            let isWhole = budget.take(Self.budget)
            if isWhole { budget.giveBack(Self.budget) }
            return isWhole
        }
    }

    /// How often the socket was told to read.
    var readCount: Int { self.socket.readCount }

    // MARK: The client

    func receive(_ text: String) throws { try self.receive(Array(text.utf8)) }

    func receive(_ bytes: some Sequence<UInt8>) throws { try self.channel.writeInbound(ByteBuffer(bytes: bytes)) }

    func endInput() { self.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }

    func close() async throws { try await self.channel.close() }

    /// What was sent since this was asked last.
    func sent() throws -> String {
        var text = ""
        while let bytes = try self.channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }

    // MARK: The server

    /// The next request, if there is one.
    func next() async -> IncomingRequest? { self.handler.hasRequest ? await self.handler.next() : nil }

    func answer(_ request: IncomingRequest, _ body: String = "") {
        self.handler.send(RequestRouter.Response(status: 200, body: Array(body.utf8)), to: request)
    }

    /// Nobody takes requests any more.
    func endServer() { self.settings.end.note() }

    /// The task that answers is cancelled.
    func cancelServer() { self.handler.cancel() }

    func shutDown() { self.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }

    // MARK: The world

    func pass(_ time: TimeAmount) { self.channel.embeddedEventLoop.advanceTime(by: time) }

    /// Lets the socket take more, or not.
    func setWritable(_ isWritable: Bool) {
        self.channel.isWritable = isWritable
        self.channel.pipeline.fireChannelWritabilityChanged()
    }

    /// Lets nothing of what is sent leave, or all that waits.
    func setStuck(_ isStuck: Bool) {
        self.socket.isStuck = isStuck
        while !isStuck, self.takePiece() {}
    }

    /// Lets the first piece of what waits leave.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    func takePiece() -> Bool { self.socket.takePiece() }

    func read() { self.channel.read() }

    /// What a channel without a socket does not do itself.
    private final class Socket: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        var readCount = 0
        /// Whether nothing that is written leaves.
        var isStuck = false
        private var waiting: [(data: NIOAny, promise: EventLoopPromise<Void>?)] = []
        private var context: ChannelHandlerContext?

        func handlerAdded(context: ChannelHandlerContext) { self.context = context }

        func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

        func takePiece() -> Bool {
            guard let context, !self.waiting.isEmpty else { return false }
            let piece = self.waiting.removeFirst()
            context.writeAndFlush(piece.data, promise: piece.promise)
            return true
        }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            if self.isStuck { self.waiting.append((data, promise)) } else { context.write(data, promise: promise) }
        }

        func read(context: ChannelHandlerContext) {
            self.readCount += 1
            context.read()
        }

        /// One side can be closed alone.
        func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
            guard mode == .all else { return promise?.succeed() ?? () }
            context.close(promise: promise)
            for piece in self.waiting { piece.promise?.fail(ChannelError.ioOnClosedChannel) }
            self.waiting = []
        }
    }
}
