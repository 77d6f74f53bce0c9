// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// The readers of values once more: what they would make is not made, and its place noted instead. Every check is the same,
// in the same order, so that the same bytes are refused with the same error.

extension JSONReader {
    /// Notes where the values of an item are, as `Item.init(from:)` reads them. The item itself is the first entry.
    mutating func indexItem(into entries: inout [EncodedEntry]) throws(WireError) {
        let place = entries.count
        entries.append(EncodedEntry())
        try self.indexMap(at: place, into: &entries)
        entries[place].end = UInt32(truncatingIfNeeded: entries.count)
    }

    private mutating func indexMap(at place: Int, into entries: inout [EncodedEntry]) throws(WireError) {
        var members = try self.object(.map(of: AttributeValue.serviceType))
        var count = 0
        var isIrregular = false
        while let name = try self.next(in: &members) {
            var entry = EncodedEntry()
            entry.nameOffset = self.offset(of: name.raw)
            entry.nameCount = UInt32(truncatingIfNeeded: name.raw.count)
            entry.namePrefix = EncodedEntry.prefix(of: name.raw)
            isIrregular = isIrregular || name.hasEscapes || self.isTaken(entry, in: entries, from: place + 1)
            count += 1
            // To compare each name with all others takes longer than anything else, if they are many.
            if count == Self.mostIndexedNames { isIrregular = true }
            try self.indexValue(entry, into: &entries)
        }
        entries[place].kind = .map
        entries[place].count = UInt32(truncatingIfNeeded: count)
        if isIrregular { entries[place].marks.insert(.irregular) }
    }

    private static let mostIndexedNames = 64

    /// Whether a name is one of those before it.
    private func isTaken(_ new: EncodedEntry, in entries: [EncodedEntry], from first: Int) -> Bool {
        var place = first
        while place < entries.count {
            let old = entries[place]
            if old.namePrefix == new.namePrefix, old.nameCount == new.nameCount,
                old.nameCount <= 8 || self.name(old).elementsEqual(self.name(new))
            {
                return true
            }
            place = Int(old.end)
        }
        return false
    }

    private func name(_ entry: EncodedEntry) -> Slice<UnsafeRawBufferPointer> {
        self.bytes[Int(entry.nameOffset)..<Int(entry.nameOffset) + Int(entry.nameCount)]
    }

    private func offset(of text: UnsafeRawBufferPointer) -> UInt32 {
        guard let start = self.bytes.baseAddress, let place = text.baseAddress else { return 0 }
        return UInt32(truncatingIfNeeded: place - start)
    }

    /// Notes where a value is, as `AttributeValue.init(from:)` reads it.
    private mutating func indexValue(_ entry: EncodedEntry, into entries: inout [EncodedEntry]) throws(WireError) {
        let place = entries.count
        var entry = entry
        entry.end = UInt32(truncatingIfNeeded: place + 1)
        if try self.skipNull() {
            self.note(.noType)
            return entries.append(entry)
        }
        if try self.indexSimple(&entry) { return entries.append(entry) }
        entries.append(entry)
        guard !self.isTooDeepForValue else {
            try self.skip()
            return self.note(.nestedTooDeep)
        }
        var found: AttributeValue.Kind?
        var hasSeveral = false
        var members = try self.object(.element(AttributeValue.serviceType))
        while let name = try self.next(in: &members) {
            guard let kind = AttributeValue.Kind(name) else {
                try self.skip()
                continue
            }
            if try self.skipNull() {
                if found == kind { found = nil }
                continue
            }
            // What comes again takes the place of what was there.
            entries.removeLast(entries.count - place - 1)
            entries[place].marks = []
            try self.index(kind, at: place, into: &entries)
            entries[place].kind = kind
            hasSeveral = hasSeveral || found.map { $0 != kind } ?? false
            found = kind
        }
        entries[place].end = UInt32(truncatingIfNeeded: entries.count)
        if hasSeveral { self.note(.severalTypes) } else if found == nil { self.note(.noType) }
    }

