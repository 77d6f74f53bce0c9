// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ConsumedCapacity: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("TableName", self.tableName)
        writer.member("CapacityUnits", self.capacityUnits)
        writer.member("ReadCapacityUnits", self.readCapacityUnits)
        writer.member("WriteCapacityUnits", self.writeCapacityUnits)
        writer.member("Table", self.table)
        writer.member("LocalSecondaryIndexes", self.localSecondaryIndexes)
        writer.member("GlobalSecondaryIndexes", self.globalSecondaryIndexes)
        writer.endObject()
    }
}

extension ConsumedCapacity: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(tableName: "", capacityUnits: 0)
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TableName": self.tableName = try reader.optional() ?? ""
            case "CapacityUnits": self.capacityUnits = try reader.optional() ?? 0
            case "ReadCapacityUnits": self.readCapacityUnits = try reader.optional()
            case "WriteCapacityUnits": self.writeCapacityUnits = try reader.optional()
            case "Table": self.table = try reader.optional()
            case "LocalSecondaryIndexes": self.localSecondaryIndexes = try reader.optional()
            case "GlobalSecondaryIndexes": self.globalSecondaryIndexes = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}

extension Capacity: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("CapacityUnits", self.capacityUnits)
        writer.member("ReadCapacityUnits", self.readCapacityUnits)
        writer.member("WriteCapacityUnits", self.writeCapacityUnits)
        writer.endObject()
    }
}

extension Capacity: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(capacityUnits: 0)
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "CapacityUnits": self.capacityUnits = try reader.optional() ?? 0
            case "ReadCapacityUnits": self.readCapacityUnits = try reader.optional()
            case "WriteCapacityUnits": self.writeCapacityUnits = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
