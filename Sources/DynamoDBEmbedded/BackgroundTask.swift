// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The one task of a part of the database that works in the background: it runs while there is a reason to, and not
/// otherwise, and ends with the database, be that closed or let go.
final class BackgroundTask: Sendable {
    private struct State {
        weak var storage: Storage<StoredTable>?
        var task: Task<Void, Never>?
        /// Whether there was a reason to run since the last look.
        var hasNews = false
        var isStopped = false
    }

    private let state = Mutex(State())

    deinit {
        self.state.withLock { $0.task }?.cancel()
    }

    /// What is worked on; it is held only by who asks for it, so that it can be let go while the task waits.
    var storage: Storage<StoredTable>? {
        get { self.state.withLock { $0.storage } }
        set { self.state.withLock { $0.storage = newValue } }
    }

    /// Notes a reason to run, and begins if there is no task.
    ///
    /// - Parameter work: What the task does: it ends when ``goesOn(ifNeeded:)`` says so, or when it is cancelled.
    func wake(priority: TaskPriority? = nil, _ work: @escaping @Sendable () async -> Void) {
        self.state.withLock { state in
            guard !state.isStopped else { return }
            state.hasNews = true
            if state.task == nil { state.task = Task.detached(priority: priority) { await work() } }
        }
    }

    /// Forgets the reasons so far: who looks now sees them all.
    func takeNews() {
        self.state.withLock { $0.hasNews = false }
    }

    /// Whether the task has to go on. If not, it must end: the next reason begins another one.
    ///
    /// - Parameter isNeeded: Whether it has a reason of its own.
    func goesOn(ifNeeded isNeeded: Bool = false) -> Bool {
        self.state.withLock { state in
            guard !state.isStopped, isNeeded || state.hasNews else {
                state.task = nil
                return false
            }
            return true
        }
    }

    /// Ends the task, and waits for what it is just doing.
    func stop() async {
        let task = self.state.withLock { state in
            state.isStopped = true
            return state.task.take()
        }
        task?.cancel()
        await task?.value
    }

    /// Returns when there is no task any more.
    func waitForEnd() async {
        await self.state.withLock { $0.task }?.value
    }
}
