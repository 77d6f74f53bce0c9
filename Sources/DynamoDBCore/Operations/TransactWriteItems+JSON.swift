// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension TransactWriteItemsInput: OperationInput {
    package typealias Output = TransactWriteItemsOutput

    package static let operation = OperationName.transactWriteItems
}

extension TransactWriteItemsInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("TransactItems", self.transactItems)
        writer.member("ClientRequestToken", self.clientRequestToken)
        writer.member("ReturnConsumedCapacity", self.returnConsumedCapacity)
        writer.member("ReturnItemCollectionMetrics", self.returnItemCollectionMetrics)
        writer.endObject()
    }
}

extension TransactWriteItemsInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var transactItems: [TransactWriteItem]?
        var missing = MissingMembers()
        self.init(transactItems: [])
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TransactItems":
                transactItems = try reader.optionalElements(of: "transactItems", &missing) {
                    (reader, missing, path) throws(WireError) in
                    try TransactWriteItem(from: &reader, at: path, &missing)
                }
            case "ClientRequestToken": self.clientRequestToken = try reader.optional()
            case "ReturnConsumedCapacity": self.returnConsumedCapacity = try reader.optional()
            case "ReturnItemCollectionMetrics": self.returnItemCollectionMetrics = try reader.optional()
            default: try reader.skip()
            }
        }
        if transactItems == nil { missing.note("transactItems") }
        try missing.throwIfAny()
        self.transactItems = transactItems ?? []
    }
}

extension TransactWriteItemsOutput: OperationOutput {}

extension TransactWriteItemsOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("ConsumedCapacity", self.consumedCapacity)
        writer.member("ItemCollectionMetrics", self.itemCollectionMetrics)
        writer.endObject()
    }
}

extension TransactWriteItemsOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "ConsumedCapacity": self.consumedCapacity = try reader.optional()
            case "ItemCollectionMetrics": self.itemCollectionMetrics = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
