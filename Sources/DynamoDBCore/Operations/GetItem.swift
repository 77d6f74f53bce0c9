// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads one item by its key.
public struct GetItemInput: Hashable, Sendable {
    /// The table.
    public var tableName: String
    /// The whole primary key.
    public var key: Item
    /// Whether the read sees every write that finished before it. Defaults to false.
    public var consistentRead: Bool?
    /// The attributes to return. Defaults to all.
    public var projectionExpression: String?
    /// The attribute names behind the `#` placeholders.
    public var expressionAttributeNames: [String: String]?
    /// Whether the answer tells the consumed capacity. Defaults to no.
    public var returnConsumedCapacity: ReturnConsumedCapacity?
    /// What the request said in JSON besides.
    package var notes = RequestNotes()

    /// Creates a value of its parts.
    public init(
        tableName: String,
        key: Item,
        consistentRead: Bool? = nil,
        projectionExpression: String? = nil,
        expressionAttributeNames: [String: String]? = nil,
        returnConsumedCapacity: ReturnConsumedCapacity? = nil
    ) {
        self.tableName = tableName
        self.key = key
        self.consistentRead = consistentRead
        self.projectionExpression = projectionExpression
        self.expressionAttributeNames = expressionAttributeNames
        self.returnConsumedCapacity = returnConsumedCapacity
    }
}

/// What reading an item answers.
public struct GetItemOutput: Hashable, Sendable {
    /// The item, or `nil` when there is none.
    public var item: Item?
    /// The consumed capacity, if asked for.
    public var consumedCapacity: ConsumedCapacity?

    /// Creates a value of its parts.
    public init(
        item: Item? = nil,
        consumedCapacity: ConsumedCapacity? = nil
    ) {
        self.item = item
        self.consumedCapacity = consumedCapacity
    }
}
