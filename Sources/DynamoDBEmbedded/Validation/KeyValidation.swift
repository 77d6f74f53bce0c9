// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension StoredTable {
    /// The most bytes of a partition key's value.
    static let maximumPartitionKeyBytes = 2048
    /// The most bytes of a sort key's value.
    static let maximumSortKeyBytes = 1024

    /// Checks a `Key`: exactly the key attributes, of the right types, neither empty nor too long.
    func validateKey(_ key: Item) throws(DynamoDBError) {
        guard key.count == self.keys.count else { throw .keyDoesNotMatchSchema }
        try self.validateKeyAttributesInBatch(of: key)
    }

    /// Checks the key attributes of an item to be put.
    func validateKeyAttributes(of item: Item) throws(DynamoDBError) {
        func value(of attribute: KeyAttribute) throws(DynamoDBError) -> AttributeValue {
            guard let value = item[attribute.name] else { throw .missingKey(attribute.name) }
            guard value.isOfType(attribute.type) else {
                throw .keyTypeMismatch(attribute.name, expected: attribute.type, actual: value.kind)
            }
            return value
        }
        let partition = try value(of: self.partitionKey)
        let sort = if let sortKey { try value(of: sortKey) } else { nil as AttributeValue? }
        try self.validateKeyContents(partition, sort)
    }

    /// The same for a put in a batch, where the service has other words for it.
    func validateKeyAttributesInBatch(of item: Item) throws(DynamoDBError) {
        func value(of attribute: KeyAttribute) throws(DynamoDBError) -> AttributeValue {
            guard let value = item[attribute.name], value.isOfType(attribute.type) else {
                throw .keyDoesNotMatchSchema
            }
            return value
        }
        let partition = try value(of: self.partitionKey)
        let sort = if let sortKey { try value(of: sortKey) } else { nil as AttributeValue? }
        try self.validateKeyContents(partition, sort)
    }

    private func validateKeyContents(_ partition: AttributeValue, _ sort: AttributeValue?) throws(DynamoDBError) {
        guard partition.isKey(of: self.partitionKey.type) else {
            throw .emptyKey(self.partitionKey.name, type: self.partitionKey.type)
        }
        if let sortKey, let sort, !sort.isKey(of: sortKey.type) { throw .emptyKey(sortKey.name, type: sortKey.type) }
        guard partition.keyLength <= StoredTable.maximumPartitionKeyBytes else { throw .partitionKeyTooLong }
        guard sort?.keyLength ?? 0 <= StoredTable.maximumSortKeyBytes else { throw .sortKeyTooLong }
    }

    /// Checks the index key attributes that an item to be put has.
    func validateIndexKeys(of item: Item) throws(DynamoDBError) {
        for index in self.indexes {
            for key in index.keys {
                guard let value = item[key.name] else { continue }
                guard value.isOfType(key.type) else {
                    throw .indexKeyTypeMismatch(key.name, expected: key.type, actual: value.kind, index: index.name)
                }
                guard value.isKey(of: key.type) else {
                    throw .emptyIndexKey(key.name, type: key.type, index: index.name)
                }
                try index.validateLength(of: value, for: key)
            }
            try index.validateLengths(of: item)
        }
        guard !self.hasLocalIndexes || self.storedSize(of: item) <= Item.maximumSize else { throw .itemTooLarge }
    }

    /// Checks that no path leads into a key attribute of the table or of an index, which has no inside.
    func validateScalars(in paths: [DocumentPath]) throws(DynamoDBError) {
        for path in paths where !path.steps.isEmpty {
            func isPath(into key: KeyAttribute) -> Bool { key.name.hasSameBytes(as: path.root) }
            if self.keys.contains(where: isPath) { throw .nestedKeyPath(path.root, isIndexKey: false) }
            if self.indexes.contains(where: { $0.keys.contains(where: isPath) }) {
                throw .nestedKeyPath(path.root, isIndexKey: true)
            }
        }
    }

    /// Checks what an update writes to, as far as the request alone shows it: no key attribute, and index key attributes
    /// only values that can be keys. Nor may it read the inside of a key.
    func validateTargets(of update: UpdateTree) throws(DynamoDBError) {
        for action in update.actions {
            if let key = self.keys.first(where: { $0.name.hasSameBytes(as: action.target.root) }) {
                throw .cannotUpdateKey(key.name)
            }
            guard action.target.steps.isEmpty, let kind = action.knownKind else { continue }
            for index in self.indexes {
                for key in index.keys where key.name.hasSameBytes(as: action.target.root) {
                    guard kind.rawValue == key.type.rawValue else {
                        throw .indexKeyTypeMismatch(key.name, expected: key.type, actual: kind, index: index.name)
                    }
                    guard action.literalValue?.isKey(of: key.type) != false else {
                        throw .emptyIndexKeyInUpdate(type: key.type)
                    }
                }
            }
        }
        try self.validateScalars(in: update.actions.flatMap(\.paths))
    }

    /// Checks the index key attributes that an update has changed; all of them if it makes the item, as a put does.
    func validateIndexKeys(of item: Item, changedBy update: UpdateTree, isNew: Bool) throws(DynamoDBError) {
        for index in self.indexes {
            for key in index.keys {
                guard isNew || update.actions.contains(where: { $0.target.root.hasSameBytes(as: key.name) }),
                    let value = item[key.name]
                else { continue }
                guard value.isOfType(key.type) else {
                    throw .validation(
                        "The update expression attempted to update the secondary index key to unsupported type")
                }
                guard value.isKey(of: key.type) else { throw .emptyIndexKeyInUpdate(type: key.type) }
                try index.validateLength(of: value, for: key)
                try index.validateLengths(of: item)
            }
        }
        guard !self.hasLocalIndexes || self.storedSize(of: item) <= Item.maximumSize else {
            throw .updatedItemTooLarge
        }
    }
}

