// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A table of the catalog, ready for use: its keys with their types.
final class StoredTable: Sendable {
    /// The number of the table in the catalog.
    let id: Int64
    let record: TableRecord
    let partitionKey: KeyAttribute
    let sortKey: KeyAttribute?
    /// The primary key: the partition key and, if there is one, the sort key.
    let keys: [KeyAttribute]
    let indexes: [StoredIndex]
    /// The stream that takes the changes of the items; `nil` if there is none.
    let stream: ActiveStream?
    /// How the items expire; `nil` if they do not.
    let timeToLive: StoredTimeToLive?

    /// - Parameter now: The time, in seconds since 1970: for records of the stream.
    /// - Throws: `.corrupt` if the record names a key without a type, which no table that was created here does.
    init(_ entry: CatalogEntry, now: @escaping @Sendable () -> Double) throws(DynamoDBError) {
        let record = try TableRecord(decoding: entry.payload, of: entry.name)
        func keys(_ schema: [KeySchemaElement], _ type: KeyType) throws(DynamoDBError) -> [KeyAttribute] {
            var keys: [KeyAttribute] = []
            for element in schema where element.keyType == type {
                guard
                    let definition = record.attributeDefinitions.first(where: {
                        $0.attributeName.hasSameBytes(as: element.attributeName)
                    })
                else { throw Self.damaged(record.tableName) }
                keys.append(KeyAttribute(name: element.attributeName, type: definition.attributeType))
            }
            return keys
        }
        self.id = entry.id
        self.record = record
        guard let partitionKey = try keys(record.keySchema, .hash).first else { throw Self.damaged(record.tableName) }
        self.partitionKey = partitionKey
        let sortKey = try keys(record.keySchema, .range).first
        self.sortKey = sortKey
        self.keys = [partitionKey, sortKey].compactMap(\.self)
        var indexes: [StoredIndex] = []
        for index in record.indexes {
            indexes.append(
                StoredIndex(
                    record: index,
                    partitionKeys: try keys(index.keySchema, .hash),
                    sortKeys: try keys(index.keySchema, .range),
                    tableKeys: [partitionKey, sortKey].compactMap(\.self)))
        }
        self.indexes = indexes
        self.stream = record.latestStream.flatMap {
            $0.isEnabled ? ActiveStream(tree: $0.tree, viewType: $0.viewType, now: now) : nil
        }
        self.timeToLive = record.timeToLive.map {
            StoredTimeToLive(attributeName: $0.attributeName, tree: $0.tree, isComplete: $0.isComplete)
        }
    }

    private static func damaged(_ table: String) -> DynamoDBError {
        DynamoDBError(
            .corrupt, "The catalog entry of table \(table) is damaged. Restore the database file from a copy.")
    }

    /// The tree that holds the items.
    var tree: Int64 { self.record.tree }

    /// Whether something has to be done now and then: see `Sweeper`.
    var needsUpkeep: Bool { self.stream != nil || self.timeToLive != nil }

    /// Whether the table has local secondary indexes.
    var hasLocalIndexes: Bool { self.indexes.contains { $0.record.scope == .local } }

    /// Whether an index is still being filled from the table.
    var isBackfilling: Bool { self.indexes.contains(where: \.isBackfilling) }

    /// What an item takes of the 400 KB that it may have: its own size, and that of its entries in local indexes.
    func storedSize(of item: Item) -> Int {
        self.indexes.reduce(item.size) { size, index in
            index.isGlobal ? size : size + (index.entry(of: item)?.size ?? 0)
        }
    }
}

/// An index of the catalog, ready for use.
final class StoredIndex: Sendable {
    let record: TableRecord.IndexRecord
    let partitionKeys: [KeyAttribute]
    let sortKeys: [KeyAttribute]
    /// The primary key of the table, which tells entries with the same index key apart.
    let tableKeys: [KeyAttribute]
    /// The attributes the index holds; `nil` means all.
    let attributes: [String]?
    /// The key of the last row of the table that is in the index already, while it is being filled.
    private let lastFilledKey: [UInt8]?

    init(
        record: TableRecord.IndexRecord, partitionKeys: [KeyAttribute], sortKeys: [KeyAttribute],
        tableKeys: [KeyAttribute]
    ) {
        self.record = record
        self.partitionKeys = partitionKeys
        self.sortKeys = sortKeys
        self.tableKeys = tableKeys
        self.lastFilledKey = record.backfill?.lastKey.map(Array.init)
        let keyNames = (partitionKeys + sortKeys + tableKeys).map(\.name)
        switch record.projection.projectionType {
        case .keysOnly: self.attributes = keyNames
        case .include: self.attributes = keyNames + (record.projection.nonKeyAttributes ?? [])
        default: self.attributes = nil
        }
    }

    var name: String { self.record.indexName }
    var tree: Int64 { self.record.tree }
    var isGlobal: Bool { self.record.scope == .global }
    /// Whether the index holds its part of all items; it cannot be read until then.
    var isFilled: Bool { self.record.backfill == nil }
    /// Whether a damaged item has kept the index from being filled, which it never will be.
    var isBroken: Bool { self.record.backfill?.isBroken ?? false }
    /// Whether the index is still being filled from the table.
    var isBackfilling: Bool { !self.isFilled && !self.isBroken }

    /// The key of the index: partition keys first.
    var keys: [KeyAttribute] { self.partitionKeys + self.sortKeys }

    /// Whether writes to a row of the table go to the index, too. Of a row that has not been reached yet, while the index
    /// is being filled, nothing is in the index.
    func covers(_ rowKey: [UInt8]) -> Bool {
        guard !self.isFilled else { return true }
        guard let lastFilledKey else { return false }
        return !lastFilledKey.lexicographicallyPrecedes(rowKey)
    }

    /// Whether the index holds the attribute.
    func holds(_ attribute: String) -> Bool {
        self.attributes?.contains { $0.hasSameBytes(as: attribute) } ?? true
    }

    /// What the index holds of an item; `nil` if the item is not in the index, as it lacks a key attribute.
    ///
    /// A key attribute of another type, or one that is too long, is one that is lacking: items can be older than the
    /// index.
    func entry(of item: Item) -> Item? {
        guard Self.holdsKeys(self.partitionKeys, of: item, upTo: StoredTable.maximumPartitionKeyBytes),
            Self.holdsKeys(self.sortKeys, of: item, upTo: StoredTable.maximumSortKeyBytes)
        else { return nil }
        return self.attributes.map(item.selecting) ?? item
    }

    private static func holdsKeys(_ keys: [KeyAttribute], of item: Item, upTo maximumBytes: Int) -> Bool {
        var bytes = 0
        for key in keys {
            guard let value = item[key.name], value.isKey(of: key.type) else { return false }
            bytes += value.keyLength
        }
        return bytes <= maximumBytes
    }
}

extension AttributeValue {
    /// Whether the value can be a key of the given type.
    func isKey(of type: ScalarAttributeType) -> Bool {
        guard self.isOfType(type) else { return false }
        return switch self {
        case .string(let text): !text.isEmpty
        case .binary(let data): !data.isEmpty
        default: true
        }
    }

    /// Whether the value is of the given type, empty or not.
    func isOfType(_ type: ScalarAttributeType) -> Bool {
        switch self {
        case .string: type == .string
        case .number: type == .number
        case .binary: type == .binary
        default: false
        }
    }
}
