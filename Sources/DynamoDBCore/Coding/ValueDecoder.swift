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

/// Decodes what is stored at one place.
final class ValueDecoder: Decoder, CodingLevel {
    let value: StoredValue
    /// `nil` where a parent knows them.
    private let root: CodingContext?
    let parent: ValueDecoder?
    let step: CodingStep
    let depth: Int
    private let calls: Int
    /// The attribute of a map that was found last: the next one is likely behind it.
    var cursor = 0
    /// Whether all names of a map were asked for, as a dictionary does, and two of them would be one key there.
    var hasEqualNames = false

    init(_ value: StoredValue, _ context: CodingContext) {
        self.value = value.searchable
        self.root = context
        self.parent = nil
        self.step = .none
        self.depth = 0
        self.calls = 0
    }

    private init(_ value: StoredValue, parent: ValueDecoder, step: CodingStep) {
        self.value = value.searchable
        self.root = nil
        self.parent = parent
        self.step = step
        if case .none = step { self.depth = parent.depth } else { self.depth = parent.depth + 1 }
        self.calls = parent.calls + 1
    }

    private var settings: CodingSettings {
        var here = self
        while let parent = here.parent { here = parent }
        return here.root?.settings ?? CodingSettings()
    }

    var userInfo: [CodingUserInfoKey: Any] { self.settings.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard self.value.kind == .map else { throw self.mismatch(self.value, at: .none, expected: "a map (M)") }
        return KeyedDecodingContainer(KeyedDecoder<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard self.value.elementCount != nil else {
            throw self.mismatch(self.value, at: .none, expected: "a list (L) or a set")
        }
        return UnkeyedDecoder(decoder: self, place: self.value.firstPlace)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        SingleValueDecoder(decoder: self)
    }

    func child(_ value: StoredValue, at step: CodingStep) throws(DynamoDBError) -> ValueDecoder {
        let child = ValueDecoder(value, parent: self, step: step)
        guard child.depth <= CodingSettings.maximumDepth, child.calls <= CodingSettings.maximumCalls else {
            let path = CodingPathText.text(Array(child.codingPath.prefix(4)))
            throw DynamoDBError(.decoding, "\(path)…: The value is nested too deep, or the type reads itself.")
        }
        return child
    }

    // MARK: Attributes of a map

    /// The value of a name; `nil` if there is none.
    func value(named name: String) -> StoredValue? {
        guard case .encoded(let map) = self.value else { return self.value.value(named: name) }
        return self.find(name, in: map).map { .encoded(map.part($0)) }
    }

    private func find(_ name: String, in map: EncodedValue) -> Int? {
        guard let index = map.page.find(name, in: map.index, from: self.cursor) else { return nil }
        self.cursor = index
        return index
    }

    /// The text of a string by its name; `nil` if there is nothing, or something else. So are the next ones.
    func text(named name: String) -> String? {
        switch self.value {
        case .value(.map(let item)): item[name]?.string
        case .encoded(let map): self.find(name, in: map).flatMap { map.page.text(at: $0) }
        default: nil
        }
    }

    func flag(named name: String) -> Bool? {
        switch self.value {
        case .value(.map(let item)): item[name]?.bool
        case .encoded(let map): self.find(name, in: map).flatMap { map.page.flag(at: $0) }
        default: nil
        }
    }

    private func number(named name: String) -> DynamoDBNumber? {
        switch self.value {
        case .value(.map(let item)): item[name]?.number
        case .encoded(let map): self.find(name, in: map).flatMap { map.page.number(at: $0) }
        default: nil
        }
    }

    func integer<I: FixedWidthInteger>(named name: String) -> I? { self.number(named: name).flatMap { I(exactly: $0) } }

    func float(named name: String) -> Double? { self.number(named: name)?.double }

    func float(named name: String) -> Float? {
        // Going by way of a Double would round twice.
        self.number(named: name).flatMap { Float($0.description) }.flatMap { $0.isFinite ? $0 : nil }
    }

    // MARK: Values

    /// What is stored here, as a value of any type.
    func decoded<T: Decodable>(_ type: T.Type) throws -> T {
        try Self.isSpecial(type) ? self.special(type, from: self.value, at: .none) : T(from: self)
    }

    /// A value of any type.
    func decoded<T: Decodable>(_ type: T.Type, from value: StoredValue, at step: CodingStep) throws -> T {
        if Self.isSpecial(type) { return try self.special(type, from: value, at: step) }
        let result = try T(from: try self.child(value, at: step))
        if value.kind.isSet, let set = result as? any AnySet, set.count < value.elementCount ?? 0 {
            throw self.corrupt(at: step, Self.equalHere)
        }
        return result
    }

    /// Whether a type has a form of its own in DynamoDB, or is read at once.
    private static func isSpecial(_ type: Any.Type) -> Bool {
        type == String.self || type == Set<String>.self || type == Date.self || type == UUID.self || type == Data.self
            || type == Decimal.self || type == AttributeValue.self || type == Item.self || type == DynamoDBNumber.self
            || type == URL.self
    }

    /// The value of a special type. A function of its own, as what it needs would cost all other types, too.
    @inline(never)
    private func special<T: Decodable>(_ type: T.Type, from value: StoredValue, at step: CodingStep) throws -> T {
        let result: Any
        switch type {
        case is String.Type: result = try self.text(value, at: step)
        case is Set<String>.Type: result = try self.texts(value, at: step)
        case is Date.Type: result = try self.date(value, at: step)
        case is AttributeValue.Type: result = value.attributeValue
        case is DynamoDBNumber.Type: result = try self.number(value, at: step)
        case is UUID.Type:
            guard let id = UUID(uuidString: try self.text(value, at: step)) else {
                throw self.corrupt(at: step, "The text is no UUID.")
            }
            result = id
        case is Data.Type:
            guard value.kind == .binary, case .binary(let data) = value.attributeValue else {
                throw self.mismatch(value, at: step, expected: "a binary (B)")
            }
            result = data
        case is Decimal.Type:
            guard let decimal = try self.number(value, at: step).decimal else {
                throw self.corrupt(at: step, "A Decimal cannot hold the number. Read it as a DynamoDBNumber.")
            }
            result = decimal
        case is Item.Type:
            guard value.kind == .map, case .map(let item) = value.attributeValue else {
                throw self.mismatch(value, at: step, expected: "a map (M)")
            }
            result = item
        default:
            guard let url = URL(string: try self.text(value, at: step)) else {
                throw self.corrupt(at: step, "The text is no URL.")
            }
            result = url
        }
        guard let result = result as? T else { throw self.corrupt(at: step, "\(type) cannot be read.") }
        return result
    }

    /// What a type is that the map has no attribute for: an empty set, as that is not stored.
    func decodedMissing<T: Decodable>(_ type: T.Type, at step: CodingStep) throws -> T {
        if let set = type as? any AnySet.Type, let empty = set.empty as? T { return empty }
        throw self.missing(at: step, expected: "\(type)")
    }

    /// A set of strings: what `Set` reads from an unkeyed container.
    private func texts(_ value: StoredValue, at step: CodingStep) throws(DynamoDBError) -> Set<String> {
        guard let count = value.elementCount else {
            throw self.mismatch(value, at: step, expected: "a list (L) or a set")
        }
        var texts: Set<String> = []
        texts.reserveCapacity(count)
        var place = value.firstPlace
        for index in 0..<count {
            guard let element = value.element(index, at: place) else { break }
            guard let text = element.text else {
                throw try self.child(value, at: step)
                    .mismatch(element, at: .index(index), expected: Self.textExpected)
            }
            texts.insert(text)
            place = value.place(behind: place)
        }
        if value.kind == .stringSet, texts.count < count { throw self.corrupt(at: step, Self.equalHere) }
        return texts
    }

    private func date(_ value: StoredValue, at step: CodingStep) throws -> Date {
        let dates = self.dates(at: step, self.settings)
        guard let date = try dates.date(of: value.attributeValue) else {
            if value.kind == .string, dates.isText { throw self.corrupt(at: step, "The text is no ISO 8601 date.") }
            throw self.mismatch(value, at: step, expected: dates.expectation)
        }
        return date
    }

    /// The error of a dictionary for which ``hasEqualNames`` is true.
    var equalNames: DynamoDBError { self.corrupt(at: .none, Self.equalHere) }

    private static let equalHere =
        "Two names or members that differ in DynamoDB are one here, so one would be lost. Read an AttributeValue or an array."
    static let textExpected = "a string (S)"
    static let flagExpected = "a boolean (BOOL)"
    static let numberExpected = "a number (N)"

    // The step is only made for an error. `nil` is a value that is missing.

    func text(_ value: StoredValue?, at step: @autoclosure () -> CodingStep) throws(DynamoDBError) -> String {
        if let text = value?.text { return text }
        throw self.misfit(value, at: step(), expected: Self.textExpected)
    }

    func flag(_ value: StoredValue?, at step: @autoclosure () -> CodingStep) throws(DynamoDBError) -> Bool {
        if let flag = value?.flag { return flag }
        throw self.misfit(value, at: step(), expected: Self.flagExpected)
    }

    func number(
        _ value: StoredValue?, at step: @autoclosure () -> CodingStep
    ) throws(DynamoDBError) -> DynamoDBNumber {
        if let number = value?.number { return number }
        throw self.misfit(value, at: step(), expected: Self.numberExpected)
    }

    func integer<I: FixedWidthInteger>(
        _ value: StoredValue?, at step: @autoclosure () -> CodingStep
    ) throws(DynamoDBError) -> I {
        guard let integer = I(exactly: try self.number(value, at: step())) else {
            throw self.corrupt(at: step(), "The number has a fraction or does not fit \(I.self).")
        }
        return integer
    }

    func float(_ value: StoredValue?, at step: @autoclosure () -> CodingStep) throws(DynamoDBError) -> Double {
        try self.number(value, at: step()).double
    }

    func float(_ value: StoredValue?, at step: @autoclosure () -> CodingStep) throws(DynamoDBError) -> Float {
        let number = try self.number(value, at: step())
        // Going by way of a Double would round twice.
        guard let float = Float(number.description), float.isFinite else {
            throw self.corrupt(at: step(), "The number does not fit Float.")
        }
        return float
    }

    // MARK: Errors

    private func path(_ step: CodingStep) -> [any CodingKey] {
        var path = self.codingPath
        if let key = step.codingKey { path.append(key) }
        return path
    }

    func corrupt(at step: CodingStep, _ words: String) -> DynamoDBError {
        DynamoDBError(.decoding, CodingPathText.prefix(self.path(step)) + words)
    }

    func missing(at step: CodingStep, expected: String) -> DynamoDBError {
        self.corrupt(
            at: step,
            "Nothing is stored here, and the model needs \(expected). Make the property optional if it may be missing: Codable does not use a default value."
        )
    }

    func mismatch(_ value: StoredValue, at step: CodingStep, expected: String) -> DynamoDBError {
        self.corrupt(at: step, "The model needs \(expected), and \(value.kind.rawValue) is stored.")
    }

    @inline(never)
    private func misfit(_ value: StoredValue?, at step: CodingStep, expected: String) -> DynamoDBError {
        guard let value else { return self.missing(at: step, expected: expected) }
        return self.mismatch(value, at: step, expected: expected)
    }
}
