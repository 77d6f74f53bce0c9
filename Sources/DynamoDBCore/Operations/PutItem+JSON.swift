// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension PutItemInput: OperationInput {
    package typealias Output = PutItemOutput

    package static let operation = OperationName.putItem
}

extension PutItemInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("TableName", self.tableName)
        writer.member("Item", self.item)
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

extension PutItemInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var tableName: String?
        var item: Item?
        self.init(tableName: "", item: Item())
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TableName": tableName = try reader.optional()
            case "Item": item = try reader.values(of: "Item", &self.notes)
            case "ConditionExpression": self.conditionExpression = try reader.optional()
            case "ExpressionAttributeNames": self.expressionAttributeNames = try reader.optional()
            case "ExpressionAttributeValues": self.expressionAttributeValues = try reader.expressionValues(&self.notes)
            case "ReturnValues": self.returnValues = try reader.optional()
            case "ReturnValuesOnConditionCheckFailure": self.returnValuesOnConditionCheckFailure = try reader.optional()
            case "ReturnConsumedCapacity": self.returnConsumedCapacity = try reader.optional()
            case "ReturnItemCollectionMetrics": self.returnItemCollectionMetrics = try reader.optional()
            default: try self.notes.legacy.read(name, among: [.expected, .conditionalOperator], from: &reader)
            }
        }
        if item == nil { self.notes.noteMissing("item") }
        if tableName == nil { self.notes.noteMissing("tableName") }
        self.tableName = tableName ?? ""
        self.item = item ?? Item()
    }
}

extension PutItemOutput: OperationOutput {}

extension PutItemOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Attributes", self.attributes)
        writer.member("ConsumedCapacity", self.consumedCapacity)
        writer.member("ItemCollectionMetrics", self.itemCollectionMetrics)
        writer.endObject()
    }
}

extension PutItemOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Attributes": self.attributes = try reader.optional()
            case "ConsumedCapacity": self.consumedCapacity = try reader.optional()
            case "ItemCollectionMetrics": self.itemCollectionMetrics = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
