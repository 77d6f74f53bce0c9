// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A page of a query or scan, before it becomes an output.
struct EvaluatedPage {
    var items: [Item] = []
    var count = 0
    var scannedCount = 0
    var lastEvaluatedKey: Item?
    /// The bytes of the rows that were evaluated.
    var bytes = 0
    /// Units of 4 KB read from the table to complete entries of a local index.
    var tableUnits = 0
}

extension ReadTransaction<StoredTable> {
    /// Evaluates rows in order until the page is full or the range ends.
    ///
    /// Costs one step of the tree for each row. A row is decoded only if it is returned; of others that are filtered, or of
    /// the last, only the attributes that the filter or the cursor needs.
    func page(
        of source: ReadSource, in range: KeyRange, reversed: Bool, budget: PageBudget, shape: ReadShape
    ) throws(DynamoDBError) -> EvaluatedPage {
        var page = EvaluatedPage()
        var budget = budget
        try self.scanValues(tree: source.tree, range: range, reversed: reversed) { row throws(DynamoDBError) in
            let size = try ItemCodec.size(of: row)
            let decision = budget.add(itemOfSize: size)
            page.scannedCount += 1
            page.bytes += size
            if shape.fetchesTableItem {
                try self.evaluate(self.item(in: row), completedFor: shape, of: source, into: &page)
            } else {
                try self.evaluate(row, for: shape, into: &page)
            }
            if decision == .stop {
                let keys = AttributeSelection(source.cursorKeys.map(\.name))
                page.lastEvaluatedKey = try self.item(in: row, selecting: keys)
            }
            return decision == .goOn
        }
        return page
    }

    private func evaluate(
        _ row: UnsafeRawBufferPointer, for shape: ReadShape, into page: inout EvaluatedPage
    ) throws(DynamoDBError) {
        if let filter = shape.filter {
            let part = try self.item(in: row, selecting: shape.filterAttributes)
            guard filter.holds(for: part) else { return }
        }
        page.count += 1
        guard !shape.countsOnly else { return }
        if let projection = shape.projection {
            page.items.append(projection.apply(to: try self.item(in: row, selecting: shape.projectedAttributes)))
        } else {
            page.items.append(try self.item(in: row))
        }
    }

    /// Evaluates an entry of a local index that lacks attributes, which the item in the table has.
    private func evaluate(
        _ entry: Item, completedFor shape: ReadShape, of source: ReadSource, into page: inout EvaluatedPage
    ) throws(DynamoDBError) {
        var item = entry
        if let whole = try self.item(of: source.table, at: source.table.rowKey(of: entry)) {
            item = whole
            page.tableUnits += CapacityUnits.fourKilobytes(in: whole.size)
        }
        guard shape.filter?.holds(for: item) ?? true else { return }
        page.count += 1
        guard !shape.countsOnly else { return }
        page.items.append(shape.projection?.apply(to: item) ?? (shape.showsTableItem ? item : entry))
    }

    /// The item in a row of the table; `nil` if there is none.
    func item(of table: StoredTable, at rowKey: [UInt8]) throws(DynamoDBError) -> Item? {
        try self.get(tree: table.tree, key: rowKey) { row throws(DynamoDBError) in try self.item(in: row) }
    }

    /// The item in a row of the table, all of it or some attributes, and the size of all of it; `nil` if there is none.
    func sizedItem(
        of table: StoredTable, at rowKey: [UInt8], selecting attributes: AttributeSelection?
    ) throws(DynamoDBError) -> (item: Item, size: Int)? {
        try self.get(tree: table.tree, key: rowKey) { row throws(DynamoDBError) in
            let item =
                if let attributes { try self.item(in: row, selecting: attributes) } else { try self.item(in: row) }
            return (item, try ItemCodec.size(of: row))
        }
    }

    private func item(in row: UnsafeRawBufferPointer) throws(DynamoDBError) -> Item {
        try ItemCodec.decode(row, &self.connection.names)
    }

    private func item(
        in row: UnsafeRawBufferPointer, selecting attributes: AttributeSelection
    ) throws(DynamoDBError) -> Item {
        try ItemCodec.decode(row, selecting: attributes, &self.connection.names)
    }

    /// The table with this name.
    ///
    /// - Throws: `.resourceNotFound` in the words for operations on items.
    func requireTable(_ reference: TableReference) throws(DynamoDBError) -> StoredTable {
        guard let table = try self.table(named: reference.name) else { throw .tableNotFound }
        return table
    }
}
