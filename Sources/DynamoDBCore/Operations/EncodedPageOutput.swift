// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What `Query` and `Scan` answer, the items left in the bytes; see ``QueryOutput`` and ``ScanOutput``.
package struct EncodedPageOutput: AnswerReadable {
    /// The items; `nil` when only the count was asked for.
    package var items: EncodedItems?
    /// How many items the page has.
    package var count: Int
    /// How many items were evaluated, before the filter.
    package var scannedCount: Int
    /// Where the next page begins.
    package var lastEvaluatedKey: Item?
    /// The consumed capacity, if asked for.
    package var consumedCapacity: ConsumedCapacity?

    /// Creates an answer of its parts.
    package init(
        items: EncodedItems?, count: Int, scannedCount: Int, lastEvaluatedKey: Item?,
        consumedCapacity: ConsumedCapacity?
    ) {
        self.items = items
        self.count = count
        self.scannedCount = scannedCount
        self.lastEvaluatedKey = lastEvaluatedKey
        self.consumedCapacity = consumedCapacity
    }

    package init(body: [UInt8]) throws(WireError) {
        let answer = try JSONReader.index(Answer.self, body)
        let page = EncodedPage(bytes: body, entries: answer.entries, isJSON: true)
        self.items = answer.places.map { EncodedItems(page: page, places: $0) }
        self.count = answer.count ?? answer.places?.count ?? 0
        self.scannedCount = answer.scannedCount ?? self.count
        self.lastEvaluatedKey = answer.lastEvaluatedKey
        self.consumedCapacity = answer.consumedCapacity
    }

    private struct Answer: JSONReadable {
        var entries = EncodedPage.spareEntries.take()
        var places: [Int]?
        var count: Int?
        var scannedCount: Int?
        var lastEvaluatedKey: Item?
        var consumedCapacity: ConsumedCapacity?

        init(from reader: inout JSONReader) throws(WireError) {
            var members = try reader.object(.structure(QueryOutput.serviceType))
            while let name = try reader.next(in: &members) {
                switch name {
                case "Items": try self.readItems(from: &reader)
                case "Count": self.count = try reader.optional()
                case "ScannedCount": self.scannedCount = try reader.optional()
                case "LastEvaluatedKey": self.lastEvaluatedKey = try reader.optional()
                case "ConsumedCapacity": self.consumedCapacity = try reader.optional()
                default: try reader.skip()
                }
            }
        }

        private mutating func readItems(from reader: inout JSONReader) throws(WireError) {
            self.entries.removeAll(keepingCapacity: true)
            self.places = nil
            guard try !reader.skipNull() else { return }
            // About as many as answers have; more is no harm.
            self.entries.reserveCapacity(reader.bytes.count / 32)
            var places: [Int] = []
            var elements = try reader.array()
            while try reader.hasNext(in: &elements) {
                let place = self.entries.count
                try reader.indexItem(like: places.last, into: &self.entries)
                places.append(place)
            }
            self.places = places
        }
    }
}
