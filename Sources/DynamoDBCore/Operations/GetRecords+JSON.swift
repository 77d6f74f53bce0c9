// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension GetRecordsInput: OperationInput {
    package typealias Output = GetRecordsOutput

    package static let operation = OperationName.getRecords
}

extension GetRecordsInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("ShardIterator", self.shardIterator)
        writer.member("Limit", self.limit)
        writer.endObject()
    }
}

extension GetRecordsInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var shardIterator: String?
        var limit: Int?
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "ShardIterator": shardIterator = try reader.optional()
            case "Limit": limit = try reader.optional()
            default: try reader.skip()
            }
        }
        guard let shardIterator else { throw .missing(["shardIterator": true]) }
        self.init(shardIterator: shardIterator, limit: limit)
    }
}

extension GetRecordsOutput: OperationOutput {}

extension GetRecordsOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Records", self.records)
        writer.member("NextShardIterator", self.nextShardIterator)
        writer.endObject()
    }
}

extension GetRecordsOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Records": self.records = try reader.optional() ?? []
            case "NextShardIterator": self.nextShardIterator = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
