// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// An item that stands in the bytes of an answer.
package struct EncodedItem: Sendable {
    let value: EncodedValue

    /// The item, made of the bytes.
    package var item: Item { self.value.item }

    /// The number in a top-level attribute; `nil` if there is none, or it is something else.
    func number(named name: String) -> DynamoDBNumber? {
        StoredValue.encoded(self.value).searchable.value(named: name)?.number
    }

    /// What is in a top-level attribute.
    func value(named name: String) -> AttributeValue? {
        StoredValue.encoded(self.value).searchable.value(named: name)?.attributeValue
    }
}

/// The items of an answer, left in its bytes; see ``EncodedPage``.
package struct EncodedItems: Sendable {
    private var page: EncodedPage
    /// The entry of each item.
    private var places: [Int]

    /// - Parameters:
    ///   - page: The page that has them.
    ///   - places: The entry of each item.
    package init(page: EncodedPage, places: [Int]) {
        self.page = page
        self.places = places
    }

    package var count: Int { self.places.count }

    /// - Precondition: There are so many.
    package subscript(index: Int) -> EncodedItem {
        EncodedItem(value: EncodedValue(page: self.page, index: self.places[index]))
    }

    /// The values of the items, and where those from the given number on are.
    func values(from first: Int, _ context: CodingContext) -> (StoredValues, StoredValues.Items) {
        (StoredValues(self.page, item: 0, context), StoredValues.Items(self.places, passed: first))
    }

    package var last: EncodedItem? { self.places.isEmpty ? nil : self[self.places.count - 1] }

    /// Drops those of which something is true.
    package mutating func removeAll(where isDropped: (EncodedItem) -> Bool) {
        let page = self.page
        self.places.removeAll { isDropped(EncodedItem(value: EncodedValue(page: page, index: $0))) }
    }

    /// Drops those whose numbers are not given.
    mutating func keep(_ numbers: [Int]) { self.places = numbers.map { self.places[$0] } }

    /// Drops those behind the first `count`.
    package mutating func keepFirst(_ count: Int) {
        self.places.removeLast(max(self.places.count - max(count, 0), 0))
    }
}

extension JSONReader {
    /// Reads an answer whose items stay in the bytes.
    static func index<Answer: JSONReadable>(_ type: Answer.Type, _ bytes: [UInt8]) throws(WireError) -> Answer {
        guard bytes.count < UInt32.max else { throw .wrongShape("The answer is too long", offset: 0) }
        return try self.decode(type, from: bytes)
    }
}
