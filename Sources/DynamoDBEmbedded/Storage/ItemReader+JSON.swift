// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

// The readers of items and values once more: what they would make is not made, and its JSON written instead. Every check
// is the same, so that the same bytes are refused (benchmark `query-100-json` of EngineBenchmark).

extension ItemReader {
    /// Writes the item, all of it or what is selected.
    mutating func writeItem(
        selecting selection: AttributeSelection?, to writer: inout JSONWriter
    ) throws(DamagedItem) {
        writer.beginItem()
        if let selection {
            try self.forEach(of: selection) { reader, _, name throws(DamagedItem) in
                guard writer.attributeName(name) else { throw DamagedItem() }
                try reader.writeValue(depth: 0, to: &writer)
            }
        } else {
            try self.writeEntries(depth: 0, to: &writer)
        }
        writer.endItem()
    }

    private mutating func writeEntries(depth: Int, to writer: inout JSONWriter) throws(DamagedItem) {
        let count = try self.count(minimumLength: 2)
        var previous: UnsafeRawBufferPointer?
        for _ in 0..<count {
            guard writer.attributeName(try self.name(after: &previous)) else { throw DamagedItem() }
            try self.writeValue(depth: depth, to: &writer)
        }
    }

    private mutating func writeValue(depth: Int, to writer: inout JSONWriter) throws(DamagedItem) {
        switch try self.tag() {
        case .string: guard writer.stringValue(try self.field()) else { throw DamagedItem() }
        case .number: writer.numberValue(try self.number())
        case .binary: writer.binaryValue(try self.field())
        case .true: writer.boolValue(true)
        case .false: writer.boolValue(false)
        case .null: writer.nullValue()
        case .list:
            let depth = try Self.deeper(depth)
            writer.beginList()
            for _ in 0..<(try self.count(minimumLength: 1)) { try self.writeValue(depth: depth, to: &writer) }
            writer.endList()
        case .map:
            let depth = try Self.deeper(depth)
            writer.beginMap()
            try self.writeEntries(depth: depth, to: &writer)
            writer.endMap()
        case .stringSet:
            writer.beginStringSet()
            for _ in 0..<(try self.count(minimumLength: 1)) {
                guard writer.stringMember(try self.field()) else { throw DamagedItem() }
            }
            writer.endList()
        case .numberSet:
            writer.beginNumberSet()
            for _ in 0..<(try self.count(minimumLength: 1)) { writer.numberMember(try self.number()) }
            writer.endList()
        case .binarySet:
            writer.beginBinarySet()
            for _ in 0..<(try self.count(minimumLength: 1)) { writer.binaryMember(try self.field()) }
            writer.endList()
        }
    }
}
