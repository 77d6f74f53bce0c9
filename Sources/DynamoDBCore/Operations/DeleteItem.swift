// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Deletes one item by its key; that there is none is no error.
public struct DeleteItemInput: Hashable, Sendable {
    /// The table.
    public var tableName: String
    /// The whole primary key.
    public var key: Item
    /// What has to be true for the write to happen.
    public var conditionExpression: String?
    /// The attribute names behind the `#` placeholders.
    public var expressionAttributeNames: [String: String]?
    /// The values behind the `:` placeholders.
    public var expressionAttributeValues: Item?
    /// What to return: nothing, the default, or all old attributes.
    public var returnValues: ReturnValues?
    /// What the error of a false condition carries. Defaults to nothing.
    public var returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure?
    /// Whether the answer tells the consumed capacity. Defaults to no.
    public var returnConsumedCapacity: ReturnConsumedCapacity?
    /// Whether the answer tells the size of the item collection. Defaults to no.
    public var returnItemCollectionMetrics: ReturnItemCollectionMetrics?
    /// What the request said in JSON besides.
    package var notes = RequestNotes()

    /// Creates a value of its parts.
    public init(
        tableName: String,
        key: Item,
        conditionExpression: String? = nil,
        expressionAttributeNames: [String: String]? = nil,
        expressionAttributeValues: Item? = nil,
        returnValues: ReturnValues? = nil,
        returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure? = nil,
        returnConsumedCapacity: ReturnConsumedCapacity? = nil,
        returnItemCollectionMetrics: ReturnItemCollectionMetrics? = nil
    ) {
        self.tableName = tableName
        self.key = key
        self.conditionExpression = conditionExpression
        self.expressionAttributeNames = expressionAttributeNames
        self.expressionAttributeValues = expressionAttributeValues
        self.returnValues = returnValues
        self.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure
        self.returnConsumedCapacity = returnConsumedCapacity
        self.returnItemCollectionMetrics = returnItemCollectionMetrics
    }
}

/// What deleting an item answers.
public struct DeleteItemOutput: Hashable, Sendable {
    /// The deleted item, if asked for and if there was one.
    public var attributes: Item?
    /// The consumed capacity, if asked for.
    public var consumedCapacity: ConsumedCapacity?
    /// The size of the item collection, if asked for and the table has local secondary indexes.
    public var itemCollectionMetrics: ItemCollectionMetrics?

    /// Creates a value of its parts.
    public init(
        attributes: Item? = nil,
        consumedCapacity: ConsumedCapacity? = nil,
        itemCollectionMetrics: ItemCollectionMetrics? = nil
    ) {
        self.attributes = attributes
        self.consumedCapacity = consumedCapacity
        self.itemCollectionMetrics = itemCollectionMetrics
    }
}
