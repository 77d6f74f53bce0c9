// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// A database file, or a database in memory: DynamoDB tables as trees of rows, read and written in transactions.
///
/// ```swift
/// let storage = try Storage(at: .file("app.sqlite")) { entry in try Description(entry.payload) }
/// let tree = try await storage.write { transaction in
///     let tree = try transaction.createTree()
///     try transaction.put(tree: tree, key: key, value: value, bytes: size, replacing: nil)
///     return tree
/// }
/// let item = try storage.read { try $0.get(tree: tree, key: key) { try ItemCodec.decode($0) } }
/// ```
///
/// Several of these, in one process or in several, may have the same file open.
///
/// `Table` is what the description of a table is decoded to, once for each generation of the catalog.
package final class Storage<Table: Sendable>: Sendable {
    private enum Backend: Sendable {
        case file(ReaderPool<Table>, GroupWriter<Table>)
        case memory(MemoryBackend<Table>)
    }

    private let backend: Backend

    /// Opens a database, and makes it if there is none.
    ///
    /// - Parameters:
    ///   - location: The file, or memory.
    ///   - options: How the file is used.
    ///   - decode: Reads the description of a table. What it throws is thrown whenever that table is asked for.
    /// - Throws: `incompatibleFile` for a file that is not of this library or of a newer version of it, `corrupt` for a
    ///   damaged one, `readOnly`, `storageBusy` or `storage`. A refused file is left as it was.
    package init(
        at location: StorageLocation,
        options: StorageOptions = StorageOptions(),
        decode: @escaping @Sendable (CatalogEntry) throws(DynamoDBError) -> Table
    ) throws(DynamoDBError) {
        let cache = CatalogCache(decode: decode)
        let history = options.keptWrites > 0 ? RowHistory(writes: options.keptWrites) : nil
        switch location {
        case .file(let path):
            let writer = try StorageConnection(
                StorageFile.open(at: path, options: options), cache: cache, history: history)
            let file = FileIdentity(path: path)
            let readers = ReaderPool(idleLimit: options.idleReaders) { () throws(DynamoDBError) in
                try StorageConnection(
                    StorageFile.openForReading(at: path, of: file, options: options), cache: cache, history: history)
            }
            self.backend = .file(readers, GroupWriter(writer, groupLimit: options.groupLimit))
        case .memory:
            let connection = try StorageConnection(
                StorageFile.openInMemory(options: options), cache: cache, history: history, isShared: false)
            self.backend = .memory(MemoryBackend(connection))
        }
    }

    deinit {
        switch self.backend {
        case .file(let readers, let writer):
            readers.beginClosing()
            // Not waited for: this may be running on the writer's own queue.
            writer.beginClosing()
        case .memory: break
        }
    }

    /// Reads one state of the database, here and now.
    ///
    /// - Parameters:
    ///   - writes: How many of the last writes are left out of that state, as far as this storage keeps what was before
    ///     them. Waits for a commit that is going on unless it is 0, the default.
    ///   - body: Must not call this storage itself: a database in memory has one connection.
    /// - Throws: What `body` throws; `cancelled` if the task was cancelled before.
    package func read<Success: Sendable>(
        missing writes: Int = 0, _ body: (ReadTransaction<Table>) throws(DynamoDBError) -> Success
    ) throws(DynamoDBError) -> Success {
        try DynamoDBError.checkCancellation()
        return switch self.backend {
        case .file(let readers, _):
            try readers.lease { connection throws(DynamoDBError) in try connection.read(missing: writes, body) }
        case .memory(let memory):
            try memory.use { connection throws(DynamoDBError) in try connection.read(missing: writes, body) }
        }
    }

    /// Changes the database, and returns when the change is stored for good.
    ///
    /// Writes that come together are committed together; each is still done as a whole or not at all, and sees those
    /// before it. If the commit fails, all of them fail with its error and nothing is stored.
    ///
    /// - Parameter body: Does the write; what it throws undoes it. It may be run a second time, after what it did the first
    ///   time has been undone: it must do nothing but use its transaction. Must not call this storage itself.
    /// - Throws: What `body` throws; `cancelled` if the task was cancelled before the write was accepted: after that it
    ///   is done whatever happens to the task.
    package func write<Success: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction<Table>) throws(DynamoDBError) -> Success
    ) async throws(DynamoDBError) -> Success {
        guard !Task.isCancelled else {
            throw DynamoDBError(.cancelled, "The task was cancelled before the write began; nothing was stored.")
        }
        let result: Result<Success, DynamoDBError> = await withCheckedContinuation { continuation in
            let write = PendingWrite(continuation, body)
            switch self.backend {
            case .file(_, let writer): writer.submit(write)
            case .memory(let memory): memory.submit(write)
            }
        }
        return try result.get()
    }

    /// Whether the database is in memory, where everyone takes turns with its one connection.
    var isInMemory: Bool {
        if case .memory = self.backend { true } else { false }
    }

    /// How many writes wait for the group before them to be stored; always 0 in memory.
    package var waitingWrites: Int {
        switch self.backend {
        case .file(_, let writer): writer.waitingWrites
        case .memory: 0
        }
    }

    /// Lets the database grow to `maximumSize` bytes at most; without a limit for `nil`. What is larger already stays.
    package func setMaximumSize(_ maximumSize: Int?) async throws(DynamoDBError) {
        switch self.backend {
        case .file(_, let writer):
            try await writer.perform { connection throws(DynamoDBError) in
                try StorageFile.limitSize(of: connection.sqlite, to: maximumSize)
            }
        case .memory(let memory):
            try memory.use { connection throws(DynamoDBError) in
                try StorageFile.limitSize(of: connection.sqlite, to: maximumSize)
            }
        }
    }

    /// Refuses new work, finishes what has begun, and closes the file. Closing twice does no harm.
    package func close() async {
        switch self.backend {
        case .file(let readers, let writer):
            readers.beginClosing()
            await writer.close()
            await readers.close()
        case .memory(let memory):
            memory.close()
        }
    }
}
