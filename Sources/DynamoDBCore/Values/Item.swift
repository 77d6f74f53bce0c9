// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Attributes by name: an item of a table, its key, or the content of a map.
///
/// ```swift
/// var item: Item = ["pk": "user#123", "name": "John Doe", "address": ["city": "Sydney"]]
/// item["age"] = 30
/// item["address"]?["city"]?.string  // "Sydney"
/// for (name, value) in item { print(name, value) }
/// ```
///
/// Names differ when their UTF-8 bytes differ, as in DynamoDB. The attributes come in the order of those bytes, so two
/// equal items always look the same. A lookup costs O(log n), as does a change besides moving the attributes behind it.
public struct Item: Sendable {
    /// One attribute.
    public typealias Element = (name: String, value: AttributeValue)

    /// One attribute as it is kept. A struct is destroyed and copied in one step, a tuple element by element (benchmark
    /// `query-100` of EngineBenchmark).
    @usableFromInline
    package struct Entry: Sendable {
        @usableFromInline package var name: String
        @usableFromInline package var value: AttributeValue

        @inlinable
        package init(name: String, value: AttributeValue) {
            self.name = name
            self.value = value
        }
    }

    /// Sorted by name, each name once.
    package private(set) var entries: [Entry]

    /// An item without attributes.
    public init() {
        self.entries = []
    }

    /// An item of the given attributes; of several with one name the last is kept.
    public init(_ attributes: some Sequence<(String, AttributeValue)>) {
        self.init(keepingLastOf: attributes.map { Entry(name: $0.0, value: $0.1) })
    }

    /// An item with the content of a dictionary.
    public init(_ attributes: [String: AttributeValue]) {
        self.init(keepingLastOf: attributes.map { Entry(name: $0.key, value: $0.value) })
    }

    /// An item of attributes that are known to be in the order of their names' bytes, each name once: they are taken as
    /// they are.
    package init(sortedEntries: [Entry]) {
        assert(Self.isStrictlyOrdered(sortedEntries), "The attributes are not in order")
        self.entries = sortedEntries
    }

    /// An item of attributes in any order; of several with one name the last is kept.
    init(keepingLastOf attributes: [Entry]) {
        self.entries = attributes
        guard !Self.isStrictlyOrdered(attributes) else { return }
        // The sort is stable, so of equal names the last one given stands last.
        self.entries.sort { String.isOrderedByBytes($0.name, $1.name) }
        guard !Self.isStrictlyOrdered(self.entries) else { return }
        var unique: [Entry] = []
        unique.reserveCapacity(self.entries.count)
        for entry in self.entries {
            if let last = unique.last, last.name.hasSameBytes(as: entry.name) { unique.removeLast() }
            unique.append(entry)
        }
        self.entries = unique
    }

    private static func isStrictlyOrdered(_ attributes: [Entry]) -> Bool {
        attributes.indices.dropFirst().allSatisfy {
            String.isOrderedByBytes(attributes[$0 - 1].name, attributes[$0].name)
        }
    }

    /// The value of the attribute, or `nil` if the item has none of that name. Setting `nil` removes the attribute; the
    /// null value is `AttributeValue.null`.
    public subscript(name: String) -> AttributeValue? {
        get {
            let index = self.position(of: name)
            guard index < self.entries.count, self.entries[index].name.hasSameBytes(as: name) else { return nil }
            return self.entries[index].value
        }
        set {
            let index = self.position(of: name)
            let exists = index < self.entries.count && self.entries[index].name.hasSameBytes(as: name)
            switch (newValue, exists) {
            case (let value?, true): self.entries[index].value = value
            case (let value?, false): self.entries.insert(Entry(name: name, value: value), at: index)
            case (nil, true): self.entries.remove(at: index)
            case (nil, false): break
            }
        }
    }

    /// The index of the name, or where it would stand.
    private func position(of name: String) -> Int {
        var low = 0
        var high = self.entries.count
        while low < high {
            let middle = (low + high) / 2
            if String.isOrderedByBytes(self.entries[middle].name, name) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// How many attributes the item has.
    public var count: Int { self.entries.count }

    /// Whether the item has no attributes.
    public var isEmpty: Bool { self.entries.isEmpty }

    /// The names of the attributes, in the order of their UTF-8 bytes.
    public var names: [String] { self.entries.map(\.name) }

    /// The item with the attributes of another; where both have one, that of `other` stands.
    public func merging(_ other: Item) -> Item {
        Item(keepingLastOf: self.entries + other.entries)
    }

    /// The item with other values.
    package func mapValues(_ transform: (AttributeValue) -> AttributeValue) -> Item {
        Item(sortedEntries: self.entries.map { Entry(name: $0.name, value: transform($0.value)) })
    }

    /// The item with only the named attributes, those it has.
    public func selecting(_ names: [String]) -> Item {
        Item(keepingLastOf: names.compactMap { name in self[name].map { Entry(name: name, value: $0) } })
    }

    /// The item without the named attributes.
    func without(_ names: [String]) -> Item {
        var item = self
        for name in names { item[name] = nil }
        return item
    }
}

extension Item: Sequence {
    /// Goes over the attributes in the order of their names.
    public func makeIterator() -> Iterator { Iterator(self.entries) }

    /// The number of attributes.
    public var underestimatedCount: Int { self.entries.count }

    /// Goes over the attributes of an item.
    public struct Iterator: IteratorProtocol, Sendable {
        @usableFromInline
        package var entries: IndexingIterator<[Entry]>

        fileprivate init(_ entries: [Entry]) {
            self.entries = entries.makeIterator()
        }

        /// The next attribute, or `nil` behind the last.
        @inlinable
        public mutating func next() -> Element? {
            guard let entry = self.entries.next() else { return nil }
            return (entry.name, entry.value)
        }
    }
}

extension Item: ExpressibleByDictionaryLiteral {
    /// An item of the written attributes; `nil` gives the null value.
    ///
    /// Each name is to be written once: of several values with one name the last is kept, and debug builds stop there.
    public init(dictionaryLiteral elements: (String, AttributeValue?)...) {
        self.init(literal: elements)
    }

    init(literal elements: [(String, AttributeValue?)]) {
        self.init(elements.map { ($0, $1 ?? .null) })
        // A mistake in the program; names that come from data must not be able to stop it.
        assert(self.count == elements.count, "A literal names an attribute twice")
    }
}

extension Item: Hashable {
    /// Whether both have the same attributes with equal values.
    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.count == rhs.count
            && zip(lhs.entries, rhs.entries).allSatisfy { $0.name.hasSameBytes(as: $1.name) && $0.value == $1.value }
    }

    /// Hashes what ``==(_:_:)`` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(self.count)
        for entry in self.entries {
            entry.name.hashBytes(into: &hasher)
            hasher.combine(entry.value)
        }
    }
}

extension Item: CustomStringConvertible {
    /// The item as one would write it: `{"age": 30, "pk": "user#123"}`. This is the user's data: do not log it where data
    /// must not be logged.
    public var description: String {
        "{\(self.entries.map { "\($0.name.debugDescription): \($0.value)" }.joined(separator: ", "))}"
    }
}
