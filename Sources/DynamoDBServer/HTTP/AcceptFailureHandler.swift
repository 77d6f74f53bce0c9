// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    internal import Logging
    internal import NIOCore

    /// Keeps a server going when a connection cannot be accepted: because the client is gone already, or because the
    /// process may not open more files for now.
    ///
    /// Without it such an error ends the sequence of connections, and with it the server. A failure that closes the
    /// server's socket still ends it, as the sequence then ends on its own.
    final class AcceptFailureHandler: ChannelInboundHandler {
        typealias InboundIn = any Channel
        typealias InboundOut = any Channel

        private let logger: Logger

        init(_ logger: Logger) {
            self.logger = logger
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            self.logger.warning("A connection could not be accepted", metadata: ["error": "\(error)"])
        }
    }
#endif
