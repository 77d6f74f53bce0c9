// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Synchronization
import Testing

struct ExpressionLimitTests {
    @Test(arguments: ExpressionKind.allCases)
    func `an expression has text, and at most 4096 bytes of it`(kind: ExpressionKind) {
        #expect(refusal(of: kind, "") == "Invalid \(kind.rawValue): The expression can not be empty;")
        #expect(refusal(of: kind, " \n") == "Invalid \(kind.rawValue): The expression can not be empty;")
        let tooLong = "Invalid \(kind.rawValue): Expression size has exceeded the maximum allowed size;"
        let told = kind == .condition || kind == .filter ? " expression size: 4097" : ""
        #expect(refusal(of: kind, String(repeating: "(", count: 4097)) == tooLong + told)
        #expect(refusal(of: .projection, String(repeating: "a", count: 4096)) == nil)
        #expect(
            refusal(of: .projection, String(repeating: "é", count: 2049))
                == "Invalid ProjectionExpression: Expression size has exceeded the maximum allowed size;")
    }

    @Test func `a condition has at most 300 operators`() {
        func comparisons(_ count: Int) -> String { Array(repeating: "a=:v", count: count).joined(separator: " OR ") }
        // n comparisons and n - 1 ORs.
        #expect(refusal(of: .condition, "NOT " + comparisons(150)) == nil)
        #expect(
            refusal(of: .condition, comparisons(151))
                == "Invalid ConditionExpression: The expression contains too many operators; operator count: 301")
        #expect(refusal(of: .condition, String(repeating: "NOT ", count: 299) + "a = :v") == nil)
        #expect(
            refusal(of: .condition, String(repeating: "NOT ", count: 1000) + "a = :v")
                == "Invalid ConditionExpression: The expression contains too many operators; operator count: 1001")
        #expect(
            refusal(
                of: .condition, String(repeating: "(NOT ", count: 299) + "a=:v" + String(repeating: ")", count: 299))
                == nil)
        let sums = (0..<301).map { "b\($0)=c+d" }.joined(separator: ",")
        #expect(
            refusal(of: .update, "SET " + sums)
                == "Invalid UpdateExpression: The expression contains too many operators; operator count: 301")
    }

    @Test func `IN takes 100 values`() {
        func list(_ count: Int) -> String {
            "a IN (" + Array(repeating: ":v", count: count).joined(separator: ",") + ")"
        }
        #expect(refusal(of: .filter, list(100)) == nil)
        #expect(
            refusal(of: .filter, list(101))
                == "Invalid FilterExpression: Incorrect number of operands for operator or function; "
                + "operator or function: IN, number of operands: 102")
    }

    @Test func `a path has at most 32 elements`() {
        func path(_ count: Int) -> String { "a" + String(repeating: "[0]", count: count - 1) }
        #expect(refusal(of: .projection, path(32)) == nil)
        #expect(
            refusal(of: .projection, path(33))
                == "Invalid ProjectionExpression: The document path has too many nesting levels; nesting levels: 33")
    }

    @Test(arguments: ["99999999999999", "2147483648", "99999999999999999999999999"])
    func `an index has to fit 32 bits`(index: String) {
        #expect(
            refusal(of: .condition, "a[\(index)] = :v")
                == "Invalid ConditionExpression: List index is not within the allowable range; index: [\(index)]")
        #expect(refusal(of: .condition, "a[2147483647] = :v") == nil)
    }

    @Test func `the deepest texts there can be need little stack`() {
        let texts: [(ExpressionKind, String)] = [
            (.condition, String(repeating: "(", count: 4096)),
            (.condition, "a = " + String(repeating: "(", count: 4092)),
            (.condition, String(repeating: "(", count: 2000) + "a=:v" + String(repeating: ")", count: 2000)),
            (.condition, String(repeating: "(NOT ", count: 600) + "a=:v" + String(repeating: ")", count: 600)),
            (.condition, String(repeating: "(NOT ", count: 299) + "a=:v" + String(repeating: ")", count: 299)),
            (.condition, String(repeating: "NOT ", count: 1020) + "a=:v"),
            (.condition, String(repeating: "(a=:v AND ", count: 149) + "a=:v" + String(repeating: ")", count: 149)),
            (.condition, String(repeating: "f(", count: 2048)),
            (.condition, String(repeating: "size(", count: 500) + "a" + String(repeating: ")", count: 500) + " = :n"),
            (.update, "SET a = " + String(repeating: "(", count: 4088)),
            (
                .update,
                "SET a = " + String(repeating: "if_not_exists(a,", count: 199) + "a"
                    + String(repeating: ")", count: 199)
            ),
            (.update, "SET a = " + String(repeating: "f(", count: 2044)),
        ]
        let read = Mutex(0)
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            for (kind, text) in texts {
                _ = refusal(of: kind, text)
                read.withLock { $0 += 1 }
            }
            var deep = Attribute("a") == 1
            for _ in 0..<149 { deep = !(deep && Attribute("a") == 1) }
            var renderer = ExpressionRenderer()
            if (try? renderer.condition(deep)) == nil { read.withLock { $0 += 1 } }
            var alternating = Attribute("a") == 1
            for _ in 0..<74 { alternating = (alternating && Attribute("a") == 1) || Attribute("b") == 1 }
            if let text = try? renderer.condition(alternating) {
                _ = refusal(of: .condition, text, names: renderer.names, values: renderer.values)
                read.withLock { $0 += 1 }
            }
            done.signal()
        }
        thread.stackSize = 512 * 1024
        thread.start()
        done.wait()
        #expect(read.withLock { $0 } == texts.count + 2)
    }

    @Test func `calls may stand in calls as deep as a text can be long`() throws {
        let depth = 240
        let tree = try update(
            "SET a = " + String(repeating: "if_not_exists(a,", count: depth) + "a"
                + String(repeating: ")", count: depth))
        guard case .set(_, .operand(var operand))? = tree.actions.first else {
            Issue.record("no SET")
            return
        }
        var count = 0
        while case .ifNotExists(_, let inner) = operand { (operand, count) = (inner, count + 1) }
        #expect(count == depth)
    }

    @Test(arguments: [
        (ExpressionKind.condition, "((a=:v))"), (.condition, "((a)) < :v"), (.condition, "a < ((:v))"),
        (.condition, "size(((a))) = :n"), (.condition, "((attribute_exists(a)))"),
        (.condition, "NOT ((a = :v AND b = :v))"), (.condition, "(((a = :v) OR b = :v))"),
        (.keyCondition, "((a = :v))"), (.update, "SET a = ((b))"), (.update, "SET a = ((b + :n))"),
        (.update, "SET a = b + ((:n))"), (.update, "SET a = ((b)) + :n"),
    ])
    func `parentheses around parentheses are redundant`(kind: ExpressionKind, text: String) {
        #expect(refusal(of: kind, text) == "Invalid \(kind.rawValue): The expression has redundant parentheses;")
    }
}
