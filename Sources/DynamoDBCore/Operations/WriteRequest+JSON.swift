// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension WriteRequest: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        switch self {
        case .put(let item): writer.object(#"{"PutRequest":{"Item":"#, item)
        case .delete(let key): writer.object(#"{"DeleteRequest":{"Key":"#, key)
        }
        writer.endObject()
    }
}

extension WriteRequest: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var put: Self?
        var delete: Self?
        var members = try reader.object(.element(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "PutRequest": put = try Self.content("Item", of: "PutRequest", from: &reader).map { .put($0) }
            case "DeleteRequest":
                delete = try Self.content("Key", of: "DeleteRequest", from: &reader).map { .delete(key: $0) }
            default: try reader.skip()
            }
        }
        // The service has these words for neither, too.
        if (put == nil) == (delete == nil) { reader.note(.severalTypes) }
        self = put ?? delete ?? .put(Item())
    }

    /// The one member of a request; `nil` if the request is null.
    private static func content(
        _ member: StaticString, of request: String, from reader: inout JSONReader
    ) throws(WireError) -> Item? {
        guard try !reader.skipNull() else { return nil }
        var content: Item?
        var members = try reader.object(.structure("com.amazonaws.dynamodb.v20120810.\(request)"))
        while let name = try reader.next(in: &members) {
            if member ~= name { content = try reader.optional() } else { try reader.skip() }
        }
        if content == nil {
            reader.note(.missing(at: "\(request.firstLowercased).\("\(member)".firstLowercased)"))
        }
        return content ?? Item()
    }
}
