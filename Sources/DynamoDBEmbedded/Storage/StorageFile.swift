// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// Opens database files: checks them before anything is written, makes new ones, and sets connections up.
enum StorageFile {
    /// A connection for reading and writing to the file at `path`, made if there is none.
    static func open(at path: String, options: StorageOptions) throws(DynamoDBError) -> SQLiteConnection {
        let connection = try SQLiteConnection(path: path, mode: .creating)
        connection.setBusyTimeout(options.busyTimeout)
        // Until the file is known to be ours, not even its log may be tidied up.
        connection.setKeepsLogOnClose(true)
        try self.checkHeader(connection.readStart(count: StorageFormat.headerLength))
        guard !connection.isReadOnly else { throw SQLiteFailure.fileIsReadOnly.error }
        try self.harden(connection)
        try self.formatIfNew(connection)
        try self.checkVersion(of: connection)
        try self.useWriteAheadLog(connection, options: options)
        connection.setKeepsLogOnClose(false)
        try self.configureWriting(connection, options: options)
        return connection
    }

    /// A connection that only reads, to a file that ``open(at:options:)`` has accepted.
    ///
    /// - Parameter file: The file that was accepted. Another one that stands at the path now would be read with its log.
    static func openForReading(
        at path: String, of file: FileIdentity?, options: StorageOptions
    ) throws(DynamoDBError) -> SQLiteConnection {
        // Not opened read-only: a reader, too, writes to the shared index of the write-ahead log.
        let connection = try SQLiteConnection(path: path, mode: .existing)
        guard FileIdentity(path: path) == file, !connection.fileHasMoved else { throw SQLiteFailure.fileHasMoved }
        connection.setBusyTimeout(options.busyTimeout)
        try self.harden(connection)
        try connection.execute("PRAGMA query_only = ON; PRAGMA cache_size = \(Self.cacheSize)")
        return connection
    }

    /// A new database in memory.
    static func openInMemory(options: StorageOptions) throws(DynamoDBError) -> SQLiteConnection {
        let connection = try SQLiteConnection.inMemory()
        try self.harden(connection)
        try self.formatIfNew(connection)
        try self.limitSize(of: connection, to: options.maximumSize)
        return connection
    }

    /// Lets the database grow to `maximumSize` bytes at most; without a limit for `nil`.
    static func limitSize(of connection: SQLiteConnection, to maximumSize: Int?) throws(DynamoDBError) {
        // The largest number of pages SQLite has.
        var pages = 4_294_967_294
        if let maximumSize { pages = min(max(maximumSize / StorageFormat.pageSize, 1), pages) }
        try connection.execute("PRAGMA max_page_count = \(pages)")
    }

    /// Negative means KiB: 8 MB a connection, so that the upper levels of its trees stay in memory.
    private static let cacheSize = -8192

    /// The file as it stands on the disk must be empty or bear our mark. The mark is written before the file is
    /// switched to a write-ahead log, so it is never only in the log.
    private static func checkHeader(_ header: [UInt8]) throws(DynamoDBError) {
        guard !header.isEmpty else { return }
        guard header.count == StorageFormat.headerLength, header.starts(with: StorageFormat.signature) else {
            throw DynamoDBError(
                .incompatibleFile,
                "The file is no database: it holds something else. It was left as it is; choose another path."
            )
        }
        let identifier = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard identifier == StorageFormat.applicationID else {
            throw DynamoDBError(
                .incompatibleFile,
                "The file is an SQLite database of another application. It was left as it is; choose another path."
            )
        }
        // The size of a page, the versions that may write and read, and constants. SQLite takes a file in which they are
        // others for no database at all.
        let pageSize = Int(header[16]) << 8 | Int(header[17])
        guard pageSize == StorageFormat.pageSize, (1...2).contains(header[18]), (1...2).contains(header[19]),
            header[21..<24].elementsEqual([64, 32, 32])
        else {
            throw DynamoDBError(
                .corrupt, "The database file is damaged: its header is not one of SQLite. Restore it from a backup.")
        }
    }

