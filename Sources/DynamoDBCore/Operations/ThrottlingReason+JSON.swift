// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ThrottlingReason: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("reason", self.reason)
        writer.member("resource", self.resource)
        writer.endObject()
    }
}

extension ThrottlingReason: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(reason: "")
        var members = try reader.object(.structure(""))
        while let name = try reader.next(in: &members) {
            switch name {
            case "reason": self.reason = try reader.optional() ?? ""
            case "resource": self.resource = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
