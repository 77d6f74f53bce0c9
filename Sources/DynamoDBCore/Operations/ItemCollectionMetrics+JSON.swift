// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ItemCollectionMetrics: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("ItemCollectionKey", self.itemCollectionKey)
        writer.member("SizeEstimateRangeGB", self.sizeEstimateRangeGB)
        writer.endObject()
    }
}

extension ItemCollectionMetrics: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(itemCollectionKey: Item(), sizeEstimateRangeGB: [])
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "ItemCollectionKey": self.itemCollectionKey = try reader.optional() ?? Item()
            case "SizeEstimateRangeGB": self.sizeEstimateRangeGB = try reader.optional() ?? []
            default: try reader.skip()
            }
        }
    }
}
