// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore
internal import Synchronization

/// The connections for reading: as many as there are reads at once, each lent to one.
final class ReaderPool<Table: Sendable>: Sendable {
    private struct State {
        var idle: [StorageConnection<Table>] = []
        var leased = 0
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let idleLimit: Int
    private let open: @Sendable () throws(DynamoDBError) -> StorageConnection<Table>

    init(idleLimit: Int, open: @escaping @Sendable () throws(DynamoDBError) -> StorageConnection<Table>) {
        self.idleLimit = max(idleLimit, 0)
        self.open = open
    }

    /// Runs `body` with a connection that nobody else has meanwhile.
    func lease<Result>(
        _ body: (StorageConnection<Table>) throws(DynamoDBError) -> Result
    ) throws(DynamoDBError) -> Result {
        try self.state.withLock { state throws(DynamoDBError) in
            guard !state.isClosed else { throw .databaseIsClosed }
            state.leased += 1
        }
        // A function of its own holds the connection, so that at the end of the lease nobody does any more.
        defer { self.endLease() }
        return try self.borrow(body)
    }

    /// Lends nothing more, closes what is idle, and waits until everything lent has been given back and closed.
    func close() async {
        self.beginClosing()
        await withCheckedContinuation { continuation in
            let isDone = self.state.withLock { state in
                if state.leased > 0 { state.closers.append(continuation) }
                return state.leased == 0
            }
            if isDone { continuation.resume() }
        }
    }

    /// Lends nothing more, and closes what is idle; the rest when it is given back.
    func beginClosing() {
        let idle = self.state.withLock { state in
            state.isClosed = true
            let idle = state.idle
            state.idle = []
            return idle
        }
        // They close here, outside of the lock.
        _ = consume idle
    }

    private func borrow<Result>(
        _ body: (StorageConnection<Table>) throws(DynamoDBError) -> Result
    ) throws(DynamoDBError) -> Result {
        // The one used last: the pages it read are still in memory.
        let idle = self.state.withLock { $0.idle.popLast() }
        let connection = if let idle { idle } else { try self.open() }
        do throws(DynamoDBError) {
            let result = try body(connection)
            self.giveBack(connection)
            return result
        } catch {
            // After a failure of the file a new connection is the better choice.
            if ![.storage, .corrupt, .incompatibleFile].contains(error.code) { self.giveBack(connection) }
            throw error
        }
    }

    private func giveBack(_ connection: StorageConnection<Table>) {
        self.state.withLock { state in
            if !state.isClosed, state.idle.count < self.idleLimit { state.idle.append(connection) }
        }
    }

    private func endLease() {
        let closers = self.state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.leased -= 1
            guard state.isClosed, state.leased == 0 else { return [] }
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }
}
