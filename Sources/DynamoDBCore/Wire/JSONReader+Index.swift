// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// The readers of values once more: what they would make is not made, and its place noted instead. Every check is the same,
// in the same order, so that the same bytes are refused with the same error.

extension JSONReader {
    /// Notes where the values of an item are, as `Item.init(from:)` reads them. The item itself is the first entry.
    ///
    /// - Parameters:
    ///   - sample: The entry of an item before this one: it likely has the same names in the same order, and what is
    ///     written as there was checked there (benchmark `query100-model` of CodingBenchmark).
    ///   - entries: The entries of these bytes.
    mutating func indexItem(like sample: Int? = nil, into entries: inout [EncodedEntry]) throws(WireError) {
        let place = entries.count
        entries.append(EncodedEntry())
        try self.indexMap(at: place, like: sample, into: &entries)
        entries[place].end = UInt32(truncatingIfNeeded: entries.count)
    }

    private mutating func indexMap(
        at place: Int, like sample: Int?, into entries: inout [EncodedEntry]
    ) throws(WireError) {
        var members = try self.object(.map(of: AttributeValue.serviceType))
        // Which of the sample's members may come next.
        var (expected, end) = Self.members(of: sample, in: entries)
        var count = 0
        var isIrregular = false
        while true {
            if expected < end {
                let sample = entries[expected]
                if self.skipName(at: Int(sample.nameOffset), count: Int(sample.nameCount), in: &members) {
                    // The names of the sample differ and are passed in their order: this one did not come before.
                    var name = sample.name
                    name.offset = UInt32(truncatingIfNeeded: self.offset - 2) &- name.count
                    count += 1
                    let place = expected
                    expected = Int(sample.end)
                    try self.indexValue(name, like: place, into: &entries)
                    continue
                }
            }
            guard let text = try self.next(in: &members) else { break }
            let name = EncodedName(
                prefix: EncodedEntry.prefix(of: text.raw), offset: self.offset(of: text.raw),
                count: UInt32(truncatingIfNeeded: text.raw.count))
            // To compare each name with all others takes longer than anything else, if they are many.
            isIrregular =
                isIrregular || text.hasEscapes || count >= Self.mostIndexedNames
                || self.find(name, in: entries, place + 1, entries.count) != nil
            var like: Int?
            if !isIrregular, let found = self.find(name, in: entries, expected, end) {
                like = found
                expected = Int(entries[found].end)
            }
            count += 1
            try self.indexValue(name, like: like, into: &entries)
        }
        entries[place].kind = .map
        entries[place].count = UInt32(truncatingIfNeeded: count)
        if isIrregular || count >= Self.mostIndexedNames { entries[place].marks.insert(.irregular) }
    }

    private static let mostIndexedNames = 64

    /// Where the first member of a map is, and the end of its members: none, if it is no map that others can be compared with.
    private static func members(of sample: Int?, in entries: [EncodedEntry]) -> (first: Int, end: Int) {
        guard let sample, entries[sample].kind == .map, !entries[sample].marks.contains(.irregular) else {
            return (0, 0)
        }
        return (sample + 1, Int(entries[sample].end))
    }

    /// Which of the values from `first` up to `end` has this name.
    private func find(_ name: EncodedName, in entries: [EncodedEntry], _ first: Int, _ end: Int) -> Int? {
        var place = first
        while place < end {
            let other = entries[place].name
            if other.prefix == name.prefix, other.count == name.count,
                name.count <= 8 || self.bytes(of: other).elementsEqual(self.bytes(of: name))
            {
                return place
            }
            place = Int(entries[place].end)
        }
        return nil
    }

    private func bytes(of name: EncodedName) -> Slice<UnsafeRawBufferPointer> {
        self.bytes[Int(name.offset)..<Int(name.offset) + Int(name.count)]
    }

    private func offset(of text: UnsafeRawBufferPointer) -> UInt32 {
        guard let start = self.bytes.baseAddress, let place = text.baseAddress else { return 0 }
        return UInt32(truncatingIfNeeded: place - start)
    }

