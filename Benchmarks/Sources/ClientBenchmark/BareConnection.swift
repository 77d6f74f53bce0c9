// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import NIOCore
import NIOPosix

/// A connection with nothing but what one answer after the other needs: how fast SwiftNIO can be here.
///
/// It believes the server: no limit, no deadline, no check, and no answer without a `Content-Length`.
struct BareConnection: Sendable {
    private let channel: any Channel
    private let handler: NIOLoopBound<BareHandler>

    static func open(_ origin: HTTPOrigin) async throws -> BareConnection {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(host: origin.host, port: origin.port)
            .flatMapThrowing { channel in
                let handler = BareHandler()
                try channel.pipeline.syncOperations.addHandler(handler)
                return BareConnection(
                    channel: channel, handler: NIOLoopBound(handler, eventLoop: channel.eventLoop))
            }
            .get()
    }

    /// An executor on the connection's event loop.
    func makeTaskExecutor() -> any TaskExecutor { LoopExecutor(eventLoop: self.channel.eventLoop) }

    /// Sends a whole request, and waits for the whole answer.
    func bodyLength(ofAnswerTo request: ByteBuffer) async throws -> Int {
        try await withUnsafeThrowingContinuation { continuation in
            if self.channel.eventLoop.inEventLoop {
                self.handler.value.waiting = continuation
                self.channel.writeAndFlush(request, promise: nil)
            } else {
                self.channel.eventLoop.execute {
                    self.handler.value.waiting = continuation
                    self.channel.writeAndFlush(request, promise: nil)
                }
            }
        }
    }
}

/// Runs the jobs of tasks on an event loop.
private final class LoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// Collects the bytes of one answer.
private final class BareHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    var waiting: UnsafeContinuation<Int, any Error>?
    private var received: ByteBuffer?
    /// How long the head and the body are, once the head is there.
    private var expected: (head: Int, body: Int)?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = Self.unwrapInboundIn(data)
        var received = bytes
        if var earlier = self.received.take() {
            earlier.writeBuffer(&bytes)
            received = earlier
        }
        let expected = self.expected ?? received.withUnsafeReadableBytes(Self.lengths)
        if let expected, received.readableBytes >= expected.head + expected.body {
            self.expected = nil
            self.waiting.take()?.resume(returning: expected.body)
        } else {
            self.expected = expected
            self.received = received
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.waiting.take()?.resume(throwing: error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.waiting.take()?.resume(throwing: UnexpectedAnswer())
    }

    /// The lengths of the head and the body, if the whole head is there.
    private static func lengths(of bytes: UnsafeRawBufferPointer) -> (head: Int, body: Int)? {
        var body = 0
        var index = 3
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\n") else {
                index += 1
                continue
            }
            if bytes[index - 2] == UInt8(ascii: "\n") { return (index + 1, body) }
            // A line "Content-Length: 123".
            let name = index + 1
            if name + 16 < bytes.count, bytes[name] | 0x20 == UInt8(ascii: "c"),
                bytes[name + 8] | 0x20 == UInt8(ascii: "l"), bytes[name + 14] == UInt8(ascii: ":")
            {
                var digit = name + 16
                while digit < bytes.count, case 48...57 = bytes[digit] {
                    body = body &* 10 &+ Int(bytes[digit] - 48)
                    digit += 1
                }
            }
            index += 1
        }
        return nil
    }
}
