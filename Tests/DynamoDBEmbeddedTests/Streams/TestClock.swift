// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import Synchronization

/// A time that stands still until it is set, and waits that last until it has come.
final class TestClock: Sendable {
    private struct Waiter {
        let id: Int
        let time: Double
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Double
        var nextID = 0
        var waiters: [Waiter] = []
        var cancelled: Set<Int> = []
        var observers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state: Mutex<State>

    init(_ now: Double = 1_800_000_000) {
        self.state = Mutex(State(now: now))
    }

    var now: Double { self.state.withLock { $0.now } }

    /// How many wait.
    var waiterCount: Int { self.state.withLock { $0.waiters.count } }

    /// Goes on, and ends the waits that are over by then.
    func advance(by seconds: Double) {
        let due = self.state.withLock { state in
            state.now += seconds
            let now = state.now
            let due = state.waiters.filter { $0.time <= now }
            state.waiters.removeAll { $0.time <= now }
            return due
        }
        for waiter in due { waiter.continuation.resume() }
    }

    /// Returns when so many wait.
    func waiters(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = self.state.withLock { state in
                if state.waiters.count == count { return true }
                state.observers.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// The environment of a database that lives by this clock.
    var environment: EmbeddedDatabase.Environment {
        EmbeddedDatabase.Environment(
            now: { self.now }, makeID: { UUID().uuidString.lowercased() },
            sleep: { try await self.sleep(for: $0) })
    }

    private func sleep(for duration: Duration) async throws {
        let id = self.state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let observers = self.state.withLock { state -> [CheckedContinuation<Void, Never>]? in
                    if state.cancelled.remove(id) != nil { return nil }
                    let seconds = Double(duration.components.seconds)
                    state.waiters.append(Waiter(id: id, time: state.now + seconds, continuation: continuation))
                    return Self.takeObservers(&state)
                }
                guard let observers else { return continuation.resume(throwing: CancellationError()) }
                for observer in observers { observer.resume() }
            }
        } onCancel: {
            let (waiter, observers) = self.state.withLock { state in
                guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return (Waiter?.none, [CheckedContinuation<Void, Never>]())
                }
                return (state.waiters.remove(at: index), Self.takeObservers(&state))
            }
            waiter?.continuation.resume(throwing: CancellationError())
            for observer in observers { observer.resume() }
        }
    }

    private static func takeObservers(_ state: inout State) -> [CheckedContinuation<Void, Never>] {
        let count = state.waiters.count
        let due = state.observers.filter { $0.count == count }.map(\.continuation)
        state.observers.removeAll { $0.count == count }
        return due
    }
}
