// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension QueryInput: OperationInput {
    package typealias Output = QueryOutput

    package static let operation = OperationName.query
}

extension QueryInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("TableName", self.tableName)
        writer.member("IndexName", self.indexName)
        writer.member("KeyConditionExpression", self.keyConditionExpression)
        writer.member("FilterExpression", self.filterExpression)
        writer.member("ProjectionExpression", self.projectionExpression)
        writer.member("ExpressionAttributeNames", self.expressionAttributeNames)
        writer.member("ExpressionAttributeValues", self.expressionAttributeValues)
        writer.member("Limit", self.limit)
        writer.member("ScanIndexForward", self.scanIndexForward)
        writer.member("ExclusiveStartKey", self.exclusiveStartKey)
        writer.member("ConsistentRead", self.consistentRead)
        writer.member("Select", self.select)
        writer.member("ReturnConsumedCapacity", self.returnConsumedCapacity)
        self.notes.legacy.encode(into: &writer)
        self.notes.refuseFaults(&writer)
        writer.endObject()
    }
}

extension QueryInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var tableName: String?
        self.init(tableName: "")
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TableName": tableName = try reader.optional()
            case "IndexName": self.indexName = try reader.optional()
            case "KeyConditionExpression": self.keyConditionExpression = try reader.optional()
            case "FilterExpression": self.filterExpression = try reader.optional()
            case "ProjectionExpression": self.projectionExpression = try reader.optional()
            case "ExpressionAttributeNames": self.expressionAttributeNames = try reader.optional()
            case "ExpressionAttributeValues": self.expressionAttributeValues = try reader.expressionValues(&self.notes)
            case "Limit": self.limit = try reader.optional()
            case "ScanIndexForward": self.scanIndexForward = try reader.optional()
            case "ExclusiveStartKey": self.exclusiveStartKey = try reader.startKey(&self.notes)
            case "ConsistentRead": self.consistentRead = try reader.optional()
            case "Select": self.select = try reader.optional()
            case "ReturnConsumedCapacity": self.returnConsumedCapacity = try reader.optional()
            default:
                try self.notes.legacy.read(
                    name, among: [.attributesToGet, .keyConditions, .queryFilter, .conditionalOperator], from: &reader)
            }
        }
        if tableName == nil { self.notes.noteMissing("tableName") }
        self.tableName = tableName ?? ""
    }
}

extension QueryOutput: OperationOutput {}

extension QueryOutput: JSONWritable, ItemAnswer {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Items", self.items)
        self.encodeRest(into: &writer)
        writer.endObject()
    }

    /// Writes what stands behind the items.
    package func encodeRest(into writer: inout JSONWriter) {
        writer.member("Count", self.count)
        writer.member("ScannedCount", self.scannedCount)
        writer.member("LastEvaluatedKey", self.lastEvaluatedKey)
        writer.member("ConsumedCapacity", self.consumedCapacity)
    }
}

extension QueryOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var count: Int?
        var scannedCount: Int?
        self.init(count: 0, scannedCount: 0)
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Items": self.items = try reader.optional()
            case "Count": count = try reader.optional()
            case "ScannedCount": scannedCount = try reader.optional()
            case "LastEvaluatedKey": self.lastEvaluatedKey = try reader.optional()
            case "ConsumedCapacity": self.consumedCapacity = try reader.optional()
            default: try reader.skip()
            }
        }
        self.count = count ?? self.items?.count ?? 0
        self.scannedCount = scannedCount ?? count ?? self.items?.count ?? 0
    }
}
