// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

extension StorageConnection {
    /// Does the writes in one transaction, each as a whole or not at all, and then answers every caller. At a full disk it
    /// takes several transactions.
    ///
    /// - Parameter late: Gives the writes that have come meanwhile, for the end of a group that has so many: none, and the
    ///   group is complete.
    func commit(
        _ group: consuming [PendingWrite<Table>], joinedBy late: (_ count: Int) -> [PendingWrite<Table>] = { _ in [] }
    ) {
        do throws(DynamoDBError) {
            let answers = try self.answers(to: &group, joinedBy: late)
            // Whoever is the last to hold a write destroys its item, and that should not be the one thread that writes.
            group = []
            GroupAnswers.give(answers)
        } catch let error where error.code == .storageFull && group.count > 1 {
            // SQLite has undone everything for one write that does not fit on the disk. What does fit is found by halves.
            let middle = group.count / 2
            self.commit(Array(group[..<middle]))
            self.commit(Array(group[middle...]))
        } catch {
            // Even a write that failed by itself gets this error: it may have failed because of one that is undone now.
            for write in group { write.fail(error) }
        }
    }

    private func answers(
        to group: inout [PendingWrite<Table>], joinedBy late: (_ count: Int) -> [PendingWrite<Table>]
    ) throws(DynamoDBError) -> [PendingWrite<Table>.Answer] {
        // What a write that fails has changed must be undone alone, and a savepoint for each write costs as much as the
        // write. But nearly all that fail do so before they change anything: the group is done anew, with savepoints, if
        // one did not.
        if let answers = try self.answers(to: &group, joinedBy: late, usesSavepoints: false) { return answers }
        guard let answers = try self.answers(to: &group, joinedBy: { _ in [] }, usesSavepoints: true) else {
            throw DynamoDBError(.storage, "The writes could not be undone one by one.")
        }
        return answers
    }

    /// - Returns: `nil` if everything was undone, as one of several writes could not be undone alone.
    private func answers(
        to group: inout [PendingWrite<Table>], joinedBy late: (_ count: Int) -> [PendingWrite<Table>],
        usesSavepoints: Bool
    ) throws(DynamoDBError) -> [PendingWrite<Table>.Answer]? {
        try self.transactions.run(.begin)
        do throws(DynamoDBError) {
            try self.refreshCatalog()
            let transaction = WriteTransaction(self, usesSavepoints: usesSavepoints)
            defer { transaction.end() }
            var answers: [PendingWrite<Table>.Answer] = []
            answers.reserveCapacity(group.count)
            while answers.count < group.count {
                answers.append(try transaction.perform(group[answers.count]))
                guard transaction.mustRollBack else {
                    if answers.count == group.count { group += late(group.count) }
                    continue
                }
                try self.transactions.run(.rollback)
                if group.count == 1 { return answers }
                self.forgetCatalog()
                return nil
            }
            try transaction.finish()
            try self.checkFile()
            if let history {
                try history.add(transaction.groupChanges) { () throws(DynamoDBError) in
                    try self.transactions.run(.commit)
                }
            } else {
                try self.transactions.run(.commit)
            }
            if transaction.hasChangedCatalog { self.cache.publish(self.catalog) }
            return answers
        } catch {
            // A commit that failed leaves the transaction open.
            if self.sqlite.isInTransaction { try? self.transactions.run(.rollback) }
            self.forgetCatalog()
            throw error
        }
    }

    /// Refuses to store in a file that nobody will ever open again: the system keeps a removed one for who has it open. Once it
    /// was so, it stays so: what stands at the path may have taken the log for its own.
    private func checkFile() throws(DynamoDBError) {
        if self.sqlite.fileHasMoved { self.hasLostFile = true }
        guard !self.hasLostFile else { throw SQLiteFailure.fileHasMoved }
    }
}
