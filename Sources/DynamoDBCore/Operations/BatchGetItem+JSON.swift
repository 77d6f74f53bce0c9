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
        self.notes.legacy.encode(into: &writer)
        self.notes.refuseFaults(&writer)
        writer.endObject()
    }
}

extension KeysAndAttributes: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(keys: [])
        var keys: [Item]?
        var members = try reader.object(.element(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Keys": keys = try Self.keys(from: &reader, &self.notes)
            case "ConsistentRead": self.consistentRead = try reader.optional()
            case "ProjectionExpression": self.projectionExpression = try reader.optional()
            case "ExpressionAttributeNames": self.expressionAttributeNames = try reader.optional()
            default: try self.notes.legacy.read(name, among: [.attributesToGet], from: &reader)
            }
        }
        if let keys { self.keys = keys } else { self.notes.noteMissing("keys") }
    }

    /// The keys, each once if they differ only in how a number is written: the service compares the texts of numbers
    /// when it looks for keys that come twice, and then finds one item.
    private static func keys(
        from reader: inout JSONReader, _ notes: inout RequestNotes
    ) throws(WireError) -> [Item]? {
        let start = reader.offset
        guard let keys = try reader.values(of: "Keys", &notes, [Item].self) else { return nil }
        // Too many are too many however they are written.
        guard keys.count <= 100, Set(keys).count < keys.count else { return keys }
        let end = reader.offset
        reader.offset = start
        let spellings = try [NumberSpelling](from: &reader)
        reader.offset = end
        var known: [Item: Set<NumberSpelling>] = [:]
        return zip(keys, spellings).filter { key, spelling in
            guard let others = known[key] else {
                known[key] = [spelling]
                return true
            }
            known[key]?.insert(spelling)
            return others.contains(spelling)
        }.map(\.0)
    }
}

/// How the numbers of a key are written.
private struct NumberSpelling: JSONReadable, Hashable {
    private var texts: [String: String] = [:]

    init(from reader: inout JSONReader) throws(WireError) {
        var attributes = try reader.object(.map(of: AttributeValue.serviceType))
        while let name = try reader.next(in: &attributes) {
            let attribute = try reader.string(of: name)
            guard try !reader.skipNull() else { continue }
            var members = try reader.object(.element(AttributeValue.serviceType))
            while let type = try reader.next(in: &members) {
                switch type {
                case "N": self.texts[attribute] = try reader.optional()
                default: try reader.skip()
                }
            }
        }
    }
}

extension BatchGetItemOutput: OperationOutput {}

extension BatchGetItemOutput: JSONWritable, ItemAnswer {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Responses", self.responses)
        self.encodeRest(into: &writer)
        writer.endObject()
    }

    /// Writes what stands behind the items.
    package func encodeRest(into writer: inout JSONWriter) {
        writer.member("UnprocessedKeys", self.unprocessedKeys)
        writer.member("ConsumedCapacity", self.consumedCapacity)
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
