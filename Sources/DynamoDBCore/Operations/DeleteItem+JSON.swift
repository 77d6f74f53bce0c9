// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DeleteItemInput: OperationInput {
    package typealias Output = DeleteItemOutput

    package static let operation = OperationName.deleteItem
}

extension DeleteItemInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("TableName", self.tableName)
        writer.member("Key", self.key)
        writer.member("ConditionExpression", self.conditionExpression)
        writer.member("ExpressionAttributeNames", self.expressionAttributeNames)
        writer.member("ExpressionAttributeValues", self.expressionAttributeValues)
        writer.member("ReturnValues", self.returnValues)
        writer.member("ReturnValuesOnConditionCheckFailure", self.returnValuesOnConditionCheckFailure)
        writer.member("ReturnConsumedCapacity", self.returnConsumedCapacity)
        writer.member("ReturnItemCollectionMetrics", self.returnItemCollectionMetrics)
        writer.endObject()
    }
}

extension DeleteItemInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var tableName: String?
        var key: Item?
        var conditionExpression: String?
        var expressionAttributeNames: [String: String]?
        var expressionAttributeValues: Item?
        var returnValues: ReturnValues?
        var returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure?
        var returnConsumedCapacity: ReturnConsumedCapacity?
        var returnItemCollectionMetrics: ReturnItemCollectionMetrics?
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TableName": tableName = try reader.optional()
            case "Key": key = try reader.optional()
            case "ConditionExpression": conditionExpression = try reader.optional()
            case "ExpressionAttributeNames": expressionAttributeNames = try reader.optional()
            case "ExpressionAttributeValues": expressionAttributeValues = try reader.expressionValues()
            case "ReturnValues": returnValues = try reader.optional()
            case "ReturnValuesOnConditionCheckFailure": returnValuesOnConditionCheckFailure = try reader.optional()
            case "ReturnConsumedCapacity": returnConsumedCapacity = try reader.optional()
            case "ReturnItemCollectionMetrics": returnItemCollectionMetrics = try reader.optional()
            case "Expected": try reader.refuse("Expected", insteadUse: "ConditionExpression")
            case "ConditionalOperator": try reader.refuse("ConditionalOperator", insteadUse: "ConditionExpression")
            default: try reader.skip()
            }
        }
        guard let tableName, let key else {
            throw .missing(["key": key == nil, "tableName": tableName == nil])
        }
        self.init(
            tableName: tableName,
            key: key,
            conditionExpression: conditionExpression,
            expressionAttributeNames: expressionAttributeNames,
            expressionAttributeValues: expressionAttributeValues,
            returnValues: returnValues,
            returnValuesOnConditionCheckFailure: returnValuesOnConditionCheckFailure,
            returnConsumedCapacity: returnConsumedCapacity,
            returnItemCollectionMetrics: returnItemCollectionMetrics)
    }
}

extension DeleteItemOutput: OperationOutput {}

extension DeleteItemOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Attributes", self.attributes)
        writer.member("ConsumedCapacity", self.consumedCapacity)
        writer.member("ItemCollectionMetrics", self.itemCollectionMetrics)
        writer.endObject()
    }
}

extension DeleteItemOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var attributes: Item?
        var consumedCapacity: ConsumedCapacity?
        var itemCollectionMetrics: ItemCollectionMetrics?
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Attributes": attributes = try reader.optional()
            case "ConsumedCapacity": consumedCapacity = try reader.optional()
            case "ItemCollectionMetrics": itemCollectionMetrics = try reader.optional()
            default: try reader.skip()
            }
        }
        self.init(
            attributes: attributes,
            consumedCapacity: consumedCapacity,
            itemCollectionMetrics: itemCollectionMetrics)
    }
}
