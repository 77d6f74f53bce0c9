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
    /// It ends when there is nothing left, when a write fails, or when the database is closed or gone. What is left then
    /// is done when the database is opened or the table described again.
    func start(_ storage: Storage<StoredTable>) {
        let isIdle = self.state.withLock { state in
            let isIdle = state == .idle
            state = isIdle ? .running : .runningAndAskedAgain
            return isIdle
        }
        guard isIdle else { return }
        Task.detached { [weak storage] in
            repeat {
                while await self.fillPiece(storage) { await Task.yield() }
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
    private func fillPiece(_ storage: Storage<StoredTable>?) async -> Bool {
        guard let storage else { return false }
        let piece = self.piece
        let isMore = try? await storage.write { transaction throws(DynamoDBError) in
            try transaction.fillNextPiece(piece)
        }
        return isMore ?? false
    }
}

extension EmbeddedDatabase {
    /// Fills one piece of an index, by hand.
    ///
    /// - Returns: Whether there may be more to do.
    package func fillNextPiece() async throws(DynamoDBError) -> Bool {
        let piece = self.environment.backfillPiece
        return try await self.storage.write { transaction throws(DynamoDBError) in
            try transaction.fillNextPiece(piece)
        }
    }
}
