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
    private var entries: [Item.Element] = []
    private var isOrdered = true

    /// Beyond so many, moving what lies behind a new one costs more than sorting: much more, for a hostile item.
    private static let insertionLimit = 32

    init(expecting count: Int) {
        self.entries.reserveCapacity(count)
    }

    var count: Int { self.entries.count }

    mutating func add(_ name: String, _ value: AttributeValue) {
        guard self.isOrdered, let last = self.entries.last, !String.isOrderedByBytes(last.name, name) else {
            return self.entries.append((name, value))
        }
        guard self.entries.count <= Self.insertionLimit else {
            self.isOrdered = false
            return self.entries.append((name, value))
        }
        var low = 0
        var high = self.entries.count - 1
        while low < high {
            let middle = (low + high) / 2
            if String.isOrderedByBytes(self.entries[middle].name, name) { low = middle + 1 } else { high = middle }
        }
        if self.entries[low].name.hasSameBytes(as: name) {
            self.entries[low].value = value
        } else {
            self.entries.insert((name, value), at: low)
        }
    }

    consuming func item() -> Item {
        self.isOrdered ? Item(sortedEntries: self.entries) : Item(keepingLastOf: self.entries)
    }
}
