// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import TestSupport
import Testing

/// No text makes the parser trap or take long.
struct PartiQLFuzzTests {
    private static let statements = [
        "SELECT * FROM \"t\".\"i\" WHERE pk = ? AND (sk BETWEEN 1 AND 2.5 OR NOT a IN ['x', ?]) ORDER BY sk DESC",
        "SELECT a.b[0], \"c\" FROM t WHERE begins_with(a, 'x''y') AND size(b) >= 3 AND c IS NOT MISSING",
        "INSERT INTO \"t\" VALUE {'pk': 'x', 'n': -1e5, 'l': [1, null, true], 'm': {'k': 1}, 'p': ?, 's': <<'a', 'b'>>}",
        "UPDATE \"t\" SET a = a + 1 SET l = list_append(l, ?) REMOVE c.d WHERE pk = 'x' AND v = 2 RETURNING ALL NEW *",
        "UPDATE t SET s = set_add(s, <<1,2>>), x = set_delete(x, ?) WHERE pk = 'x' -- end",
        "DELETE FROM t /* all */ WHERE pk = 'x' RETURNING ALL OLD *", "EXISTS(SELECT * FROM t WHERE pk = 'x')",
    ]

    private static let words =
        statements.flatMap { $0.split(separator: " ").map(String.init) } + [
            "(", ")", "[", "]", "{", "}", "<<", ">>", ",", ".", "'", "\"", "?", ";", "--", "/*", "*/", "-", "NOT", "é",
            "\u{0}", "1e999999999999", "99999999999999999999", "''", "\"\"",
        ]

    /// Reads a text; what it throws has to be a validation error.
    ///
    /// - Returns: Whether it was a statement.
    private func read(_ text: String, _ parameters: [AttributeValue]) -> Bool {
        do throws(DynamoDBError) {
            _ = try PartiQLStatement(parsing: text, parameters: parameters)
            return true
        } catch {
            if error.code != .validation { Issue.record("\(text): \(error)") }
            return false
        }
    }

    @Test
    func `any sequence of words is a statement or a validation error`() {
        var random = SeededGenerator(seed: 41)
        var statements = 0
        for _ in 0..<30_000 {
            var words = (Self.statements.randomElement(using: &random) ?? "").split(separator: " ").map(String.init)
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let place = Int.random(in: 0...words.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0 where place < words.count: words.remove(at: place)
                case 1 where place < words.count: words[place] = Self.words.randomElement(using: &random) ?? ""
                default: words.insert(Self.words.randomElement(using: &random) ?? "", at: place)
                }
            }
            let text = words.joined(separator: random.chance(80) ? " " : "")
            let parameters = Array(repeating: AttributeValue.string("x"), count: text.utf8.count { $0 == 63 })
            if self.read(text, parameters) { statements += 1 }
        }
        #expect(statements > 1000)
    }

    @Test
    func `any bytes are a statement or a validation error`() {
        var random = SeededGenerator(seed: 42)
        for _ in 0..<20_000 {
            var bytes = Array((Self.statements.randomElement(using: &random) ?? "").utf8)
            if random.chance(20) { bytes = [] }
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                let byte = UInt8.random(in: 0...255, using: &random)
                if place < bytes.count, random.chance(60) { bytes[place] = byte } else { bytes.insert(byte, at: place) }
                if random.chance(10) { bytes = Array(bytes.prefix(place)) }
            }
            _ = self.read(String(decoding: bytes, as: UTF8.self), [1, "a"])
        }
    }

    @Test(arguments: [
        ("(", ""), ("[", ""), ("NOT ", "a = 1"), ("size(", ""), ("{'a':", ""), ("<<", ""), ("a = 1 OR ", "a = 1"),
        ("- ", "1"), ("--", ""), ("/*", ""), ("'", "'"), ("\"", "\""), ("a.", "b"), ("a[0]", ""), ("?,", ""),
        ("(a) = (b) AND ", "a = 1"),
    ])
    func `the longest statement of one piece is read without a deep stack`(piece: String, end: String) {
        for start in [
            "SELECT * FROM t WHERE ", "SELECT * FROM t WHERE a IN [", "INSERT INTO t VALUE ", "UPDATE t SET a = ",
        ] {
            let count = (PartiQLStatement.maximumLength - start.count - end.count) / piece.count
            _ = self.read(start + String(repeating: piece, count: count) + end, [])
        }
    }
}
