// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension LegacyParameters {
    /// A parameter that an operation has.
    enum Name {
        case attributesToGet, expected, attributeUpdates, keyConditions, queryFilter, scanFilter, conditionalOperator

        fileprivate init?(_ name: JSONText) {
            switch name {
            case "AttributesToGet": self = .attributesToGet
            case "Expected": self = .expected
            case "AttributeUpdates": self = .attributeUpdates
            case "KeyConditions": self = .keyConditions
            case "QueryFilter": self = .queryFilter
            case "ScanFilter": self = .scanFilter
            case "ConditionalOperator": self = .conditionalOperator
            default: return nil
            }
        }
    }

    /// Reads the value of a member if it is a parameter that the operation has, and skips it if not.
    mutating func read(_ name: JSONText, among names: [Name], from reader: inout JSONReader) throws(WireError) {
        guard let name = Name(name), names.contains(name) else { return try reader.skip() }
        switch name {
        case .attributesToGet: self.attributesToGet = try reader.optional()
        case .expected: self.expected = try Self.entries(from: &reader)
        case .attributeUpdates: self.attributeUpdates = try Self.entries(from: &reader)
        case .keyConditions: self.keyConditions = try Self.entries(from: &reader)
        case .queryFilter, .scanFilter: self.filter = try Self.entries(from: &reader)
        case .conditionalOperator: self.conditionalOperator = try reader.optional()
        }
    }

    /// Reads a map by attribute; `nil` if the next value is null. Of several entries for one attribute the last counts.
    private static func entries<Entry: LegacyEntry>(from reader: inout JSONReader) throws(WireError) -> [Entry]? {
        guard try !reader.skipNull() else { return nil }
        var entries: [Entry] = []
        var positions: [[UInt8]: Int] = [:]
        var members = try reader.object(.map(of: Entry.serviceType))
        while let name = try reader.next(in: &members) {
            var entry = Entry(attribute: try reader.string(of: name))
            if try !reader.skipNull() {
                entry.fault = try reader.withOwnFault { (reader) throws(WireError) in
                    try entry.read(from: &reader)
                }.fault?.message
            }
            let key = Array(entry.attribute.utf8)
            if let position = positions[key] {
                entries[position] = entry
            } else {
                positions[key] = entries.count
                entries.append(entry)
            }
        }
        return entries
    }

    /// Writes the parameters; a filter by its name for queries or scans.
    func encode(into writer: inout JSONWriter, filter: StaticString = "QueryFilter") {
        writer.member("AttributesToGet", self.attributesToGet)
        Self.encode(self.expected, as: "Expected", into: &writer)
        Self.encode(self.attributeUpdates, as: "AttributeUpdates", into: &writer)
        Self.encode(self.keyConditions, as: "KeyConditions", into: &writer)
        Self.encode(self.filter, as: filter, into: &writer)
        writer.member("ConditionalOperator", self.conditionalOperator)
    }

    private static func encode(_ entries: [some LegacyEntry]?, as name: StaticString, into writer: inout JSONWriter) {
        guard let entries else { return }
        writer.name(name)
        writer.beginObject()
        for entry in entries {
            writer.name(entry.attribute)
            entry.encode(into: &writer)
            if let fault = entry.fault { writer.note(DynamoDBError(.validation, fault)) }
        }
        writer.endObject()
    }
}

/// An entry of a map of legacy parameters.
private protocol LegacyEntry: JSONWritable {
    var attribute: String { get }
    var fault: String? { get set }
    static var serviceType: String { get }

    init(attribute: String)

    /// Reads what stands behind the name of the attribute.
    mutating func read(from reader: inout JSONReader) throws(WireError)
}

extension LegacyCondition: LegacyEntry {
    static var serviceType: String { "com.amazonaws.dynamodb.v20120810.Condition" }

    fileprivate mutating func read(from reader: inout JSONReader) throws(WireError) {
        var members = try reader.object(.element(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "ComparisonOperator": self.comparisonOperator = try reader.optional()
            case "AttributeValueList": self.attributeValueList = try reader.optional()
            case "Value": self.value = try reader.optional()
            case "Exists": self.exists = try reader.optional()
            default: try reader.skip()
            }
        }
    }

    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("ComparisonOperator", self.comparisonOperator)
        writer.member("AttributeValueList", self.attributeValueList)
        writer.member("Value", self.value)
        writer.member("Exists", self.exists)
        writer.endObject()
    }
}

extension LegacyUpdate: LegacyEntry {
    static var serviceType: String { "com.amazonaws.dynamodb.v20120810.AttributeValueUpdate" }

    fileprivate mutating func read(from reader: inout JSONReader) throws(WireError) {
        var members = try reader.object(.element(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Action": self.action = try reader.optional()
            case "Value": self.value = try reader.optional()
            default: try reader.skip()
            }
        }
    }

    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Action", self.action)
        writer.member("Value", self.value)
        writer.endObject()
    }
}
