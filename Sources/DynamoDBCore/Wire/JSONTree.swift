// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A value of JSON, for messages that are seldom read.
enum JSONTree {
    case null
    case bool(Bool)
    /// A number as it is written.
    case number(String, isInteger: Bool)
    case string(String)
    case array([JSONTree])
    /// The members that are not null. Of several with one name the last counts.
    case object([String: JSONTree])

    /// Its kind, as the service names it.
    var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool(let flag): flag ? .true : .false
        case .number(_, let isInteger): isInteger ? .integer : .decimal
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}

extension JSONTree: JSONReadable {
    /// Reads a value; the reader bounds how deep it may be.
    init(from reader: inout JSONReader) throws(WireError) {
        switch try reader.token() {
        case UInt8(ascii: "{"):
            var content: [String: JSONTree] = [:]
            var members = try reader.object(.structure(Self.serviceType))
            while let name = try reader.next(in: &members) {
                content[try reader.string(of: name)] = try reader.optional()
            }
            self = .object(content)
        case UInt8(ascii: "["):
            var content: [JSONTree] = []
            var elements = try reader.array()
            while try reader.hasNext(in: &elements) { content.append(try JSONTree(from: &reader)) }
            self = .array(content)
        case UInt8(ascii: "\""): self = .string(try String(from: &reader))
        case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .bool(try Bool(from: &reader))
        case UInt8(ascii: "n"):
            try reader.literal("null")
            self = .null
        default:
            let (text, isInteger) = try reader.number()
            self = .number(String(decoding: text, as: UTF8.self), isInteger: isInteger)
        }
    }
}
