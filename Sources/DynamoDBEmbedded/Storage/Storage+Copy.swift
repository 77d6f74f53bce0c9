// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import DynamoDBCore

extension Storage {
    /// Writes everything that is stored at this moment into a new file, on a thread that may wait for the disk.
    ///
    /// Reads and writes go on meanwhile; those of a database in memory wait.
    ///
    /// - Throws: `storage` if there is something in the file already, and what opening and writing a file throws.
    package func copy(toFileAt path: String) async throws(DynamoDBError) {
        try DynamoDBError.checkCancellation()
        let result: Result<Void, DynamoDBError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                do throws(DynamoDBError) {
                    try self.read { transaction throws(DynamoDBError) in try transaction.copy(toFileAt: path) }
                    continuation.resume(returning: .success(()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        try result.get()
    }
}

extension ReadTransaction {
    fileprivate func copy(toFileAt path: String) throws(DynamoDBError) {
        let copy = try SQLiteConnection(path: path)
        guard try copy.readStart(count: 1).isEmpty else {
            throw DynamoDBError(
                .storage, "There is a file at the path already. It was left as it is; choose another path.")
        }
        // On Apple's systems a plain `fsync` stops at the disk's cache.
        try copy.execute("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON")
        try self.connection.sqlite.copy(to: copy)
    }
}
