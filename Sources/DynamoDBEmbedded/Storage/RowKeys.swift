// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension StoredTable {
    /// The key of the row of an item; its key attributes have been checked.
    func rowKey(of item: Item) throws(DynamoDBError) -> [UInt8] {
        guard let partition = item[self.partitionKey.name] else { throw .keyDoesNotMatchSchema }
        var bytes = try KeyEncoding.partitionPrefix(of: [partition])
        if let sortKey {
            guard let sort = item[sortKey.name] else { throw .keyDoesNotMatchSchema }
            try KeyEncoding.encode(sort, into: &bytes)
        }
        return bytes
    }
}

extension StoredIndex {
    /// The key of the row of an index entry: the index key, then the table's key, which makes it unique.
    func rowKey(of entry: Item) throws(DynamoDBError) -> [UInt8] {
        var partition: [AttributeValue] = []
        for key in self.partitionKeys {
            guard let value = entry[key.name] else { throw .keyDoesNotMatchSchema }
            partition.append(value)
        }
        var bytes = try KeyEncoding.partitionPrefix(of: partition)
        for key in self.sortKeys + self.tableKeys {
            guard let value = entry[key.name] else { throw .keyDoesNotMatchSchema }
            try KeyEncoding.encode(value, into: &bytes)
        }
        return bytes
    }
}
