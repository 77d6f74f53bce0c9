// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension GetItemInput: OperationInput {
    package typealias Output = GetItemOutput

    package static let operation = OperationName.getItem
}

extension GetItemInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("TableName", self.tableName)
        writer.member("Key", self.key)
        writer.member("ConsistentRead", self.consistentRead)
        writer.member("ProjectionExpression", self.projectionExpression)
        writer.member("ExpressionAttributeNames", self.expressionAttributeNames)
        writer.member("ReturnConsumedCapacity", self.returnConsumedCapacity)
        writer.endObject()
    }
}

extension GetItemInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var tableName: String?
        var key: Item?
        var consistentRead: Bool?
        var projectionExpression: String?
        var expressionAttributeNames: [String: String]?
        var returnConsumedCapacity: ReturnConsumedCapacity?
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TableName": tableName = try reader.optional()
            case "Key": key = try reader.optional()
            case "ConsistentRead": consistentRead = try reader.optional()
            case "ProjectionExpression": projectionExpression = try reader.optional()
            case "ExpressionAttributeNames": expressionAttributeNames = try reader.optional()
            case "ReturnConsumedCapacity": returnConsumedCapacity = try reader.optional()
            case "AttributesToGet": try reader.refuse("AttributesToGet", insteadUse: "ProjectionExpression")
            default: try reader.skip()
            }
        }
        guard let tableName, let key else {
            throw .missing(["key": key == nil, "tableName": tableName == nil])
        }
        self.init(
            tableName: tableName,
            key: key,
            consistentRead: consistentRead,
            projectionExpression: projectionExpression,
            expressionAttributeNames: expressionAttributeNames,
            returnConsumedCapacity: returnConsumedCapacity)
    }
}

extension GetItemOutput: OperationOutput {}

extension GetItemOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Item", self.item)
        writer.member("ConsumedCapacity", self.consumedCapacity)
        writer.endObject()
    }
}

extension GetItemOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var item: Item?
        var consumedCapacity: ConsumedCapacity?
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Item": item = try reader.optional()
            case "ConsumedCapacity": consumedCapacity = try reader.optional()
            default: try reader.skip()
            }
        }
        self.init(
            item: item,
            consumedCapacity: consumedCapacity)
    }
}
