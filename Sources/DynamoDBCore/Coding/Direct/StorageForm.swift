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

/// How the values of one item are stored, and where in the item the next one stands; see ``DynamoDBEncodable``.
public final class StorageForm {
    private let settings: CodingSettings
    private var depth = 0
    /// The top-level attribute that is being written, if anything depends on that.
    private var attribute: String?

    /// Beyond so many attributes, a map gets its room as they come: the number that is expected is only a word.
    private static let mostExpected = 1024

    init(_ settings: CodingSettings) {
        self.settings = settings
    }

    /// The attributes of a map that is being written.
    public struct Map {
        var builder: ItemBuilder
    }

    /// Begins a map of about so many attributes. Each one is ended by `value(of:)`.
    ///
    /// - Throws: If it would be nested deeper than anything is stored.
    public func map(of count: Int) throws(StoredValues.Misfit) -> Map {
        try self.enter()
        return Map(builder: ItemBuilder(expecting: min(max(count, 0), Self.mostExpected)))
    }

    /// Ends a map.
    public func value(of map: consuming Map) -> AttributeValue {
        self.leave()
        return .map(map.builder.item())
    }

    /// Adds a value to a map; fastest in the order of the names' bytes.
    @inlinable
    public func add<Value: DynamoDBEncodable>(
        _ value: Value, named name: String, to map: inout Map
    ) throws(StoredValues.Misfit) {
        self.note(name)
        self.put(try value.stored(in: self), named: name, to: &map)
    }

    /// Adds a value of a type that is only `Encodable` to a map.
    public func add<Value: Encodable>(
        _ value: Value, named name: String, to map: inout Map
    ) throws(StoredValues.Misfit) {
        self.note(name)
        let optional = value as? any AnyEncodableOptional
        if let optional, optional.isAbsent { return self.put(self.valueOfNil, named: name, to: &map) }
        do {
            let encoder = ValueEncoder(self.settings, inside: self.depth - 1)
            let step = self.step(to: name)
            let stored =
                if let optional {
                    try optional.encodedValue(by: encoder, at: step)
                } else {
                    try encoder.encoded(value, at: step)
                }
            self.put(stored, named: name, to: &map)
        } catch {
            throw StoredValues.Misfit()
        }
    }

    /// The step that stands for the whole way to a value: dates depend on the attribute at the top, if on anything.
    private func step(to name: String) -> CodingStep {
        if let attribute { return .key(AnyCodingKey(stringValue: attribute)) }
        return self.settings.hasAttributeDates ? .index(0) : .key(AnyCodingKey(stringValue: name))
    }

    /// Adds what is stored, or takes note that it is nothing.
    @usableFromInline
    func put(_ value: AttributeValue?, named name: String, to map: inout Map) {
        if let value {
            map.builder.add(name, value)
        } else if self.settings.marksAbsent {
            map.builder.add(name, .null)
        }
    }

    @usableFromInline
    func note(_ name: String) {
        if self.depth == 1, self.settings.hasAttributeDates { self.attribute = name }
    }

    /// Begins something that has values in it.
    @usableFromInline
    func enter() throws(StoredValues.Misfit) {
        guard self.depth < CodingSettings.maximumDepth else { throw StoredValues.Misfit() }
        self.depth += 1
    }

    @usableFromInline
    func leave() { self.depth -= 1 }

    /// What is stored for a property that is `nil`.
    public var valueOfNil: AttributeValue? { self.settings.nils == .null ? .null : nil }

    /// What is stored for a date.
    public func value(of date: Date) throws(StoredValues.Misfit) -> AttributeValue {
        let dates = self.attribute.map { self.settings.dates(inAttribute: $0) } ?? self.settings.dates
        guard let value = try? dates.value(of: date) else { throw StoredValues.Misfit() }
        return value
    }

    /// A number that may not exist.
    func number(_ make: () throws(DynamoDBError) -> DynamoDBNumber) throws(StoredValues.Misfit) -> AttributeValue {
        do {
            return .number(try make())
        } catch {
            throw StoredValues.Misfit()
        }
    }

    /// An integer, which may have too many digits.
    @usableFromInline
    func number(of integer: some BinaryInteger) throws(StoredValues.Misfit) -> AttributeValue {
        try self.number { () throws(DynamoDBError) in try DynamoDBNumber(integer) }
    }

    /// What is stored for the members of a set.
    ///
    /// - Throws: If two are stored alike, so that one would be lost.
    public func set(of members: [AttributeValue]) throws(StoredValues.Misfit) -> AttributeValue? {
        guard !members.isEmpty else { return nil }
        do {
            return try AttributeValue.set(of: members) ?? .list(members)
        } catch {
            throw StoredValues.Misfit()
        }
    }

    /// What is stored for the elements of an array.
    @inlinable
    public func list<Elements: Collection>(
        of elements: Elements
    ) throws(StoredValues.Misfit) -> [AttributeValue] where Elements.Element: DynamoDBEncodable {
        try self.enter()
        var values: [AttributeValue] = []
        values.reserveCapacity(elements.count)
        for element in elements {
            // An element cannot be left out: the others would take its place.
            values.append(try element.stored(in: self) ?? (element.isNil ? .null : .list([])))
        }
        self.leave()
        return values
    }
}
