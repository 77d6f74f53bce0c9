// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The change of one item, with everything that hangs on it: index entries, expiry, the record of a stream, statistics,
/// capacity.
struct ItemChange {
    /// The item before the write; `nil` if there was none, or if nobody asks for more of it than its size.
    let old: Item?
    /// The size of the item before the write; `nil` if there was none.
    let oldSize: Int?
    /// The item after the write; `nil` to delete it.
    let new: Item?
    /// The same as it is stored, if that is known already.
    let encoded: EncodedItem?
    /// Whether the item is deleted because it has expired.
    let isExpiry: Bool

    init(old: Item?, new: Item?, encoded: EncodedItem? = nil, isExpiry: Bool = false) {
        self.old = old
        self.oldSize = old?.size
        self.new = new
        self.encoded = encoded
        self.isExpiry = isExpiry
    }

    /// A put or delete of which nobody asks what the item was.
    init(oldSize: Int?, new: Item?, encoded: EncodedItem?) {
        self.old = nil
        self.oldSize = oldSize
        self.new = new
        self.encoded = encoded
        self.isExpiry = false
    }
}

extension WriteTransaction<StoredTable> {
    /// Stores an item, or deletes it for `nil`, for a caller that does not ask what it was.
    ///
    /// - Returns: What it consumed.
    func replace(
        at rowKey: [UInt8], of table: StoredTable, by new: Item?, encoded: EncodedItem?
    ) throws(DynamoDBError) -> CapacityMeter {
        guard !table.readsOldItems else {
            let change = ItemChange(old: try self.item(of: table, at: rowKey), new: new, encoded: encoded)
            return try self.apply(change, to: table, at: rowKey)
        }
        if new != nil, let encoded,
            try self.insert(tree: table.tree, key: rowKey, value: encoded.bytes, bytes: encoded.size)
        {
            var meter = CapacityMeter()
            meter.add(table: Double(CapacityUnits.kilobytes(in: encoded.size)))
            return meter
        }
        let size = try self.get(tree: table.tree, key: rowKey) { row throws(DynamoDBError) in
            try ItemCodec.size(of: row)
        }
        if new != nil { self.note(isNew: size == nil, tree: table.tree) }
        return try self.apply(ItemChange(oldSize: size, new: new, encoded: encoded), to: table, at: rowKey)
    }
}

extension StoredTable {
    /// Whether a write has to know what the item was: for an index, the expiry or a stream.
    fileprivate var readsOldItems: Bool { !self.indexes.isEmpty || self.needsUpkeep }
}
