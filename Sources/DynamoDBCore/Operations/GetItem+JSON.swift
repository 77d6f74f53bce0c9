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
        self.notes.legacy.encode(into: &writer)
        self.notes.refuseFaults(&writer)
        writer.endObject()
    }
}

extension GetItemInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var tableName: String?
        var key: Item?
        self.init(tableName: "", key: Item())
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TableName": tableName = try reader.optional()
            case "Key": key = try reader.values(of: "Key", &self.notes)
            case "ConsistentRead": self.consistentRead = try reader.optional()
            case "ProjectionExpression": self.projectionExpression = try reader.optional()
            case "ExpressionAttributeNames": self.expressionAttributeNames = try reader.optional()
            case "ReturnConsumedCapacity": self.returnConsumedCapacity = try reader.optional()
            default: try self.notes.legacy.read(name, among: [.attributesToGet], from: &reader)
            }
        }
        if key == nil { self.notes.noteMissing("key") }
        if tableName == nil { self.notes.noteMissing("tableName") }
        self.tableName = tableName ?? ""
        self.key = key ?? Item()
    }
}

extension GetItemOutput: OperationOutput {}

extension GetItemOutput: JSONWritable, ItemAnswer {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Item", self.item)
        self.encodeRest(into: &writer)
        writer.endObject()
    }

    /// Writes what stands behind the item.
    package func encodeRest(into writer: inout JSONWriter) {
        writer.member("ConsumedCapacity", self.consumedCapacity)
    }
}

extension GetItemOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Item": self.item = try reader.optional()
            case "ConsumedCapacity": self.consumedCapacity = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
