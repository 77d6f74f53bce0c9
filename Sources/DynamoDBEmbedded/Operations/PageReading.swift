// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What is known of a page of a query or scan beside its rows, before it becomes an output.
struct EvaluatedPage {
    var count = 0
    var scannedCount = 0
    var lastEvaluatedKey: Item?
    /// The bytes of the rows that were evaluated.
    var bytes = 0
    /// The bytes of the items read from the table to complete entries of a local index.
    var tableBytes = 0
    /// Units of 4 KB read from the table to complete entries of a local index.
    var tableUnits = 0
}

extension ReadTransaction<StoredTable> {
    /// Evaluates rows in order until the page is full or the range ends.
    ///
    /// Costs one step of the tree for each row. A row is decoded only if it is returned; of others that are filtered, or of
    /// the last, only the attributes that the filter or the cursor needs.
    func page<Rows: AnswerRows & ~Copyable>(
        of source: ReadSource, in range: KeyRange, reversed: Bool, budget: PageBudget, shape: ReadShape,
        into rows: inout Rows
    ) throws(DynamoDBError) -> EvaluatedPage {
        var page = EvaluatedPage()
        var budget = budget
        try self.scanValues(tree: source.tree, range: range, reversed: reversed) { row throws(DynamoDBError) in
            let size = try ItemCodec.size(of: row)
            page.scannedCount += 1
            page.bytes += size
            let bytesOfTable = page.tableBytes
            try self.evaluate(row, of: source, for: shape, counting: &page, into: &rows)
            // What completes an entry counts as the entry does: else a page of small entries would have no end.
            let decision = budget.add(itemOfSize: size + page.tableBytes - bytesOfTable)
            if decision == .stop {
                page.lastEvaluatedKey = try self.cursor(at: row, of: source)
            }
            return decision == .goOn
        }
        return page
    }

    /// What tells the next page where this one ended.
    ///
    /// - Throws: `corrupt` if the row lacks some of it: the next page would be refused.
    private func cursor(at row: UnsafeRawBufferPointer, of source: ReadSource) throws(DynamoDBError) -> Item {
        let keys = source.cursorKeys
        let cursor = try self.item(in: row, selecting: AttributeSelection(keys.map(\.name)))
        for key in keys where cursor[key.name]?.isKey(of: key.type) != true { throw .itemIsDamaged }
        return cursor
    }

    private func evaluate<Rows: AnswerRows & ~Copyable>(
        _ row: UnsafeRawBufferPointer, of source: ReadSource, for shape: ReadShape,
        counting page: inout EvaluatedPage, into rows: inout Rows
    ) throws(DynamoDBError) {
        if shape.fetchesTableItem {
            // Read, and paid for, also where the filter then leaves it out: so the service has it.
            let item = try self.completed(self.item(in: row), of: source, counting: &page)
            guard shape.filter?.holds(for: item) ?? true else { return }
            page.count += 1
            return try rows.append(shape.projection?.apply(to: item) ?? item)
        }
        if let filter = shape.filter {
            let part = try self.item(in: row, selecting: shape.filterAttributes)
            guard filter.holds(for: part) else { return }
        }
        page.count += 1
        guard !shape.countsOnly else { return }
        try self.append(row, to: &rows, showing: shape.projection, selecting: shape.projectedAttributes)
    }

    /// The item in the table that an entry of a local index lacks attributes of.
    private func completed(
        _ entry: Item, of source: ReadSource, counting page: inout EvaluatedPage
    ) throws(DynamoDBError) -> Item {
        guard let item = try self.item(of: source.table, at: source.table.rowKey(of: entry)) else { return entry }
        page.tableBytes += item.size
        page.tableUnits += CapacityUnits.fourKilobytes(in: item.size)
        return item
    }

    /// Adds what a projection shows of a row, or all of it.
    ///
    /// - Parameter attributes: What the projection looks at; `nil` without one.
    func append<Rows: AnswerRows & ~Copyable>(
        _ row: UnsafeRawBufferPointer, to rows: inout Rows, showing projection: ItemProjection?,
        selecting attributes: AttributeSelection?
    ) throws(DynamoDBError) {
        if let projection, let attributes, !projection.isOfAttributes {
            try rows.append(projection.apply(to: self.item(in: row, selecting: attributes)))
        } else {
            try rows.append(row, selecting: attributes, &self.connection.names)
        }
    }

    /// The item in a row of the table; `nil` if there is none.
    func item(of table: StoredTable, at rowKey: [UInt8]) throws(DynamoDBError) -> Item? {
        try self.get(tree: table.tree, key: rowKey) { row throws(DynamoDBError) in try self.item(in: row) }
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

    /// The table of a request about tables, whose error names the one that is not there.
    func requireTable(named name: String) throws(DynamoDBError) -> StoredTable {
        guard let table = try self.table(named: name) else { throw .tableNotFound(named: name) }
        return table
    }
}
