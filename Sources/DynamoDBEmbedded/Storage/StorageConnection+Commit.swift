// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

extension StorageConnection {
    /// Does the writes in one transaction, each as a whole or not at all, and then answers every caller.
    func commit(_ group: [PendingWrite<Table>]) {
        do throws(DynamoDBError) {
            for answer in try self.answers(to: group) { answer() }
        } catch {
            // Even a write that failed by itself gets this error: it may have failed because of one that is undone now.
            for write in group { write.fail(error) }
        }
    }

    private func answers(to group: [PendingWrite<Table>]) throws(DynamoDBError) -> [PendingWrite<Table>.Answer] {
        try self.sqlite.statement("BEGIN IMMEDIATE").run()
        do throws(DynamoDBError) {
            try self.refreshCatalog()
            let transaction = WriteTransaction(self, usesSavepoints: group.count > 1)
            defer { transaction.end() }
            var answers: [PendingWrite<Table>.Answer] = []
            answers.reserveCapacity(group.count)
            for write in group {
                answers.append(try transaction.perform(write))
            }
            if transaction.mustRollBack {
                try self.sqlite.statement("ROLLBACK").run()
                return answers
            }
            try transaction.finish()
            try self.sqlite.statement("COMMIT").run()
            self.history?.note(transaction.groupChanges)
            if transaction.hasChangedCatalog { self.cache.publish(self.catalog) }
            return answers
        } catch {
            // A commit that failed leaves the transaction open.
            if self.sqlite.isInTransaction { try? self.sqlite.statement("ROLLBACK").run() }
            self.forgetCatalog()
            throw error
        }
    }
}
