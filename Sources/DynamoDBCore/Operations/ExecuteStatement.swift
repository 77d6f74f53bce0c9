// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Runs one statement of PartiQL.
public struct ExecuteStatementInput: Hashable, Sendable {
    /// The statement, such as `SELECT * FROM "users" WHERE pk = ?`. It may have 8192 characters.
    public var statement: String
    /// The values for the question marks of the statement, in their order. Not empty, if given.
    public var parameters: [AttributeValue]?
    /// Whether a `SELECT` sees every write that finished before it. Defaults to false.
    public var consistentRead: Bool?
    /// Where a `SELECT` goes on: the last page's `nextToken`.
    public var nextToken: String?
    /// Whether the answer tells the consumed capacity. Defaults to no.
    public var returnConsumedCapacity: ReturnConsumedCapacity?
    /// How many items a `SELECT` evaluates at most, before the rest of the condition. Defaults to as many as make 1 MB.
    public var limit: Int?
    /// Whether the error of a false condition has the item as it is. Defaults to no.
    public var returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure?

    /// Creates a value of its parts.
    public init(
        statement: String,
        parameters: [AttributeValue]? = nil,
        consistentRead: Bool? = nil,
        nextToken: String? = nil,
        returnConsumedCapacity: ReturnConsumedCapacity? = nil,
        limit: Int? = nil,
        returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure? = nil
    ) {
        self.statement = statement
        self.parameters = parameters
        self.consistentRead = consistentRead
        self.nextToken = nextToken
        self.returnConsumedCapacity = returnConsumedCapacity
        self.limit = limit
        self.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure
    }
}

/// What a statement answers.
public struct ExecuteStatementOutput: Hashable, Sendable {
    /// The items of a `SELECT`, or what `RETURNING` asks for; empty for any other statement.
    public var items: [Item]
    /// What the next request has to send to get the next page; `nil` at the end. A page can be empty and not the last.
    public var nextToken: String?
    /// The consumed capacity, if asked for.
    public var consumedCapacity: ConsumedCapacity?
    /// The key of the last evaluated item; `nil` at the end.
    public var lastEvaluatedKey: Item?

    /// Creates a value of its parts.
    public init(
        items: [Item] = [],
        nextToken: String? = nil,
        consumedCapacity: ConsumedCapacity? = nil,
        lastEvaluatedKey: Item? = nil
    ) {
        self.items = items
        self.nextToken = nextToken
        self.consumedCapacity = consumedCapacity
        self.lastEvaluatedKey = lastEvaluatedKey
    }
}
