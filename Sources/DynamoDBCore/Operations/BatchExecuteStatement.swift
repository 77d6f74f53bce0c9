// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Runs up to 25 statements of PartiQL, each on its own: all of them read, or all write.
public struct BatchExecuteStatementInput: Hashable, Sendable {
    /// The statements. Each is about one item, whose whole primary key its condition gives.
    public var statements: [BatchStatementRequest]
    /// Whether the answer tells the consumed capacity. Defaults to no.
    public var returnConsumedCapacity: ReturnConsumedCapacity?

    /// Creates a value of its parts.
    public init(
        statements: [BatchStatementRequest],
        returnConsumedCapacity: ReturnConsumedCapacity? = nil
    ) {
        self.statements = statements
        self.returnConsumedCapacity = returnConsumedCapacity
    }
}

/// A statement of a batch.
public struct BatchStatementRequest: Hashable, Sendable {
    /// The statement. It may have 8192 characters.
    public var statement: String
    /// The values for the question marks of the statement, in their order. Not empty, if given.
    public var parameters: [AttributeValue]?
    /// Whether a `SELECT` sees every write that finished before it. Defaults to false.
    public var consistentRead: Bool?
    /// Whether the error of a false condition has the item as it is. Defaults to no. Amazon DynamoDB takes it, and returns
    /// no item for a statement of a batch.
    public var returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure?
    /// What the request said in JSON besides.
    package var notes = RequestNotes()

    /// Creates a value of its parts.
    public init(
        _ statement: String,
        parameters: [AttributeValue]? = nil,
        consistentRead: Bool? = nil,
        returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure? = nil
    ) {
        self.statement = statement
        self.parameters = parameters
        self.consistentRead = consistentRead
        self.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure
    }
}

/// What a batch of statements answers.
public struct BatchExecuteStatementOutput: Hashable, Sendable {
    /// What each statement answers, in their order.
    public var responses: [BatchStatementResponse]
    /// The consumed capacity of each statement, in their order, if asked for.
    public var consumedCapacity: [ConsumedCapacity]?

    /// Creates a value of its parts.
    public init(
        responses: [BatchStatementResponse],
        consumedCapacity: [ConsumedCapacity]? = nil
    ) {
        self.responses = responses
        self.consumedCapacity = consumedCapacity
    }
}

/// What one statement of a batch answers.
public struct BatchStatementResponse: Hashable, Sendable {
    /// Why the statement failed; `nil` if it was carried out. The others of the batch are not concerned.
    public var error: BatchStatementError?
    /// The table of the statement.
    public var tableName: String?
    /// The item that a `SELECT` found, or what `RETURNING` asks for.
    public var item: Item?

    /// Creates a value of its parts.
    public init(
        error: BatchStatementError? = nil,
        tableName: String? = nil,
        item: Item? = nil
    ) {
        self.error = error
        self.tableName = tableName
        self.item = item
    }
}

/// Why a statement of a batch failed.
public struct BatchStatementError: Hashable, Sendable {
    /// The reason to decide on.
    public var code: Code
    /// The reason in words.
    public var message: String?
    /// The item that made a condition fail, if asked for.
    public var item: Item?

    /// Creates a value of its parts.
    public init(_ code: Code, _ message: String? = nil, item: Item? = nil) {
        self.code = code
        self.message = message
        self.item = item
    }

    /// The service's name of a reason; the service may have others.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The service's name.
        public var rawValue: String

        /// A reason by the service's name.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The condition was false, and nothing was written.
        public static let conditionalCheckFailed = Self(rawValue: "ConditionalCheckFailed")
        /// The items with one partition key exceed 10 GB in a table with local secondary indexes.
        public static let itemCollectionSizeLimitExceeded = Self(rawValue: "ItemCollectionSizeLimitExceeded")
        /// The account's throughput is used up for now.
        public static let requestLimitExceeded = Self(rawValue: "RequestLimitExceeded")
        /// The statement breaks a rule of DynamoDB; the message says which.
        public static let validationError = Self(rawValue: "ValidationError")
        /// The provisioned throughput is used up for now.
        public static let provisionedThroughputExceeded = Self(rawValue: "ProvisionedThroughputExceeded")
        /// A transaction is writing the item.
        public static let transactionConflict = Self(rawValue: "TransactionConflict")
        /// Too many requests for now.
        public static let throttlingError = Self(rawValue: "ThrottlingError")
        /// The service failed.
        public static let internalServerError = Self(rawValue: "InternalServerError")
        /// The table does not exist.
        public static let resourceNotFound = Self(rawValue: "ResourceNotFound")
        /// The credentials do not permit the statement.
        public static let accessDenied = Self(rawValue: "AccessDenied")
        /// The statement inserts an item that exists.
        public static let duplicateItem = Self(rawValue: "DuplicateItem")
    }
}
