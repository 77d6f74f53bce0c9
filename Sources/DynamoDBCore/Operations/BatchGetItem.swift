// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads up to 100 items of one or more tables.
public struct BatchGetItemInput: Hashable, Sendable {
    /// What to read, by table.
    public var requestItems: [String: KeysAndAttributes]
    /// Whether the answer tells the consumed capacity. Defaults to no.
    public var returnConsumedCapacity: ReturnConsumedCapacity?

    /// Creates a value of its parts.
    public init(
        requestItems: [String: KeysAndAttributes],
        returnConsumedCapacity: ReturnConsumedCapacity? = nil
    ) {
        self.requestItems = requestItems
        self.returnConsumedCapacity = returnConsumedCapacity
    }
}

/// What to read of one table.
public struct KeysAndAttributes: Hashable, Sendable {
    /// The whole primary keys of the items.
    public var keys: [Item]
    /// Whether the read sees every write that finished before it. Defaults to false.
    public var consistentRead: Bool?
    /// The attributes to return. Defaults to all.
    public var projectionExpression: String?
    /// The attribute names behind the `#` placeholders.
    public var expressionAttributeNames: [String: String]?
    /// What the request said in JSON besides.
    package var notes = RequestNotes()

    /// Creates a value of its parts.
    public init(
        keys: [Item],
        consistentRead: Bool? = nil,
        projectionExpression: String? = nil,
        expressionAttributeNames: [String: String]? = nil
    ) {
        self.keys = keys
        self.consistentRead = consistentRead
        self.projectionExpression = projectionExpression
        self.expressionAttributeNames = expressionAttributeNames
    }
}

/// What reading a batch answers.
public struct BatchGetItemOutput: Hashable, Sendable {
    /// The items found, by table, in no order.
    public var responses: [String: [Item]]
    /// What was not read and should be asked for again.
    public var unprocessedKeys: [String: KeysAndAttributes]
    /// The consumed capacity by table, if asked for.
    public var consumedCapacity: [ConsumedCapacity]?

    /// Creates a value of its parts.
    public init(
        responses: [String: [Item]],
        unprocessedKeys: [String: KeysAndAttributes] = [:],
        consumedCapacity: [ConsumedCapacity]? = nil
    ) {
        self.responses = responses
        self.unprocessedKeys = unprocessedKeys
        self.consumedCapacity = consumedCapacity
    }
}
