// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// One action of a transaction of writes.
public enum TransactWriteItem: Hashable, Sendable {
    /// Requires something of an item, and leaves it as it is.
    case conditionCheck(TransactConditionCheck)
    /// Writes a whole item, in place of any item with the same key.
    case put(TransactPut)
    /// Deletes an item by its key.
    case delete(TransactDelete)
    /// Changes attributes of an item, and creates the item if there is none.
    case update(TransactUpdate)

    /// The table of the action.
    package var tableName: String {
        switch self {
        case .conditionCheck(let action): action.tableName
        case .put(let action): action.tableName
        case .delete(let action): action.tableName
        case .update(let action): action.tableName
        }
    }
}

/// Requires something of an item in a transaction, and leaves it as it is.
public struct TransactConditionCheck: Hashable, Sendable {
    /// The table.
    public var tableName: String
    /// The whole primary key.
    public var key: Item
    /// What has to be true for the transaction to happen.
    public var conditionExpression: String
    /// The attribute names behind the `#` placeholders.
    public var expressionAttributeNames: [String: String]?
    /// The values behind the `:` placeholders.
    public var expressionAttributeValues: Item?
    /// What the reason of a false condition carries. Defaults to nothing.
    public var returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure?

    /// Creates a value of its parts.
    public init(
        tableName: String,
        key: Item,
        conditionExpression: String,
        expressionAttributeNames: [String: String]? = nil,
        expressionAttributeValues: Item? = nil,
        returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure? = nil
    ) {
        self.tableName = tableName
        self.key = key
        self.conditionExpression = conditionExpression
        self.expressionAttributeNames = expressionAttributeNames
        self.expressionAttributeValues = expressionAttributeValues
        self.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure
    }
}

/// Writes a whole item in a transaction, in place of any item with the same key.
public struct TransactPut: Hashable, Sendable {
    /// The table.
    public var tableName: String
    /// The item, with its key.
    public var item: Item
    /// What has to be true for the transaction to happen.
    public var conditionExpression: String?
    /// The attribute names behind the `#` placeholders.
    public var expressionAttributeNames: [String: String]?
    /// The values behind the `:` placeholders.
    public var expressionAttributeValues: Item?
    /// What the reason of a false condition carries. Defaults to nothing.
    public var returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure?

    /// Creates a value of its parts.
    public init(
        tableName: String,
        item: Item,
        conditionExpression: String? = nil,
        expressionAttributeNames: [String: String]? = nil,
        expressionAttributeValues: Item? = nil,
        returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure? = nil
    ) {
        self.tableName = tableName
        self.item = item
        self.conditionExpression = conditionExpression
        self.expressionAttributeNames = expressionAttributeNames
        self.expressionAttributeValues = expressionAttributeValues
        self.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure
    }
}

/// Deletes an item in a transaction; that there is none is no error.
public struct TransactDelete: Hashable, Sendable {
    /// The table.
    public var tableName: String
    /// The whole primary key.
    public var key: Item
    /// What has to be true for the transaction to happen.
    public var conditionExpression: String?
    /// The attribute names behind the `#` placeholders.
    public var expressionAttributeNames: [String: String]?
    /// The values behind the `:` placeholders.
    public var expressionAttributeValues: Item?
    /// What the reason of a false condition carries. Defaults to nothing.
    public var returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure?

    /// Creates a value of its parts.
    public init(
        tableName: String,
        key: Item,
        conditionExpression: String? = nil,
        expressionAttributeNames: [String: String]? = nil,
        expressionAttributeValues: Item? = nil,
        returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure? = nil
    ) {
        self.tableName = tableName
        self.key = key
        self.conditionExpression = conditionExpression
        self.expressionAttributeNames = expressionAttributeNames
        self.expressionAttributeValues = expressionAttributeValues
        self.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure
    }
}

/// Changes attributes of an item in a transaction, and creates the item if there is none.
public struct TransactUpdate: Hashable, Sendable {
    /// The table.
    public var tableName: String
    /// The whole primary key.
    public var key: Item
    /// What to change.
    public var updateExpression: String
    /// What has to be true for the transaction to happen.
    public var conditionExpression: String?
    /// The attribute names behind the `#` placeholders.
    public var expressionAttributeNames: [String: String]?
    /// The values behind the `:` placeholders.
    public var expressionAttributeValues: Item?
    /// What the reason of a false condition carries. Defaults to nothing.
    public var returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure?

    /// Creates a value of its parts.
    public init(
        tableName: String,
        key: Item,
        updateExpression: String,
        conditionExpression: String? = nil,
        expressionAttributeNames: [String: String]? = nil,
        expressionAttributeValues: Item? = nil,
        returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure? = nil
    ) {
        self.tableName = tableName
        self.key = key
        self.updateExpression = updateExpression
        self.conditionExpression = conditionExpression
        self.expressionAttributeNames = expressionAttributeNames
        self.expressionAttributeValues = expressionAttributeValues
        self.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure
    }
}
