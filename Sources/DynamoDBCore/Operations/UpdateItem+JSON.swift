// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension UpdateItemInput: OperationInput {
    package typealias Output = UpdateItemOutput

    package static let operation = OperationName.updateItem
}

extension UpdateItemInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("TableName", self.tableName)
        writer.member("Key", self.key)
        writer.member("UpdateExpression", self.updateExpression)
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

extension UpdateItemInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var tableName: String?
        var key: Item?
        var updateExpression: String?
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
            case "UpdateExpression": updateExpression = try reader.optional()
            case "ConditionExpression": conditionExpression = try reader.optional()
            case "ExpressionAttributeNames": expressionAttributeNames = try reader.optional()
            case "ExpressionAttributeValues": expressionAttributeValues = try reader.expressionValues(&notes)
            case "ReturnValues": returnValues = try reader.optional()
            case "ReturnValuesOnConditionCheckFailure": returnValuesOnConditionCheckFailure = try reader.optional()
            case "ReturnConsumedCapacity": returnConsumedCapacity = try reader.optional()
            case "ReturnItemCollectionMetrics": returnItemCollectionMetrics = try reader.optional()
            default:
                try notes.legacy.read(
                    name, among: [.attributeUpdates, .expected, .conditionalOperator], from: &reader)
            }
        }
        if key == nil { notes.noteMissing("key") }
        if tableName == nil { notes.noteMissing("tableName") }
        self.init(
            tableName: tableName ?? "",
            key: key ?? Item(),
            updateExpression: updateExpression,
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

extension UpdateItemOutput: OperationOutput {}

extension UpdateItemOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Attributes", self.attributes)
        writer.member("ConsumedCapacity", self.consumedCapacity)
        writer.member("ItemCollectionMetrics", self.itemCollectionMetrics)
        writer.endObject()
    }
}

extension UpdateItemOutput: JSONReadable {
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
