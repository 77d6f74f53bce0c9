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
            return self.longNumber(beginning, number, end)
        }
        self.write(beginning, atMost: NumberText.room + end.utf8CodeUnitCount) { place in
            NumberText.put(small, exponent: Int(number.exponent), isNegative: number.isNegative, at: &place)
            place.put(end)
        }
    }

    @inline(never)
    private mutating func longNumber(_ beginning: StaticString, _ number: DynamoDBNumber, _ end: StaticString) {
        self.text(beginning, number.description, end)
    }
}

/// Writes the text that ``DynamoDBNumber/description`` has, without making a string of it (benchmark `batch25-item`).
private enum NumberText {
    /// The most bytes of a text without its sign: 20 digits and 20 zeros; or 20 digits behind a zero and a point.
    private static let length = 48
    /// How many bytes are used while a text is written.
    static let room = 1 + 2 * Self.length
    private static let zeros: UInt64 = 0x3030_3030_3030_3030

    /// - Precondition: The exponent is from -20 to 20, and there is ``room``.
    @inline(never)
    static func put(_ magnitude: UInt64, exponent: Int, isNegative: Bool, at place: inout UnsafeMutableRawPointer) {
        if isNegative { place.put(UInt8(ascii: "-")) }
        // Nearly all numbers have eight digits at most, or are times with sixteen.
        let (high, low) = magnitude.quotientAndRemainder(dividingBy: 100_000_000)
        if high == 0, -7...8 ~= exponent {
            self.putShort(low, exponent: exponent, at: &place)
        } else if high < 100_000_000, exponent == 0 {
            self.putShort(high, exponent: 0, at: &place)
            place.put(self.digits(of: low) | self.zeros)
        } else {
            self.putLong(magnitude, exponent: exponent, at: &place)
        }
    }

    /// Writes a number below 100,000,000 with an exponent from -7 to 8.
    @inline(__always)
    private static func putShort(_ magnitude: UInt64, exponent: Int, at place: inout UnsafeMutableRawPointer) {
        let digits = self.digits(of: magnitude)
        let fraction = max(0, -exponent)
        // Zeros in front are left out, but for one that is the last digit or stands before a point.
        let left = min(digits.trailingZeroBitCount / 8, 7 - fraction)
        let text = (digits | self.zeros) &>> UInt64(left * 8)
        let whole = 8 - left - fraction
        // Each time eight bytes are written, and what follows is written over those that are too many.
        var end = place
        end.put(text)
        place += whole
        if fraction > 0 {
            place.put(UInt8(ascii: "."))
            end = place
            end.put(text &>> UInt64(whole * 8))
            place += fraction
        } else {
            end = place
            end.put(self.zeros)
            place += exponent
        }
    }

    /// The last eight digits of a number, one a byte, as numbers and not as letters; the first one in the lowest byte.
    @inline(__always)
    private static func digits(of number: UInt64) -> UInt64 {
        // Halves of four digits, quarters of two, and then each by itself, all at once: a division by 100 or 10 is a
        // multiplication and a shift, which are exact for numbers as small as these.
        let (high, low) = number.quotientAndRemainder(dividingBy: 10_000)
        let halves = high | low << 32
        let hundreds = (halves &* 10_486) >> 20 & 0x0000_007F_0000_007F
        let quarters = hundreds | (halves &- hundreds &* 100) << 16
        let tens = (quarters &* 103) >> 10 & 0x000F_000F_000F_000F
        return tens | (quarters &- tens &* 10) << 8
    }

    /// Writes any number, digit by digit from its end.
    @inline(never)
    private static func putLong(_ magnitude: UInt64, exponent: Int, at place: inout UnsafeMutableRawPointer) {
        let end = place + Self.length
        var start = end
        var rest = magnitude
        func put(_ byte: UInt8) {
            start -= 1
            start.storeBytes(of: byte, as: UInt8.self)
        }
        func digit() {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
            rest = quotient
        }
        func twoDigits() {
            let (quotient, digits) = rest.quotientAndRemainder(dividingBy: 100)
            let (tens, ones) = digits.quotientAndRemainder(dividingBy: 10)
            start -= 2
            start.storeBytes(of: UInt16(truncatingIfNeeded: 0x3030 + tens + ones << 8).littleEndian, as: UInt16.self)
            rest = quotient
        }
        for _ in 0..<max(exponent, 0) { put(UInt8(ascii: "0")) }
        if exponent < 0 {
            for _ in 0..<(-exponent / 2) { twoDigits() }
            if exponent % 2 != 0 { digit() }
            put(UInt8(ascii: "."))
        }
        while rest >= 100 { twoDigits() }
        if rest >= 10 { twoDigits() } else { digit() }
        place.copyMemory(from: start, byteCount: end - start)
        place += end - start
    }
}

extension UnsafeMutableRawPointer {
    @inline(__always)
    fileprivate mutating func put(_ bytes: UInt64) {
        self.storeBytes(of: bytes.littleEndian, as: UInt64.self)
        self += 8
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
