// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension AttributeValue: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        switch self {
        case .string(let text): writer.text(#"{"S":""#, text, #""}"#)
        case .number(let number): writer.number(#"{"N":""#, number, #""}"#)
        case .binary(let data): writer.object(#"{"B":"#, data)
        case .bool(true): writer.word(#"{"BOOL":true}"#)
        case .bool(false): writer.word(#"{"BOOL":false}"#)
        case .null: writer.word(#"{"NULL":true}"#)
        case .list(let values): writer.deeper { $0.object(#"{"L":"#, values) }
        case .map(let entries): writer.deeper { $0.object(#"{"M":"#, entries) }
        case .stringSet(let members): writer.object(#"{"SS":"#, members)
        case .numberSet(let members): writer.object(#"{"NS":"#, members)
        case .binarySet(let members): writer.object(#"{"BS":"#, members)
        }
    }
}

extension AttributeValue: JSONReadable {
    /// Reads a value. One that breaks a rule is noted by the reader, and null stands in its place.
    package init(from reader: inout JSONReader) throws(WireError) {
        self = .null
        let start = reader.offset
        var tag = reader.skipTag()
        // Nearly all values are strings and numbers without other members.
        if let kind = tag, kind == .string || kind == .number, reader.isAt(UInt8(ascii: "\"")) {
            let simple = try Self(kind, from: &reader)
            if try reader.token() == UInt8(ascii: "}") {
                reader.offset += 1
                self = simple
                return
            }
            reader.offset = start
            tag = nil
        }
        if tag == nil, try reader.skipNull() {
            reader.note(.noType)
            return
        }
        guard !reader.isTooDeepForValue else {
            reader.offset = start
            try reader.skip()
            reader.note(.nestedTooDeep)
            return
        }
        var found: Kind?
        var hasSeveral = false
        var members = try tag == nil ? reader.object(.element(Self.serviceType)) : reader.enterTagged()
        while let kind = try reader.nextKind(in: &members, after: &tag) {
            if try reader.skipNull() {
                if found == kind { found = nil }
                continue
            }
            self = try Self(kind, from: &reader)
            hasSeveral = hasSeveral || found.map { $0 != kind } ?? false
            found = kind
        }
        if hasSeveral { reader.note(.severalTypes) } else if found == nil { reader.note(.noType) }
    }

    private init(_ kind: Kind, from reader: inout JSONReader) throws(WireError) {
        switch kind {
        case .string: self = .string(try String(from: &reader))
        case .number: self = .number(try DynamoDBNumber(from: &reader))
        case .binary: self = .binary(try Data(from: &reader))
        case .bool: self = .bool(try Bool(from: &reader))
        case .null:
            if try !Bool(from: &reader) { reader.note(.nullIsFalse) }
            self = .null
        case .list: self = .list(try [AttributeValue](from: &reader))
        case .map: self = .map(try Item(from: &reader))
        case .stringSet: self = .stringSet(try [String](from: &reader))
        case .numberSet: self = .numberSet(try [DynamoDBNumber](from: &reader))
        case .binarySet: self = .binarySet(try [Data](from: &reader))
        }
    }
}

extension AttributeValue.Kind {
    /// The type of a name such as `S`; `nil` for any other name.
    init?(_ name: JSONText) {
        // Most values have one of these, so they are told apart by one look.
        if name.raw.count == 1 {
            guard let kind = Self(letter: name.raw[0]) else { return nil }
            self = kind
            return
        }
        switch name {
        case "S": self = .string
        case "N": self = .number
        case "M": self = .map
        case "L": self = .list
        case "BOOL": self = .bool
        case "NULL": self = .null
        case "B": self = .binary
        case "SS": self = .stringSet
        case "NS": self = .numberSet
        case "BS": self = .binarySet
        default: return nil
        }
    }
}
