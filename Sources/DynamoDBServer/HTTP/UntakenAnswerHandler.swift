// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    internal import NIOCore

    /// Closes a connection whose client does not take what is sent to it.
    ///
    /// Else the answer, and the task that waits to write the next one, would stay for as long as the client likes.
    /// One who takes it slowly, but takes it, is not cut off: a long answer goes out in pieces, and each that the system
    /// took counts.
    final class UntakenAnswerHandler: ChannelDuplexHandler, RemovableChannelHandler {
        typealias InboundIn = Never
        typealias OutboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private static let pieceLength = 65_536

        private let timeout: TimeAmount
        private var deadline: Scheduled<Void>?

        /// - Parameter timeout: How long more may be waiting to be sent than a connection should hold, while no piece is taken.
        init(timeout: TimeAmount) {
            self.timeout = timeout
        }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            var bytes = Self.unwrapOutboundIn(data)
            while bytes.readableBytes > Self.pieceLength, let piece = bytes.readSlice(length: Self.pieceLength) {
                let taken = context.eventLoop.makePromise(of: Void.self)
                taken.futureResult.assumeIsolated().whenSuccess {
                    if self.deadline != nil { self.wait(context.channel) }
                }
                context.write(Self.wrapOutboundOut(piece), promise: taken)
            }
            context.write(Self.wrapOutboundOut(bytes), promise: promise)
        }

        func channelWritabilityChanged(context: ChannelHandlerContext) {
            if context.channel.isWritable {
                self.cancel()
            } else if self.deadline == nil {
                self.wait(context.channel)
            }
            context.fireChannelWritabilityChanged()
        }

        func channelInactive(context: ChannelHandlerContext) {
            self.cancel()
            context.fireChannelInactive()
        }

        func handlerRemoved(context: ChannelHandlerContext) { self.cancel() }

        private func wait(_ channel: any Channel) {
            self.cancel()
            self.deadline = channel.eventLoop.scheduleTask(in: self.timeout) { channel.close(promise: nil) }
        }

        private func cancel() {
            self.deadline?.cancel()
            self.deadline = nil
        }
    }
#endif
