// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    package import Logging
    package import NIOCore

    #if canImport(Glibc)
        internal import Glibc
    #elseif canImport(Musl)
        internal import Musl
    #elseif canImport(Darwin)
        internal import Darwin
    #endif

    /// Keeps a server going when a connection cannot be accepted: because the client is gone already, or because the
    /// process may not open more files for now.
    ///
    /// Without it such an error ends the sequence of connections, and with it the server. A failure that closes the
    /// server's socket still ends it, as the sequence then ends on its own.
    package final class AcceptFailureHandler: ChannelInboundHandler {
        package typealias InboundIn = any Channel
        package typealias InboundOut = any Channel

        private let logger: Logger
        private let pause: TimeAmount

        private init(_ logger: Logger, pause: TimeAmount) {
            self.logger = logger
            self.pause = pause
        }

        /// Puts one before NIO's handlers, for what the socket tells, and one behind them, for connections that NIO could not set
        /// up.
        ///
        /// - Parameter pause: How long no connection is accepted after there was no file for one.
        package static func add(
            to pipeline: ChannelPipeline.SynchronousOperations, _ logger: Logger, pause: TimeAmount = .seconds(1)
        ) throws {
            try pipeline.addHandler(AcceptFailureHandler(logger, pause: pause), position: .first)
            let acceptor = try pipeline.context(name: "AcceptHandler").handler
            try pipeline.addHandler(AcceptFailureHandler(logger, pause: pause), position: .after(acceptor))
        }

        package func errorCaught(context: ChannelHandlerContext, error: any Error) {
            // A connection that comes in the moment of the stop cannot be set up, and that is no failure.
            guard context.channel.isActive else { return }
            self.logger.warning("A connection could not be accepted", metadata: ["error": "\(error)"])
            guard let error = error as? IOError, [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error.errnoCode) else {
                return
            }
            // The client waits on, and the system would tell of it at once, again and again.
            let channel = context.channel
            try? channel.syncOptions?.setOption(.autoRead, value: false)
            context.eventLoop.assumeIsolated().scheduleTask(in: self.pause) {
                try? channel.syncOptions?.setOption(.autoRead, value: true)
            }
        }
    }
#endif
