// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension StoredTable {
    /// The key of the row of an item.
    ///
    /// The key attributes of a request have been checked, so only a stored item can lack one.
    ///
    /// - Throws: `corrupt` if the item lacks a key attribute.
    func rowKey(of item: Item) throws(DynamoDBError) -> [UInt8] {
        var bytes = try KeyEncoding.partitionPrefix(of: [try item.value(of: self.partitionKey)])
        if let sortKey { try KeyEncoding.encode(try item.value(of: sortKey), into: &bytes) }
        return bytes
    }
}

extension StoredIndex {
    /// The key of the row of an index entry: the index key, then the table's key, which makes it unique.
    ///
    /// - Throws: `corrupt` if the entry lacks a key attribute, as of the table.
    func rowKey(of entry: Item) throws(DynamoDBError) -> [UInt8] {
        var partition: [AttributeValue] = []
        for key in self.partitionKeys { partition.append(try entry.value(of: key)) }
        var bytes = try KeyEncoding.partitionPrefix(of: partition)
        for key in self.sortKeys + self.tableKeys { try KeyEncoding.encode(try entry.value(of: key), into: &bytes) }
        return bytes
    }
}

extension Item {
    fileprivate func value(of key: KeyAttribute) throws(DynamoDBError) -> AttributeValue {
        guard let value = self[key.name], value.isOfType(key.type) else { throw .itemIsDamaged }
        return value
    }
}
