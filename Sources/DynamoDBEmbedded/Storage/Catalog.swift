// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// The DynamoDB tables of one generation of the catalog, by name.
///
/// A value: a write changes its own copy, and drops it when it fails.
struct Catalog<Table: Sendable>: Sendable {
    /// One table. A description that cannot be read makes only its own table unusable.
    struct Row: Sendable {
        let entry: CatalogEntry
        let table: Result<Table, DynamoDBError>
    }

    /// The number under which the file has this catalog.
    var generation: Int64
    /// In the order of the bytes of the names.
    private(set) var rows: [Row]

    init(generation: Int64, sortedRows: [Row] = []) {
        self.generation = generation
        self.rows = sortedRows
    }

    /// The entry and the table of the name.
    func row(named name: String) -> Row? { self.index(of: name).map { self.rows[$0] } }

    /// The table of the name, without a copy of its entry.
    ///
    /// - Throws: What is wrong with its description.
    func table(named name: String) throws(DynamoDBError) -> Table? {
        guard let index = self.index(of: name) else { return nil }
        return try self.rows[index].table.get()
    }

    private func index(of name: String) -> Int? {
        let index = self.position(of: name)
        guard index < self.rows.count, self.rows[index].entry.name.hasSameBytes(as: name) else { return nil }
        return index
    }

    /// The table with the number.
    func row(id: Int64) -> Row? {
        self.rows.first { $0.entry.id == id }
    }

    /// Up to `limit` tables whose names come after `name`; from the first one for `nil`.
    func rows(after name: String?, limit: Int) -> ArraySlice<Row> {
        var start = 0
        if let name {
            start = self.position(of: name)
            if start < self.rows.count, self.rows[start].entry.name.hasSameBytes(as: name) { start += 1 }
        }
        return self.rows[start...].prefix(max(limit, 0))
    }

    /// Adds a table, in place of the one with the same number if there is one.
    mutating func set(_ row: Row) {
        self.remove(id: row.entry.id)
        self.rows.insert(row, at: self.position(of: row.entry.name))
    }

    /// Takes a table out.
    mutating func remove(id: Int64) {
        self.rows.removeAll { $0.entry.id == id }
    }

    /// The index of the name, or where it would stand.
    private func position(of name: String) -> Int {
        var low = 0
        var high = self.rows.count
        while low < high {
            let middle = (low + high) / 2
            if String.isOrderedByBytes(self.rows[middle].entry.name, name) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
