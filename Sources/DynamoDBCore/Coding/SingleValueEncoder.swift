// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Encodes the one value of a type that is nothing else.
struct SingleValueEncoder: SingleValueEncodingContainer {
    let encoder: ValueEncoder

    var codingPath: [any CodingKey] { self.encoder.codingPath }

    func encodeNil() {
        self.encoder.set(.null)
    }

    func encode<T: Encodable>(_ value: T) throws {
        self.encoder.set(try self.encoder.encoded(value, at: .none) ?? .list([]))
    }

    func encode(_ value: String) {
        self.encoder.set(.string(value))
    }

    func encode(_ value: Bool) {
        self.encoder.set(.bool(value))
    }

    func encode(_ value: Int) {
        self.encoder.set(.number(DynamoDBNumber(value)))
    }

    private func encode(integer value: some FixedWidthInteger) throws(DynamoDBError) {
        let number = try self.encoder.number(at: .none) { () throws(DynamoDBError) in try DynamoDBNumber(value) }
        self.encoder.set(.number(number))
    }

    func encode(_ value: Double) throws {
        let number = try self.encoder.number(at: .none) { () throws(DynamoDBError) in try DynamoDBNumber(value) }
        self.encoder.set(.number(number))
    }

    func encode(_ value: Float) throws {
        let number = try self.encoder.number(at: .none) { () throws(DynamoDBError) in try DynamoDBNumber(value) }
        self.encoder.set(.number(number))
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
