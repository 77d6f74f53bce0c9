// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

/// The short cuts for the numbers that most items have, against the ways that take every number.
struct DynamoDBNumberShortCutTests {
    @Test
    func `a Double is stored as the shortest text that gives it again`() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<4_000 {
            let scale: Double = [1.0, 10, 100, 1e3, 1e6, 1e8, 1e9, 1e15].randomElement(using: &generator) ?? 1
            let whole = Double(Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &generator))
            let scaled: Double = whole / scale
            let values: [Double] = [scaled, scaled.nextUp, 1 / whole, whole / 3]
            for value in values where value.isFinite {
                #expect(try DynamoDBNumber(value) == DynamoDBNumber(parsing: value.description), "\(value)")
            }
        }
    }

    @Test
    func `a number is read and written in JSON as from and to text`() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<4_000 {
            var text = generator.chance(30) ? "-" : ""
            let pieces = ["0", "1", "9", "00", "12", "987654", "."]
            for _ in 0...Int.random(in: 0...6, using: &generator) {
                text += pieces.randomElement(using: &generator) ?? ""
            }
            if generator.chance(20) { text += "e\(Int.random(in: -30...30, using: &generator))" }
            let read = try? JSONReader.decode(Item.self, from: Array(#"{"v":{"N":"\#(text)"}}"#.utf8))["v"]
            let number = DynamoDBNumber(text)
            #expect(read == number.map { .number($0) }, "\(text)")
            guard let number else { continue }
            let written = String(decoding: try JSONWriter.encode(Item([("v", .number(number))])), as: UTF8.self)
            #expect(written == #"{"v":{"N":"\#(number)"}}"#)
            #expect(number.double == Double(number.description))
            #expect(number.int == Int(number.description))
        }
    }

    @Test
    func `a number of any length and exponent is written in JSON as its text`() throws {
        var generator = SeededGenerator(seed: 3)
        var magnitudes: [UInt64] = [.max, .max - 1, 10_000_000_000_000_000_001]
        for bits in 0..<64 as Range<UInt64> { magnitudes.append(generator.next() >> bits) }
        // Around every power of ten: how many digits there are decides the way.
        var power: UInt64 = 1
        for _ in 0...18 {
            magnitudes += [
                power - 1, power, power + 1, power * 9, UInt64.random(in: power..<power * 10, using: &generator),
            ]
            power = power.multipliedReportingOverflow(by: 10).partialValue
        }
        for magnitude in magnitudes {
            // The short ways end at 20.
            for exponent in -24...24 {
                let number = DynamoDBNumber(
                    magnitude: magnitude, exponent: exponent, isNegative: generator.chance(50))
                let written = String(decoding: try JSONWriter.encode(Item([("v", .number(number))])), as: UTF8.self)
                #expect(written == #"{"v":{"N":"\#(number)"}}"#)
            }
        }
    }
}
