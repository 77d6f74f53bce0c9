// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A write of one item, obeying every rule that needs no table: what PutItem, UpdateItem and DeleteItem, the actions of a
/// transaction and the statements that write have in common.
struct ItemWrite: Sendable {
    /// What is done to the item.
    enum Action: Sendable {
        /// The item becomes the attributes of the write.
        case put
        case update(UpdateTree)
        case delete
        /// Nothing: only the condition matters.
        case check
    }

    let table: TableReference
    let action: Action
    /// The key of the item; of a put the whole item.
    let attributes: Item
    let condition: WriteCondition
    /// The item of a put as it is stored.
    var encoded: EncodedItem?
    /// Whether the caller may ask what the item was.
    var needsOld = true
}

/// What a write has done.
struct ItemWriteOutcome {
    let table: StoredTable
    /// The item before the write; `nil` if there was none, or if the write said that nobody asks.
    let old: Item?
    /// The item after the write; `nil` if there is none.
    let new: Item?
    let meter: CapacityMeter
}

extension WriteTransaction<StoredTable> {
    /// Does one write by itself.
    func perform(_ write: ItemWrite) throws(DynamoDBError) -> ItemWriteOutcome {
        let table = try self.requireTable(write.table)
        let rowKey = try write.rowKey(in: table)
        if case .put = write.action, !write.needsOld, !write.condition.needsItem {
            let meter = try self.replace(at: rowKey, of: table, by: write.attributes, encoded: write.encoded)
            return ItemWriteOutcome(table: table, old: nil, new: write.attributes, meter: meter)
        }
        let old = try self.item(of: table, at: rowKey)
        try write.condition.require(of: old)
        let new = try write.result(of: old, in: table)
        return try self.perform(write, on: ItemChange(old: old, new: new, encoded: write.encoded), table, rowKey)
    }

    /// Stores what a write makes of an item; its condition has been tested.
    func perform(
        _ write: ItemWrite, on change: ItemChange, _ table: StoredTable, _ rowKey: [UInt8]
    ) throws(DynamoDBError) -> ItemWriteOutcome {
        var meter = CapacityMeter()
        if case .check = write.action {
            meter.add(table: Double(CapacityUnits.kilobytes(in: change.oldSize ?? 0)))
        } else {
            meter = try self.apply(change, to: table, at: rowKey)
        }
        return ItemWriteOutcome(table: table, old: change.old, new: change.new, meter: meter)
    }
}

extension ItemWrite {
    /// The key of the item's row, after every check of the write against the keys of the table and its indexes.
    func rowKey(in table: StoredTable) throws(DynamoDBError) -> [UInt8] {
        switch self.action {
        case .put:
            try table.validateKeyAttributes(of: self.attributes)
            try table.validateIndexKeys(of: self.attributes)
        case .update(let update):
            try table.validateKey(self.attributes)
            try table.validateTargets(of: update)
        case .delete, .check: try table.validateKey(self.attributes)
        }
        return try table.rowKey(of: self.attributes)
    }

    /// The item after the write; `nil` if there is none then.
    func result(of old: Item?, in table: StoredTable) throws(DynamoDBError) -> Item? {
        switch self.action {
        case .put: return self.attributes
        case .delete: return nil
        case .check: return old
        case .update(let update):
            guard let changed = try update.apply(to: old, key: self.attributes) else { return nil }
            let new = changed.canonicalized()
            for name in Set(update.actions.map { ByteString($0.target.root) }) {
                guard let value = new[name.text] else { continue }
                try AttributeName.validate(name.text)
                try value.validate()
            }
            try table.validateIndexKeys(of: new, changedBy: update, isNew: old == nil)
            guard new.size <= Item.maximumSize else { throw .updatedItemTooLarge }
            return new
        }
    }
}
