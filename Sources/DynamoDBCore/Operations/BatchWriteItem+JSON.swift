// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension BatchWriteItemInput: OperationInput {
    package typealias Output = BatchWriteItemOutput

    package static let operation = OperationName.batchWriteItem
}

extension BatchWriteItemInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("RequestItems", self.requestItems)
        writer.member("ReturnConsumedCapacity", self.returnConsumedCapacity)
        writer.member("ReturnItemCollectionMetrics", self.returnItemCollectionMetrics)
        self.notes.refuseFaults(&writer)
        writer.endObject()
    }
}

extension BatchWriteItemInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(requestItems: [:])
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            // Absent is the same as empty: both break the same rule, with the same words.
            case "RequestItems":
                self.requestItems = try reader.noting("RequestItems", &self.notes) { (reader) throws(WireError) in
                    try Self.requestItems(from: &reader)
                }
            case "ReturnConsumedCapacity": self.returnConsumedCapacity = try reader.optional()
            case "ReturnItemCollectionMetrics": self.returnItemCollectionMetrics = try reader.optional()
            default: try reader.skip()
            }
        }
    }

    /// The writes by table; what a write lacks is noted with its place.
    private static func requestItems(from reader: inout JSONReader) throws(WireError) -> [String: [WriteRequest]] {
        guard try !reader.skipNull() else { return [:] }
        var items: [String: [WriteRequest]] = [:]
        var tables = try reader.object(.map(of: [WriteRequest].serviceType))
        while let name = try reader.next(in: &tables) {
            let table = try reader.string(of: name)
            var writes: [WriteRequest] = []
            var elements = try reader.array()
            while try reader.hasNext(in: &elements) {
                let (write, fault) = try reader.withOwnFault { (reader) throws(WireError) in
                    try WriteRequest(from: &reader)
                }
                writes.append(write)
                if let fault { reader.note(fault.below("requestItems.\(table).member.\(writes.count).member")) }
            }
            items[table] = writes
        }
        return items
    }
}

extension BatchWriteItemOutput: OperationOutput {}

extension BatchWriteItemOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("UnprocessedItems", self.unprocessedItems)
        writer.member("ItemCollectionMetrics", self.itemCollectionMetrics)
        writer.member("ConsumedCapacity", self.consumedCapacity)
        writer.endObject()
    }
}

extension BatchWriteItemOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "UnprocessedItems": self.unprocessedItems = try reader.optional() ?? [:]
            case "ItemCollectionMetrics": self.itemCollectionMetrics = try reader.optional()
            case "ConsumedCapacity": self.consumedCapacity = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
