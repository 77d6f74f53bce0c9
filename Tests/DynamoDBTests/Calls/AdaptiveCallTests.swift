// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import RemoteTestSupport
import Synchronization
import TestSupport
import Testing

/// How the calls of an adaptive client wait for their turn, by a clock that waiting alone moves.
struct AdaptiveCallTests {
    private static let busy = AnsweringTransport.refusal(400, "ThrottlingException")
    private static let success = AnsweringTransport.success(#"{"Item":{"pk":{"S":"x"}}}"#)

    private final class Clock: Sendable {
        private let seconds = Mutex(0.0)

        var now: Double { self.seconds.withLock { $0 } }

        func pass(_ time: Double) { self.seconds.withLock { $0 += time } }
    }

    private let clock = Clock()

    private func remote(
        _ transport: AnsweringTransport, beforeWaits: @escaping @Sendable () throws -> Void = {},
        _ change: (inout CallSettings) -> Void
    ) -> RemoteDatabase {
        var environment = CallEnvironment.test()
        environment.uptime = { [clock] in clock.now }
        environment.sleep = { [clock] wait in
            try beforeWaits()
            clock.pass(wait.inSeconds)
        }
        var settings = CallSettings()
        settings.isAdaptive = true
        change(&settings)
        return RemoteDatabase.test(on: transport, settings: settings, environment: environment)
    }

    private func read(_ remote: RemoteDatabase) async -> DynamoDBError? {
        await errorThrown { () throws(DynamoDBError) in
            _ = try await remote.getItem(GetItemInput(tableName: "Things", key: ["pk": "x"]))
        }
    }

    @Test
    func `no call waits beyond its time`() async {
        let remote = self.remote(AnsweringTransport([Self.busy])) { settings in
            settings.callTimeout = .seconds(3)
            settings.retries.maximumAttempts = 100
        }
        for _ in 0..<5 {
            let start = self.clock.now
            #expect(await self.read(remote)?.code == .throttling)
            #expect(self.clock.now - start <= 3)
        }
    }

    @Test
    func `a call whose turn does not come in its time takes nobody's turn`() async {
        let transport = AnsweringTransport([Self.busy])
        let remote = self.remote(transport) { settings in
            settings.callTimeout = .seconds(1)
            settings.retries.maximumAttempts = 1
        }
        // At the lowest rate there is a turn in two seconds, for which no call has the time: two go without one, and the
        // third is sent.
        for _ in 0..<21 { #expect(await self.read(remote)?.code == .throttling) }
        #expect(transport.requests.count == 7)
    }

    @Test
    func `a call is not sent when there is no time left for its answer`() async {
        let transport = AnsweringTransport([Self.busy])
        let remote = self.remote(transport) { settings in
            // A turn comes every two seconds.
            settings.callTimeout = .milliseconds(2100)
            settings.retries.maximumAttempts = 2
        }
        var messages: [String] = []
        for _ in 0..<40 {
            let error = await self.read(remote)
            #expect(error?.code == .throttling)
            if let error { messages.append(error.message) }
        }
        #expect(transport.timeouts.count >= 20)
        #expect(transport.timeouts.allSatisfy { $0 >= .milliseconds(210) }, "\(transport.timeouts)")
        #expect(messages.contains { $0.hasPrefix("GetItem was not sent:") })
        #expect(messages.contains { $0.hasPrefix("GetItem was not sent again:") })
    }

    @Test
    func `a call that waits for no turn fails with what happened to it`() async {
        let hung = AnsweringTransport.failure(
            TransportFailure(.timeout, mayHaveBeenSent: true, "Nothing came."), after: { [clock] in clock.pass(9.1) })
        let transport = AnsweringTransport([Self.busy, Self.success, hung])
        let remote = self.remote(transport) { settings in
            // A tenth of the time is for an answer, and less than that is left after three attempts.
            settings.callTimeout = .seconds(30)
            settings.attemptTimeout = .seconds(9)
        }
        #expect(await self.read(remote) == nil)
        self.clock.pass(10)
        #expect(await self.read(remote)?.code == .timeout)
        #expect(transport.requests.count == 6)
    }

    @Test
    func `a call that is cancelled while it waits takes nobody's turn`() async {
        let isCancelling = Mutex(true)
        let remote = self.remote(
            AnsweringTransport([Self.busy, Self.success]),
            beforeWaits: { if isCancelling.withLock(\.self) { throw CancellationError() } },
            { $0.retries.maximumAttempts = 1 })
        #expect(await self.read(remote)?.code == .throttling)
        for _ in 0..<100 { #expect(await self.read(remote)?.code == .cancelled) }
        isCancelling.withLock { $0 = false }
        #expect(await self.read(remote) == nil)
        #expect(self.clock.now <= 2)
    }
}
