// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Does the upkeep of a database now and then, as long as there is something that needs it.
///
/// It begins when a table is seen whose items expire, or that has a stream: a database without them has no task. It ends
/// with the database, be that closed or let go: while the task waits, it holds neither of them.
final class Sweeper: Sendable {
    private let task = BackgroundTask()
    private let period: Duration?
    private let environment: EmbeddedDatabase.Environment

    /// What a period can be: the system cannot wait for ever, and sweeps without a pause would keep a core busy.
    private static let periods: ClosedRange<Duration> = .milliseconds(1) ... .seconds(31_536_000)

    /// - Parameter period: The time between two sweeps; `nil` for no sweeps at all.
    init(period: Duration?, environment: EmbeddedDatabase.Environment) {
        self.period = period.map { min(max($0, Self.periods.lowerBound), Self.periods.upperBound) }
        self.environment = environment
    }

    /// Sets what is to be swept, and begins if there is something.
    func begin(on storage: Storage<StoredTable>) {
        self.task.storage = storage
        // If it cannot be told now, it will be when a table is read.
        if (try? storage.needsUpkeep()) == true { self.wake() }
    }

    /// Begins, if it has not begun yet: something needs upkeep.
    func wake() {
        guard let period else { return }
        let environment = self.environment
        self.task.wake(priority: .utility) { [weak self] in
            repeat {
                do { try await environment.sleep(period) } catch { return }
                let isDone = await Self.sweep(self?.beginSweep(), environment)
                guard let self, self.goesOn(after: isDone) else { return }
            } while true
        }
    }

    /// Ends the sweeps, and waits for one that is going on.
    func stop() async { await self.task.stop() }

    /// Returns when there is no task any more.
    func waitForEnd() async { await self.task.waitForEnd() }

    private func beginSweep() -> Storage<StoredTable>? {
        self.task.takeNews()
        return self.task.storage
    }

    /// What fails is tried again the next time: the disk may be full, or another process busy with the file.
    ///
    /// - Returns: Whether all was done.
    private static func sweep(
        _ storage: Storage<StoredTable>?, _ environment: EmbeddedDatabase.Environment
    ) async -> Bool {
        guard let storage else { return true }
        do {
            _ = try await storage.keepUp(now: environment.now())
            return true
        } catch {
            return false
        }
    }

    /// Whether there will be something to sweep.
    ///
    /// A table that woke it before the sweep, and whose transaction goes on, is not there yet for who looks. But a sweep that is
    /// done ends with a write, and so not before that transaction.
    private func goesOn(after isDone: Bool) -> Bool {
        guard let storage = self.task.storage else { return false }
        // A database that cannot be read now may be readable later.
        return self.task.goesOn(ifNeeded: !isDone || (try? storage.needsUpkeep()) ?? true)
    }
}
