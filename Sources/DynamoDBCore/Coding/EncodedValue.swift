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

/// A value that stands in the bytes of an answer.
struct EncodedValue {
    let page: EncodedPage
    /// The index of its entry.
    let index: Int

    private var entry: EncodedEntry { self.page.entries[self.index] }

    var kind: AttributeValue.Kind { self.entry.kind }

    /// Whether a map cannot be searched by ``EncodedPage/find(_:in:from:)``.
    var isIrregular: Bool { self.entry.marks.contains(.irregular) }

    /// Another value of the same answer.
    func part(_ index: Int) -> EncodedValue { EncodedValue(page: self.page, index: index) }

    // MARK: Parts

    /// How many elements a list has, or members a set; `nil` for every other type.
    var elementCount: Int? {
        let entry = self.entry
        return switch entry.kind {
        case .list, .stringSet, .numberSet, .binarySet: Int(entry.count)
        default: nil
        }
    }

    /// Where the first part of a list, set or map is.
    var firstPlace: Int { self.index + 1 }

    /// Where the part behind another one is.
    func place(behind place: Int) -> Int {
        self.page.entries.indices.contains(place) ? Int(self.page.entries[place].end) : place
    }

    /// The element at a place; `nil` beyond the end.
    func element(at place: Int) -> EncodedValue? {
        place > self.index && place < Int(self.entry.end) ? EncodedValue(page: self.page, index: place) : nil
    }

    /// The parts of a map, list or set, in their order.
    private var parts: [EncodedValue] {
        var parts: [EncodedValue] = []
        let entry = self.entry
        parts.reserveCapacity(Int(entry.count))
        var place = self.index + 1
        while place < Int(entry.end) {
            parts.append(EncodedValue(page: self.page, index: place))
            place = Int(self.page.entries[place].end)
        }
        return parts
    }

    /// The name of a part of a map.
    var name: String {
        let entry = self.entry
        return self.page.withBytes(at: entry.nameOffset, entry.nameCount) { bytes in
            // Names with escapes are few, and not told apart.
            guard self.page.isJSON, bytes.contains(UInt8(ascii: "\\")) else {
                return String(decoding: bytes, as: UTF8.self)
            }
            return JSONText(raw: bytes, escapes: .any, isASCII: false).checked
        }
    }

    /// The names of a map, in the order that items have.
    var names: [String] { self.parts.map(\.name).sorted(by: String.isOrderedByBytes) }

    // MARK: As values in memory

    /// The item of a map.
    var item: Item {
        Item(keepingLastOf: self.parts.map { Item.Entry(name: $0.name, value: $0.attributeValue) })
    }

    var attributeValue: AttributeValue {
        switch self.kind {
        case .string: .string(self.page.string(at: self.index))
        case .number: .number(self.page.number(at: self.index) ?? .zero)
        case .binary: .binary(self.page.data(at: self.index) ?? Data())
        case .bool: .bool(self.page.flag(at: self.index) ?? false)
        case .null: .null
        case .list: .list(self.parts.map(\.attributeValue))
        case .map: .map(self.item)
        case .stringSet: .stringSet(self.parts.map { $0.page.string(at: $0.index) })
        case .numberSet: .numberSet(self.parts.map { $0.page.number(at: $0.index) ?? .zero })
        case .binarySet: .binarySet(self.parts.map { $0.page.data(at: $0.index) ?? Data() })
        }
    }
}
