// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    package import Logging
    package import NIOCore

    /// Tells of connections that cannot be accepted: because the client is gone already, or because the process may not open
    /// more files for now.
    ///
    /// One stands before NIO's own handlers, which wait for a second before they accept again where files have run out, and say
    /// nothing. One stands behind them, where what it catches would end the sequence of connections, and with it the server. A
    /// failure that closes the server's socket still ends it, as the sequence then ends on its own.
    package final class AcceptFailureHandler: ChannelInboundHandler {
        package typealias InboundIn = any Channel
        package typealias InboundOut = any Channel

        private let logger: Logger
        private let isLast: Bool

        /// - Parameter isLast: Whether no other handler is to know of the failure.
        private init(_ logger: Logger, isLast: Bool) {
            self.logger = logger
            self.isLast = isLast
        }

        /// Puts one before NIO's handlers, and one behind them.
        package static func add(to pipeline: ChannelPipeline.SynchronousOperations, _ logger: Logger) throws {
            try pipeline.addHandler(AcceptFailureHandler(logger, isLast: false), position: .first)
            let acceptor = try pipeline.context(name: "AcceptHandler").handler
            try pipeline.addHandler(AcceptFailureHandler(logger, isLast: true), position: .after(acceptor))
        }

        package func errorCaught(context: ChannelHandlerContext, error: any Error) {
            self.logger.warning("A connection could not be accepted", metadata: ["error": "\(error)"])
            if !self.isLast { context.fireErrorCaught(error) }
        }
    }
#endif
