// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Writes up to 100 items of one or more tables, all of them or none.
public struct TransactWriteItemsInput: Hashable, Sendable {
    /// What to do: 1 to 100 actions, no two of them on one item.
    public var transactItems: [TransactWriteItem]
    /// A name for this transaction, of 1 to 36 characters: who sends it again within ten minutes gets a success, and it
    /// is not carried out a second time. Defaults to none; over HTTP one is made for each call.
    public var clientRequestToken: String?
    /// Whether the answer tells the consumed capacity. Defaults to no.
    public var returnConsumedCapacity: ReturnConsumedCapacity?
    /// Whether the answer tells the sizes of the item collections. Defaults to no.
    public var returnItemCollectionMetrics: ReturnItemCollectionMetrics?

    /// Creates a value of its parts.
    public init(
        transactItems: [TransactWriteItem],
        clientRequestToken: String? = nil,
        returnConsumedCapacity: ReturnConsumedCapacity? = nil,
        returnItemCollectionMetrics: ReturnItemCollectionMetrics? = nil
    ) {
        self.transactItems = transactItems
        self.clientRequestToken = clientRequestToken
        self.returnConsumedCapacity = returnConsumedCapacity
        self.returnItemCollectionMetrics = returnItemCollectionMetrics
    }
}

/// What a transaction of writes answers.
public struct TransactWriteItemsOutput: Hashable, Sendable {
    /// The consumed capacity by table, if asked for.
    public var consumedCapacity: [ConsumedCapacity]?
    /// The sizes of the item collections, by table, if asked for.
    public var itemCollectionMetrics: [String: [ItemCollectionMetrics]]?

    /// Creates a value of its parts.
    public init(
        consumedCapacity: [ConsumedCapacity]? = nil,
        itemCollectionMetrics: [String: [ItemCollectionMetrics]]? = nil
    ) {
        self.consumedCapacity = consumedCapacity
        self.itemCollectionMetrics = itemCollectionMetrics
    }
}
