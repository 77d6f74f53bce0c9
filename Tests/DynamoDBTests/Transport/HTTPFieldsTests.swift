// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import TestSupport
    import Testing

    /// Headers found in the lines that came.
    struct HTTPFieldsTests {
        /// In whatever place of an array the lines stand.
        private func found(in text: String, after before: String = "") -> [String] {
            var found: [String] = []
            HTTPFields.lines(Array((before + text).utf8)[before.utf8.count...]).forEach { name, value in
                found.append("\(String(decoding: name, as: UTF8.self))=\(String(decoding: value, as: UTF8.self))")
            }
            return found
        }

        @Test(arguments: [
            ("", []), ("Host: a\r\n", ["Host=a"]), ("A: 1\r\nB:2\r\nC: \t3 \t\r\n", ["A=1", "B=2", "C=3"]),
            ("A:\r\nB: \r\n", ["A=", "B="]), ("A: b: c\r\n", ["A=b: c"]), ("A: 1\nB: 2\n", ["A=1", "B=2"]),
            ("no colon\r\nA: 1\r\n", ["A=1"]), (": 1\r\n", ["=1"]), ("A: 1\r\nB: cut off", ["A=1"]),
            ("\r\n\nA: 1\r\n", ["A=1"]), ("A:\n:", ["A="]), (":", []), ("\r", []),
        ])
        func `each whole line with a colon is a header`(text: String, headers: [String]) {
            #expect(self.found(in: text) == headers)
            #expect(self.found(in: text, after: "HTTP/1.1 200 OK\r\n") == headers)
        }

        @Test(arguments: 0..<20 as Range<UInt64>)
        func `random bytes are divided as splitting them divides them`(seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            for _ in 0..<500 {
                let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                    "::\r\n\n aB1".utf8.randomElement(using: &random) ?? 0
                }
                let text = String(decoding: bytes, as: UTF8.self)
                var expected: [String] = []
                for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
                {
                    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
                    var value = line[line.index(after: colon)...]
                    if value.last == UInt8(ascii: "\r") { value.removeLast() }
                    let blanks = { (byte: UInt8) in byte == UInt8(ascii: " ") }
                    value = value.drop(while: blanks)
                    while let last = value.last, blanks(last) { value.removeLast() }
                    expected.append("\(String(line[..<colon]) ?? "")=\(String(value) ?? "")")
                }
                #expect(self.found(in: text) == expected, "\(text.debugDescription)")
            }
        }

        @Test
        func `only names of a wanted length are told`() {
            var found: [Int] = []
            HTTPFields.lines(Array("a: 1\r\nbb: 2\r\nccc: 3\r\n".utf8)[...]).forEach(named: { $0 != 2 }) { name, _ in
                found.append(name.count)
            }
            #expect(found == [1, 3])
        }
    }
#endif
