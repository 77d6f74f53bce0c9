// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import CDynamoDBSQLite
package import DynamoDBCore

/// One connection to a database file, or one database in memory.
///
/// It may be used by one thread at a time only: SQLite does no locking for it.
package final class SQLiteConnection {
    /// What a connection may do with its file.
    package enum Mode: Sendable {
        /// Read and write, and make the file if there is none.
        case creating
        /// Read and write a file that exists.
        case existing
        /// Only read a file that exists.
        case readOnly

        fileprivate var flags: Int32 {
            switch self {
            case .creating: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            case .existing: SQLITE_OPEN_READWRITE
            case .readOnly: SQLITE_OPEN_READONLY
            }
        }
    }

    private let handle: OpaquePointer
    private var statements: [String: SQLiteStatement] = [:]

    /// Checks that a path can be that of a file; the system would read one with a NUL byte only up to it.
    static func validate(_ path: String) throws(DynamoDBError) {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw DynamoDBError(.storage, "The path of a database file must not be empty or contain a NUL byte.")
        }
    }

    /// Opens a file. Nothing is read from it yet, and nothing written.
    package convenience init(path: String, mode: Mode = .creating) throws(DynamoDBError) {
        try Self.validate(path)
        // SQLite gives names like these a meaning of their own; here they are names of files.
        let isSpecial = path.hasPrefix(":") || path.utf8.starts(with: "file:".utf8)
        try self.init(name: isSpecial ? "./\(path)" : path, flags: mode.flags)
    }

    /// A new, empty database in memory.
    package static func inMemory() throws(DynamoDBError) -> SQLiteConnection {
        try SQLiteConnection(name: ":memory:", flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    }

    private init(name: String, flags: Int32) throws(DynamoDBError) {
        guard sqlite3_threadsafe() != 0 else {
            throw DynamoDBError(.storage, "The system's SQLite was built without threads; install another build of it.")
        }
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let handle else {
            let failure = SQLiteFailure(extendedCode: code, of: handle)
            sqlite3_close_v2(handle)
            throw failure.error(openingFileAt: name, creating: flags & SQLITE_OPEN_CREATE != 0)
        }
        self.handle = handle
        sqlite3_extended_result_codes(handle, 1)
        _ = dynamodb_sqlite_be_defensive(handle)
        // Apple's build would leave the log and its index beside the file when the last connection closes.
        var leavesLog: Int32 = 0
        sqlite3_file_control(handle, "main", SQLITE_FCNTL_PERSIST_WAL, &leavesLog)
    }

    deinit {
        self.statements.removeAll()
        // Waits by itself for statements that somebody still holds.
        sqlite3_close_v2(self.handle)
    }

    /// How long a statement waits for a lock that another connection holds.
    package func setBusyTimeout(_ timeout: Duration) {
        let (seconds, attoseconds) = timeout.components
        let milliseconds = min(max(seconds, 0), 86_400) * 1000 + max(attoseconds, 0) / 1_000_000_000_000_000
        sqlite3_busy_timeout(self.handle, Int32(clamping: milliseconds))
    }

    /// Whether closing the last connection leaves the write-ahead log as it is.
    package func setKeepsLogOnClose(_ isOn: Bool) {
        _ = dynamodb_sqlite_keep_log_on_close(self.handle, isOn ? 1 : 0)
    }

    /// Whether a transaction is open. SQLite ends one by itself after some failures.
    package var isInTransaction: Bool { sqlite3_get_autocommit(self.handle) == 0 }

    /// Whether the file can only be read.
    package var isReadOnly: Bool { sqlite3_db_readonly(self.handle, "main") == 1 }

    /// The path of the file; `nil` for a database in memory.
    var path: String? {
        sqlite3_db_filename(self.handle, "main").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether another file, or none, stands at the path that was opened: this one was removed, moved or replaced.
    package var fileHasMoved: Bool {
        var hasMoved: Int32 = 0
        sqlite3_file_control(self.handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
        return hasMoved != 0
    }

    /// How many rows the last statement inserted, changed or deleted.
    package var changes: Int { Int(sqlite3_changes(self.handle)) }

    /// The row id of the last inserted row.
    package var lastInsertedID: Int64 { sqlite3_last_insert_rowid(self.handle) }

    /// Runs statements that give no rows.
    package func execute(_ sql: String) throws(DynamoDBError) {
        try self.check(sqlite3_exec(self.handle, sql, nil, nil, nil))
    }

    /// The statement for the text, prepared once and kept. One that is in use is not handed out a second time.
    package func statement(_ sql: String) throws(DynamoDBError) -> SQLiteStatement {
        if let kept = self.statements[sql], !kept.isInUse { return kept }
        let statement = try self.prepare(sql)
        if self.statements[sql] == nil { self.statements[sql] = statement }
        return statement
    }

    /// A new statement.
    package func prepare(_ sql: String) throws(DynamoDBError) -> SQLiteStatement {
        var statement: OpaquePointer?
        try self.check(sqlite3_prepare_v3(self.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil))
        guard let statement else {
            throw DynamoDBError(.storage, "An empty statement was given to SQLite.")
        }
        return SQLiteStatement(statement)
    }

    /// The first column of the first row, as an integer; `nil` if there is no row or the value is null.
    package func integer(_ sql: String) throws(DynamoDBError) -> Int64? {
        try self.prepare(sql).use { statement throws(DynamoDBError) in
            guard try statement.step(), !statement.isNull(0) else { return nil }
            return statement.integer(0)
        }
    }

    /// The first column of the first row, as text; `nil` if there is no row or the value is null.
    package func text(_ sql: String) throws(DynamoDBError) -> String? {
        try self.prepare(sql).use { statement throws(DynamoDBError) in
            guard try statement.step(), !statement.isNull(0) else { return nil }
            return statement.text(0)
        }
    }

    /// The first bytes of the file as they stand on the disk, at most `count`; empty for an empty file.
    ///
    /// This takes no lock, changes nothing, and looks at no write-ahead log. It goes through SQLite's own file handle
    /// on purpose: on POSIX systems closing any other handle of the file would drop the locks of every connection this
    /// process has to it, and with them the file's safety.
    package func readStart(count: Int) throws(DynamoDBError) -> [UInt8] {
        var pointer: UnsafeMutablePointer<sqlite3_file>?
        try self.check(sqlite3_file_control(self.handle, "main", SQLITE_FCNTL_FILE_POINTER, &pointer))
        guard let pointer, let methods = pointer.pointee.pMethods, let fileSize = methods.pointee.xFileSize,
            let read = methods.pointee.xRead
        else { return [] }
        var size: sqlite3_int64 = 0
        try self.check(fileSize(pointer, &size))
        let length = min(max(Int(size), 0), count)
        var bytes = [UInt8](repeating: 0, count: length)
        let code = bytes.withUnsafeMutableBytes { read(pointer, $0.baseAddress, Int32(clamping: length), 0) }
        // The file may have become shorter since: what is missing reads as zeros.
        if code != Self.shortRead { try self.check(code) }
        return bytes
    }

    /// Copies everything that the database holds at this moment into an empty file. The connections of others may read and
    /// write meanwhile.
    package func copy(to destination: SQLiteConnection) throws(DynamoDBError) {
        guard let backup = sqlite3_backup_init(destination.handle, "main", self.handle, "main") else {
            throw SQLiteFailure(extendedCode: sqlite3_extended_errcode(destination.handle), of: destination.handle)
                .error
        }
        let code = sqlite3_backup_step(backup, -1)
        sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE else { throw SQLiteFailure(extendedCode: code, of: destination.handle).error }
    }

    /// Waits for a moment, for a lock that SQLite does not wait for by itself.
    package static func pause(milliseconds: Int32) {
        sqlite3_sleep(milliseconds)
    }

    /// `SQLITE_IOERR_SHORT_READ`, which Swift cannot see because it is computed by a macro.
    private static let shortRead = SQLITE_IOERR | 2 << 8

    private func check(_ code: Int32) throws(DynamoDBError) {
        guard code != SQLITE_OK else { return }
        throw SQLiteFailure(extendedCode: code, of: self.handle).error
    }
}