    /// A crafted or damaged file must not run code of its own, nor lead SQLite astray.
    private static func harden(_ connection: SQLiteConnection) throws(DynamoDBError) {
        try connection.execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
    }

    private static func formatIfNew(_ connection: SQLiteConnection) throws(DynamoDBError) {
        guard try self.isEmpty(connection) else { return }
        // The size must be chosen before the first page is written.
        try connection.execute(
            "PRAGMA page_size = \(StorageFormat.pageSize); PRAGMA synchronous = FULL; BEGIN IMMEDIATE")
        do throws(DynamoDBError) {
            // Another process may have been first while this one waited for the lock.
            if try self.isEmpty(connection) { try connection.execute(StorageFormat.schema) }
            try connection.execute("COMMIT")
        } catch {
            if connection.isInTransaction { try? connection.execute("ROLLBACK") }
            throw error
        }
    }

    /// Whether nothing was ever stored. A file with pages in which damage leaves no table to be seen is not empty; of an
    /// empty one, a transaction that writes has made the first page already.
    private static func isEmpty(_ connection: SQLiteConnection) throws(DynamoDBError) -> Bool {
        guard let pages = try connection.integer("PRAGMA page_count"), pages <= 1 else { return false }
        return try connection.integer("SELECT count(*) FROM sqlite_master") == 0
    }

    private static func checkVersion(of connection: SQLiteConnection) throws(DynamoDBError) {
        guard try connection.integer("SELECT count(*) FROM sqlite_master WHERE name = 'meta'") == 1,
            let version = try connection.integer("SELECT value FROM meta WHERE key = 'format'"), version >= 1
        else {
            throw DynamoDBError(
                .corrupt,
                "The database file is damaged: it does not say which format it has. Restore it from a backup."
            )
        }
        guard version <= StorageFormat.version else {
            throw DynamoDBError(
                .incompatibleFile,
                "The database file has format \(version), and this version of the library knows formats up to"
                    + " \(StorageFormat.version). It was left as it is; update the library to open it."
            )
        }
    }

    private static func useWriteAheadLog(
        _ connection: SQLiteConnection,
        options: StorageOptions
    ) throws(DynamoDBError) {
        // Switching needs the file for itself for a moment, and SQLite does not wait for that by itself.
        let pause: Int32 = 10
        var attempts = min(max(options.busyTimeout.components.seconds, 0), 86_400) * 1000 / Int64(pause)
        while true {
            do throws(DynamoDBError) {
                let mode = try connection.text("PRAGMA journal_mode = WAL")
                if mode == "wal" { return }
                throw DynamoDBError(
                    .storage,
                    "The file system does not support a write-ahead log, which shares memory between processes. Put the"
                        + " database on a local disk."
                )
            } catch {
                guard error.code == .storageBusy, attempts > 0 else { throw error }
                attempts -= 1
                SQLiteConnection.pause(milliseconds: pause)
            }
        }
    }

    private static func configureWriting(
        _ connection: SQLiteConnection,
        options: StorageOptions
    ) throws(DynamoDBError) {
        let isFull = options.durability == .full
        try connection.execute("PRAGMA synchronous = \(isFull ? "FULL" : "NORMAL")")
        try connection.execute("PRAGMA cache_size = \(Self.cacheSize)")
        // On Apple's systems a plain `fsync` stops at the disk's cache; elsewhere the setting does nothing.
        try connection.execute("PRAGMA fullfsync = \(isFull ? "ON" : "OFF")")
        // A log that once grew large is cut to this size, 64 MB, when it starts anew.
        try connection.execute("PRAGMA journal_size_limit = 67108864")
        try self.limitSize(of: connection, to: options.maximumSize)
    }
}

extension SQLiteFailure {
    /// The file was opened, but only for reading: the system allowed no more.
    fileprivate static var fileIsReadOnly: SQLiteFailure {
        SQLiteFailure(extendedCode: 8, message: "attempt to write a readonly database")
    }
}
