// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBNumber: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginString()
        writer.bytes.append(contentsOf: self.description.utf8)
        writer.endString()
    }
}

extension DynamoDBNumber: JSONReadable {
    /// Reads a string that holds a number. One that DynamoDB does not have is noted by the reader, and zero stands in
    /// its place.
    package init(from reader: inout JSONReader) throws(WireError) {
        var fault: NumberError?
        self = try reader.string(wanting: .string) { bytes throws(WireError) in
            if let integer = Self(plainInteger: bytes) { return integer }
            do throws(NumberError) {
                return try Self(text: bytes)
            } catch {
                fault = error
                return .zero
            }
        }
        if let fault { reader.note(.number(fault)) }
    }

    /// Reads an integer that is sure to fit 64 bits: most numbers are such.
    private init?(plainInteger bytes: UnsafeRawBufferPointer) {
        guard let first = bytes.first else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        let digits = bytes.count - (isNegative ? 1 : 0)
        guard digits > 0, digits <= 18 else { return nil }
        var magnitude: UInt64 = 0
        for offset in bytes.count - digits..<bytes.count {
            guard case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[offset] else { return nil }
            magnitude = magnitude * 10 + UInt64(bytes[offset] - UInt8(ascii: "0"))
        }
        self.init(magnitude: magnitude, isNegative: isNegative)
    }

    package static var serviceType: String { "java.lang.String" }
}
