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

/// Encodes the values at one place: what it is given becomes a value, a map or a list.
///
/// It is the storage of the containers too, so that a struct costs one object, and the container that the standard
/// library makes anyway.
final class ValueEncoder: Encoder, CodingLevel {
    private enum State { case nothing, value(AttributeValue), map, list }

    /// A part that is filled in while its container lives on.
    private enum Pending {
        case entry(name: String, ValueEncoder)
        case element(index: Int, ValueEncoder)
    }

    private let context: CodingContext
    let parent: ValueEncoder?
    let step: CodingStep
    let depth: Int
    private let calls: Int
    /// The limit of `depth`.
    private let deepest: Int

    private var state = State.nothing
    /// The attributes of a map.
    private var attributes = ItemBuilder()
    /// The elements of a list.
    private var elements: [AttributeValue] = []
    private var pending: [Pending] = []
    /// What went wrong where nothing could be thrown.
    private var fault: DynamoDBError?

    /// - Parameter outerDepth: How many maps and lists lie around all that is encoded, for the limit.
    init(_ settings: CodingSettings, inside outerDepth: Int = 0) {
        self.context = CodingContext(settings)
        self.deepest = CodingSettings.maximumDepth - outerDepth
        self.parent = nil
        self.step = .none
        self.depth = 0
        self.calls = 0
    }

    private init(parent: ValueEncoder, step: CodingStep) {
        self.context = parent.context
        self.deepest = parent.deepest
        self.parent = parent
        self.step = step
        if case .none = step { self.depth = parent.depth } else { self.depth = parent.depth + 1 }
        self.calls = parent.calls + 1
    }

    var userInfo: [CodingUserInfoKey: Any] { self.context.settings.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(KeyedEncoder<Key>(encoder: self.becomingMap()))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        UnkeyedEncoder(encoder: self.becomingList())
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleValueEncoder(encoder: self)
    }

    // MARK: Values

    /// The attribute value of any value; `nil` for an empty set, which is not stored.
    func encoded<T: Encodable>(_ value: T, at step: CodingStep) throws -> AttributeValue? {
        if T.self == Date.self, let date = value as? Date { return try self.stored(date, at: step) }
        if T.self == UUID.self, let id = value as? UUID { return .string(id.uuidString) }
        if T.self == Data.self, let data = value as? Data { return .binary(data) }
        if T.self == Decimal.self, let decimal = value as? Decimal {
            return .number(try self.number(at: step) { () throws(DynamoDBError) in try DynamoDBNumber(decimal) })
        }
        if T.self == AttributeValue.self, let value = value as? AttributeValue { return value }
        if T.self == Item.self, let item = value as? Item { return .map(item) }
        if T.self == DynamoDBNumber.self, let number = value as? DynamoDBNumber { return .number(number) }
        if T.self == URL.self, let url = value as? URL { return .string(url.absoluteString) }
        if T.self == Set<String>.self, let members = value as? Set<String> {
            return members.isEmpty ? nil : .stringSet(members.sorted(by: String.isOrderedByBytes))
        }
        let child = try self.child(at: step)
        try value.encode(to: child)
        let encoded = try child.finished()
        // To ask whether a type is a set takes long; only a list can be one.
        guard case .list(let values) = encoded, T.self is any AnySet.Type else { return encoded }
        guard !values.isEmpty else { return nil }
        do {
            return try AttributeValue.set(of: values) ?? encoded
        } catch {
            throw self.fault(error, at: step)
        }
    }

    private func stored(_ date: Date, at step: CodingStep) throws -> AttributeValue {
        do {
            return try self.dates(at: step, self.context.settings).value(of: date)
        } catch let error as DynamoDBError {
            throw self.fault(error, at: step)
        }
    }

    /// A number that may not exist, with its path in the error.
    func number(
        at step: @autoclosure () -> CodingStep, _ make: () throws(DynamoDBError) -> DynamoDBNumber
    ) throws(DynamoDBError) -> DynamoDBNumber {
        do {
            return try make()
        } catch {
            throw self.fault(error, at: step())
        }
    }

