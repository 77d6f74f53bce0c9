// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension StreamEvent: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("eventID", self.eventID)
        writer.member("eventName", self.eventName)
        writer.member("eventVersion", self.eventVersion)
        writer.member("eventSource", self.eventSource)
        writer.member("eventSourceARN", self.eventSourceARN)
        writer.member("awsRegion", self.awsRegion)
        writer.member("dynamodb", self.dynamodb)
        writer.member("userIdentity", self.userIdentity)
        writer.endObject()
    }
}

extension StreamEvent: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
        var members = try reader.object(.element(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "eventID": self.eventID = try reader.optional()
            case "eventName": self.eventName = try reader.optional()
            case "eventVersion": self.eventVersion = try reader.optional()
            case "eventSource": self.eventSource = try reader.optional()
            case "eventSourceARN": self.eventSourceARN = try reader.optional()
            case "awsRegion": self.awsRegion = try reader.optional()
            case "dynamodb": self.dynamodb = try reader.optional()
            case "userIdentity": self.userIdentity = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}

extension StreamRecord: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("ApproximateCreationDateTime", self.approximateCreationDateTime)
        writer.member("Keys", self.keys)
        writer.member("NewImage", self.newImage)
        writer.member("OldImage", self.oldImage)
        writer.member("SequenceNumber", self.sequenceNumber)
        writer.member("SizeBytes", self.sizeBytes)
        writer.member("StreamViewType", self.streamViewType)
        writer.endObject()
    }
}

extension StreamRecord: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "ApproximateCreationDateTime": self.approximateCreationDateTime = try reader.optional()
            case "Keys": self.keys = try reader.optional()
            case "NewImage": self.newImage = try reader.optional()
            case "OldImage": self.oldImage = try reader.optional()
            case "SequenceNumber": self.sequenceNumber = try reader.optional()
            case "SizeBytes": self.sizeBytes = try reader.optional()
            case "StreamViewType": self.streamViewType = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}

extension StreamIdentity: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("PrincipalId", self.principalId)
        writer.member("Type", self.type)
        writer.endObject()
    }
}

extension StreamIdentity: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            // AWS Lambda hands the same records on with the names in small letters.
            case "PrincipalId", "principalId": self.principalId = try reader.optional()
            case "Type", "type": self.type = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}

extension StreamEventName: JSONReadable, JSONWritable {}
extension StreamViewType: JSONReadable, JSONWritable {}
