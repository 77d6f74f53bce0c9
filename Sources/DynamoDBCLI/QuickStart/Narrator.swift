// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// Writes what the quick start tells, in lines that fit a terminal, and remembers what was not as expected.
package struct Narrator {
    /// The most characters a line has.
    package static let width = 80

    private let write: (String) -> Void
    private var steps = 0
    /// What was not as expected, in words.
    package private(set) var surprises: [String] = []

    /// A narrator that gives each line, without its line break, to `write`.
    package init(write: @escaping (String) -> Void) {
        self.write = write
    }

    /// The headline of a part.
    package mutating func part(_ title: String) {
        self.write("")
        self.write(String(repeating: "=", count: Self.width))
        self.write(title)
        self.write(String(repeating: "=", count: Self.width))
    }

    /// The headline of a step, with its number.
    package mutating func step(_ title: String) {
        self.steps += 1
        self.write("")
        let head = "\(self.steps). \(title) "
        self.write(head + String(repeating: "-", count: max(0, Self.width - head.count)))
    }

    /// A paragraph, broken between words.
    package func say(_ text: String) {
        var line = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            if !line.isEmpty, line.count + 1 + word.count > Self.width {
                self.write(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        self.write(line)
    }

    /// The call that comes next, as one writes it.
    package func show(_ code: String) {
        for line in code.split(separator: "\n", omittingEmptySubsequences: false) {
            self.write(line.isEmpty ? "" : "    \(line)")
        }
    }

    /// A line of what a call gave. A line that is too long goes on below.
    package func result(_ text: String) {
        let room = Self.width - 7
        var rest = Substring(text)
        var mark = "    => "
        repeat {
            self.write(mark + rest.prefix(room))
            rest = rest.dropFirst(room)
            mark = "       "
        } while !rest.isEmpty
    }

    /// An item that a call gave, over as many lines as it needs.
    package func result(_ item: Item) {
        for line in ItemLayout(width: Self.width - 7).lines(item) { self.result(line) }
    }

    /// A line as it is, such as a path to be copied, however long.
    package func verbatim(_ text: String) {
        self.write(text)
    }

    /// Notes whether a call did what the quick start says it does.
    package mutating func expect(_ isAsExpected: Bool, _ what: String) {
        guard !isAsExpected else { return }
        self.surprises.append(what)
        self.say("UNEXPECTED: this should have been otherwise: \(what)")
    }
}
