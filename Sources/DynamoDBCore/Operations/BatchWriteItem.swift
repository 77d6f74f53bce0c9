// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Writes and deletes up to 25 items of one or more tables, each on its own.
public struct BatchWriteItemInput: Hashable, Sendable {
    /// What to write, by table.
    public var requestItems: [String: [WriteRequest]]
    /// Whether the answer tells the consumed capacity. Defaults to no.
    public var returnConsumedCapacity: ReturnConsumedCapacity?
    /// Whether the answer tells the size of the item collection. Defaults to no.
    public var returnItemCollectionMetrics: ReturnItemCollectionMetrics?
    /// What the request said in JSON besides.
    package var notes = RequestNotes()

    /// Creates a value of its parts.
    public init(
        requestItems: [String: [WriteRequest]],
        returnConsumedCapacity: ReturnConsumedCapacity? = nil,
        returnItemCollectionMetrics: ReturnItemCollectionMetrics? = nil
    ) {
        self.requestItems = requestItems
        self.returnConsumedCapacity = returnConsumedCapacity
        self.returnItemCollectionMetrics = returnItemCollectionMetrics
    }
}

/// One write of a batch.
public enum WriteRequest: Hashable, Sendable {
    /// Writes a whole item.
    case put(Item)
    /// Deletes the item with this key.
    case delete(key: Item)
}

/// What writing a batch answers.
public struct BatchWriteItemOutput: Hashable, Sendable {
    /// What was not written and should be sent again.
    public var unprocessedItems: [String: [WriteRequest]]
    /// The sizes of the item collections, by table, if asked for.
    public var itemCollectionMetrics: [String: [ItemCollectionMetrics]]?
    /// The consumed capacity by table, if asked for.
    public var consumedCapacity: [ConsumedCapacity]?

    /// Creates a value of its parts.
    public init(
        unprocessedItems: [String: [WriteRequest]] = [:],
        itemCollectionMetrics: [String: [ItemCollectionMetrics]]? = nil,
        consumedCapacity: [ConsumedCapacity]? = nil
    ) {
        self.unprocessedItems = unprocessedItems
        self.itemCollectionMetrics = itemCollectionMetrics
        self.consumedCapacity = consumedCapacity
    }
}
