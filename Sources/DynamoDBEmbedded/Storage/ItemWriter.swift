// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Writes the bytes of ``ItemCodec``.
struct ItemWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        self.bytes.reserveCapacity(capacity)
    }

    mutating func write(byte: UInt8) {
        self.bytes.append(byte)
    }

    mutating func write(count: Int) {
        var rest = UInt(bitPattern: count)
        while rest > 0x7F {
            self.bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        self.bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func write(_ item: Item) {
        self.write(count: item.count)
        for entry in item.entries {
            self.write(entry.name)
            self.write(entry.value)
        }
    }

    mutating func write(_ value: AttributeValue) {
        switch value {
        case .string(let text):
            self.write(.string)
            self.write(text)
        case .number(let number):
            self.write(.number)
            self.write(number)
        case .binary(let data):
            self.write(.binary)
            self.write(data)
        case .bool(let flag):
            self.write(flag ? .true : .false)
        case .null:
            self.write(ItemCodec.Tag.null)
        case .list(let values):
            self.write(.list)
            self.write(count: values.count)
            for value in values { self.write(value) }
        case .map(let entries):
            self.write(.map)
            self.write(entries)
        case .stringSet(let members):
            self.write(.stringSet)
            self.write(count: members.count)
            for member in members { self.write(member) }
        case .numberSet(let members):
            self.write(.numberSet)
            self.write(count: members.count)
            for member in members { self.write(member) }
        case .binarySet(let members):
            self.write(.binarySet)
            self.write(count: members.count)
            for member in members { self.write(member) }
        }
    }

    private mutating func write(_ tag: ItemCodec.Tag) {
        self.bytes.append(tag.rawValue)
    }

    private mutating func write(_ text: String) {
        var copy = text
        copy.withUTF8 { utf8 in
            self.write(count: utf8.count)
            self.bytes.append(contentsOf: utf8)
        }
    }

    private mutating func write(_ data: Data) {
        self.write(count: data.count)
        data.withUnsafeBytes { self.bytes.append(contentsOf: $0) }
    }

    private mutating func write(_ number: DynamoDBNumber) {
        let coefficient = number.coefficient
        let length = (UInt128.bitWidth - coefficient.leadingZeroBitCount + 7) / 8
        var control = UInt8(truncatingIfNeeded: length)
        if number.isNegative { control |= ItemCodec.NumberControl.negative }
        if number.exponent != 0 { control |= ItemCodec.NumberControl.hasExponent }
        self.bytes.append(control)
        if number.exponent != 0 {
            let exponent = UInt16(bitPattern: number.exponent)
            self.bytes.append(UInt8(truncatingIfNeeded: exponent))
            self.bytes.append(UInt8(truncatingIfNeeded: exponent >> 8))
        }
        self.write(lowest: min(length, 8), of: UInt64(truncatingIfNeeded: coefficient))
        if length > 8 { self.write(lowest: length - 8, of: UInt64(truncatingIfNeeded: coefficient >> 64)) }
    }

    private mutating func write(lowest count: Int, of word: UInt64) {
        var rest = word
        for _ in 0..<count {
            self.bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }
}
