// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBNumber: JSONWritable {
    package func encode(into writer: inout JSONWriter) { writer.number("\"", self, "\"") }
}

extension JSONWriter {
    /// Writes a number between a beginning that ends and an end that begins with its quotes.
    @inline(__always)
    mutating func number(_ beginning: StaticString, _ number: DynamoDBNumber, _ end: StaticString) {
        guard let small = number.smallMagnitude, abs(number.exponent) <= 20 else {
            return self.text(beginning, number.description, end)
        }
        self.write(beginning, atMost: NumberText.room + end.utf8CodeUnitCount) { place in
            NumberText.put(small, exponent: Int(number.exponent), isNegative: number.isNegative, at: &place)
            place.put(end)
        }
    }
}

/// Writes the text that ``DynamoDBNumber/description`` has, without making a string of it.
private enum NumberText {
    /// The most bytes of a text: 20 digits, 20 zeros, and a sign; or 20 digits behind a sign, a zero and a point.
    private static let length = 48
    /// How many bytes are used while a text is written.
    static let room = 2 * Self.length

    /// - Precondition: The exponent is from -20 to 20, and there is ``room``.
    @inline(never)
    static func put(_ magnitude: UInt64, exponent: Int, isNegative: Bool, at place: inout UnsafeMutableRawPointer) {
        let end = place + Self.length
        var start = end
        var rest = magnitude
        func digit() {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            start -= 1
            start.storeBytes(of: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit), as: UInt8.self)
            rest = quotient
        }
        func twoDigits() {
            let (quotient, digits) = rest.quotientAndRemainder(dividingBy: 100)
            let (tens, ones) = digits.quotientAndRemainder(dividingBy: 10)
            start -= 2
            start.storeBytes(of: UInt16(truncatingIfNeeded: 0x3030 + tens + ones << 8).littleEndian, as: UInt16.self)
            rest = quotient
        }
        for _ in 0..<max(exponent, 0) {
            start -= 1
            start.storeBytes(of: UInt8(ascii: "0"), as: UInt8.self)
        }
        if exponent < 0 {
            for _ in 0..<(-exponent / 2) { twoDigits() }
            if exponent % 2 != 0 { digit() }
            start -= 1
            start.storeBytes(of: UInt8(ascii: "."), as: UInt8.self)
        }
        while rest >= 100 { twoDigits() }
        if rest >= 10 { twoDigits() } else { digit() }
        if isNegative {
            start -= 1
            start.storeBytes(of: UInt8(ascii: "-"), as: UInt8.self)
        }
        // Longer texts are rare, and a copy of known length is much faster.
        if end - start <= 16 {
            place.copyMemory(from: start, byteCount: 16)
        } else {
            place.copyMemory(from: start, byteCount: Self.length)
        }
        place += end - start
    }
}

extension DynamoDBNumber: JSONReadable {
    /// Reads a string that holds a number. One that DynamoDB does not have is noted by the reader, and zero stands in
    /// its place.
    package init(from reader: inout JSONReader) throws(WireError) {
        var fault: NumberError?
        self = try reader.string(wanting: .string) { bytes throws(WireError) in
            do throws(NumberError) {
                return try Self(bytes: bytes)
            } catch {
                fault = error
                return .zero
            }
        }
        if let fault { reader.note(.number(fault)) }
    }

    /// Reads the text of a number.
    init(bytes: UnsafeRawBufferPointer) throws(NumberError) {
        if let number = Self(plain: bytes) { self = number } else { try self.init(text: bytes) }
    }

    /// Reads digits, perhaps with a point between them, that fit 64 bits and are so in range: nearly all numbers are such.
    init?(plain bytes: UnsafeRawBufferPointer) {
        guard let first = bytes.first else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        // 19 digits, or 18 with a point.
        guard bytes.count > start, bytes.count - start <= 19 else { return nil }
        var magnitude: UInt64 = 0
        var point: Int?
        for offset in start..<bytes.count {
            let digit = bytes[offset] &- UInt8(ascii: "0")
            if digit < 10 {
                magnitude = magnitude * 10 + UInt64(digit)
            } else if bytes[offset] == UInt8(ascii: "."), point == nil, offset > start, offset < bytes.count - 1 {
                point = offset
            } else {
                return nil
            }
        }
        self.init(
            magnitude: magnitude, exponent: point.map { $0 + 1 - bytes.count } ?? 0, isNegative: isNegative)
    }

    package static var serviceType: String { "java.lang.String" }
}
