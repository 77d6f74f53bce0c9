// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport
import Testing

/// Compares numbers with an independent implementation, on random cases of a fixed seed.
struct NumberOracleTests {
    @Test(arguments: [20_260_101, 7] as [UInt64])
    func `reading, sums, order, size and doubles agree with decimal arithmetic`(seed: UInt64) async throws {
        var texts = RandomNumberTexts(seed: seed)
        let pairs = (0..<15_000).map { _ in texts.pair() }
        let answers = try await NumberOracle.answers(to: pairs)
        var disagreements: [String] = []
        var outcomes: [String: Int] = [:]
        for ((left, right), answer) in zip(pairs, answers) {
            let ours = Self.answer(left, right)
            for (what, mine, theirs) in Self.compare(ours, answer) where mine != theirs {
                disagreements.append("\(what) of \"\(left)\" and \"\(right)\": we say \(mine), the oracle \(theirs)")
            }
            for outcome in [answer.left, "sum: \(answer.sum)"] { outcomes[outcome, default: 0] += 1 }
        }
        #expect(
            disagreements.isEmpty,
            "Seed \(seed), \(disagreements.count) disagreements:\n\(disagreements.prefix(10).joined(separator: "\n"))")
        // Cases that never reach a rule prove nothing about it.
        let reached = [
            "notANumber", "overflow", "underflow", "tooManyDigits", "0", "sum: 0", "sum: overflow", "sum: -",
        ]
        for outcome in reached { #expect(outcomes[outcome, default: 0] >= 50, "Seed \(seed): \(outcome)") }
        let sums = outcomes.filter { $0.key.hasPrefix("sum: ") && ($0.key.last?.isNumber ?? false) }.count
        #expect(sums > 3000, "Seed \(seed): only \(sums) different sums")
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `random numbers come back from text, Double and Decimal`(seed: UInt64) throws {
        var texts = RandomNumberTexts(seed: seed)
        var withDecimal = 0
        for _ in 0..<5_000 {
            guard let number = DynamoDBNumber(texts.pair().0) else { continue }
            #expect(try DynamoDBNumber(parsing: number.description) == number, "Seed \(seed)")
            #expect((number.decimal == nil) == (number.exponent < -128), "Seed \(seed): \(number)")
            if let decimal = number.decimal {
                withDecimal += 1
                #expect(try DynamoDBNumber(decimal) == number, "Seed \(seed): \(number)")
            }
            if number.significantDigits <= 15 {
                #expect(Double(exactly: number) == number.double, "Seed \(seed): \(number)")
            }
        }
        #expect(withDecimal > 1_000)
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `random Doubles come back from their numbers`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var held = 0
        for _ in 0..<10_000 {
            let value = Double(bitPattern: generator.next())
            guard let number = try? DynamoDBNumber(value) else {
                let isInRange = value.magnitude >= 1e-130 && value.magnitude < 1e126
                #expect(!isInRange, "Seed \(seed): \(value)")
                continue
            }
            held += 1
            #expect(number.double == value, "Seed \(seed): \(value)")
            #expect(Double(exactly: number) == value, "Seed \(seed): \(value)")
            #expect(number.significantDigits <= 17, "Seed \(seed): \(value)")
        }
        #expect(held > 3_000)
    }

    private static func compare(
        _ ours: NumberOracle.Answer, _ theirs: NumberOracle.Answer
    ) -> [(what: String, mine: String, theirs: String)] {
        [
            ("the first", ours.left, theirs.left), ("the second", ours.right, theirs.right),
            ("the sum", ours.sum, theirs.sum), ("the difference", ours.difference, theirs.difference),
            ("the order", ours.comparison, theirs.comparison), ("the size", ours.size, theirs.size),
            ("the Double", ours.double, theirs.double),
        ]
    }

    private static func answer(_ leftText: String, _ rightText: String) -> NumberOracle.Answer {
        let (left, leftAnswer) = self.read(leftText)
        let (right, rightAnswer) = self.read(rightText)
        var answer = NumberOracle.Answer(
            left: leftAnswer, right: rightAnswer, sum: "-", difference: "-", comparison: "-", size: "-", double: "-")
        if let left {
            answer.size = String(left.size)
            let bits = String(left.double.bitPattern, radix: 16)
            answer.double = String(repeating: "0", count: 16 - bits.count) + bits
        }
        if let left, let right {
            answer.sum = self.result { () throws(DynamoDBError) in try left.adding(right) }
            answer.difference = self.result { () throws(DynamoDBError) in try left.subtracting(right) }
            answer.comparison = left < right ? "<" : left > right ? ">" : "="
            if (left == right) != (answer.comparison == "=") { answer.comparison = "== and < contradict each other" }
            if left == right, left.hashValue != right.hashValue { answer.comparison = "equal with different hashes" }
        }
        return answer
    }

    private static func read(_ text: String) -> (DynamoDBNumber?, String) {
        do {
            let number = try DynamoDBNumber(parsing: text)
            return (number, number.description)
        } catch {
            return (nil, self.kind(of: error.message, text: text))
        }
    }

    private static func result(_ body: () throws(DynamoDBError) -> DynamoDBNumber) -> String {
        do {
            return try body().description
        } catch {
            return self.kind(of: error.message, text: "")
        }
    }

    private static func kind(of message: String, text: String) -> String {
        switch message {
        case NumberError.empty.message: "empty"
        case NumberError.notANumber(text).message: "notANumber"
        case NumberError.tooManyDigits.message: "tooManyDigits"
        case NumberError.overflow.message: "overflow"
        case NumberError.underflow.message: "underflow"
        default: message
        }
    }
}
