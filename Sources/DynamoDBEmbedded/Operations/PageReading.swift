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
    /// Costs one step of the tree for each row; a row is decoded only if it is returned, filtered or the last.
    func page(
        of source: ReadSource, in range: KeyRange, reversed: Bool, budget: PageBudget, shape: ReadShape
    ) throws(DynamoDBError) -> EvaluatedPage {
        var page = EvaluatedPage()
        var budget = budget
        try self.scan(tree: source.tree, range: range, reversed: reversed) { _, row throws(DynamoDBError) in
            let size = try ItemCodec.size(of: row)
            let decision = budget.add(itemOfSize: size)
            page.scannedCount += 1
            page.bytes += size
            if shape.countsOnly, shape.filter == nil, decision == .goOn {
                page.count += 1
                return true
            }
            let entry = try ItemCodec.decode(row)
            var item = entry
            if shape.fetchesTableItem, let whole = try self.item(of: source.table, at: source.table.rowKey(of: entry)) {
                item = whole
                page.tableUnits += CapacityUnits.fourKilobytes(in: whole.size)
            }
            if shape.filter?.holds(for: item) ?? true {
                page.count += 1
                if !shape.countsOnly {
                    page.items.append(shape.projection?.apply(to: item) ?? (shape.showsTableItem ? item : entry))
                }
            }
            if decision == .stop { page.lastEvaluatedKey = source.cursor(of: entry) }
            return decision == .goOn
        }
        return page
    }

    /// The item in a row of the table; `nil` if there is none.
    func item(of table: StoredTable, at rowKey: [UInt8]) throws(DynamoDBError) -> Item? {
        try self.get(tree: table.tree, key: rowKey) { row throws(DynamoDBError) in try ItemCodec.decode(row) }
    }

    /// The table with this name.
    ///
    /// - Throws: `.resourceNotFound` in the words for operations on items.
    func requireTable(_ reference: TableReference) throws(DynamoDBError) -> StoredTable {
        guard let table = try self.table(named: reference.name) else { throw .tableNotFound }
        return table
    }
}
