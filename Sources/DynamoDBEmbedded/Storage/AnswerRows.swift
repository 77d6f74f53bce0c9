// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// What becomes of the rows of an answer: items, bytes in which they are found, or JSON.
package protocol AnswerRows: ~Copyable {
    /// Adds a stored item, all of it or some attributes.
    ///
    /// - Throws: `corrupt` if the row is damaged.
    mutating func append(
        _ row: UnsafeRawBufferPointer, selecting attributes: AttributeSelection?, _ names: inout NameTable
    ) throws(DynamoDBError)

    /// Adds an item that is stored nowhere as it is.
    mutating func append(_ item: Item) throws(DynamoDBError)
}

/// What becomes of the rows of an answer that has those of several tables.
protocol AnswerTableRows: AnswerRows, ~Copyable {
    /// Begins the rows of a table. The tables come in the order of their names' bytes.
    mutating func beginTable(_ name: String)

    mutating func endTable()
}

/// The one row that a read by its key finds, which becomes an item.
struct ItemRow: AnswerRows {
    private(set) var item: Item?

    mutating func append(
        _ row: UnsafeRawBufferPointer, selecting attributes: AttributeSelection?, _ names: inout NameTable
    ) throws(DynamoDBError) {
        self.item = try ItemCodec.decode(row, selecting: attributes, &names)
    }

    mutating func append(_ item: Item) { self.item = item }
}

/// Rows that become items.
package struct ItemRows: AnswerRows {
    package private(set) var items: [Item] = []

    package init() {}

    package mutating func append(
        _ row: UnsafeRawBufferPointer, selecting attributes: AttributeSelection?, _ names: inout NameTable
    ) throws(DynamoDBError) {
        self.items.append(try ItemCodec.decode(row, selecting: attributes, &names))
    }

    package mutating func append(_ item: Item) { self.items.append(item) }
}

/// Rows of several tables that become items.
struct TableRows: AnswerTableRows {
    private(set) var items: [String: [Item]] = [:]
    private var table = ""
    private var rows = ItemRows()

    mutating func beginTable(_ name: String) {
        self.table = name
        self.rows = ItemRows()
    }

    mutating func endTable() { self.items[self.table] = self.rows.items }

    mutating func append(
        _ row: UnsafeRawBufferPointer, selecting attributes: AttributeSelection?, _ names: inout NameTable
    ) throws(DynamoDBError) {
        try self.rows.append(row, selecting: attributes, &names)
    }

    mutating func append(_ item: Item) { self.rows.append(item) }
}
