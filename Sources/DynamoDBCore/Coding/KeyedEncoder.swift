// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Encodes the attributes of a map.
struct KeyedEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: ValueEncoder

    var codingPath: [any CodingKey] { self.encoder.codingPath }

    func encodeNil(forKey key: Key) {
        self.encoder.add(key.stringValue, .null)
    }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        if let value = try self.encoder.encoded(value, at: .key(key)) {
            self.encoder.add(key.stringValue, value)
        } else if Self.takesAnyName {
            self.encoder.add(key.stringValue, .list([]))
        } else {
            self.encoder.addEmptySet(key.stringValue)
        }
    }

    /// Whether the keys are data, as those of a dictionary, and no properties: an empty set that is left out would then take
    /// its key along.
    private static var takesAnyName: Bool { Key(stringValue: "\u{0}any name\u{0}") != nil }

    func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
        guard let value else { return self.encoder.addAbsent(key.stringValue) }
        try self.encode(value, forKey: key)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        self.encoder.nested(key, step: .key(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        self.encoder.nested(key, step: .key(key)).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        self.encoder.nested(AnyCodingKey.superclass, step: .superclass)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        self.encoder.nested(key, step: .key(key))
    }

    // MARK: Single values

    func encode(_ value: String, forKey key: Key) {
        self.encoder.add(key.stringValue, .string(value))
    }

    func encode(_ value: Bool, forKey key: Key) {
        self.encoder.add(key.stringValue, .bool(value))
    }

    func encode(_ value: Int, forKey key: Key) {
        self.encoder.add(key.stringValue, .number(DynamoDBNumber(value)))
    }

    private func encode(integer value: some FixedWidthInteger, forKey key: Key) throws(DynamoDBError) {
        let number = try self.encoder.number(at: .key(key)) { () throws(DynamoDBError) in try DynamoDBNumber(value) }
        self.encoder.add(key.stringValue, .number(number))
    }

    func encode(_ value: Double, forKey key: Key) throws {
        let number = try self.encoder.number(at: .key(key)) { () throws(DynamoDBError) in try DynamoDBNumber(value) }
        self.encoder.add(key.stringValue, .number(number))
    }

    func encode(_ value: Float, forKey key: Key) throws {
        let number = try self.encoder.number(at: .key(key)) { () throws(DynamoDBError) in try DynamoDBNumber(value) }
        self.encoder.add(key.stringValue, .number(number))
    }

    func encode(_ value: Int8, forKey key: Key) throws { try self.encode(integer: value, forKey: key) }

    func encode(_ value: Int16, forKey key: Key) throws { try self.encode(integer: value, forKey: key) }

    func encode(_ value: Int32, forKey key: Key) throws { try self.encode(integer: value, forKey: key) }

    func encode(_ value: Int64, forKey key: Key) throws { try self.encode(integer: value, forKey: key) }

    func encode(_ value: Int128, forKey key: Key) throws { try self.encode(integer: value, forKey: key) }

    func encode(_ value: UInt, forKey key: Key) throws { try self.encode(integer: value, forKey: key) }

    func encode(_ value: UInt8, forKey key: Key) throws { try self.encode(integer: value, forKey: key) }

    func encode(_ value: UInt16, forKey key: Key) throws { try self.encode(integer: value, forKey: key) }

    func encode(_ value: UInt32, forKey key: Key) throws { try self.encode(integer: value, forKey: key) }

    func encode(_ value: UInt64, forKey key: Key) throws { try self.encode(integer: value, forKey: key) }

    func encode(_ value: UInt128, forKey key: Key) throws { try self.encode(integer: value, forKey: key) }

    // MARK: Optional values

    func encodeIfPresent(_ value: String?, forKey key: Key) {
        if let value { self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: Bool?, forKey key: Key) {
        if let value { self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: Int?, forKey key: Key) {
        if let value { self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: Float?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: Int8?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: Int16?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: Int32?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: Int64?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: Int128?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: UInt?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }

    func encodeIfPresent(_ value: UInt128?, forKey key: Key) throws {
        if let value { try self.encode(value, forKey: key) } else { self.encoder.addAbsent(key.stringValue) }
    }
}
