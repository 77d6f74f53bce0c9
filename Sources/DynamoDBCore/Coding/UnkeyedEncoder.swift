// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Encodes the elements of a list.
struct UnkeyedEncoder: UnkeyedEncodingContainer {
    let encoder: ValueEncoder

    var codingPath: [any CodingKey] { self.encoder.codingPath }

    var count: Int { self.encoder.count }

    private var step: CodingStep { .index(self.encoder.count) }

    func encodeNil() {
        self.encoder.append(.null)
    }

    func encode<T: Encodable>(_ value: T) throws {
        // An element cannot be left out: the others would take its place.
        self.encoder.append(try self.encoder.encoded(value, at: self.step) ?? .list([]))
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        self.encoder.nestedElement().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        self.encoder.nestedElement().unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        self.encoder.nestedElement()
    }

    // MARK: Single values

    func encode(_ value: String) {
        self.encoder.append(.string(value))
    }

    func encode(_ value: Bool) {
        self.encoder.append(.bool(value))
    }

    func encode(_ value: Int) {
        self.encoder.append(.number(DynamoDBNumber(value)))
    }

    private func encode(integer value: some FixedWidthInteger) throws(DynamoDBError) {
        let number = try self.encoder.number(at: self.step) { () throws(DynamoDBError) in try DynamoDBNumber(value) }
        self.encoder.append(.number(number))
    }

    func encode(_ value: Double) throws {
        let number = try self.encoder.number(at: self.step) { () throws(DynamoDBError) in try DynamoDBNumber(value) }
        self.encoder.append(.number(number))
    }

    func encode(_ value: Float) throws {
        let number = try self.encoder.number(at: self.step) { () throws(DynamoDBError) in try DynamoDBNumber(value) }
        self.encoder.append(.number(number))
    }

    func encode(_ value: Int8) throws { try self.encode(integer: value) }

    func encode(_ value: Int16) throws { try self.encode(integer: value) }

    func encode(_ value: Int32) throws { try self.encode(integer: value) }

    func encode(_ value: Int64) throws { try self.encode(integer: value) }

    func encode(_ value: Int128) throws { try self.encode(integer: value) }

    func encode(_ value: UInt) throws { try self.encode(integer: value) }

    func encode(_ value: UInt8) throws { try self.encode(integer: value) }

    func encode(_ value: UInt16) throws { try self.encode(integer: value) }

    func encode(_ value: UInt32) throws { try self.encode(integer: value) }

    func encode(_ value: UInt64) throws { try self.encode(integer: value) }

    func encode(_ value: UInt128) throws { try self.encode(integer: value) }
}
