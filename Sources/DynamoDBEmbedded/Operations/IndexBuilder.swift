// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// Fills new indexes from their tables in the background, one piece after the other, each a write like any other.
///
/// It begins when a table is seen that has an index which is not filled, whoever has begun to make it, and ends when there
/// is none left. What fails is tried again: another process may be busy with the file, or the disk be full. It ends with
/// the database, too, be that closed or let go: while its task waits, it holds neither of them.
final class IndexBuilder: Sendable {
    private let task = BackgroundTask()
    private let environment: EmbeddedDatabase.Environment

    /// The time to wait after a failure: at first the shortest, then twice as long each time.
    private static let pauses: ClosedRange<Duration> = .seconds(1) ... .seconds(60)

    init(environment: EmbeddedDatabase.Environment) {
        self.environment = environment
    }

    /// Sets what is to be filled, and begins if the process that had begun to fill an index ended before it was done.
    func begin(on storage: Storage<StoredTable>) {
        self.task.storage = storage
        // If it cannot be told now, it will be when a table is read.
        if (try? storage.backfillingTables())?.isEmpty == false { self.start() }
    }

    /// Begins to fill what is not filled yet, unless that is going on already.
    func start() {
        guard self.environment.continuesBackfills else { return }
        let environment = self.environment
        self.task.wake { [weak self] in
            var pause = Self.pauses.lowerBound
            while self?.task.goesOn() == true {
                if await self?.fillAll() != false {
                    pause = Self.pauses.lowerBound
                    continue
                }
                do { try await environment.sleep(pause) } catch { return }
                pause = min(pause * 2, Self.pauses.upperBound)
                self?.start()
            }
        }
    }

    /// Ends the filling after the piece that is going on.
    func stop() async { await self.task.stop() }

    /// Returns when there is no task any more.
    func waitForEnd() async { await self.task.waitForEnd() }

    /// Fills what there is to be filled. What fails in one table does not keep the others from their turn.
    ///
    /// - Returns: Whether nothing has failed.
    private func fillAll() async -> Bool {
        self.task.takeNews()
        guard let names = try? self.task.storage?.backfillingTables() ?? [] else { return false }
        var isDone = true
        for name in names {
            do throws(DynamoDBError) {
                while try await self.fillPiece(ofTable: name) { await Task.yield() }
            } catch {
                isDone = false
            }
        }
        return isDone
    }

    /// Does one piece.
    ///
    /// - Returns: Whether there may be more to do.
    private func fillPiece(ofTable name: String) async throws(DynamoDBError) -> Bool {
        // Held for one piece only: the database may be let go meanwhile.
        guard let storage = self.task.storage else { return false }
        let piece = self.environment.backfillPiece
        return try await storage.write { transaction throws(DynamoDBError) in
            try transaction.fillNextPiece(ofTable: name, piece)
        }
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
