// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Deletes a table with all its items. Its stream, if it has one, can be read for another 24 hours.
    ///
    /// The table is gone when this returns; the answer says `DELETING`, as the service's does.
    public func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput {
        let reference = try TableReference(forTableOperation: .deleteTable, input.tableName, in: self.names)
        let (now, names) = (self.environment.now(), self.names)
        return try await self.storage.write { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(named: reference.name)
            guard !table.record.deletionProtectionEnabled else { throw .deletionProtected }
            guard !table.isBackfilling else { throw .indexesInUse }
            var description = try transaction.description(of: table, names: names, now: now)
            description.showDeletion()
            var record = table.record
            try transaction.disableStream(of: &record, now: now)
            try transaction.disableTimeToLive(of: &record)
            try transaction.deleteTable(id: table.id)
            try transaction.dropTree(table.tree)
            for index in table.indexes { try transaction.dropTree(index.tree) }
            return DeleteTableOutput(tableDescription: description)
        }
    }
}
