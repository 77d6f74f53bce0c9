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
    final class UntakenAnswerHandler: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = Never

        private let timeout: TimeAmount
        private var deadline: Scheduled<Void>?

        /// - Parameter timeout: How long more may be waiting to be sent than a connection should hold.
        init(timeout: TimeAmount) {
            self.timeout = timeout
        }

        func channelWritabilityChanged(context: ChannelHandlerContext) {
            if context.channel.isWritable {
                self.cancel()
            } else if self.deadline == nil {
                let channel = context.channel
                self.deadline = context.eventLoop.scheduleTask(in: self.timeout) { channel.close(promise: nil) }
            }
            context.fireChannelWritabilityChanged()
        }

        func channelInactive(context: ChannelHandlerContext) {
            self.cancel()
            context.fireChannelInactive()
        }

        func handlerRemoved(context: ChannelHandlerContext) { self.cancel() }

        private func cancel() {
            self.deadline?.cancel()
            self.deadline = nil
        }
    }
#endif
