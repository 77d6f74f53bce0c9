// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore
internal import Synchronization

/// Fills new indexes from their tables in the background, one piece after the other, each a write like any other.
final class IndexBuilder: Sendable {
    private enum State { case idle, running, runningAndAskedAgain }

    private let state = Mutex(State.idle)
    private let piece: BackfillPiece

    init(piece: BackfillPiece) {
        self.piece = piece
    }

    /// Begins to fill what is not filled yet, unless that is going on already.
    ///
    /// It ends when there is nothing left that can be filled, or when the database is closed or gone. What is left then,
    /// as a write failed, is done when the database is opened or the table described again.
    func start(_ storage: Storage<StoredTable>) {
        let isIdle = self.state.withLock { state in
            let isIdle = state == .idle
            state = isIdle ? .running : .runningAndAskedAgain
            return isIdle
        }
        guard isIdle else { return }
        Task.detached { [weak storage] in
            repeat {
                // What fails in one table must not keep the others from their turn.
                for name in (try? storage?.backfillingTables()) ?? [] {
                    while await self.fillPiece(ofTable: name, storage) { await Task.yield() }
                }
            } while self.goesOn()
        }
    }

    /// Whether somebody has asked again since the last piece was looked for; if not, this is the end.
    private func goesOn() -> Bool {
        self.state.withLock { state in
            state = state == .runningAndAskedAgain ? .running : .idle
            return state == .running
        }
    }

    /// Does one piece.
    ///
    /// - Returns: Whether there may be more to do.
    private func fillPiece(ofTable name: String, _ storage: Storage<StoredTable>?) async -> Bool {
        guard let storage else { return false }
        let piece = self.piece
        let isMore = try? await storage.write { transaction throws(DynamoDBError) in
            try transaction.fillNextPiece(ofTable: name, piece)
        }
        return isMore ?? false
    }
}

extension Storage<StoredTable> {
    /// The names of the tables with an index that is not filled yet.
    func backfillingTables() throws(DynamoDBError) -> [String] {
        try self.read { transaction throws(DynamoDBError) in
            try transaction.tables().filter(\.isBackfilling).map(\.record.tableName)
        }
    }
}

extension EmbeddedDatabase {
    /// Fills one piece of an index of the first table that has one to be filled, by hand.
    ///
    /// - Returns: Whether there may be more to do.
    package func fillNextPiece() async throws(DynamoDBError) -> Bool {
        guard let name = try self.storage.backfillingTables().first else { return false }
        let piece = self.environment.backfillPiece
        return try await self.storage.write { transaction throws(DynamoDBError) in
            try transaction.fillNextPiece(ofTable: name, piece)
        }
    }
}
