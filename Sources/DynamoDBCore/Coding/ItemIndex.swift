// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes the index of an item in memory, with its names and texts as bytes, as a database does of its rows: models read
/// themselves from it as they do from an answer (benchmarks `put-model` and `decode100-from-items` of CodingBenchmark).
struct ItemIndex {
    private var bytes: [UInt8] = []
    private var entries: [EncodedEntry] = []

    /// The item as it would stand in an answer; `nil` if it is nested too deep, or too long.
    static func encoded(_ item: Item) -> EncodedItem? {
        var index = Self()
        // About as much as most items have.
        index.bytes.reserveCapacity(1024)
        index.entries.reserveCapacity(32)
        guard index.add(item, EncodedName(), depth: 0), index.bytes.count < UInt32.max else { return nil }
        let page = EncodedPage(bytes: index.bytes, entries: index.entries, isJSON: false)
        return EncodedItem(value: EncodedValue(page: page, index: 0))
    }

    private mutating func add(_ item: Item, _ name: EncodedName, depth: Int) -> Bool {
        self.addParts(of: .map, item, count: item.count, name, depth: depth) { index, member in
            let start = index.put(member.name)
            let name = index.bytes.withUnsafeBytes { bytes in
                EncodedName(
                    prefix: EncodedEntry.prefix(of: UnsafeRawBufferPointer(rebasing: bytes[start...])),
                    offset: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: bytes.count - start))
            }
            return index.add(member.value, name, depth: depth + 1)
        }
    }

    private mutating func add(_ value: AttributeValue, _ name: EncodedName, depth: Int) -> Bool {
        switch value {
        case .string(let text): self.addText(.string, text, name)
        case .number(let number): self.add(number, name)
        case .binary(let data): self.add(data, name)
        case .bool(let flag):
            self.entries.append(EncodedEntry(name, at: self.entries.count, .bool, marks: flag ? .isTrue : []))
        case .null: self.entries.append(EncodedEntry(name, at: self.entries.count))
        case .list(let values):
            return self.addParts(of: .list, values, count: values.count, name, depth: depth) { index, value in
                index.add(value, EncodedName(), depth: depth + 1)
            }
        case .map(let item): return self.add(item, name, depth: depth)
        case .stringSet(let members):
            return self.addParts(of: .stringSet, members, count: members.count, name, depth: depth) { index, member in
                index.addText(.string, member, EncodedName())
                return true
            }
        case .numberSet(let members):
            return self.addParts(of: .numberSet, members, count: members.count, name, depth: depth) { index, member in
                index.add(member, EncodedName())
                return true
            }
        case .binarySet(let members):
            return self.addParts(of: .binarySet, members, count: members.count, name, depth: depth) { index, member in
                index.add(member, EncodedName())
                return true
            }
        }
        return true
    }

    /// Adds a value that has others in it, and these; `false` if it is nested too deep.
    private mutating func addParts<Parts: Sequence>(
        of kind: AttributeValue.Kind, _ parts: Parts, count: Int, _ name: EncodedName, depth: Int,
        _ add: (inout Self, Parts.Element) -> Bool
    ) -> Bool {
        guard depth < CodingSettings.maximumDepth else { return false }
        let place = self.entries.count
        self.entries.append(EncodedEntry(name, at: place, kind, count: UInt32(truncatingIfNeeded: count)))
        for part in parts {
            guard add(&self, part) else { return false }
        }
        self.entries[place].end = UInt32(truncatingIfNeeded: self.entries.count)
        return true
    }

    private mutating func add(_ number: DynamoDBNumber, _ name: EncodedName) {
        var entry = EncodedEntry(name, at: self.entries.count)
        guard entry.hold(number) else { return self.addText(.number, number.description, name) }
        self.entries.append(entry)
    }

    private mutating func add(_ data: Data, _ name: EncodedName) {
        let start = self.bytes.count
        self.bytes.append(contentsOf: data)
        self.addEntry(.binary, from: start, name)
    }

    private mutating func addText(_ kind: AttributeValue.Kind, _ text: String, _ name: EncodedName) {
        let start = self.put(text)
        self.addEntry(kind, from: start, name)
    }

    /// Adds the entry of the bytes from a place on.
    private mutating func addEntry(_ kind: AttributeValue.Kind, from start: Int, _ name: EncodedName) {
        self.entries.append(
            EncodedEntry(
                name, at: self.entries.count, kind, offset: UInt32(truncatingIfNeeded: start),
                count: UInt32(truncatingIfNeeded: self.bytes.count - start)))
    }

    /// Adds the bytes of a text, and tells where they begin.
    private mutating func put(_ text: String) -> Int {
        let start = self.bytes.count
        var text = text
        text.withUTF8 { self.bytes.append(contentsOf: $0) }
        return start
    }
}
