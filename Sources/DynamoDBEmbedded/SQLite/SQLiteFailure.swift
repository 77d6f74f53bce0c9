// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import CDynamoDBSQLite
package import DynamoDBCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What SQLite reports when it could not do something.
package struct SQLiteFailure: Error, Sendable {
    /// The kind of failure, such as `SQLITE_FULL`.
    package let code: Int32
    /// The kind in detail, such as `SQLITE_IOERR_FSYNC`.
    package let extendedCode: Int32
    /// SQLite's own words; they name tables and columns of ours, never content.
    package let message: String
    /// The operating system's `errno`, where SQLite knows it; else 0.
    package let systemError: Int32

    /// A failure.
    package init(extendedCode: Int32, message: String, systemError: Int32 = 0) {
        self.code = extendedCode & 0xFF
        self.extendedCode = extendedCode
        self.message = message
        self.systemError = systemError
    }

    /// What the connection reports after `code`.
    init(extendedCode: Int32, of connection: OpaquePointer?) {
        var message = String(cString: sqlite3_errstr(extendedCode))
        if let connection {
            message = String(cString: sqlite3_errmsg(connection))
        }
        // Only a file that cannot be opened and a failed read or write have a reason of the operating system; for the
        // others SQLite leaves one of an earlier failure behind.
        var systemError: Int32 = 0
        if let connection, [SQLITE_CANTOPEN, SQLITE_IOERR].contains(extendedCode & 0xFF) {
            systemError = sqlite3_system_errno(connection)
        }
        self.init(extendedCode: extendedCode, message: message, systemError: systemError)
    }

    /// The failure in the words of this library: what happened, and what to do.
    package var error: DynamoDBError {
        switch self.code {
        case SQLITE_FULL:
            DynamoDBError(
                .storageFull,
                "The disk, or the space set aside for the database, is full, and nothing of the operation was stored."
                    + " Free some space, then try again (\(self.reason))."
            )
        case SQLITE_BUSY, SQLITE_LOCKED:
            DynamoDBError(
                .storageBusy,
                "Another process held the database file for longer than the busy timeout. Try again, or allow a longer"
                    + " timeout (\(self.reason))."
            )
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH:
            self.readOnly
        case SQLITE_CANTOPEN:
            self.cannotOpen
        case SQLITE_CORRUPT:
            DynamoDBError(
                .corrupt,
                "The database file is damaged. Restore it from a backup; `sqlite3 FILE .recover` may save what is left"
                    + " (\(self.reason))."
            )
        case SQLITE_NOTADB:
            DynamoDBError(
                .incompatibleFile,
                "The file is no database of this library. Choose another path (\(self.reason))."
            )
        case SQLITE_IOERR:
            DynamoDBError(
                .storage,
                "Reading or writing the database file failed. Check the disk and its mount (\(self.reason))."
            )
        case SQLITE_NOMEM:
            DynamoDBError(.storage, "There was not enough memory for the operation (\(self.reason)).")
        default:
            DynamoDBError(.storage, "The database file could not be used (\(self.reason)).")
        }
    }

    /// The same of a file that was to be opened. SQLite tries to read a file that it may not create, and tells only that there
    /// is none.
    ///
    /// - Parameter creating: Whether the file was to be made if it is not there.
    func error(openingFileAt path: String, creating: Bool) -> DynamoDBError {
        guard self.code == SQLITE_CANTOPEN, self.systemError == ENOENT else { return self.error }
        let directory = path.lastIndex(of: "/").map { path[...$0] } ?? "."
        guard access(String(directory), F_OK) == 0 else { return self.error }
        return creating ? self.readOnly : Self.fileHasMoved
    }

    private var readOnly: DynamoDBError {
        DynamoDBError(
            .readOnly,
            "The database file, or its directory, cannot be written. Give this process the permission to write both"
                + " (\(self.reason))."
        )
    }

    /// The file that was opened is not the one at its path any more.
    static let fileHasMoved = DynamoDBError(
        .storage,
        "The database file was removed, moved or replaced while it was open, and nothing of the operation was stored. Close the"
            + " database. Then bring the file back, or, if another is to take its place, remove the files with -wal and -shm"
            + " behind the name, which belong to the one that was moved; and open the database anew.")

    private var cannotOpen: DynamoDBError {
        switch self.systemError {
        case EACCES, EPERM, EROFS:
            self.readOnly
        case ENOENT:
            DynamoDBError(
                .storage,
                "The directory of the database file does not exist. Create it first (\(self.reason))."
            )
        case EISDIR:
            DynamoDBError(.storage, "The path of the database file is a directory. Name a file in it (\(self.reason)).")
        case ENOTDIR:
            DynamoDBError(
                .storage,
                "The path of the database file leads through a file that is no directory. Choose another path"
                    + " (\(self.reason))."
            )
        case EMFILE, ENFILE:
            DynamoDBError(
                .storage,
                "This process has too many files open. Raise its limit, or close some (\(self.reason))."
            )
        default:
            DynamoDBError(.storage, "The database file could not be opened (\(self.reason)).")
        }
    }

    private var reason: String {
        var reason = "SQLite \(self.extendedCode): \(self.message)"
        if self.systemError != 0 {
            reason += "; \(String(cString: strerror(self.systemError)))"
        }
        return reason
    }
}
