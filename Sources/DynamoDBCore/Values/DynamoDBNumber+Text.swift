// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBNumber: LosslessStringConvertible {
    /// Reads a decimal text such as `"-12.5"`, `".5"`, `"1e3"` or `"007"`.
    ///
    /// - Returns: `nil` if the text is no number, has more than 38 significant digits or is out of range. Use
    ///   ``init(parsing:)`` to learn which.
    public init?(_ description: String) {
        guard let number = try? Self(text: description.utf8) else { return nil }
        self = number
    }

    /// Reads a decimal text such as `"-12.5"`, `".5"`, `"1e3"` or `"007"`.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` and the words of the service if the text is
    ///   no number, has more than 38 significant digits or is out of range.
    public init(parsing text: String) throws(DynamoDBError) {
        do {
            try self.init(text: text.utf8)
        } catch {
            throw DynamoDBError(.validation, error.message)
        }
    }

    /// Reads the text of a number; the grammar is DynamoDB's.
    package init(text: some Collection<UInt8>) throws(NumberError) {
        guard !text.isEmpty else { throw .empty }
        var scanner = NumberScanner()
        for byte in text {
            guard scanner.take(byte) else { throw .notANumber(String(decoding: text, as: UTF8.self)) }
        }
        guard scanner.isComplete else { throw .notANumber(String(decoding: text, as: UTF8.self)) }
        guard scanner.coefficient != 0 else {
            self = .zero
            return
        }
        let adjusted = scanner.power + PowersOfTen.digitCount(of: scanner.coefficient) - 1
        guard adjusted <= Self.maximumAdjustedExponent else { throw .overflow }
        guard adjusted >= Self.minimumAdjustedExponent else { throw .underflow }
        guard !scanner.lostDigits else { throw .tooManyDigits }
        try self.init(coefficient: scanner.coefficient, exponent: scanner.power, isNegative: scanner.isNegative)
    }

    /// The one text of the number: plain decimal notation, no exponent, no superfluous zeros.
    public var description: String {
        if self.isZero { return "0" }
        // Most numbers fit 64 bits, whose text is made several times as fast.
        let digits = UInt64(exactly: self.coefficient).map { String($0) } ?? String(self.coefficient)
        var text = self.isNegative ? "-" : ""
        let power = Int(self.exponent)
        if power >= 0 {
            text += digits
            text += String(repeating: "0", count: power)
        } else if digits.utf8.count > -power {
            text += digits.dropLast(-power)
            text += "."
            text += digits.suffix(-power)
        } else {
            text += "0."
            text += String(repeating: "0", count: -power - digits.utf8.count)
            text += digits
        }
        return text
    }
}

/// Reads a number byte by byte, keeping at most 38 digits.
private struct NumberScanner {
    private enum State { case start, sign, integer, leadingPoint, fraction, exponentMark, exponentSign, exponent }

    private var state: State = .start
    private var exponentIsNegative = false
    private var exponentValue = 0
    /// Zeros seen since the last other digit; they count only if another digit follows.
    private var pendingZeros = 0
    private var keptDigits = 0
    private var scale = 0

    private(set) var coefficient: UInt128 = 0
    private(set) var isNegative = false
    /// Whether a digit other than zero came after the 38th, so that the coefficient is not the whole number.
    private(set) var lostDigits = false

    var isComplete: Bool {
        switch self.state {
        case .integer, .fraction, .exponent: true
        default: false
        }
    }

    /// The power of ten of the coefficient's last digit.
    var power: Int {
        self.scale + self.pendingZeros + (self.exponentIsNegative ? -self.exponentValue : self.exponentValue)
    }

    /// Takes the next byte; `false` if it cannot stand there.
    mutating func take(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self.take(digit: byte - UInt8(ascii: "0"))
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            switch self.state {
            case .start:
                self.state = .sign
                self.isNegative = byte == UInt8(ascii: "-")
            case .exponentMark:
                self.state = .exponentSign
                self.exponentIsNegative = byte == UInt8(ascii: "-")
            default: return false
            }
        case UInt8(ascii: "."):
            switch self.state {
            case .start, .sign: self.state = .leadingPoint
            case .integer: self.state = .fraction
            default: return false
            }
        case UInt8(ascii: "e"), UInt8(ascii: "E"):
            guard self.state == .integer || self.state == .fraction else { return false }
            self.state = .exponentMark
        default: return false
        }
        return true
    }

    private mutating func take(digit: UInt8) {
        switch self.state {
        case .start, .sign, .integer:
            self.state = .integer
            self.append(digit)
        case .leadingPoint, .fraction:
            self.state = .fraction
            self.scale -= 1
            self.append(digit)
        case .exponentMark, .exponentSign, .exponent:
            self.state = .exponent
            // A hundred million is far beyond any range: more digits change nothing, and 32 bits hold ten times as much.
            if self.exponentValue < 100_000_000 { self.exponentValue = self.exponentValue * 10 + Int(digit) }
        }
    }

    private mutating func append(_ digit: UInt8) {
        guard digit != 0 else {
            if self.coefficient != 0 { self.pendingZeros += 1 }
            return
        }
        let added = self.pendingZeros + 1
        if self.coefficient == 0 {
            self.coefficient = UInt128(digit)
            self.keptDigits = 1
        } else if self.keptDigits + added <= DynamoDBNumber.maximumDigits {
            self.coefficient = self.coefficient * PowersOfTen[added] + UInt128(digit)
            self.keptDigits += added
        } else {
            // The dropped digits keep their places, so that the range is still judged rightly.
            self.lostDigits = true
            self.pendingZeros += 1
            return
        }
        self.pendingZeros = 0
    }
}