    /// The short cut for strings and numbers; `false`, and nothing is passed, if it is another value.
    private mutating func indexSimple(_ entry: inout EncodedEntry) throws(WireError) -> Bool {
        let start = self.offset
        guard let tag = self.skipTag() else { return false }
        switch tag {
        case UInt8(ascii: "S"): try self.indexText(.string, &entry)
        case UInt8(ascii: "N"): try self.indexText(.number, &entry)
        default:
            self.offset = start
            return false
        }
        guard try self.token() == UInt8(ascii: "}") else {
            self.offset = start
            return false
        }
        self.offset += 1
        return true
    }

    private mutating func index(
        _ kind: AttributeValue.Kind, at place: Int, into entries: inout [EncodedEntry]
    ) throws(WireError) {
        switch kind {
        case .string, .number, .binary: try self.indexText(kind, &entries[place])
        case .bool:
            if try Bool(from: &self) { entries[place].marks.insert(.isTrue) }
        case .null: if try !Bool(from: &self) { self.note(.nullIsFalse) }
        case .map: try self.indexMap(at: place, into: &entries)
        case .list:
            let count = try self.indexElements(into: &entries) { (reader, entries) throws(WireError) in
                try reader.indexValue(EncodedEntry(), into: &entries)
            }
            entries[place].count = count
        case .stringSet: entries[place].count = try self.indexTexts(.string, into: &entries)
        case .numberSet: entries[place].count = try self.indexTexts(.number, into: &entries)
        case .binarySet: entries[place].count = try self.indexTexts(.binary, into: &entries)
        }
    }

    private mutating func indexTexts(
        _ kind: AttributeValue.Kind, into entries: inout [EncodedEntry]
    ) throws(WireError) -> UInt32 {
        try self.indexElements(into: &entries) { (reader, entries) throws(WireError) in
            var entry = EncodedEntry()
            entry.end = UInt32(truncatingIfNeeded: entries.count + 1)
            try reader.indexText(kind, &entry)
            entries.append(entry)
        }
    }

    /// Notes the elements of an array, and tells how many there are.
    private mutating func indexElements(
        into entries: inout [EncodedEntry],
        _ element: (inout JSONReader, inout [EncodedEntry]) throws(WireError) -> Void
    ) throws(WireError) -> UInt32 {
        var elements = try self.array()
        var count: UInt32 = 0
        while try self.hasNext(in: &elements) {
            try element(&self, &entries)
            count &+= 1
        }
        return count
    }

    /// Notes where a text is, and checks it as its kind needs it.
    private mutating func indexText(_ kind: AttributeValue.Kind, _ entry: inout EncodedEntry) throws(WireError) {
        let start = self.offset
        let shape: JSONShape = kind == .binary ? .blob : .string
        guard try self.token() == UInt8(ascii: "\"") else { throw self.wrongShape(wanting: shape) }
        let text = try self.text()
        try self.check(text)
        switch kind {
        case .number:
            do throws(NumberError) {
                _ = try text.hasEscapes ? DynamoDBNumber(text: text.checked.utf8) : DynamoDBNumber(bytes: text.raw)
            } catch {
                self.note(.number(error))
            }
        case .binary:
            // The bytes are not kept, and made again when they are asked for: binaries are few.
            var unescaped = text.checked
            let fault = unescaped.withUTF8 { bytes -> Base64.Fault? in
                do throws(Base64.Fault) {
                    _ = try Base64.decode(UnsafeRawBufferPointer(bytes))
                    return nil
                } catch {
                    return error
                }
            }
            if let fault { throw .wrongShape(fault.message, offset: start) }
        default: break
        }
        entry.kind = kind
        entry.offset = self.offset(of: text.raw)
        entry.count = UInt32(truncatingIfNeeded: text.raw.count)
        entry.marks = []
        if text.hasEscapes { entry.marks.insert(.escapes) }
    }
}
