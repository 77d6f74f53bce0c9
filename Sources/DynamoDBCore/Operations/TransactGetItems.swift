// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads up to 100 items of one or more tables, all as they are at one moment.
public struct TransactGetItemsInput: Hashable, Sendable {
    /// What to read: 1 to 100 items, none of them twice.
    public var transactItems: [TransactGet]
    /// Whether the answer tells the consumed capacity. Defaults to no.
    public var returnConsumedCapacity: ReturnConsumedCapacity?

    /// Creates a value of its parts.
    public init(
        transactItems: [TransactGet],
        returnConsumedCapacity: ReturnConsumedCapacity? = nil
    ) {
        self.transactItems = transactItems
        self.returnConsumedCapacity = returnConsumedCapacity
    }
}

/// Which item to read in a transaction, and what of it.
public struct TransactGet: Hashable, Sendable {
    /// The table.
    public var tableName: String
    /// The whole primary key.
    public var key: Item
    /// The attributes to return. Defaults to all.
    public var projectionExpression: String?
    /// The attribute names behind the `#` placeholders.
    public var expressionAttributeNames: [String: String]?

    /// Creates a value of its parts.
    public init(
        tableName: String,
        key: Item,
        projectionExpression: String? = nil,
        expressionAttributeNames: [String: String]? = nil
    ) {
        self.tableName = tableName
        self.key = key
        self.projectionExpression = projectionExpression
        self.expressionAttributeNames = expressionAttributeNames
    }
}

/// What a transaction of reads answers.
public struct TransactGetItemsOutput: Hashable, Sendable {
    /// What was read, in the order of the request.
    public var responses: [ItemResponse]
    /// The consumed capacity by table, if asked for.
    public var consumedCapacity: [ConsumedCapacity]?

    /// Creates a value of its parts.
    public init(
        responses: [ItemResponse],
        consumedCapacity: [ConsumedCapacity]? = nil
    ) {
        self.responses = responses
        self.consumedCapacity = consumedCapacity
    }
}

/// What was read of one item of a transaction.
public struct ItemResponse: Hashable, Sendable {
    /// The item; `nil` if there is none, or nothing in it that was asked for.
    public var item: Item?

    /// Creates a value of its parts.
    public init(
        item: Item? = nil
    ) {
        self.item = item
    }
}
