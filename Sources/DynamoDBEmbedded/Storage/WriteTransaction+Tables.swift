// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension WriteTransaction<StoredTable> {
    /// Stores a changed description of a table.
    ///
    /// - Returns: The table as it is now.
    @discardableResult
    func store(_ record: TableRecord, of table: StoredTable) throws(DynamoDBError) -> StoredTable {
        let entry = CatalogEntry(id: table.id, name: table.record.tableName, payload: try record.encoded())
        try self.updateTable(entry)
        guard let changed = try self.table(named: entry.name) else { throw .tableNotFound(named: entry.name) }
        return changed
    }
}
