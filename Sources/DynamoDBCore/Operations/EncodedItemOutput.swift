// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What `GetItem` answers, the item left in the bytes; see ``GetItemOutput``.
package struct EncodedItemOutput: AnswerReadable {
    /// The item; `nil` if there is none.
    package var item: EncodedItem?
    /// The consumed capacity, if asked for.
    package var consumedCapacity: ConsumedCapacity?

    /// Creates an answer of its parts.
    package init(item: EncodedItem?, consumedCapacity: ConsumedCapacity?) {
        self.item = item
        self.consumedCapacity = consumedCapacity
    }

    package init(body: [UInt8]) throws(WireError) {
        let answer = try JSONReader.index(Answer.self, body)
        if !answer.entries.isEmpty {
            let page = EncodedPage(bytes: body, entries: answer.entries, isJSON: true)
            self.item = EncodedItem(value: EncodedValue(page: page, index: 0))
        }
        self.consumedCapacity = answer.consumedCapacity
    }

    private struct Answer: JSONReadable {
        /// Those of the item; none if there is no item.
        var entries: [EncodedEntry] = []
        var consumedCapacity: ConsumedCapacity?

        init(from reader: inout JSONReader) throws(WireError) {
            var members = try reader.object(.structure(GetItemOutput.serviceType))
            while let name = try reader.next(in: &members) {
                switch name {
                case "Item":
                    self.entries = []
                    guard try !reader.skipNull() else { continue }
                    self.entries.reserveCapacity(32)
                    try reader.indexItem(into: &self.entries)
                case "ConsumedCapacity": self.consumedCapacity = try reader.optional()
                default: try reader.skip()
                }
            }
        }
    }
}
