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
        for line in self.lines(of: text, width: Self.width) { self.write(line) }
    }

    /// A point of a list, broken between words.
    package func point(_ text: String) {
        self.writeHanging(self.lines(of: text, width: Self.width - 4), mark: "  - ", margin: "    ")
    }

    /// The call that comes next, as one writes it.
    package func show(_ code: String) {
        for line in code.split(separator: "\n", omittingEmptySubsequences: false) {
            self.write(line.isEmpty ? "" : "    \(line)")
        }
    }

    /// A line of what a call gave. A line that is too long goes on below.
    package func result(_ text: String) {
        self.writeHanging(self.lines(of: text, width: Self.resultWidth), mark: "    => ", margin: "       ")
    }

    /// An item that a call gave, over as many lines as it needs.
    package func result(_ item: Item) {
        let lines = ItemLayout(width: Self.resultWidth).lines(item).flatMap { line in
            line.count > Self.resultWidth ? self.lines(of: line, width: Self.resultWidth) : [line]
        }
        self.writeHanging(lines, mark: "    => ", margin: "       ")
    }

    private static let resultWidth = Self.width - 7

    private func writeHanging(_ lines: [String], mark: String, margin: String) {
        for (index, line) in lines.enumerated() { self.write((index == 0 ? mark : margin) + line) }
    }

    /// The text in lines of at most `width` characters, broken between words where it can be. Spaces count, unless a line
    /// would end in them.
    private func lines(of text: String, width: Int) -> [String] {
        var lines: [String] = []
        var rest = Substring(text)
        while rest.count > width {
            let line = rest.prefix(width + 1)
            if let space = line.lastIndex(of: " "), space > line.startIndex {
                lines.append(String(line[..<space]))
                rest = rest[rest.index(after: space)...]
            } else {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
        }
        return lines + [String(rest)]
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
