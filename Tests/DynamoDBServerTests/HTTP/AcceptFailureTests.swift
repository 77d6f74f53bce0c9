// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBServer
import Logging
import NIOCore
import NIOPosix
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a server does about connections that it cannot accept.
struct AcceptFailureTests {
    /// Whether a server's socket accepts connections after an error, and whether anybody behind the handlers heard of it.
    private func outcome(of error: any Error & Sendable, pause: TimeAmount) async throws -> (
        accepts: Bool, isHeard: Bool
    ) {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let witness = try await channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            let witness = Witness()
            try pipeline.addHandler(witness)
            try AcceptFailureHandler.add(
                to: pipeline, Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, pause: pause)
            channel.pipeline.fireErrorCaught(error)
            return NIOLoopBound(witness, eventLoop: channel.eventLoop)
        }.get()
        // Comes behind what the handler has planned.
        let isHeard = try await channel.eventLoop.scheduleTask(in: .nanoseconds(0)) { witness.value.isHeard }
            .futureResult.get()
        let accepts = try await channel.getOption(.autoRead).get()
        try await channel.close()
        return (accepts, isHeard)
    }

    private final class Witness: ChannelInboundHandler {
        typealias InboundIn = any Channel
        var isHeard = false

        func errorCaught(context: ChannelHandlerContext, error: any Error) { self.isHeard = true }
    }

    @Test(arguments: [(ECONNABORTED, true), (EMFILE, false), (ENFILE, false), (ENOBUFS, false), (ENOMEM, false)])
    func `a failure does not reach the sequence of connections, and without files there is a pause`(
        code: CInt, accepts: Bool
    ) async throws {
        let error = IOError(errnoCode: code, reason: "accept")
        let outcome = try await self.outcome(of: error, pause: .hours(1))
        #expect(outcome.accepts == accepts)
        #expect(!outcome.isHeard)
    }

    @Test func `after the pause connections are accepted again`() async throws {
        let error = IOError(errnoCode: EMFILE, reason: "accept")
        #expect(try await self.outcome(of: error, pause: .nanoseconds(0)).accepts)
    }

    @Test(arguments: [true, false])
    func `a connection that comes as the server stops is no failure to tell of`(isOpen: Bool) async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let log = TestLog()
        try await channel.eventLoop.submit {
            try AcceptFailureHandler.add(to: channel.pipeline.syncOperations, log.logger)
            if !isOpen { channel.close(promise: nil) }
            channel.pipeline.fireErrorCaught(ChannelError.ioOnClosedChannel)
        }.get()
        #expect(log.warnings.count == (isOpen ? 1 : 0))
        if isOpen { try await channel.close() }
    }
}
