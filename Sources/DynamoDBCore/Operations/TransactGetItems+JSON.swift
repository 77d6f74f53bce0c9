// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension TransactGetItemsInput: OperationInput {
    package typealias Output = TransactGetItemsOutput

    package static let operation = OperationName.transactGetItems
}

extension TransactGetItemsInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("TransactItems", self.transactItems)
        writer.member("ReturnConsumedCapacity", self.returnConsumedCapacity)
        writer.endObject()
    }
}

extension TransactGetItemsInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var transactItems: [TransactGet]?
        var missing = MissingMembers()
        self.init(transactItems: [])
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TransactItems":
                transactItems = try reader.optionalElements(of: "transactItems", &missing) {
                    (reader, missing, path) throws(WireError) in
                    try TransactGet(from: &reader, at: path, &missing)
                }
            case "ReturnConsumedCapacity": self.returnConsumedCapacity = try reader.optional()
            default: try reader.skip()
            }
        }
        if transactItems == nil { missing.note("transactItems") }
        try missing.throwIfAny()
        self.transactItems = transactItems ?? []
    }
}

extension TransactGet: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("Get")
        writer.beginObject()
        writer.member("TableName", self.tableName)
        writer.member("Key", self.key)
        writer.member("ProjectionExpression", self.projectionExpression)
        writer.member("ExpressionAttributeNames", self.expressionAttributeNames)
        writer.endObject()
        writer.endObject()
    }
}

extension TransactGet {
    /// Reads an element of a transaction; what is missing is noted, and empty here.
    init(from reader: inout JSONReader, at path: String, _ missing: inout MissingMembers) throws(WireError) {
        var get: Self?
        var members = try reader.object(.element("com.amazonaws.dynamodb.v20120810.TransactGetItem"))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Get" where try !reader.skipNull():
                get = try Self(contentFrom: &reader, at: "\(path).get", &missing)
            case "Get": break
            default: try reader.skip()
            }
        }
        if get == nil { missing.note("\(path).get") }
        self = get ?? Self(tableName: "", key: Item())
    }

    private init(
        contentFrom reader: inout JSONReader, at path: String, _ missing: inout MissingMembers
    ) throws(WireError) {
        var tableName: String?
        var key: Item?
        self.init(tableName: "", key: Item())
        var members = try reader.object(.structure("com.amazonaws.dynamodb.v20120810.Get"))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TableName": tableName = try reader.optional()
            case "Key": key = try reader.optional()
            case "ProjectionExpression": self.projectionExpression = try reader.optional()
            case "ExpressionAttributeNames": self.expressionAttributeNames = try reader.optional()
            default: try reader.skip()
            }
        }
        if key == nil { missing.note("\(path).key") }
        if tableName == nil { missing.note("\(path).tableName") }
        self.tableName = tableName ?? ""
        self.key = key ?? Item()
    }
}

extension TransactGetItemsOutput: OperationOutput {}

extension TransactGetItemsOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("ConsumedCapacity", self.consumedCapacity)
        writer.member("Responses", self.responses)
        writer.endObject()
    }
}

extension TransactGetItemsOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(responses: [])
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "ConsumedCapacity": self.consumedCapacity = try reader.optional()
            case "Responses": self.responses = try reader.optional() ?? []
            default: try reader.skip()
            }
        }
    }
}

extension ItemResponse: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Item", self.item)
        writer.endObject()
    }
}

extension ItemResponse: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
        var members = try reader.object(.element(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Item": self.item = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
