// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Decodes the elements of a list, or the members of a set.
struct UnkeyedDecoder: UnkeyedDecodingContainer {
    let decoder: ValueDecoder
    let elements: ValueDecoder.Elements

    private(set) var currentIndex = 0

    init(decoder: ValueDecoder, elements: ValueDecoder.Elements) {
        self.decoder = decoder
        self.elements = elements
    }

    var codingPath: [any CodingKey] { self.decoder.codingPath }

    var count: Int? { self.elements.count }

    var isAtEnd: Bool { self.currentIndex >= self.elements.count }

    /// Decodes the next element, and passes over it if that succeeds.
    private mutating func next<T>(
        _ expected: @autoclosure () -> String, _ decode: (AttributeValue, CodingStep) throws -> T
    ) throws -> T {
        let step = CodingStep.index(self.currentIndex)
        guard let value = self.elements[self.currentIndex] else {
            throw self.decoder.missing(at: step, expected: expected())
        }
        let result = try decode(value, step)
        self.currentIndex += 1
        return result
    }

    mutating func decodeNil() throws -> Bool {
        guard let value = self.elements[self.currentIndex] else {
            throw self.decoder.missing(at: .index(self.currentIndex), expected: "a value")
        }
        guard value.isNull else { return false }
        self.currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let decoder = self.decoder
        return try self.next("a value") { try decoder.decoded(type, from: $0, at: $1) }
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        let decoder = self.decoder
        return try self.next("a map (M)") { try decoder.child($0, at: $1).container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let decoder = self.decoder
        return try self.next("a list (L)") { try decoder.child($0, at: $1).unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder {
        let decoder = self.decoder
        return try self.next("a value") { try decoder.child($0, at: $1) }
    }

    // MARK: Single values

    mutating func decode(_ type: String.Type) throws -> String {
        let decoder = self.decoder
        return try self.next(ValueDecoder.textExpected) { try decoder.text($0, at: $1) }
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool {
        let decoder = self.decoder
        return try self.next(ValueDecoder.flagExpected) { try decoder.flag($0, at: $1) }
    }

    mutating func decode(_ type: Int.Type) throws -> Int {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.integer($0, at: $1) }
    }

    mutating func decode(_ type: Int8.Type) throws -> Int8 {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.integer($0, at: $1) }
    }

    mutating func decode(_ type: Int16.Type) throws -> Int16 {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.integer($0, at: $1) }
    }

    mutating func decode(_ type: Int32.Type) throws -> Int32 {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.integer($0, at: $1) }
    }

    mutating func decode(_ type: Int64.Type) throws -> Int64 {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.integer($0, at: $1) }
    }

    mutating func decode(_ type: Int128.Type) throws -> Int128 {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.integer($0, at: $1) }
    }

    mutating func decode(_ type: UInt.Type) throws -> UInt {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.integer($0, at: $1) }
    }

    mutating func decode(_ type: UInt8.Type) throws -> UInt8 {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.integer($0, at: $1) }
    }

    mutating func decode(_ type: UInt16.Type) throws -> UInt16 {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.integer($0, at: $1) }
    }

    mutating func decode(_ type: UInt32.Type) throws -> UInt32 {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.integer($0, at: $1) }
    }

    mutating func decode(_ type: UInt64.Type) throws -> UInt64 {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.integer($0, at: $1) }
    }

    mutating func decode(_ type: UInt128.Type) throws -> UInt128 {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.integer($0, at: $1) }
    }

    mutating func decode(_ type: Double.Type) throws -> Double {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.float($0, at: $1) }
    }

    mutating func decode(_ type: Float.Type) throws -> Float {
        let decoder = self.decoder
        return try self.next(ValueDecoder.numberExpected) { try decoder.float($0, at: $1) }
    }
}
