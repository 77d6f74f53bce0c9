// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore
internal import Synchronization

/// A database in memory: one connection, which everyone takes turns with. Nothing waits for a disk, so writes, too, run
/// where they are called.
final class MemoryBackend<Table: Sendable>: Sendable {
    private let connection: Mutex<StorageConnection<Table>?>

    init(_ connection: StorageConnection<Table>) {
        self.connection = Mutex(connection)
    }

    /// Runs `body` with the connection.
    func use<Success: Sendable>(
        _ body: (StorageConnection<Table>) throws(DynamoDBError) -> Success
    ) throws(DynamoDBError) -> Success {
        try self.connection.withLock { connection throws(DynamoDBError) in
            guard let connection else { throw .databaseIsClosed }
            return try body(connection)
        }
    }

    /// Does a write.
    func submit(_ write: PendingWrite<Table>) {
        do throws(DynamoDBError) {
            try self.use { $0.commit([write]) }
        } catch {
            write.fail(error)
        }
    }

    /// Gives the memory back.
    func close() {
        self.connection.withLock { $0 = nil }
    }
}
