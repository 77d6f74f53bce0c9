// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import DynamoDBCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

extension Storage {
    /// Writes everything that is stored at this moment into a new file, on a thread that may wait for the disk.
    ///
    /// Reads and writes go on meanwhile; those of a database in memory wait while it is copied within the memory.
    ///
    /// - Throws: `storage` if there is such a file already, and what reading, opening and writing a file throws.
    package func copy(toFileAt path: String) async throws(DynamoDBError) {
        try DynamoDBError.checkCancellation()
        let result: Result<Void, DynamoDBError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                do throws(DynamoDBError) {
                    try self.copyHere(toFileAt: path)
                    continuation.resume(returning: .success(()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        try result.get()
    }

    private func copyHere(toFileAt path: String) throws(DynamoDBError) {
        guard self.isInMemory else {
            return try self.read { transaction throws(DynamoDBError) in
                try transaction.connection.sqlite.copy(toFileAt: path)
            }
        }
        try SQLiteConnection.validate(path)
        try SQLiteConnection.checkIsFree(path)
        // Who waits for the one connection blocks a thread: that must not last as long as writing a file does.
        let copy = try SQLiteConnection.inMemory()
        try self.read { transaction throws(DynamoDBError) in try transaction.connection.sqlite.copy(to: copy) }
        try copy.copy(toFileAt: path)
    }
}

extension SQLiteConnection {
    fileprivate func copy(toFileAt path: String) throws(DynamoDBError) {
        try Self.validate(path)
        try Self.checkIsFree(path)
        // Under a name of its own until it is whole: what is left of a copy that was cut off must not pass for a database,
        // and another one to the same path must not get into its way.
        let partial = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36)).partial"
        defer { for name in [partial, partial + "-journal"] { unlink(name) } }
        try self.write(to: partial)
        try Self.checkIsFree(path)
        try Self.name(partial, path)
        // The name is on the disk when the directory is.
        let directory = open(path.lastIndex(of: "/").map { String(path[...$0]) } ?? ".", O_RDONLY | O_CLOEXEC)
        // One that may only be written to cannot be asked; SQLite does without, too.
        guard directory >= 0 else { return }
        defer { close(directory) }
        guard fsync(directory) == 0 || errno == EINVAL else { throw Self.failure("The backup is not safe on the disk") }
    }

    /// Who may do what with the file of the database; with none, its owner alone, who may write to the copy in any case.
    private var permissions: mode_t {
        var status = stat()
        guard let path = self.path, stat(path, &status) == 0 else { return 0o600 }
        return status.st_mode & 0o777 | 0o600
    }

    /// Gives a file its name, if no other has it.
    private static func name(_ file: String, _ path: String) throws(DynamoDBError) {
        if link(file, path) == 0 { return }
        guard errno != EEXIST else { throw Self.isTaken(path) }
        // Not every file system has second names; on those, what comes just now may be lost.
        guard rename(file, path) == 0 else { throw Self.failure("The backup could not be given its name") }
    }

    private func write(to path: String) throws(DynamoDBError) {
        // Made before SQLite would make it, which lets everyone read it. What is wrong with the path, SQLite says.
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, self.permissions)
        if file >= 0 { close(file) }
        let copy = try SQLiteConnection(path: path)
        // With the directory, when the journal is gone: one that came back would take the copy for one that was cut off. On
        // Apple's systems a plain `fsync` stops at the disk's cache.
        try copy.execute("PRAGMA synchronous = EXTRA; PRAGMA fullfsync = ON")
        try self.copy(to: copy)
    }

    /// Checks that nothing is at the path, and no log beside it, which whoever opens the path would take for its own.
    fileprivate static func checkIsFree(_ path: String) throws(DynamoDBError) {
        for name in [path, path + "-wal", path + "-shm", path + "-journal"] where FileIdentity(path: name) != nil {
            throw Self.isTaken(name)
        }
    }

    private static func isTaken(_ path: String) -> DynamoDBError {
        DynamoDBError(.storage, "There is a file \(path) already. It was left as it is; choose another path.")
    }

    private static func failure(_ words: String) -> DynamoDBError {
        DynamoDBError(.storage, "\(words): \(String(cString: strerror(errno))).")
    }
}
