// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Item: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        self.entries.forEachInPlace { entry in
            writer.name(entry.name)
            entry.value.encode(into: &writer)
        }
        writer.endObject()
    }
}

extension Item: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        try self.init(from: &reader) { _, fault in fault }
    }

    /// Reads an item whose faults are told in words of their own.
    fileprivate init(
        from reader: inout JSONReader, _ describe: (_ name: String, ValueFault) -> ValueFault
    ) throws(WireError) {
        var members = try reader.object(.map(of: AttributeValue.serviceType))
        var builder = ItemBuilder(expecting: reader.expectedAttributes)
        while let name = try reader.next(in: &members) {
            let text = try reader.string(of: name)
            let hadFault = reader.valueFault != nil
            let value = try AttributeValue(from: &reader)
            if !hadFault, reader.valueFault != nil { reader.describeFault { describe(text, $0) } }
            builder.add(text, value)
        }
        // An attacker's item must not make the next ones reserve much.
        reader.expectedAttributes = Swift.min(builder.count, 64)
        self = builder.item()
    }

    package static var serviceType: String { "java.util.Map<java.lang.String, \(AttributeValue.serviceType)>" }
}

extension JSONReader {
    /// The values of an expression; `nil` if the next value is null. A fault names the placeholder, as the service
    /// does.
    mutating func expressionValues() throws(WireError) -> Item? {
        guard try !self.skipNull() else { return nil }
        return try Item(from: &self) { name, fault in
            if fault == .nestedTooDeep { return fault }
            return .described("ExpressionAttributeValues contains invalid value: \(fault.message) for key \(name)")
        }
    }

    /// The same for a request with notes.
    mutating func expressionValues(_ notes: inout RequestNotes) throws(WireError) -> Item? {
        try self.noting("ExpressionAttributeValues", &notes) { (reader) throws(WireError) in
            try reader.expressionValues()
        }
    }

    /// Where a read begins; `nil` if the next value is null. A fault other than of a number says so, as the service
    /// does.
    mutating func startKey(_ notes: inout RequestNotes) throws(WireError) -> Item? {
        try self.noting("ExclusiveStartKey", &notes) { (reader) throws(WireError) in
            guard try !reader.skipNull() else { return nil }
            return try Item(from: &reader) { _, fault in
                if case .number = fault { return fault }
                return .described("The provided starting key is invalid: \(fault.message)")
            }
        }
    }
}
