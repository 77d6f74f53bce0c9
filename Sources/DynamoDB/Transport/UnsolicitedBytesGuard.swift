// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import NIOCore

    /// Sees the bytes before the HTTP parser does, and stops those that belong to no request.
    ///
    /// The parser keeps the beginning of a message for later. Bytes that come while nobody asked would so become part of the
    /// next response.
    final class UnsolicitedBytesGuard: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias InboundOut = ByteBuffer

        private let handler: ExchangeHandler

        init(_ handler: ExchangeHandler) {
            self.handler = handler
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if self.handler.bytesArrived() { context.fireChannelRead(data) }
        }
    }
#endif
