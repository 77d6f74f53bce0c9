// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Why a transaction did not take place, for one of its items.
package struct CancellationReason: Hashable, Sendable {
    /// The reason, such as `ConditionalCheckFailed`; `None` for an item that was no hindrance.
    package var code: String
    /// The reason in words.
    package var message: String?
    /// The item that made a condition fail, if asked for.
    package var item: Item?

    package init(code: String, message: String? = nil, item: Item? = nil) {
        self.code = code
        self.message = message
        self.item = item
    }
}

extension CancellationReason: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Code", self.code)
        writer.member("Message", self.message)
        writer.member("Item", self.item)
        writer.endObject()
    }
}

extension CancellationReason: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(code: "None")
        var members = try reader.object(.element(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Code": self.code = try reader.optional() ?? "None"
            case "Message": self.message = try reader.optional()
            case "Item": self.item = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
