// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a query or scan reads: a table, or one of its indexes.
struct ReadSource {
    let table: StoredTable
    let index: StoredIndex?

    /// Finds the index by name.
    ///
    /// - Throws: A validation error if there is no such index, or it is global and the read is to be consistent; `corrupt`
    ///   if a damaged item has kept it from being filled.
    init(table: StoredTable, indexName: String?, consistentRead: Bool) throws(DynamoDBError) {
        self.table = table
        guard let indexName else {
            self.index = nil
            return
        }
        guard let index = table.indexes.first(where: { $0.name.hasSameBytes(as: indexName) }) else {
            throw .noSuchIndex(indexName)
        }
        guard !(consistentRead && index.isGlobal) else { throw .consistentReadOnGlobalIndex }
        guard index.isFilled else {
            throw index.isBroken ? .indexIsBroken(indexName, of: table) : .indexIsBackfilling(indexName)
        }
        self.index = index
    }

    var tree: Int64 { self.index?.tree ?? self.table.tree }

    /// The attributes that hold a partition together.
    var partitionKeys: [KeyAttribute] { self.index?.partitionKeys ?? [self.table.partitionKey] }

    /// The attributes that order a partition.
    var sortKeys: [KeyAttribute] { self.index?.sortKeys ?? [self.table.sortKey].compactMap(\.self) }

    /// The key of what is read.
    var keys: [KeyAttribute] { self.partitionKeys + self.sortKeys }

    /// The attributes that tell where a page ends: the key of what is read, and of the table.
    var cursorKeys: [KeyAttribute] {
        var keys = self.keys
        for key in self.table.keys where !keys.contains(where: { $0.name.hasSameBytes(as: key.name) }) {
            keys.append(key)
        }
        return keys
    }

    /// Whether an attribute of the cursor is a sort key, of what is read or of the table.
    private func ordersRows(by attribute: KeyAttribute) -> Bool {
        (self.sortKeys + [self.table.sortKey].compactMap(\.self)).contains {
            $0.name.hasSameBytes(as: attribute.name)
        }
    }

    /// The key of the row that an item with these attributes has.
    func rowKey(of item: Item) throws(DynamoDBError) -> [UInt8] {
        if let index { try index.rowKey(of: item) } else { try self.table.rowKey(of: item) }
    }

    /// Checks the form of an exclusive start key: exactly the cursor's attributes, of their types.
    func validateStartKey(_ key: Item, isScan: Bool) throws(DynamoDBError) {
        let expected = self.cursorKeys
        let wrongForm: DynamoDBError = isScan && self.index == nil ? .startKeyDoesNotMatchSchema : .invalidStartKey
        guard key.count == expected.count else { throw wrongForm }
        for attribute in expected where key[attribute.name] == nil { throw wrongForm }
        for attribute in expected {
            guard let value = key[attribute.name] else { throw wrongForm }
            guard value.isOfType(attribute.type) else {
                let isTableKey = self.table.keys.contains { $0.name.hasSameBytes(as: attribute.name) }
                throw isTableKey ? .startKeyDoesNotMatchSchema : .keyDoesNotMatchSchema
            }
            do throws(DynamoDBError) {
                try value.requireKeyContent(of: attribute, isSort: self.ordersRows(by: attribute))
            } catch {
                throw .validation("The provided starting key is invalid: \(error.message)")
            }
        }
    }
}
