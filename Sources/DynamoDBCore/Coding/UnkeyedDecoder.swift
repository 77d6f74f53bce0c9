// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Decodes the elements of a list, or the members of a set.
struct UnkeyedDecoder: UnkeyedDecodingContainer {
    let decoder: ValueDecoder
    private(set) var currentIndex = 0
    /// Where the next element is.
    private var place: Int

    init(decoder: ValueDecoder, place: Int) {
        self.decoder = decoder
        self.place = place
    }

    var codingPath: [any CodingKey] { self.decoder.codingPath }

    var count: Int? { self.decoder.value.elementCount }

    var isAtEnd: Bool { self.currentIndex >= self.count ?? 0 }

    private var element: StoredValue? { self.decoder.value.element(self.currentIndex, at: self.place) }

    private mutating func pass() {
        self.currentIndex += 1
        self.place = self.decoder.value.place(behind: self.place)
    }

    /// Decodes the next element, and passes over it if that succeeds.
    private mutating func next<T>(
        _ expected: @autoclosure () -> String, _ decode: (StoredValue, CodingStep) throws -> T
    ) throws -> T {
        let step = CodingStep.index(self.currentIndex)
        guard let value = self.element else {
            throw self.decoder.missing(at: step, expected: expected())
        }
        let result = try decode(value, step)
        self.pass()
        return result
    }

    mutating func decodeNil() throws -> Bool {
        guard let value = self.element else {
            throw self.decoder.missing(at: .index(self.currentIndex), expected: "a value")
        }
        guard value.isNull else { return false }
        self.pass()
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
