// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension WriteTransaction<StoredTable> {
    /// Does writes as one transaction: all of them or none.
    ///
    /// TransactWriteItems does so with its actions, ExecuteTransaction with its statements. Each write brings its own
    /// condition, and with it what a statement requires without saying so: an INSERT that there is no item, whose reason
    /// then is `DuplicateItem`, an UPDATE that there is one.
    ///
    /// Every condition is tested on the items as they were before the first write. Nothing is written before all of them
    /// hold, so a cancelled transaction costs reads only.
    ///
    /// - Returns: What each write has done, in order.
    /// - Throws: The error of the whole request: `.resourceNotFound` for a table that does not exist, `.validation` for
    ///   an empty key or an item that is named twice. Else `.transactionCanceled` with a reason for each write.
    func perform(_ writes: [ItemWrite]) throws(DynamoDBError) -> [ItemWriteOutcome] {
        var tables: [StoredTable] = []
        for write in writes { tables.append(try self.requireTable(write.table)) }
        for (write, table) in zip(writes, tables) { try write.refuseEmptyKeys(in: table) }

        var reasons = Cancellation(actions: writes.count)
        var rowKeys: [[UInt8]] = []
        for (position, write) in writes.enumerated() {
            let rowKey = try reasons.noting(at: position) { () throws(DynamoDBError) in
                try write.rowKey(in: tables[position])
            }
            if let rowKey { rowKeys.append(rowKey) }
        }
        // Every key is checked before any two are compared.
        try reasons.throwIfAny()
        var named = NamedItems()
        for (table, rowKey) in zip(tables, rowKeys) where !named.insert(rowKey, of: table) {
            throw .severalOperationsOnOneItem
        }

        var changes: [(change: ItemChange, rowKey: [UInt8])] = []
        for (position, write) in writes.enumerated() {
            let (table, rowKey) = (tables[position], rowKeys[position])
            let old = try self.item(of: table, at: rowKey)
            let new = try reasons.noting(at: position) { () throws(DynamoDBError) in
                try write.condition.require(of: old)
                return try write.result(of: old, in: table)
            }
            changes.append((ItemChange(old: old, new: new ?? nil, encoded: write.encoded), rowKey))
        }
        try reasons.throwIfAny()

        var outcomes: [ItemWriteOutcome] = []
        for (position, (write, table)) in zip(writes, tables).enumerated() {
            let (change, rowKey) = changes[position]
            outcomes.append(try self.perform(write, on: change, table, rowKey))
        }
        return outcomes
    }
}

extension ItemWrite {
    /// Refuses empty keys, which are an error of the whole request and not the reason of one action.
    fileprivate func refuseEmptyKeys(in table: StoredTable) throws(DynamoDBError) {
        for key in table.keys {
            guard let value = self.attributes[key.name], value.isOfType(key.type) else { continue }
            guard value.isKey(of: key.type) else { throw .emptyKey(key.name, type: key.type) }
        }
        guard case .put = self.action else { return }
        for index in table.indexes {
            for key in index.keys {
                guard let value = self.attributes[key.name], value.isOfType(key.type) else { continue }
                guard value.isKey(of: key.type) else {
                    throw .emptyIndexKey(key.name, type: key.type, index: index.name)
                }
            }
        }
    }
}
