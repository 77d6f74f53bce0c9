// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A part of what a query or a scan finds.
///
/// The end is where ``lastKey`` is `nil`, and only there: a page without items can have more behind it, if the filter
/// left out all that was read for it.
public struct Page: Hashable, Sendable {
    /// The items.
    public var items: [Item]
    /// How many items there are.
    public var count: Int
    /// How many items the database read for the page, before the filter.
    public var scannedCount: Int
    /// Where to go on, as the `startKey` of the next query or scan; `nil` at the end.
    public var lastKey: Item?
    /// Which page this is, from 1.
    public var number: Int
    /// What was consumed for the page, by all calls that it took, where the database tells: behind a ``CapacityMeter`` it does.
    public var consumedCapacity: ConsumedCapacity?

    /// A page of its parts.
    public init(
        items: [Item], count: Int, scannedCount: Int, lastKey: Item?, number: Int,
        consumedCapacity: ConsumedCapacity? = nil
    ) {
        self.items = items
        self.count = count
        self.scannedCount = scannedCount
        self.lastKey = lastKey
        self.number = number
        self.consumedCapacity = consumedCapacity
    }
}
