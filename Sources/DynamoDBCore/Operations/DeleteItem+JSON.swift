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
        self.notes.legacy.encode(into: &writer)
        self.notes.refuseFaults(&writer)
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
        var notes = RequestNotes()
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TableName": tableName = try reader.optional()
            case "Key": key = try reader.values(of: "Key", &notes)
            case "ConditionExpression": conditionExpression = try reader.optional()
            case "ExpressionAttributeNames": expressionAttributeNames = try reader.optional()
            case "ExpressionAttributeValues": expressionAttributeValues = try reader.expressionValues(&notes)
            case "ReturnValues": returnValues = try reader.optional()
            case "ReturnValuesOnConditionCheckFailure": returnValuesOnConditionCheckFailure = try reader.optional()
            case "ReturnConsumedCapacity": returnConsumedCapacity = try reader.optional()
            case "ReturnItemCollectionMetrics": returnItemCollectionMetrics = try reader.optional()
            default: try notes.legacy.read(name, among: [.expected, .conditionalOperator], from: &reader)
            }
        }
        if key == nil { notes.noteMissing("key") }
        if tableName == nil { notes.noteMissing("tableName") }
        self.init(
            tableName: tableName ?? "",
            key: key ?? Item(),
            conditionExpression: conditionExpression,
            expressionAttributeNames: expressionAttributeNames,
            expressionAttributeValues: expressionAttributeValues,
            returnValues: returnValues,
            returnValuesOnConditionCheckFailure: returnValuesOnConditionCheckFailure,
            returnConsumedCapacity: returnConsumedCapacity,
            returnItemCollectionMetrics: returnItemCollectionMetrics)
        self.notes = notes
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
