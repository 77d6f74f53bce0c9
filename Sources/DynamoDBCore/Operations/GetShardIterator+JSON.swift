// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension GetShardIteratorInput: OperationInput {
    package typealias Output = GetShardIteratorOutput

    package static let operation = OperationName.getShardIterator
}

extension GetShardIteratorInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("StreamArn", self.streamArn)
        writer.member("ShardId", self.shardId)
        writer.member("ShardIteratorType", self.shardIteratorType)
        writer.member("SequenceNumber", self.sequenceNumber)
        writer.endObject()
    }
}

extension GetShardIteratorInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var streamArn: String?
        var shardId: String?
        var shardIteratorType: ShardIteratorType?
        var sequenceNumber: String?
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "StreamArn": streamArn = try reader.optional()
            case "ShardId": shardId = try reader.optional()
            case "ShardIteratorType": shardIteratorType = try reader.optional()
            case "SequenceNumber": sequenceNumber = try reader.optional()
            default: try reader.skip()
            }
        }
        guard let streamArn, let shardId, let shardIteratorType else {
            throw .missing([
                "streamArn": streamArn == nil, "shardId": shardId == nil,
                "shardIteratorType": shardIteratorType == nil,
            ])
        }
        self.init(
            streamArn: streamArn, shardId: shardId, shardIteratorType: shardIteratorType,
            sequenceNumber: sequenceNumber)
    }
}

extension GetShardIteratorOutput: OperationOutput {}

extension GetShardIteratorOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("ShardIterator", self.shardIterator)
        writer.endObject()
    }
}

extension GetShardIteratorOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "ShardIterator": self.shardIterator = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}

extension ShardIteratorType: JSONReadable, JSONWritable {}
