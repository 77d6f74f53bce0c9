// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Decodes a `Codable` message as the service reads one: what is of another type is told in its words, null counts as
/// absent, and all required members that are absent are gathered.
struct JSONTreeDecoder: Decoder {
    /// What is gathered while a message is decoded.
    final class Report {
        /// The paths of required members that are absent.
        fileprivate(set) var missing: [[any CodingKey]] = []
    }

    /// The value; `nil` below a member that is absent, where everything is empty.
    private let tree: JSONTree?
    private let type: Any.Type
    let codingPath: [any CodingKey]
    private let report: Report

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(_ tree: JSONTree, type: Any.Type, report: Report) {
        self.init(tree: tree, type: type, codingPath: [], report: report)
    }

    private init(tree: JSONTree?, type: Any.Type, codingPath: [any CodingKey], report: Report) {
        self.tree = tree
        self.type = type
        self.codingPath = codingPath
        self.report = report
    }

    private func child(_ tree: JSONTree?, _ key: any CodingKey, _ type: Any.Type) -> JSONTreeDecoder {
        JSONTreeDecoder(tree: tree, type: type, codingPath: self.codingPath + [key], report: self.report)
    }

    // MARK: Values

    private func wrongShape(wanting shape: JSONShape, _ found: JSONTree) -> WireError {
        .wrongShape(shape.message(found: found.kind), offset: 0)
    }

    fileprivate func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value: Any? =
            switch type {
            case is String.Type: try self.string()
            case is Bool.Type: try self.bool()
            case is Int.Type: try self.integer()
            case is Double.Type: try self.double()
            default: nil
            }
        if let value = value as? Value { return value }
        return try Value(from: self)
    }

    private func string() throws(WireError) -> String {
        switch self.tree {
        case nil: return ""
        case .string(let text)?: return text
        case let other?: throw self.wrongShape(wanting: .string, other)
        }
    }

    private func bool() throws(WireError) -> Bool {
        switch self.tree {
        case nil: return false
        case .bool(let flag)?: return flag
        case .string(let text)? where Bool(serviceText: text) != nil: return Bool(serviceText: text) ?? false
        case let other?: throw self.wrongShape(wanting: .boolean, other)
        }
    }

    private func integer() throws(WireError) -> Int {
        guard let tree else { return 0 }
        guard case .number(let text, let isInteger) = tree, let value = Int(serviceText: text, isInteger: isInteger)
        else {
            throw self.wrongShape(wanting: .integer, tree)
        }
        return value
    }

    private func double() throws(WireError) -> Double {
        guard let tree else { return 0 }
        guard case .number(let text, _) = tree, let value = Double(text), value.isFinite else {
            throw self.wrongShape(wanting: .double, tree)
        }
        return value
    }

    // MARK: Containers

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        let name = "com.amazonaws.dynamodb.v20120810.\(self.type)"
        switch self.tree {
        case nil: return KeyedDecodingContainer(Keyed(decoder: self, members: [:]))
        case .object(let members)?: return KeyedDecodingContainer(Keyed(decoder: self, members: members))
        case let other?:
            let isElement = self.codingPath.last?.intValue != nil
            throw self.wrongShape(wanting: isElement ? .element(name) : .structure(name), other)
        }
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        switch self.tree {
        case nil: return Unkeyed(decoder: self, elements: [])
        case .array(let elements)?: return Unkeyed(decoder: self, elements: elements)
        case let other?: throw self.wrongShape(wanting: .list, other)
        }
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { Single(decoder: self) }

    private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let decoder: JSONTreeDecoder
        let members: [String: JSONTree]

        var codingPath: [any CodingKey] { self.decoder.codingPath }
        var allKeys: [Key] { self.members.keys.compactMap(Key.init(stringValue:)) }

        func contains(_ key: Key) -> Bool { self.members[key.stringValue] != nil }

        func decodeNil(forKey key: Key) -> Bool { !self.contains(key) }

        func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
            try self.child(key, Value.self).value(Value.self)
        }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) throws -> KeyedDecodingContainer<Nested> {
            try self.child(key, Nested.self).container(keyedBy: type)
        }

        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
            try self.child(key, [String].self).unkeyedContainer()
        }

        func superDecoder() -> any Decoder { self.decoder }

        func superDecoder(forKey key: Key) -> any Decoder { self.child(key, Key.self) }

        /// The decoder of a member; one that is absent is gathered.
        private func child(_ key: Key, _ type: Any.Type) -> JSONTreeDecoder {
            let tree = self.members[key.stringValue]
            let child = self.decoder.child(tree, key, type)
            if tree == nil, self.decoder.tree != nil { self.decoder.report.missing.append(child.codingPath) }
            return child
        }
    }

    private struct Unkeyed: UnkeyedDecodingContainer {
        let decoder: JSONTreeDecoder
        let elements: [JSONTree]
        var currentIndex = 0

        var codingPath: [any CodingKey] { self.decoder.codingPath }
        var count: Int? { self.elements.count }
        var isAtEnd: Bool { self.currentIndex >= self.elements.count }

        mutating func decodeNil() -> Bool {
            guard !self.isAtEnd, case .null = self.elements[self.currentIndex] else { return false }
            self.currentIndex += 1
            return true
        }

        mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try self.next(Value.self).value(Value.self)
        }

        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type
        ) throws -> KeyedDecodingContainer<Nested> {
            try self.next(Nested.self).container(keyedBy: type)
        }

        mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
            try self.next([String].self).unkeyedContainer()
        }

        mutating func superDecoder() throws -> any Decoder { try self.next(String.self) }

        private mutating func next(_ type: Any.Type) throws(WireError) -> JSONTreeDecoder {
            guard !self.isAtEnd else { throw .wrongShape("Unexpected field type", offset: 0) }
            let child = self.decoder.child(self.elements[self.currentIndex], Position(self.currentIndex), type)
            self.currentIndex += 1
            return child
        }
    }

    private struct Single: SingleValueDecodingContainer {
        let decoder: JSONTreeDecoder

        var codingPath: [any CodingKey] { self.decoder.codingPath }

        func decodeNil() -> Bool {
            if case .null? = self.decoder.tree { true } else { false }
        }

        func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try self.decoder.value(Value.self) }
    }

    /// The place of an element.
    private struct Position: CodingKey {
        let intValue: Int?

        var stringValue: String { self.intValue.map(String.init) ?? "" }

        init(_ position: Int) { self.intValue = position }
        init?(intValue: Int) { self.intValue = intValue }
        init?(stringValue: String) { nil }
    }
}
