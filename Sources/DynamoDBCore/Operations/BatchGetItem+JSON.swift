// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension BatchGetItemInput: OperationInput {
    package typealias Output = BatchGetItemOutput

    package static let operation = OperationName.batchGetItem
}

extension BatchGetItemInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("RequestItems", self.requestItems)
        writer.member("ReturnConsumedCapacity", self.returnConsumedCapacity)
        writer.endObject()
    }
}

extension BatchGetItemInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(requestItems: [:])
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            // Absent is the same as empty: both break the same rule, with the same words.
            case "RequestItems": self.requestItems = try reader.optional() ?? [:]
            case "ReturnConsumedCapacity": self.returnConsumedCapacity = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}

extension KeysAndAttributes: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Keys", self.keys)
        writer.member("ConsistentRead", self.consistentRead)
        writer.member("ProjectionExpression", self.projectionExpression)
        writer.member("ExpressionAttributeNames", self.expressionAttributeNames)
        writer.endObject()
    }
}

extension KeysAndAttributes: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(keys: [])
        var members = try reader.object(.element(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Keys": self.keys = try reader.optional() ?? []
            case "ConsistentRead": self.consistentRead = try reader.optional()
            case "ProjectionExpression": self.projectionExpression = try reader.optional()
            case "ExpressionAttributeNames": self.expressionAttributeNames = try reader.optional()
            case "AttributesToGet": try reader.refuse("AttributesToGet", insteadUse: "ProjectionExpression")
            default: try reader.skip()
            }
        }
    }
}

extension BatchGetItemOutput: OperationOutput {}

extension BatchGetItemOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Responses", self.responses)
        writer.member("UnprocessedKeys", self.unprocessedKeys)
        writer.member("ConsumedCapacity", self.consumedCapacity)
        writer.endObject()
    }
}

extension BatchGetItemOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(responses: [:])
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Responses": self.responses = try reader.optional() ?? [:]
            case "UnprocessedKeys": self.unprocessedKeys = try reader.optional() ?? [:]
            case "ConsumedCapacity": self.consumedCapacity = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