extension StoredIndex {
    /// The attributes of a key of several share the limit of one.
    fileprivate func validateLengths(of item: Item) throws(DynamoDBError) {
        func length(_ keys: [KeyAttribute]) -> Int { keys.reduce(0) { $0 + (item[$1.name]?.keyLength ?? 0) } }
        if self.partitionKeys.count > 1, length(self.partitionKeys) > StoredTable.maximumPartitionKeyBytes {
            throw .partitionKeyTooLong
        }
        if self.sortKeys.count > 1, length(self.sortKeys) > StoredTable.maximumSortKeyBytes { throw .sortKeyTooLong }
    }

    fileprivate func validateLength(of value: AttributeValue, for key: KeyAttribute) throws(DynamoDBError) {
        if self.partitionKeys.contains(key), value.keyLength > StoredTable.maximumPartitionKeyBytes {
            throw .partitionKeyTooLong
        }
        if self.sortKeys.contains(key), value.keyLength > StoredTable.maximumSortKeyBytes { throw .sortKeyTooLong }
    }
}

extension AttributeValue {
    /// Checks that a value of a key's type can be one of the key: that it is neither empty nor too long.
    func requireKeyContent(of key: KeyAttribute, isSort: Bool = false) throws(DynamoDBError) {
        guard self.isKey(of: key.type) else { throw .emptyKey(key.name, type: key.type) }
        if isSort {
            guard self.keyLength <= StoredTable.maximumSortKeyBytes else { throw .sortKeyTooLong }
        } else {
            guard self.keyLength <= StoredTable.maximumPartitionKeyBytes else { throw .partitionKeyTooLong }
        }
    }

    /// How many bytes count towards the limits of keys; numbers always fit.
    var keyLength: Int {
        switch self {
        case .string(let text): text.utf8.count
        case .binary(let data): data.count
        default: 0
        }
    }
}
