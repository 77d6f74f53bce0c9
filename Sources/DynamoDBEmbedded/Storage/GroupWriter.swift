// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import DynamoDBCore
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The one writer of a file: it takes all writes that wait and commits them together, so that they share the wait for
/// the disk.
///
/// The longer the disk takes, the more writes gather meanwhile, and the larger the groups become. Those that come while a
/// group is being written join it: the callers of the one before have just been answered, and their next writes would
/// otherwise wait for a sync of their own (benchmark `put-durable-64` of EngineBenchmark). A write that comes alone does not
/// wait for others.
final class GroupWriter<Table: Sendable>: Sendable {
    private struct State {
        var waiting: [PendingWrite<Table>] = []
        /// How many writes the last group had.
        var lastCount = 0
        var isRunning = false
        var isClosed = false
        var connection: StorageConnection<Table>?

        /// Takes so many of the writes that wait, or as many as there are.
        mutating func take(_ limit: Int) -> [PendingWrite<Table>] {
            let writes = Array(self.waiting.prefix(limit))
            self.waiting.removeFirst(writes.count)
            return writes
        }
    }

    private let state: Mutex<State>
    private let groupLimit: Int
    /// Writes wait for the disk, which must not block a thread of Swift's own pool.
    private let queue = DispatchQueue(label: "swift-dynamodb.writer")

    init(_ connection: StorageConnection<Table>, groupLimit: Int) {
        self.state = Mutex(State(connection: connection))
        self.groupLimit = max(groupLimit, 1)
    }

    /// Takes a write, which is answered later, or now if the database is closed.
    func submit(_ write: PendingWrite<Table>) {
        let isAccepted = self.state.withLock { state in
            guard !state.isClosed else { return false }
            state.waiting.append(write)
            // Under the lock: who closes afterwards comes behind it on the queue.
            if !state.isRunning { self.queue.async { self.drain() } }
            state.isRunning = true
            return true
        }
        if !isAccepted { write.fail(.databaseIsClosed) }
    }

    /// How many writes wait for a group.
    var waitingWrites: Int { self.state.withLock { $0.waiting.count } }

    /// Runs work on the connection, after the group that is being written.
    func perform<Success: Sendable>(
        _ body: @escaping @Sendable (StorageConnection<Table>) throws(DynamoDBError) -> Success
    ) async throws(DynamoDBError) -> Success {
        let result = await withCheckedContinuation { continuation in
            self.queue.async {
                do throws(DynamoDBError) {
                    guard let connection = self.state.withLock({ $0.connection }) else { throw .databaseIsClosed }
                    continuation.resume(returning: Result<Success, DynamoDBError>.success(try body(connection)))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    /// Refuses new writes, finishes those that wait, and closes the connection.
    func close() async {
        await withCheckedContinuation { continuation in
            self.beginClosing { continuation.resume() }
        }
    }

    /// Does what ``close()`` does, without waiting for it.
    func beginClosing(_ completion: @escaping @Sendable () -> Void = {}) {
        self.state.withLock { $0.isClosed = true }
        // The queue is serial, and every accepted write has its turn on it already.
        self.queue.async {
            self.closeConnection()
            completion()
        }
    }

    private func closeConnection() {
        let connection = self.state.withLock { $0.connection.take() }
        // The log may be that of another file by now, which stands at the path.
        guard let connection, !connection.hasLostFile, !connection.sqlite.fileHasMoved else { return }
        // Other processes may keep the file open; then closing alone would not empty the log into it. If this fails,
        // everything is safe in the log. It waits for no reader, as nobody could write meanwhile.
        connection.sqlite.setBusyTimeout(.zero)
        try? connection.sqlite.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    private func drain() {
        while true {
            let (group, expected, connection) = self.state.withLock { state in
                let group = state.take(self.groupLimit)
                if group.isEmpty { state.isRunning = false }
                return (group, state.lastCount, state.connection)
            }
            guard !group.isEmpty else { return }
            if let connection {
                var count = group.count
                var patience = GroupPatience()
                connection.commit(consume group) { present in
                    let late = self.latecomers(to: present, expecting: expected, patience: &patience)
                    count = present + late.count
                    return late
                }
                self.state.withLock { $0.lastCount = count }
            } else {
                for write in group { write.fail(.databaseIsClosed) }
            }
        }
    }

    /// The writes that have come since the group began, which has so many.
    ///
    /// If the last one had more, their callers are likely on their way back: they are let run as long as the patience with
    /// the whole group lasts, as a sync of their own would cost more.
    private func latecomers(
        to count: Int, expecting expected: Int, patience: inout GroupPatience
    ) -> [PendingWrite<Table>] {
        while true {
            let writes = self.state.withLock { $0.take(self.groupLimit - count) }
            guard writes.isEmpty, count < expected, patience.takeTurn(at: .now) else { return writes }
            sched_yield()
        }
    }
}

extension DynamoDBError {
    /// Nothing can be done with a database that was closed.
    static let databaseIsClosed = DynamoDBError(.closed, "The database was closed. Open it again to use it.")
}
