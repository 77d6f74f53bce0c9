// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Decodes the attributes of a map.
struct KeyedDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    // Nothing else: the container is copied for each value that is read (benchmark `query100-model`).
    let decoder: ValueDecoder

    var codingPath: [any CodingKey] { self.decoder.codingPath }

    var allKeys: [Key] {
        let names = self.decoder.value.names
        self.decoder.hasEqualNames = names.haveEqualTexts
        return names.compactMap { Key(stringValue: $0) }
    }

    func contains(_ key: Key) -> Bool { self.value(key) != nil }

    private func value(_ key: Key) -> StoredValue? { self.decoder.value(named: key.stringValue) }

    private func value(_ key: Key, _ expected: @autoclosure () -> String) throws -> StoredValue {
        guard let value = self.value(key) else {
            throw self.decoder.missing(at: .key(key), expected: expected())
        }
        return value
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        try self.value(key, "a value").isNull
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        if self.decoder.hasEqualNames { throw self.decoder.equalNames }
        guard let value = self.value(key) else {
            return try self.decoder.decodedMissing(type, at: .key(key))
        }
        return try self.decoder.decoded(type, from: value, at: .key(key))
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let value = self.present(key) else { return nil }
        return try self.decoder.decoded(type, from: value, at: .key(key))
    }

    /// The value, if there is one that is not NULL.
    private func present(_ key: Key) -> StoredValue? {
        guard let value = self.value(key), !value.isNull else { return nil }
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
        let value = self.decoder.value(named: AnyCodingKey.superclass.stringValue)
        return try self.decoder.child(value ?? .value(.null), at: .superclass)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        try self.decoder.child(self.value(key) ?? .value(.null), at: .key(key))
    }

    // MARK: Single values

    // What is there and of the right type is read at once. Everything else is then looked at in full.

    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        if let value: String = self.decoder.text(named: key.stringValue) { return value }
        return try self.decoder.text(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        if let value: String = self.decoder.text(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.text(value, at: .key(key))
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        if let value: Bool = self.decoder.flag(named: key.stringValue) { return value }
        return try self.decoder.flag(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        if let value: Bool = self.decoder.flag(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.flag(value, at: .key(key))
    }

    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        if let value: Int = self.decoder.integer(named: key.stringValue) { return value }
        return try self.decoder.integer(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        if let value: Int = self.decoder.integer(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 {
        if let value: Int8 = self.decoder.integer(named: key.stringValue) { return value }
        return try self.decoder.integer(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? {
        if let value: Int8 = self.decoder.integer(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 {
        if let value: Int16 = self.decoder.integer(named: key.stringValue) { return value }
        return try self.decoder.integer(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? {
        if let value: Int16 = self.decoder.integer(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 {
        if let value: Int32 = self.decoder.integer(named: key.stringValue) { return value }
        return try self.decoder.integer(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? {
        if let value: Int32 = self.decoder.integer(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
        if let value: Int64 = self.decoder.integer(named: key.stringValue) { return value }
        return try self.decoder.integer(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        if let value: Int64 = self.decoder.integer(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
        if let value: Int128 = self.decoder.integer(named: key.stringValue) { return value }
        return try self.decoder.integer(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: Int128.Type, forKey key: Key) throws -> Int128? {
        if let value: Int128 = self.decoder.integer(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt {
        if let value: UInt = self.decoder.integer(named: key.stringValue) { return value }
        return try self.decoder.integer(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? {
        if let value: UInt = self.decoder.integer(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 {
        if let value: UInt8 = self.decoder.integer(named: key.stringValue) { return value }
        return try self.decoder.integer(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? {
        if let value: UInt8 = self.decoder.integer(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
        if let value: UInt16 = self.decoder.integer(named: key.stringValue) { return value }
        return try self.decoder.integer(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? {
        if let value: UInt16 = self.decoder.integer(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
        if let value: UInt32 = self.decoder.integer(named: key.stringValue) { return value }
        return try self.decoder.integer(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? {
        if let value: UInt32 = self.decoder.integer(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
        if let value: UInt64 = self.decoder.integer(named: key.stringValue) { return value }
        return try self.decoder.integer(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
        if let value: UInt64 = self.decoder.integer(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
        if let value: UInt128 = self.decoder.integer(named: key.stringValue) { return value }
        return try self.decoder.integer(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: UInt128.Type, forKey key: Key) throws -> UInt128? {
        if let value: UInt128 = self.decoder.integer(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.integer(value, at: .key(key))
    }

    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        if let value: Double = self.decoder.float(named: key.stringValue) { return value }
        return try self.decoder.float(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        if let value: Double = self.decoder.float(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.float(value, at: .key(key))
    }

    func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        if let value: Float = self.decoder.float(named: key.stringValue) { return value }
        return try self.decoder.float(self.value(key), at: .key(key))
    }

    func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? {
        if let value: Float = self.decoder.float(named: key.stringValue) { return value }
        guard let value = self.present(key) else { return nil }
        return try self.decoder.float(value, at: .key(key))
    }
}
