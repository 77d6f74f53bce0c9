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
final class ValueDecoder: Decoder {
    let value: AttributeValue
    private let settings: CodingSettings
    private let parent: ValueDecoder?
    private let step: CodingStep
    private let depth: Int
    private let calls: Int

    init(_ value: AttributeValue, _ settings: CodingSettings) {
        self.value = value
        self.settings = settings
        self.parent = nil
        self.step = .none
        self.depth = 0
        self.calls = 0
    }

    private init(_ value: AttributeValue, parent: ValueDecoder, step: CodingStep) {
        self.value = value
        self.settings = parent.settings
        self.parent = parent
        self.step = step
        if case .none = step { self.depth = parent.depth } else { self.depth = parent.depth + 1 }
        self.calls = parent.calls + 1
    }

    var codingPath: [any CodingKey] {
        var path: [any CodingKey] = []
        var here: ValueDecoder? = self
        while let decoder = here {
            if let key = decoder.step.codingKey { path.append(key) }
            here = decoder.parent
        }
        return path.reversed()
    }

    var userInfo: [CodingUserInfoKey: Any] { self.settings.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .map(let entries) = self.value else {
            throw self.mismatch(self.value, at: .none, expected: "a map (M)")
        }
        return KeyedDecodingContainer(KeyedDecoder<Key>(decoder: self, entries: entries))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let elements = Elements(self.value) else {
            throw self.mismatch(self.value, at: .none, expected: "a list (L) or a set")
        }
        return UnkeyedDecoder(decoder: self, elements: elements)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        SingleValueDecoder(decoder: self)
    }

    func child(_ value: AttributeValue, at step: CodingStep) throws(DynamoDBError) -> ValueDecoder {
        let child = ValueDecoder(value, parent: self, step: step)
        guard child.depth <= CodingSettings.maximumDepth, child.calls <= CodingSettings.maximumCalls else {
            let path = CodingPathText.text(Array(child.codingPath.prefix(4)))
            throw DynamoDBError(.decoding, "\(path)…: The value is nested too deep, or the type reads itself.")
        }
        return child
    }

    /// What can be read one after the other: a list, or a set.
    enum Elements {
        case list([AttributeValue])
        case strings([String])
        case numbers([DynamoDBNumber])
        case binaries([Data])

        init?(_ value: AttributeValue) {
            switch value {
            case .list(let values): self = .list(values)
            case .stringSet(let members): self = .strings(members)
            case .numberSet(let members): self = .numbers(members)
            case .binarySet(let members): self = .binaries(members)
            default: return nil
            }
        }

        var count: Int {
            switch self {
            case .list(let values): values.count
            case .strings(let members): members.count
            case .numbers(let members): members.count
            case .binaries(let members): members.count
            }
        }

        /// The element at an index from 0; `nil` beyond the end.
        subscript(index: Int) -> AttributeValue? {
            guard index < self.count else { return nil }
            return switch self {
            case .list(let values): values[index]
            case .strings(let members): .string(members[index])
            case .numbers(let members): .number(members[index])
            case .binaries(let members): .binary(members[index])
            }
        }
    }

    // MARK: Values

    /// A value of any type.
    func decoded<T: Decodable>(_ type: T.Type, from value: AttributeValue, at step: CodingStep) throws -> T {
        // A cast of nil to an optional type would succeed.
        if let special = try self.special(type, from: value, at: step), let special = special as? T { return special }
        return try T(from: try self.child(value, at: step))
    }

