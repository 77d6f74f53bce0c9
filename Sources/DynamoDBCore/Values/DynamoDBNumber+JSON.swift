// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBNumber: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginString()
        if let small = self.smallMagnitude, abs(self.exponent) <= 20 {
            writer.output.append(small, exponent: Int(self.exponent), isNegative: self.isNegative)
        } else {
            writer.output.append(contentsOf: self.description.utf8)
        }
        writer.endString()
    }
}

extension ByteOutput {
    /// Appends the text that ``DynamoDBNumber/description`` has, without making a string of it.
    ///
    /// - Precondition: The exponent is from -20 to 20.
    fileprivate mutating func append(_ magnitude: UInt64, exponent: Int, isNegative: Bool) {
        // 20 digits, 20 zeros, a point, a zero before it and a sign.
        self.append(upTo: 48) { text in
            var start = text.count
            func put(_ byte: UInt8) {
                start -= 1
                text[start] = byte
            }
            for _ in 0..<max(exponent, 0) { put(UInt8(ascii: "0")) }
            var rest = magnitude
            var digits = 0
            while rest > 0 || digits <= -exponent {
                if digits > 0, digits == -exponent { put(UInt8(ascii: ".")) }
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                put(UInt8(ascii: "0") + UInt8(digit))
                rest = quotient
                digits += 1
            }
            if isNegative { put(UInt8(ascii: "-")) }
            let count = text.count - start
            text.copyMemory(from: UnsafeRawBufferPointer(rebasing: text[start...]))
            return count
        }
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
