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
        var indexName: String?
        var keyConditionExpression: String?
        var filterExpression: String?
        var projectionExpression: String?
        var expressionAttributeNames: [String: String]?
        var expressionAttributeValues: Item?
        var limit: Int?
        var scanIndexForward: Bool?
        var exclusiveStartKey: Item?
        var consistentRead: Bool?
        var select: Select?
        var returnConsumedCapacity: ReturnConsumedCapacity?
        var notes = RequestNotes()
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TableName": tableName = try reader.optional()
            case "IndexName": indexName = try reader.optional()
            case "KeyConditionExpression": keyConditionExpression = try reader.optional()
            case "FilterExpression": filterExpression = try reader.optional()
            case "ProjectionExpression": projectionExpression = try reader.optional()
            case "ExpressionAttributeNames": expressionAttributeNames = try reader.optional()
            case "ExpressionAttributeValues": expressionAttributeValues = try reader.expressionValues(&notes)
            case "Limit": limit = try reader.optional()
            case "ScanIndexForward": scanIndexForward = try reader.optional()
            case "ExclusiveStartKey": exclusiveStartKey = try reader.startKey(&notes)
            case "ConsistentRead": consistentRead = try reader.optional()
            case "Select": select = try reader.optional()
            case "ReturnConsumedCapacity": returnConsumedCapacity = try reader.optional()
            default:
                try notes.legacy.read(
                    name, among: [.attributesToGet, .keyConditions, .queryFilter, .conditionalOperator], from: &reader)
            }
        }
        if tableName == nil { notes.noteMissing("tableName") }
        self.init(
            tableName: tableName ?? "",
            indexName: indexName,
            keyConditionExpression: keyConditionExpression,
            filterExpression: filterExpression,
            projectionExpression: projectionExpression,
            expressionAttributeNames: expressionAttributeNames,
            expressionAttributeValues: expressionAttributeValues,
            limit: limit,
            scanIndexForward: scanIndexForward,
            exclusiveStartKey: exclusiveStartKey,
            consistentRead: consistentRead,
            select: select,
            returnConsumedCapacity: returnConsumedCapacity)
        self.notes = notes
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
        var items: [Item]?
        var count: Int?
        var scannedCount: Int?
        var lastEvaluatedKey: Item?
        var consumedCapacity: ConsumedCapacity?
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Items": items = try reader.optional()
            case "Count": count = try reader.optional()
            case "ScannedCount": scannedCount = try reader.optional()
            case "LastEvaluatedKey": lastEvaluatedKey = try reader.optional()
            case "ConsumedCapacity": consumedCapacity = try reader.optional()
            default: try reader.skip()
            }
        }
        self.init(
            items: items,
            count: count ?? items?.count ?? 0,
            scannedCount: scannedCount ?? count ?? items?.count ?? 0,
            lastEvaluatedKey: lastEvaluatedKey,
            consumedCapacity: consumedCapacity)
    }
}
