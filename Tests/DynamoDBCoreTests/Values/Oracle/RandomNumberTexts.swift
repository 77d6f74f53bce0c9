// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Makes pairs of texts that are hard on a decimal number: cancellations, carries, ends of the range, near misses.
struct RandomNumberTexts {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        self.generator = SeededGenerator(seed: seed)
    }

    mutating func pair() -> (String, String) {
        switch self.random(0...9) {
        case 0, 1: return (self.anything(), self.anything())
        case 2: return self.twins()
        case 3: return self.neighbours()
        case 4, 5: return self.overlapping()
        case 6: return (self.roundNumber(), self.roundNumber())
        case 7: return (self.endOfRange(), self.endOfRange())
        case 8: return (self.damaged(self.anything()), self.anything())
        default: return (self.short(), self.short())
        }
    }

    private mutating func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self.generator) }

    private mutating func chance(_ percent: Int) -> Bool { self.random(1...100) <= percent }

    private mutating func sign() -> String { ["", "", "-", "-", "+"][self.random(0...4)] }

    /// Digits, of which some runs are zeros or nines, since carries and trimming happen there.
    private mutating func digits(_ count: Int) -> String {
        var text = ""
        while text.utf8.count < count {
            let run = self.random(1...12)
            switch self.random(0...5) {
            case 0: text += String(repeating: "0", count: run)
            case 1: text += String(repeating: "9", count: run)
            default: for _ in 0..<run { text += String(self.random(0...9)) }
            }
        }
        return String(text.prefix(count))
    }

    private mutating func exponent() -> String {
        let value: Int
        switch self.random(0...9) {
        case 0...3: return ""
        case 4: value = self.random(-9...9)
        case 5: value = self.random(-60...60)
        case 6: value = self.random(80...130)
        case 7: value = -self.random(85...175)
        case 8: value = self.random(-400...400)
        default:
            value = [999_999_999_999, -999_999_999_999, 2_147_483_648, -2_147_483_649, 0][self.random(0...4)]
        }
        let mark = self.chance(50) ? "e" : "E"
        let plus = value >= 0 && self.chance(30) ? "+" : ""
        let minus = value < 0 ? "-" : ""
        return mark + plus + minus + (self.chance(10) ? "00" : "") + String(value.magnitude)
    }

    /// Up to 45 digits, a point anywhere or nowhere, an exponent or none.
    private mutating func anything() -> String {
        let digits = self.digits(self.random(1...45))
        var mantissa = digits
        if self.chance(60) {
            let split = self.random(0...digits.utf8.count)
            mantissa = digits.prefix(split) + "." + digits.dropFirst(split)
        }
        return self.sign() + mantissa + self.exponent()
    }

    /// A few digits, so that sums are mostly possible.
    private mutating func short() -> String {
        self.sign() + self.digits(self.random(1...6)) + (self.chance(50) ? "." + self.digits(self.random(0...6)) : "")
            + (self.chance(30) ? "e" + String(self.random(-20...20)) : "")
    }

    /// One number in two spellings, or with two signs.
    private mutating func twins() -> (String, String) {
        let digits = self.digits(self.random(1...38))
        let power = self.random(-150...110)
        let zeros = self.random(0...20)
        return (
            self.sign() + digits + "e" + String(power),
            self.sign() + String(repeating: "0", count: self.random(0...3)) + digits
                + String(repeating: "0", count: zeros) + "e" + String(power - zeros)
        )
    }

    /// Two numbers that differ in their last digits only: differences with many leading zeros.
    private mutating func neighbours() -> (String, String) {
        let beginning = self.digits(self.random(20...37))
        let power = "e" + String(self.random(-170...90))
        let room = 38 - beginning.utf8.count
        let (left, right) = (self.digits(self.random(0...room)), self.digits(self.random(0...room)))
        return (self.sign() + beginning + left + power, self.sign() + beginning + right + power)
    }

    /// Two numbers some 30 to 40 places apart, so that the result has about 38 digits.
    private mutating func overlapping() -> (String, String) {
        let count = self.random(1...38)
        let power = self.random(-165...100)
        let shift = self.random(max(0, 34 - count)...(42 - count))
        return (
            self.sign() + self.digits(count) + "e" + String(power + shift),
            self.sign() + self.digits(self.random(1...38)) + "e" + String(power)
        )
    }

    /// About 10^37 to 10^39, and about 2^64 and 2^128: where digits, machine words and coefficients end.
    private mutating func roundNumber() -> String {
        let (digits, count) = (self.digits(self.random(1...2)), self.random(35...39))
        switch self.random(0...6) {
        case 0: return self.sign() + String(repeating: "9", count: count)
        case 1: return self.sign() + "1" + String(repeating: "0", count: count)
        case 2: return self.sign() + String(repeating: "9", count: count - 2) + digits
        case 3: return self.sign() + "1" + String(repeating: "0", count: count - 2) + digits
        case 4: return self.sign() + digits + "e" + String(count - 1)
        case 5: return self.sign() + String(UInt128(UInt64.max) + 1 - UInt128(self.random(-20...20).magnitude))
        default:
            return self.sign() + "3402823669209384634633746074317682114" + self.digits(self.random(0...2))
                + (self.chance(30) ? "." + digits : "")
        }
    }

    /// Just inside or outside of 1E-130 or 9.9…E125.
    private mutating func endOfRange() -> String {
        if self.chance(50) {
            return self.sign() + self.digits(self.random(1...3)) + "." + self.digits(self.random(0...37))
                + "e" + String(-self.random(127...133))
        }
        if self.chance(30) {
            return self.sign() + String(repeating: "9", count: self.random(36...39)) + "e"
                + String(self.random(86...90))
        }
        return self.sign() + self.digits(self.random(1...3)) + "." + self.digits(self.random(0...37))
            + "e" + String(self.random(122...127))
    }

    /// A text with a character taken out, put in or changed: mostly no number any more. No tab or line break, as those
    /// separate the questions.
    private mutating func damaged(_ text: String) -> String {
        var characters = Array(text)
        let stray = Array("0123456789+-.eE _x,NIa٣１\u{A0}")
        for _ in 0..<self.random(1...2) {
            let added = stray[self.random(0...(stray.count - 1))]
            let place = self.random(0...characters.count)
            switch self.random(0...2) {
            case 0: characters.insert(added, at: place)
            case 1 where place < characters.count: characters[place] = added
            default: if place < characters.count { characters.remove(at: place) }
            }
        }
        return String(characters)
    }
}
