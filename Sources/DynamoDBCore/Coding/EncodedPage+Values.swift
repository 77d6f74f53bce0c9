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

// Every value was checked when the index was made, so that none of these fails but for another type.

extension EncodedPage {
    /// The text of a string; `nil` for every other type.
    func text(at index: Int) -> String? {
        self.entries[index].kind == .string ? self.string(at: index) : nil
    }

    /// The text that stands for a value.
    func string(at index: Int) -> String { self.string(self.entries[index]) }

    func string(_ entry: EncodedEntry) -> String {
        self.withBytes(at: entry.offset, entry.count) { bytes in
            guard !entry.marks.isDisjoint(with: [.escapes, .isWide]) else {
                return String(decoding: bytes, as: UTF8.self)
            }
            let escapes: JSONText.Escapes = entry.marks.contains(.escapes) ? .any : .none
            return JSONText(raw: bytes, escapes: escapes, isASCII: !entry.marks.contains(.isWide)).checked
        }
    }

    /// The number of a number; `nil` for every other type.
    func number(at index: Int) -> DynamoDBNumber? { self.number(self.entries[index]) }

    func number(_ entry: EncodedEntry) -> DynamoDBNumber? {
        guard entry.kind == .number else { return nil }
        guard !entry.marks.contains(.isHeld) else { return entry.heldNumber }
        guard !entry.marks.contains(.escapes) else { return DynamoDBNumber(self.string(entry)) }
        return self.withBytes(at: entry.offset, entry.count) { try? DynamoDBNumber(bytes: $0) }
    }

    /// The flag of a boolean; `nil` for every other type.
    func flag(at index: Int) -> Bool? {
        let entry = self.entries[index]
        return entry.kind == .bool ? entry.marks.contains(.isTrue) : nil
    }

    /// The bytes of a binary.
    func data(at index: Int) -> Data? {
        let entry = self.entries[index]
        guard self.isJSON else { return self.withBytes(at: entry.offset, entry.count) { Data($0) } }
        var text = self.string(entry)
        return text.withUTF8 { try? Base64.decode(UnsafeRawBufferPointer($0)) }
    }

    // MARK: Names

    /// The index of the value of a name in a map; `nil` if there is none.
    ///
    /// - Parameter cursor: What was found last: the search begins behind it. Any number finds the same.
    func find(_ name: String, in map: Int, from cursor: Int) -> Int? {
        var name = name
        return name.withUTF8 { bytes in
            let name = UnsafeRawBufferPointer(bytes)
            let prefix = EncodedEntry.prefix(of: name)
            let end = Int(self.entries[map].end)
            // Models ask for their properties mostly in the order in which they were written.
            let start = cursor > map && cursor < end ? Int(self.entries[cursor].end) : map + 1
            return self.find(name, prefix, in: start..<end) ?? self.find(name, prefix, in: map + 1..<start)
        }
    }

    func find(_ name: UnsafeRawBufferPointer, _ prefix: UInt64, in range: Range<Int>) -> Int? {
        var place = range.lowerBound
        while place < range.upperBound {
            let entry = self.entries[place]
            if entry.namePrefix == prefix, Int(entry.nameCount) == name.count,
                name.count <= 8 || self.withBytes(at: entry.nameOffset, entry.nameCount, { $0.elementsEqual(name) })
            {
                return place
            }
            place = Int(entry.end)
        }
        return nil
    }
}
