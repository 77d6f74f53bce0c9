// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// Rows as the bytes that are stored, and an index that tells where each of their values is: what an ``EncodedPage`` is
/// made of.
package struct EncodedRows: AnswerRows {
    /// The rows one after the other, and behind each the texts of its long numbers.
    private var bytes: [UInt8]
    var entries: [EncodedEntry]
    /// The entry of each item.
    private var places: [Int] = []
    /// Where the row that is being read begins.
    private var start = 0

    /// No rows, with room for many if there is some.
    package init() {
        self.bytes = EncodedPage.spareBytes.take()
        self.entries = EncodedPage.spareEntries.take()
    }

    /// No rows, with room for one.
    init(ofOne: Void) {
        self.bytes = []
        self.entries = []
    }

    /// The items, of which nothing more has to be checked.
    package var items: EncodedItems {
        EncodedItems(page: EncodedPage(bytes: self.bytes, entries: self.entries, isJSON: false), places: self.places)
    }

    package mutating func append(
        _ row: UnsafeRawBufferPointer, selecting attributes: AttributeSelection?, _ names: inout NameTable
    ) throws(DynamoDBError) {
        try self.append(row, selecting: attributes)
    }

    /// An item that is stored nowhere as it is.
    package mutating func append(_ item: Item) throws(DynamoDBError) {
        try ItemCodec.encode(item).withBytes { row throws(DynamoDBError) in try self.append(row, selecting: nil) }
    }

    private mutating func append(
        _ row: UnsafeRawBufferPointer, selecting attributes: AttributeSelection?
    ) throws(DynamoDBError) {
        self.start = self.bytes.count
        // The texts of numbers are less than twice as long as the row.
        guard self.start + row.count * 4 < UInt32.max else {
            throw DynamoDBError(.storage, "The items of the answer have more than 4 GB. Ask for fewer of them.")
        }
        // About as many as rows of this length have; more is no harm.
        if self.entries.isEmpty { self.entries.reserveCapacity(row.count / 16 + 1) }
        self.bytes.append(contentsOf: row)
        self.places.append(self.entries.count)
        try ItemCodec.index(row, selecting: attributes, into: &self)
    }

    // MARK: For the reader of a row

    /// Where something is that is in front of a place of the row.
    func place(behind offset: Int, less count: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: self.start + offset - count)
    }

    /// Ends the entry of a map, list or set behind its last part.
    mutating func end(_ kind: AttributeValue.Kind, at place: Int, count: Int) {
        self.entries[place].kind = kind
        self.entries[place].count = UInt32(truncatingIfNeeded: count)
        self.entries[place].end = UInt32(truncatingIfNeeded: self.entries.count)
    }

    /// Makes the entry one of a number that it cannot hold.
    mutating func append(textOf number: DynamoDBNumber, for entry: inout EncodedEntry) {
        let text = number.description.utf8
        entry.kind = .number
        entry.offset = UInt32(truncatingIfNeeded: self.bytes.count)
        entry.count = UInt32(truncatingIfNeeded: text.count)
        self.bytes.append(contentsOf: text)
    }
}