    private func fault(_ error: DynamoDBError, at step: CodingStep) -> DynamoDBError {
        var path = self.codingPath
        if let key = step.codingKey { path.append(key) }
        return DynamoDBError(error.code, CodingPathText.prefix(path) + error.message)
    }

    private func child(at step: CodingStep) throws(DynamoDBError) -> ValueEncoder {
        let child = ValueEncoder(parent: self, step: step)
        guard child.depth <= self.deepest, child.calls <= CodingSettings.maximumCalls else {
            throw child.tooDeep
        }
        return child
    }

    private var tooDeep: DynamoDBError {
        // The whole path would be a page long.
        let path = CodingPathText.text(Array(self.codingPath.prefix(4)))
        return DynamoDBError(
            .validation, "\(path)…: The value is nested too deep. DynamoDB stores 32 levels; is there a cycle?")
    }

    /// What was encoded. A value that encodes nothing is an empty map, as with other encoders.
    func finished() throws(DynamoDBError) -> AttributeValue {
        if let fault { throw fault }
        for part in self.pending {
            switch part {
            case .entry(let name, let child): self.attributes.add(name, try child.finished())
            case .element(let index, let child): self.elements[index] = try child.finished()
            }
        }
        self.pending = []
        switch self.state {
        case .nothing: return .map(Item())
        case .value(let value): return value
        case .map: return .map(self.attributes.item())
        case .list: return .list(self.elements)
        }
    }

    // MARK: What the containers call

    func set(_ value: AttributeValue) {
        guard case .nothing = self.state else { return self.noteTwoContainers() }
        self.state = .value(value)
    }

    func add(_ name: String, _ value: AttributeValue) {
        self.attributes.add(name, value, reserving: self.depth == 0 ? 8 : 4)
    }

    /// Takes note of a property that is `nil`.
    func addAbsent(_ name: String) {
        let settings = self.context.settings
        if settings.nils == .null || settings.marksAbsent { self.add(name, .null) }
    }

    /// Takes note of a property that is an empty set.
    func addEmptySet(_ name: String) {
        if self.context.settings.marksAbsent { self.add(name, .null) }
    }

    func append(_ value: AttributeValue) {
        self.elements.append(value)
    }

    var count: Int { self.elements.count }

    /// A part of a map that is encoded later. Asked for twice, it is the same one.
    func nested(_ key: any CodingKey, step: CodingStep) -> ValueEncoder {
        let name = key.stringValue
        for case .entry(let other, let child) in self.pending where other.hasSameBytes(as: name) { return child }
        let child = self.bounded(ValueEncoder(parent: self, step: step))
        self.pending.append(.entry(name: name, child))
        return child
    }

    /// The next element of a list, that is encoded later.
    func nestedElement() -> ValueEncoder {
        let child = self.bounded(ValueEncoder(parent: self, step: .index(self.elements.count)))
        self.pending.append(.element(index: self.elements.count, child))
        self.elements.append(.null)
        return child
    }

    func becomingMap() -> ValueEncoder {
        switch self.state {
        case .nothing: self.state = .map
        case .map: break
        case .value, .list: self.noteTwoContainers()
        }
        return self
    }

    func becomingList() -> ValueEncoder {
        switch self.state {
        case .nothing: self.state = .list
        case .list: break
        case .value, .map: self.noteTwoContainers()
        }
        return self
    }

    private func bounded(_ child: ValueEncoder) -> ValueEncoder {
        if child.depth > self.deepest { self.fault = self.fault ?? child.tooDeep }
        return child
    }

    private func noteTwoContainers() {
        self.fault =
            self.fault
            ?? DynamoDBError(
                .validation,
                CodingPathText.prefix(self.codingPath)
                    + "The type encodes two things at one place, such as a value and a container.")
    }
}
