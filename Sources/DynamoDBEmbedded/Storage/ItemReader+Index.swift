// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

// The readers of items and values once more: what they would make is not made, and its place noted instead. Every check is
// the same, so that the same bytes are refused (benchmark `query-100-structs` of EngineBenchmark).

extension ItemReader {
    /// Notes where the values of the item are, of all or of those that are selected. The item itself is the first entry.
    mutating func indexItem(
        selecting selection: AttributeSelection?, into rows: inout EncodedRows
    ) throws(DamagedItem) {
        let place = rows.entries.count
        rows.entries.append(EncodedEntry())
        if let selection {
            var count = 0
            try self.forEach(of: selection) { reader, _, name throws(DamagedItem) in
                let entry = try reader.entry(named: name, in: &rows)
                try reader.indexValue(entry, depth: 0, into: &rows)
                count += 1
            }
            rows.end(.map, at: place, count: count)
        } else {
            try self.indexMap(at: place, depth: 0, into: &rows)
        }
    }

    private mutating func indexMap(at place: Int, depth: Int, into rows: inout EncodedRows) throws(DamagedItem) {
        let count = try self.count(minimumLength: 2)
        var previous: UnsafeRawBufferPointer?
        for _ in 0..<count {
            let name = try self.name(after: &previous)
            let entry = try self.entry(named: name, in: &rows)
            try self.indexValue(entry, depth: depth, into: &rows)
        }
        rows.end(.map, at: place, count: count)
    }

    /// The entry for the value of the name that was read last.
    private func entry(named name: UnsafeRawBufferPointer, in rows: inout EncodedRows) throws(DamagedItem)
        -> EncodedEntry
    {
        guard UTF8Bytes.areValid(name) else { throw DamagedItem() }
        var entry = EncodedEntry()
        entry.namePrefix = EncodedEntry.prefix(of: name)
        entry.nameOffset = rows.place(behind: self.offset, less: name.count)
        entry.nameCount = UInt32(truncatingIfNeeded: name.count)
        return entry
    }

    private mutating func indexValue(
        _ new: EncodedEntry, depth: Int, into rows: inout EncodedRows
    ) throws(DamagedItem) {
        var entry = new
        let place = rows.entries.count
        entry.end = UInt32(truncatingIfNeeded: place + 1)
        switch try self.tag() {
        case .string: try self.indexText(&entry, in: &rows)
        case .number: try self.indexNumber(&entry, in: &rows)
        case .binary: try self.indexBytes(&entry, in: &rows)
        case .true:
            entry.kind = .bool
            entry.marks = .isTrue
        case .false: entry.kind = .bool
        case .null: entry.kind = .null
        case .list:
            rows.entries.append(entry)
            let depth = try Self.deeper(depth)
            let count = try self.count(minimumLength: 1)
            for _ in 0..<count { try self.indexValue(EncodedEntry(), depth: depth, into: &rows) }
            return rows.end(.list, at: place, count: count)
        case .map:
            rows.entries.append(entry)
            return try self.indexMap(at: place, depth: Self.deeper(depth), into: &rows)
        case .stringSet:
            rows.entries.append(entry)
            return try self.indexMembers(.stringSet, at: place, into: &rows) {
                reader, member, rows throws(DamagedItem) in
                try reader.indexText(&member, in: &rows)
            }
        case .numberSet:
            rows.entries.append(entry)
            return try self.indexMembers(.numberSet, at: place, into: &rows) {
                reader, member, rows throws(DamagedItem) in
                try reader.indexNumber(&member, in: &rows)
            }
        case .binarySet:
            rows.entries.append(entry)
            return try self.indexMembers(.binarySet, at: place, into: &rows) {
                reader, member, rows throws(DamagedItem) in
                try reader.indexBytes(&member, in: &rows)
            }
        }
        rows.entries.append(entry)
    }

    private mutating func indexMembers(
        _ kind: AttributeValue.Kind, at place: Int, into rows: inout EncodedRows,
        _ index: (inout Self, inout EncodedEntry, inout EncodedRows) throws(DamagedItem) -> Void
    ) throws(DamagedItem) {
        let count = try self.count(minimumLength: 1)
        for _ in 0..<count {
            var member = EncodedEntry()
            member.end = UInt32(truncatingIfNeeded: rows.entries.count + 1)
            try index(&self, &member, &rows)
            rows.entries.append(member)
        }
        rows.end(kind, at: place, count: count)
    }

    private mutating func indexText(_ entry: inout EncodedEntry, in rows: inout EncodedRows) throws(DamagedItem) {
        let text = try self.field()
        if !UTF8Bytes.areASCII(text) {
            guard UTF8Bytes.areValid(text) else { throw DamagedItem() }
            entry.marks = .isWide
        }
        self.place(&entry, .string, text, in: &rows)
    }

    private mutating func indexBytes(_ entry: inout EncodedEntry, in rows: inout EncodedRows) throws(DamagedItem) {
        let bytes = try self.field()
        self.place(&entry, .binary, bytes, in: &rows)
    }

    private func place(
        _ entry: inout EncodedEntry, _ kind: AttributeValue.Kind, _ field: UnsafeRawBufferPointer,
        in rows: inout EncodedRows
    ) {
        entry.kind = kind
        entry.offset = rows.place(behind: self.offset, less: field.count)
        entry.count = UInt32(truncatingIfNeeded: field.count)
    }

    private mutating func indexNumber(
        _ entry: inout EncodedEntry, in rows: inout EncodedRows
    ) throws(DamagedItem) {
        let number = try self.number()
        if !entry.hold(number) { rows.append(textOf: number, for: &entry) }
    }
}
