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
        self.init(tableName: "", key: Item())
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TableName": tableName = try reader.optional()
            case "Key": key = try reader.values(of: "Key", &self.notes)
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
        if key == nil { self.notes.noteMissing("key") }
        if tableName == nil { self.notes.noteMissing("tableName") }
        self.tableName = tableName ?? ""
        self.key = key ?? Item()
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
