// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What can be read from JSON.
package protocol JSONReadable {
    /// Reads the next value, which is not null where null counts as absent.
    init(from reader: inout JSONReader) throws(WireError)

    /// The service's name of the type, as its errors have it.
    static var serviceType: String { get }
}

extension JSONReadable {
    /// The name of a structure of DynamoDB.
    package static var serviceType: String { "com.amazonaws.dynamodb.v20120810.\(Self.self)" }
}

extension String: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        guard try reader.token() == UInt8(ascii: "\"") else { throw reader.wrongShape(wanting: .string) }
        let text = try reader.text()
        self = try reader.string(of: text)
    }

    package static var serviceType: String { "java.lang.String" }
}

extension Bool: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        switch try reader.token() {
        case UInt8(ascii: "t"):
            try reader.literal("true")
            self = true
        case UInt8(ascii: "f"):
            try reader.literal("false")
            self = false
        case UInt8(ascii: "\""):
            // The service takes these too.
            let offset = reader.offset
            guard let value = Self(serviceText: try String(from: &reader)) else {
                throw .wrongShape(JSONShape.boolean.message(found: .string), offset: offset)
            }
            self = value
        default: throw reader.wrongShape(wanting: .boolean)
        }
    }

    /// The value of a word that the service takes for a truth value.
    init?(serviceText: String) {
        switch serviceText.lowercased() {
        case "true", "yes", "1": self = true
        case "false", "no", "0": self = false
        default: return nil
        }
    }

    package static var serviceType: String { "java.lang.Boolean" }
}

extension Int: JSONReadable {
    /// Reads a number; a fraction is cut off, as the service does.
    package init(from reader: inout JSONReader) throws(WireError) {
        let offset = reader.offset
        switch try reader.token() {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let (bytes, isInteger) = try reader.number()
            let text = String(decoding: bytes, as: UTF8.self)
            guard let value = Self(serviceText: text, isInteger: isInteger) else {
                throw .wrongShape(JSONShape.integer.message(found: isInteger ? .integer : .decimal), offset: offset)
            }
            self = value
        default: throw reader.wrongShape(wanting: .integer)
        }
    }

    /// The value of a number of JSON; a fraction is cut off. `nil` if it is too large.
    init?(serviceText: String, isInteger: Bool) {
        let value =
            isInteger ? Int(serviceText) : Double(serviceText).flatMap { Int(exactly: $0.rounded(.towardZero)) }
        guard let value else { return nil }
        self = value
    }

    package static var serviceType: String { "java.lang.Integer" }
}

extension Double: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        let offset = reader.offset
        switch try reader.token() {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let (bytes, isInteger) = try reader.number()
            guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else {
                throw .wrongShape(JSONShape.double.message(found: isInteger ? .integer : .decimal), offset: offset)
            }
            self = value
        default: throw reader.wrongShape(wanting: .double)
        }
    }

    package static var serviceType: String { "java.lang.Double" }
}

extension Array: JSONReadable where Element: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self = []
        var elements = try reader.array()
        while try reader.hasNext(in: &elements) {
            let element = try Element(from: &reader)
            // Most lists have few elements, and to grow from one to two to four takes longer than to read them.
            if self.isEmpty { self.reserveCapacity(4) }
            self.append(element)
        }
    }

    package static var serviceType: String { "java.util.List<\(Element.serviceType)>" }
}

extension Dictionary: JSONReadable where Key == String, Value: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self = [:]
        var members = try reader.object(.map(of: Value.serviceType))
        while let name = try reader.next(in: &members) {
            let key = try reader.string(of: name)
            self[key] = try Value(from: &reader)
        }
    }

    package static var serviceType: String { "java.util.Map<java.lang.String, \(Value.serviceType)>" }
}

extension JSONReadable where Self: RawRepresentable, RawValue == String {
    /// Reads the service's name of the choice.
    package init(from reader: inout JSONReader) throws(WireError) {
        let offset = reader.offset
        guard let value = Self(rawValue: try String(from: &reader)) else {
            throw .wrongShape("Unexpected token received from parser", offset: offset)
        }
        self = value
    }

    package static var serviceType: String { "java.lang.String" }
}

extension ReturnValues: JSONReadable {}
extension ReturnValuesOnConditionCheckFailure: JSONReadable {}
extension ReturnConsumedCapacity: JSONReadable {}
extension ReturnItemCollectionMetrics: JSONReadable {}
extension Select: JSONReadable {}
