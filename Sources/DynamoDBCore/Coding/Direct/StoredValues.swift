// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// The values of the items in an answer, for types that read themselves; see ``DynamoDBDecodable``.
public final class StoredValues {
    let page: EncodedPage
    let context: CodingContext
    /// The entry of the item that is read.
    private var item: Int

    convenience init(_ item: EncodedValue, _ context: CodingContext) {
        self.init(item.page, item: item.index, context)
    }

    init(_ page: EncodedPage, item: Int, _ context: CodingContext) {
        self.page = page
        self.item = item
        self.context = context
    }

    /// Where a value is.
    public struct Place {
        let index: Int
    }

    /// What is stored is not what the type stores, or not in the form that can be read at once.
    public struct Misfit: Error {
        /// There is nothing more to say: the `Decodable` conformance tells what is wrong.
        public init() {}
    }

    /// The entry of a place.
    func entry(_ place: Place) throws(Misfit) -> EncodedEntry {
        guard place.index < self.page.entries.count else { throw Misfit() }
        return self.page.entries[place.index]
    }
}

// MARK: Items

extension StoredValues {
    /// The items of an answer, which are read one after the other.
    public struct Items {
        private let places: [Int]
        /// How many were passed.
        private(set) var passed: Int

        init(_ places: [Int], passed: Int) {
            self.places = places
            self.passed = passed
        }

        fileprivate mutating func next() -> Int? {
            guard self.passed < self.places.count else { return nil }
            self.passed += 1
            return self.places[self.passed - 1]
        }
    }

    /// Where the next item is; `nil` behind the last one.
    public func next(in items: inout Items) -> Place? {
        guard let place = items.next() else { return nil }
        self.item = place
        return Place(index: place)
    }
}

// MARK: Maps

extension StoredValues {
    /// A map whose values are read one by one, and fastest in the order in which they are stored.
    public struct Map {
        /// How many there are.
        public let count: Int
        let index: Int
        let end: Int
        /// Behind what was found last.
        var next: Int
    }

    /// The map at a place.
    public func map(at place: Place) throws(Misfit) -> Map {
        let entry = try self.entry(place)
        guard entry.kind == .map, !entry.marks.contains(.irregular) else { throw Misfit() }
        return Map(count: Int(entry.count), index: place.index, end: Int(entry.end), next: place.index + 1)
    }

    /// The next name and where its value is; `nil` behind the last one.
    public func next(in map: inout Map) -> (name: String, place: Place)? {
        guard map.next < map.end, map.next < self.page.entries.count else { return nil }
        let place = Place(index: map.next)
        map.next = Int(self.page.entries[place.index].end)
        return (EncodedValue(page: self.page, index: place.index).name, place)
    }

    /// Where the value of a name is; `nil` if there is none.
    public func place(of name: StaticString, in map: inout Map) -> Place? {
        // A map of other values may end, and go on, anywhere.
        guard map.end <= self.page.entries.count, map.next <= map.end else { return nil }
        let index = name.withUTF8Buffer { bytes in
            let name = UnsafeRawBufferPointer(bytes)
            let prefix = EncodedEntry.prefix(of: name)
            return self.page.find(name, prefix, in: map.next..<map.end)
                ?? self.page.find(name, prefix, in: map.index + 1..<map.next)
        }
        guard let index else { return nil }
        map.next = Int(self.page.entries[index].end)
        return Place(index: index)
    }

    /// The value of a name.
    ///
    /// - Throws: ``Misfit`` if there is none and must be one, or it is not what the type stores.
    @inlinable
    public func value<Value: DynamoDBDecodable>(_ name: StaticString, in map: inout Map) throws(Misfit) -> Value {
        guard let place = self.place(of: name, in: &map) else {
            guard let absent = Value.absentValue else { throw Misfit() }
            return absent
        }
        return try Value(from: self, at: place)
    }

    /// The value of a name, for a property of a model, which tells its type and is not called. An initializer that reads all
    /// values before it sets the first property leaves no half of a model behind where it throws, and is faster for that.
    ///
    /// ```swift
    /// let x = try values.value("x", in: &map) { (point: Self) in point.x }
    /// ```
    ///
    /// - Throws: ``Misfit`` if there is none and must be one, or it is not what the type stores.
    @inlinable
    public func value<Model, Value: DynamoDBDecodable>(
        _ name: StaticString, in map: inout Map, for property: (Model) -> Value
    ) throws(Misfit) -> Value {
        try self.value(name, in: &map)
    }

    /// The value of a name, for a property whose type is only `Decodable`.
    @inlinable
    public func value<Model, Value: Decodable>(
        _ name: StaticString, in map: inout Map, by conformance: DecodableOnly = DecodableOnly(),
        for property: (Model) -> Value
    ) throws(Misfit) -> Value {
        try self.value(name, in: &map, by: conformance)
    }

    /// The value of a name, of a type that is only `Decodable`. The argument with a default makes the compiler take this
    /// function last.
    public func value<Value: Decodable>(
        _ name: StaticString, in map: inout Map, by conformance: DecodableOnly = DecodableOnly()
    ) throws(Misfit) -> Value {
        guard let place = self.place(of: name, in: &map) else {
            guard let absent = (Value.self as? any AnyOptional.Type)?.absent as? Value else { throw Misfit() }
            return absent
        }
        return try self.decoded(at: place, named: name)
    }

    /// The way to read types that are only `Decodable`.
    public struct DecodableOnly {
        /// There is one.
        @inlinable
        public init() {}
    }
}

extension StoredValues {
    /// A value, read by its type's `Decodable` conformance.
    private func decoded<Value: Decodable>(at place: Place, named name: StaticString) throws(Misfit) -> Value {
        let item = ValueDecoder(.encoded(EncodedValue(page: self.page, index: self.item)), self.context)
        do {
            let value = StoredValue.encoded(EncodedValue(page: self.page, index: place.index))
            let attribute = self.attribute(of: place) ?? name.description
            return try item.decoded(Value.self, from: value, at: .key(AnyCodingKey(stringValue: attribute)))
        } catch {
            throw Misfit()
        }
    }

    /// The attribute of the item that a place is in, if anything depends on that.
    private func attribute(of place: Place) -> String? {
        guard self.context.settings.hasAttributeDates else { return nil }
        var attribute = self.item + 1
        while attribute < self.page.entries.count {
            let end = Int(self.page.entries[attribute].end)
            if place.index < end { return EncodedValue(page: self.page, index: attribute).name }
            attribute = end
        }
        return nil
    }

    /// The form of the date at a place.
    private func dates(at place: Place) -> DateStrategy {
        let settings = self.context.settings
        return self.attribute(of: place).map { settings.dates(inAttribute: $0) } ?? settings.dates
    }

    /// A date.
    public func date(at place: Place) throws(Misfit) -> Date {
        let value = try self.attributeValue(at: place)
        guard let date = try? self.dates(at: place).date(of: value) else { throw Misfit() }
        return date
    }
}
