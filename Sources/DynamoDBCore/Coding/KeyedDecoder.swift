// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Decodes the attributes of a map.
struct KeyedDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: ValueDecoder
    let entries: Item

    var codingPath: [any CodingKey] { self.decoder.codingPath }

    var allKeys: [Key] { self.entries.compactMap { Key(stringValue: $0.name) } }

    func contains(_ key: Key) -> Bool { self.entries[key.stringValue] != nil }

    private func value(_ key: any CodingKey, _ expected: @autoclosure () -> String) throws -> AttributeValue {
        guard let value = self.entries[key.stringValue] else {
            throw self.decoder.missing(at: .key(key), expected: expected())
        }
        return value
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        try self.value(key, "a value").isNull
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        guard let value = self.entries[key.stringValue] else {
            return try self.decoder.decodedMissing(type, at: .key(key))
        }
        return try self.decoder.decoded(type, from: value, at: .key(key))
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.decoded(type, from: value, at: .key(key))
    }

    /// The value, if there is one that is not NULL.
    private func present(_ key: Key) -> AttributeValue? {
        guard let value = self.entries[key.stringValue], !value.isNull else { return nil }
        return value
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try self.decoder.child(try self.value(key, "a map (M)"), at: .key(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try self.decoder.child(try self.value(key, "a list (L)"), at: .key(key)).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        try self.decoder.child(self.entries[AnyCodingKey.superclass.stringValue] ?? .null, at: .superclass)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        try self.decoder.child(self.entries[key.stringValue] ?? .null, at: .key(key))
    }

    // MARK: Single values

    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try self.decoder.text(try self.value(key, ValueDecoder.textExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.text(value, at: .key(key))
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        try self.decoder.flag(try self.value(key, ValueDecoder.flagExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.flag(value, at: .key(key))
    }

    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        try self.decoder.integer(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 {
        try self.decoder.integer(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 {
        try self.decoder.integer(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 {
        try self.decoder.integer(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
        try self.decoder.integer(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
        try self.decoder.integer(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: Int128.Type, forKey key: Key) throws -> Int128? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt {
        try self.decoder.integer(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 {
        try self.decoder.integer(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
        try self.decoder.integer(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
        try self.decoder.integer(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
        try self.decoder.integer(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
        try self.decoder.integer(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: UInt128.Type, forKey key: Key) throws -> UInt128? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try self.decoder.float(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.float(value, at: .key(key))
    }

    func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        try self.decoder.float(try self.value(key, ValueDecoder.numberExpected), at: .key(key))
    }

    func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.float(value, at: .key(key))
    }
}
