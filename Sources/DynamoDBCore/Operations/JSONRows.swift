// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The items of an answer, written as JSON where they are found. The rest of the answer is written behind them.
package struct JSONRows: ~Copyable {
    /// Stands where the next item is written.
    package var writer: JSONWriter
    /// What the items stand in.
    private let frame: Frame

    private enum Frame { case one, page, tables }

    /// The items of the answer to a query or scan.
    package init() {
        self.frame = .page
        self.writer = JSONWriter(capacity: 32_768)
        self.writer.beginObject()
        self.writer.name("Items")
        self.writer.beginArray()
    }

    /// The one item of the answer to `GetItem`.
    package init(ofOne: Void) {
        self.frame = .one
        self.writer = JSONWriter(capacity: 4096)
        self.writer.beginObject()
        self.writer.name("Item")
    }

    /// The items of the answer to `BatchGetItem`, each between the beginning and the end of its table.
    package init(ofTables: Void) {
        self.frame = .tables
        self.writer = JSONWriter(capacity: 32_768)
        self.writer.beginObject()
        self.writer.name("Responses")
        self.writer.beginObject()
    }

    /// Begins the items of a table. The tables come in the order of their names' bytes.
    package mutating func beginTable(_ name: String) {
        self.writer.name(name)
        self.writer.beginArray()
    }

    package mutating func endTable() { self.writer.endArray() }

    /// The body of an answer like the given one, which has these items instead of its own.
    package consuming func body(of answer: some ItemAnswer) throws(DynamoDBError) -> [UInt8] {
        switch self.frame {
        case .one: break
        case .page: self.writer.endArray()
        case .tables: self.writer.endObject()
        }
        answer.encodeRest(into: &self.writer)
        self.writer.endObject()
        return try self.writer.finish()
    }
}

/// An answer with items, and other members behind them.
package protocol ItemAnswer {
    /// Writes the members behind the items.
    func encodeRest(into writer: inout JSONWriter)
}
