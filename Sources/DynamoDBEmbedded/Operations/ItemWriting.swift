// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension WriteTransaction<StoredTable> {
    /// Stores a change of the item in a row: in the table, in every index it touches, and in the table's stream.
    ///
    /// - Returns: What it consumed.
    func apply(_ change: ItemChange, to table: StoredTable, at rowKey: [UInt8]) throws(DynamoDBError) -> CapacityMeter {
        var meter = CapacityMeter()
        let encoded = change.new.map { change.encoded ?? EncodedItem($0) }
        meter.add(table: Double(CapacityUnits.kilobytes(in: max(change.oldSize ?? 0, encoded?.size ?? 0))))
        switch (change.oldSize, encoded) {
        case (let oldSize, let encoded?):
            try self.put(
                tree: table.tree, key: rowKey, value: encoded.bytes, bytes: encoded.size, replacing: oldSize)
        case (let oldSize?, nil): try self.delete(tree: table.tree, key: rowKey, bytes: oldSize)
        case (nil, nil): return meter
        }
        for index in table.indexes where index.covers(rowKey) { try self.apply(change, encoded, to: index, &meter) }
        if let timeToLive = table.timeToLive { try self.apply(change, to: timeToLive, at: rowKey) }
        if let stream = table.stream { try self.record(change, of: table, in: stream) }
        return meter
    }

    /// - Parameter encoded: The new item as it is stored in the table: an index of all attributes stores it so, too.
    private func apply(
        _ change: ItemChange, _ encoded: EncodedItem?, to index: StoredIndex, _ meter: inout CapacityMeter
    ) throws(DynamoDBError) {
        let old = try index.row(of: change.old, size: change.oldSize)
        let new = try index.row(of: change.new, size: encoded?.size)
        if let old, let new, old.key == new.key, old.entry == new.entry { return }
        if let old, old.key != new?.key {
            try self.delete(tree: index.tree, key: old.key, bytes: old.size)
        }
        if let new {
            let bytes =
                if let encoded, index.attributes == nil { encoded.bytes } else {
                    ItemCodec.encode(new.entry, size: new.size)
                }
            try self.put(
                tree: index.tree, key: new.key, value: bytes, bytes: new.size,
                replacing: old.flatMap { $0.key == new.key ? $0.size : nil })
        }
        meter.add(
            CapacityUnits.indexWrite(old: old.map { ($0.key, $0.size) }, new: new.map { ($0.key, $0.size) }), to: index)
    }

    /// The size of the item's collection, for tables with local secondary indexes that are asked for it.
    ///
    /// The table's size is known exactly, so the estimate ranges from nothing to all of it, in whole gigabytes.
    func collectionMetrics(
        _ choice: ReturnItemCollectionMetrics?, table: StoredTable, key: Item
    ) throws(DynamoDBError) -> ItemCollectionMetrics? {
        guard choice == .size, table.hasLocalIndexes else { return nil }
        var total = try self.statistics(tree: table.tree)
        for index in table.indexes where !index.isGlobal { total = total + (try self.statistics(tree: index.tree)) }
        let gigabytes = (Double(total.bytes) / 1_073_741_824).rounded(.up)
        return ItemCollectionMetrics(
            itemCollectionKey: key.selecting([table.partitionKey.name]), sizeEstimateRangeGB: [0, max(1, gigabytes)])
    }
}

extension StoredIndex {
    /// The row that an item has in the index; `nil` if it has none.
    ///
    /// - Parameter size: The size of the item, if it is known.
    func row(of item: Item?, size: Int? = nil) throws(DynamoDBError) -> (key: [UInt8], entry: Item, size: Int)? {
        guard let item, let entry = self.entry(of: item) else { return nil }
        let entrySize = if let size, self.attributes == nil { size } else { entry.size }
        return (try self.rowKey(of: entry), entry, entrySize)
    }
}
