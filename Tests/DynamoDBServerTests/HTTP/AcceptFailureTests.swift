// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBServer
import Logging
import NIOCore
import NIOEmbedded
import NIOPosix
import Testing

/// What a server does about connections that it cannot accept.
struct AcceptFailureTests {
    private struct Failure: Error {}

    /// Notes errors and passes them on.
    private final class Witness: ChannelInboundHandler {
        typealias InboundIn = Never
        var count = 0

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            self.count += 1
            context.fireErrorCaught(error)
        }
    }

    @Test func `a failure reaches NIO's handlers, and not the sequence of connections`() throws {
        let channel = EmbeddedChannel()
        let (waiting, accepting) = (Witness(), Witness())
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(waiting)
        try pipeline.addHandler(accepting, name: "AcceptHandler")
        try AcceptFailureHandler.add(to: pipeline, Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        channel.pipeline.fireErrorCaught(Failure())
        #expect(waiting.count == 1 && accepting.count == 1)
        try channel.throwIfErrorCaught()
        _ = try channel.finish()
    }

    @Test func `the server's own handlers have the place by which ours are put`() async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        try await channel.eventLoop.submit {
            try AcceptFailureHandler.add(
                to: channel.pipeline.syncOperations, Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        }.get()
        try await channel.close()
    }
}