    /// The value of a type that has a form of its own in DynamoDB; `nil` for all others.
    private func special(_ type: Any.Type, from value: AttributeValue, at step: CodingStep) throws -> Any? {
        if type == Date.self {
            return try self.date(value, at: step)
        } else if type == UUID.self {
            let text = try self.text(value, at: step)
            guard let id = UUID(uuidString: text) else { throw self.corrupt(at: step, "The text is no UUID.") }
            return id
        } else if type == Data.self {
            guard case .binary(let data) = value else {
                throw self.mismatch(value, at: step, expected: "a binary (B)")
            }
            return data
        } else if type == Decimal.self {
            let number = try self.number(value, at: step)
            guard let decimal = number.decimal else {
                throw self.corrupt(at: step, "A Decimal cannot hold the number. Read it as a DynamoDBNumber.")
            }
            return decimal
        } else if type == AttributeValue.self {
            return value
        } else if type == Item.self {
            guard case .map(let item) = value else { throw self.mismatch(value, at: step, expected: "a map (M)") }
            return item
        } else if type == DynamoDBNumber.self {
            return try self.number(value, at: step)
        } else if type == URL.self {
            guard let url = URL(string: try self.text(value, at: step)) else {
                throw self.corrupt(at: step, "The text is no URL.")
            }
            return url
        }
        return nil
    }

    /// What a type is that the map has no attribute for: an empty set, as that is not stored.
    func decodedMissing<T: Decodable>(_ type: T.Type, at step: CodingStep) throws -> T {
        if let set = type as? any EncodableSet.Type, let empty = set.empty as? T { return empty }
        throw self.missing(at: step, expected: "\(type)")
    }

    private func date(_ value: AttributeValue, at step: CodingStep) throws -> Date {
        let dates = self.dates(at: step)
        guard let date = try dates.date(of: value) else {
            throw self.mismatch(value, at: step, expected: dates.expectation)
        }
        return date
    }

    /// The form of dates at a place: that of the top-level attribute it lies in.
    private func dates(at step: CodingStep) -> DateStrategy {
        guard !self.settings.attributeDates.isEmpty else { return self.settings.dates }
        var step = step
        var here = self
        while true {
            if here.depth == 0, case .key(let key) = step { return self.settings.dates(inAttribute: key.stringValue) }
            guard let parent = here.parent else { return self.settings.dates }
            step = here.step
            here = parent
        }
    }

    static let textExpected = "a string (S)"
    static let flagExpected = "a boolean (BOOL)"
    static let numberExpected = "a number (N)"

    func text(_ value: AttributeValue, at step: CodingStep) throws(DynamoDBError) -> String {
        guard case .string(let text) = value else {
            throw self.mismatch(value, at: step, expected: Self.textExpected)
        }
        return text
    }

    func flag(_ value: AttributeValue, at step: CodingStep) throws(DynamoDBError) -> Bool {
        guard case .bool(let flag) = value else {
            throw self.mismatch(value, at: step, expected: Self.flagExpected)
        }
        return flag
    }

    func number(_ value: AttributeValue, at step: CodingStep) throws(DynamoDBError) -> DynamoDBNumber {
        guard case .number(let number) = value else {
            throw self.mismatch(value, at: step, expected: Self.numberExpected)
        }
        return number
    }

    func integer<I: FixedWidthInteger>(_ value: AttributeValue, at step: CodingStep) throws(DynamoDBError) -> I {
        guard let integer = I(exactly: try self.number(value, at: step)) else {
            throw self.corrupt(at: step, "The number has a fraction or does not fit \(I.self).")
        }
        return integer
    }

    func float(_ value: AttributeValue, at step: CodingStep) throws(DynamoDBError) -> Double {
        try self.number(value, at: step).double
    }

    func float(_ value: AttributeValue, at step: CodingStep) throws(DynamoDBError) -> Float {
        let number = try self.number(value, at: step)
        // Going by way of a Double would round twice.
        guard let float = Float(number.description), float.isFinite else {
            throw self.corrupt(at: step, "The number does not fit Float.")
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
            "Nothing is stored here, and the model needs \(expected). Make the property optional if it may lack.")
    }

    func mismatch(_ value: AttributeValue, at step: CodingStep, expected: String) -> DynamoDBError {
        self.corrupt(at: step, "The model needs \(expected), and \(value.kind.rawValue) is stored.")
    }
}
