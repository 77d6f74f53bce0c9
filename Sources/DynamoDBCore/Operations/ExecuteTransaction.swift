// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Runs up to 100 statements of PartiQL, all of them or none: all of them read, or all write.
public struct ExecuteTransactionInput: Hashable, Sendable {
    /// The statements. Each is about one item, whose whole primary key its condition gives, and no two about the same.
    public var transactStatements: [ParameterizedStatement]
    /// A name of this request, of up to 36 characters: within ten minutes, the same request with the same token is
    /// carried out once. Defaults to none; a remote database makes one for each call.
    public var clientRequestToken: String?
    /// Whether the answer tells the consumed capacity. Defaults to no.
    public var returnConsumedCapacity: ReturnConsumedCapacity?

    /// Creates a value of its parts.
    public init(
        transactStatements: [ParameterizedStatement],
        clientRequestToken: String? = nil,
        returnConsumedCapacity: ReturnConsumedCapacity? = nil
    ) {
        self.transactStatements = transactStatements
        self.clientRequestToken = clientRequestToken
        self.returnConsumedCapacity = returnConsumedCapacity
    }
}

/// A statement of a transaction.
public struct ParameterizedStatement: Hashable, Sendable {
    /// The statement. It may have 8192 characters.
    public var statement: String
    /// The values for the question marks of the statement, in their order. Not empty, if given.
    public var parameters: [AttributeValue]?
    /// Whether the reason of a false condition has the item as it is. Defaults to no.
    public var returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure?

    /// Creates a value of its parts.
    public init(
        _ statement: String,
        parameters: [AttributeValue]? = nil,
        returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure? = nil
    ) {
        self.statement = statement
        self.parameters = parameters
        self.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure
    }
}

/// What a transaction of statements answers.
public struct ExecuteTransactionOutput: Hashable, Sendable {
    /// What each `SELECT` found, in their order; empty for writes.
    public var responses: [ItemResponse]
    /// The consumed capacity by table, if asked for.
    public var consumedCapacity: [ConsumedCapacity]?

    /// Creates a value of its parts.
    public init(
        responses: [ItemResponse] = [],
        consumedCapacity: [ConsumedCapacity]? = nil
    ) {
        self.responses = responses
        self.consumedCapacity = consumedCapacity
    }
}
