// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension CancellationReason: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Code", self.code.rawValue)
        writer.member("Message", self.message)
        writer.member("Item", self.item)
        writer.endObject()
    }
}

extension CancellationReason: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self = .none
        var members = try reader.object(.element(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Code":
                let code: String? = try reader.optional()
                self.code = code.map(Code.init) ?? .none
            case "Message": self.message = try reader.optional()
            case "Item": self.item = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
