// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Makes a backup: a new file with everything that is stored at this moment, tables, indexes and streams.
    ///
    /// ```swift
    /// try await database.backUp(to: "backups/2026-11-27.sqlite")
    /// let copy = try EmbeddedDatabase(path: "backups/2026-11-27.sqlite")
    /// ```
    ///
    /// Copying the file with other means is safe only while nobody has it open: the last writes stand in a log beside it, so
    /// that the copy of an open file may lack them, or be damaged. A database in memory is saved in this way, too.
    ///
    /// Reads and writes go on meanwhile; those of a database in memory wait. It takes about as long as copying the file, and
    /// the backup is on the disk when this returns.
    ///
    /// - Parameter path: The file to make; its directory must exist.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/storage`` if there is something in that file already, which is left
    ///   as it was, or if the file cannot be written; ``DynamoDBError/Code/storageFull``, ``DynamoDBError/Code/readOnly``,
    ///   ``DynamoDBError/Code/closed``. What a failed backup leaves is an empty file, or none.
    public func backUp(to path: String) async throws(DynamoDBError) {
        try await self.storage.copy(toFileAt: path)
    }
}