    /// Notes where a value is, as `AttributeValue.init(from:)` reads it.
    ///
    /// - Parameter sample: A value that this one may be like.
    private mutating func indexValue(
        _ name: EncodedName, like sample: Int?, into entries: inout [EncodedEntry]
    ) throws(WireError) {
        let place = entries.count
        let start = self.offset
        var tag = self.skipTag()
        // Nearly all values are strings and numbers without other members.
        if let kind = tag, kind == .string || kind == .number, self.isAt(UInt8(ascii: "\"")) {
            let entry = try self.text(kind, name, at: place)
            if try self.token() == UInt8(ascii: "}") {
                self.offset += 1
                return entries.append(entry)
            }
            self.offset = start
            tag = nil
        }
        entries.append(EncodedEntry(name, at: place))
        if tag == nil, try self.skipNull() { return self.note(.noType) }
        guard !self.isTooDeepForValue else {
            self.offset = start
            try self.skip()
            return self.note(.nestedTooDeep)
        }
        var found: AttributeValue.Kind?
        var hasSeveral = false
        var members = try tag == nil ? self.object(.element(AttributeValue.serviceType)) : self.enterTagged()
        while let kind = try self.nextKind(in: &members, after: &tag) {
            if try self.skipNull() {
                if found == kind { found = nil }
                continue
            }
            if entries.count > place + 1 || found != nil {
                // What comes again takes the place of what was there.
                entries.removeLast(entries.count - place - 1)
                entries[place] = EncodedEntry(name, at: place)
            }
            try self.index(kind, name, at: place, like: sample, into: &entries)
            hasSeveral = hasSeveral || found.map { $0 != kind } ?? false
            found = kind
        }
        if hasSeveral { self.note(.severalTypes) } else if found == nil { self.note(.noType) }
    }

    /// Completes the entry at a place, which has a name only.
    private mutating func index(
        _ kind: AttributeValue.Kind, _ name: EncodedName, at place: Int, like sample: Int?,
        into entries: inout [EncodedEntry]
    ) throws(WireError) {
        switch kind {
        case .string, .number, .binary: entries[place] = try self.text(kind, name, at: place)
        case .bool: entries[place].marks = try Bool(from: &self) ? .isTrue : []
        case .null: if try !Bool(from: &self) { self.note(.nullIsFalse) }
        case .map: try self.indexMap(at: place, like: sample, into: &entries)
        case .list: entries[place].count = try self.indexList(like: sample, into: &entries)
        case .stringSet: entries[place].count = try self.indexTexts(.string, into: &entries)
        case .numberSet: entries[place].count = try self.indexTexts(.number, into: &entries)
        case .binarySet: entries[place].count = try self.indexTexts(.binary, into: &entries)
        }
        entries[place].kind = kind
        entries[place].end = UInt32(truncatingIfNeeded: entries.count)
    }

    /// Notes the elements of a list, and tells how many there are. Each is likely written as the one before it.
    private mutating func indexList(
        like sample: Int?, into entries: inout [EncodedEntry]
    ) throws(WireError) -> UInt32 {
        var elements = try self.array()
        var like = sample.flatMap { entries[$0].kind == .list && entries[$0].count > 0 ? $0 + 1 : nil }
        var count: UInt32 = 0
        while try self.hasNext(in: &elements) {
            let place = entries.count
            try self.indexValue(EncodedName(), like: like, into: &entries)
            like = place
            count &+= 1
        }
        return count
    }

    /// Notes the members of a set, and tells how many there are.
    private mutating func indexTexts(
        _ kind: AttributeValue.Kind, into entries: inout [EncodedEntry]
    ) throws(WireError) -> UInt32 {
        var elements = try self.array()
        var count: UInt32 = 0
        while try self.hasNext(in: &elements) {
            entries.append(try self.text(kind, EncodedName(), at: entries.count))
            count &+= 1
        }
        return count
    }

    /// The entry of a text, which is checked as its kind needs it.
    private mutating func text(
        _ kind: AttributeValue.Kind, _ name: EncodedName, at place: Int
    ) throws(WireError) -> EncodedEntry {
        let start = self.offset
        guard try self.token() == UInt8(ascii: "\"") else {
            throw self.wrongShape(wanting: kind == .binary ? .blob : .string)
        }
        let text = try self.text()
        try self.check(text)
        var entry = EncodedEntry(
            name, at: place, kind, offset: UInt32(truncatingIfNeeded: self.offset - 1 - text.raw.count),
            count: UInt32(truncatingIfNeeded: text.raw.count))
        if text.hasEscapes { entry.marks.insert(.escapes) }
        if !text.isASCII { entry.marks.insert(.isWide) }
        switch kind {
        case .number:
            do throws(NumberError) {
                // What the entry has no room for is read again when it is asked for.
                _ = entry.hold(
                    try text.hasEscapes ? DynamoDBNumber(text: text.checked.utf8) : DynamoDBNumber(bytes: text.raw))
            } catch {
                self.note(.number(error))
            }
        case .binary: try self.checkBinary(text, from: start)
        default: break
        }
        return entry
    }

    /// Checks a binary. The bytes are not kept, and made again when they are asked for: binaries are few.
    private func checkBinary(_ text: JSONText, from start: Int) throws(WireError) {
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
    }
}
