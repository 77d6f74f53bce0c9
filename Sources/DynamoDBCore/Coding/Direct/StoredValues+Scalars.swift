// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension StoredValues {
    /// The text of a string.
    public func string(at place: Place) throws(Misfit) -> String {
        let entry = try self.entry(place)
        guard entry.kind == .string else { throw Misfit() }
        return self.page.string(entry)
    }

    /// The flag of a boolean.
    public func bool(at place: Place) throws(Misfit) -> Bool {
        let entry = try self.entry(place)
        guard entry.kind == .bool else { throw Misfit() }
        return entry.marks.contains(.isTrue)
    }

    /// The number of a number.
    public func number(at place: Place) throws(Misfit) -> DynamoDBNumber {
        guard let number = self.page.number(try self.entry(place)) else { throw Misfit() }
        return number
    }

    /// The integer of a number that has no fraction and fits the type.
    @inlinable
    public func integer<Integer: FixedWidthInteger>(at place: Place) throws(Misfit) -> Integer {
        if let small = self.shortInteger(at: place), let integer = Integer(exactly: small) { return integer }
        guard let integer = Integer(exactly: try self.number(at: place)) else { throw Misfit() }
        return integer
    }

    /// The integer of a number of up to 18 digits and nothing else, as most integers are (benchmark `query100-model`).
    @usableFromInline
    func shortInteger(at place: Place) -> Int64? {
        guard let entry = try? self.entry(place), entry.kind == .number else { return nil }
        guard !entry.marks.contains(.isHeld) else { return entry.heldInteger }
        guard 1...18 ~= entry.count else { return nil }
        return self.page.withBytes(at: entry.offset, entry.count) { bytes in
            var integer: Int64 = 0
            for byte in bytes {
                let digit = byte &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                integer = integer * 10 + Int64(digit)
            }
            return integer
        }
    }

    /// The value, of whatever type it is.
    public func attributeValue(at place: Place) throws(Misfit) -> AttributeValue {
        guard place.index < self.page.entries.count else { throw Misfit() }
        return EncodedValue(page: self.page, index: place.index).attributeValue
    }

    /// Whether there is the null value.
    public func isNull(at place: Place) -> Bool {
        place.index < self.page.entries.count && self.page.entries[place.index].kind == .null
    }
}

// MARK: Lists and sets

extension StoredValues {
    /// The elements of a list, or the members of a set.
    public struct Elements {
        /// How many there are.
        public let count: Int
        var next: Int
        let end: Int
    }

    /// The elements at a place.
    public func elements(at place: Place) throws(Misfit) -> Elements {
        let entry = try self.entry(place)
        switch entry.kind {
        case .list, .stringSet, .numberSet, .binarySet:
            return Elements(count: Int(entry.count), next: place.index + 1, end: Int(entry.end))
        default: throw Misfit()
        }
    }

    /// Where the next element is; `nil` behind the last one.
    public func next(in elements: inout Elements) -> Place? {
        guard elements.next < elements.end, elements.next < self.page.entries.count else { return nil }
        defer { elements.next = Int(self.page.entries[elements.next].end) }
        return Place(index: elements.next)
    }
}
