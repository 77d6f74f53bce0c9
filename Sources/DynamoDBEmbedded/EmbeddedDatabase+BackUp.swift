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
    /// Copying the file with other means is safe only while nobody has it open: the last writes stand in a log beside it,
    /// so that the copy of an open file may lack them, or be damaged. A database in memory is saved in this way, too.
    ///
    /// To restore a backup, close the database, remove its file and the two beside it with `-wal` and `-shm` behind the
    /// name, and copy the backup to its place: a log that is left belongs to the old file, and would damage the new one.
    ///
    /// Reads and writes go on meanwhile, and the log grows. A database in memory is copied within the memory first, for which
    /// they wait, and takes twice as much of it until the file is written. It takes about as long as copying the file and is
    /// not cut short when its task is cancelled. The backup is on the disk when this returns. Until then it is
    /// `NAME.….partial`; what a crash leaves under such a name, also with `-journal` behind it, can be removed. Who may read
    /// the file of the database may read the backup; that of a database in memory is for its owner alone.
    ///
    /// - Parameter path: The file to make; its directory must exist.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/storage`` if there is such a file already, or the log of one
    ///   that was there, which are left as they were, or if the file cannot be written;
    ///   ``DynamoDBError/Code/storageFull``, ``DynamoDBError/Code/readOnly``, ``DynamoDBError/Code/corrupt``,
    ///   ``DynamoDBError/Code/closed``, ``DynamoDBError/Code/cancelled``.
    public func backUp(to path: String) async throws(DynamoDBError) {
        try await self.storage.copy(toFileAt: path)
    }
}
