// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Makes an item of attributes that come in any order; of several with one name the last is kept.
///
/// Servers send the attributes of an item in an order of their own. Each is put in its place as it comes, which for the
/// few that items have costs half of what sorting them afterwards does.
struct ItemBuilder {
    /// In order as long as `isOrdered`.
    private var entries: [Item.Entry] = []
    private var isOrdered = true

    /// Beyond so many, moving what lies behind a new one costs more than sorting: much more, for a hostile item.
    private static let insertionLimit = 32

    init() {}

    init(expecting count: Int) {
        self.entries.reserveCapacity(count)
    }

    var count: Int { self.entries.count }

    /// Adds an attribute.
    ///
    /// - Parameter count: How many there may be, if this is the first.
    mutating func add(_ name: String, _ value: AttributeValue, reserving count: Int = 0) {
        if count > 0, self.entries.isEmpty { self.entries.reserveCapacity(count) }
        self.entries.append(Item.Entry(name: name, value: value))
        guard self.isOrdered, self.entries.count > 1 else { return }
        let isNew = self.entries.withUnsafeMutableBufferPointer { Self.putLastInOrder(&$0, &self.isOrdered) }
        if !isNew { self.entries.removeLast() }
    }

    /// Puts the last attribute in its place among the others, which are in order. What an array inserts is copied and
    /// counted several times; here it only moves (benchmark `query100-item`).
    ///
    /// - Returns: `false` if its name was there, and has its value now.
    private static func putLastInOrder(
        _ entries: inout UnsafeMutableBufferPointer<Item.Entry>, _ isOrdered: inout Bool
    ) -> Bool {
        let last = entries.count - 1
        guard last > 0, let first = entries.baseAddress else { return true }
        let new = first + last
        if String.isOrderedByBytes(first[last - 1].name, new.pointee.name) { return true }
        guard last <= Self.insertionLimit else {
            isOrdered = false
            return true
        }
        var low = 0
        var high = last - 1
        while low < high {
            let middle = (low + high) / 2
            if String.isOrderedByBytes(first[middle].name, new.pointee.name) { low = middle + 1 } else { high = middle }
        }
        let place = first + low
        if place.pointee.name.hasSameBytes(as: new.pointee.name) {
            place.pointee.value = new.pointee.value
            return false
        }
        let entry = new.move()
        (place + 1).moveInitialize(from: place, count: last - low)
        place.initialize(to: entry)
        return true
    }

    /// The item of all that was added.
    consuming func item() -> Item {
        self.isOrdered ? Item(sortedEntries: self.entries) : Item(keepingLastOf: self.entries)
    }
}
