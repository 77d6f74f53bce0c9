// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Lines of Swift, to be found in other lines whatever their indentation.
struct SourceText {
    private let lines: [String]

    /// The lines of a text.
    init(_ text: String) {
        self.lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Whether the lines stand in the text one behind the other, all of them indented by the same number of spaces more.
    ///
    /// Imports that a block begins with may stand anywhere: a program has them above its code, a compiled file above the
    /// function that holds the code.
    func contains(_ lines: [String]) -> Bool {
        let imports = lines.prefix { $0.hasPrefix("import ") }
        guard imports.allSatisfy(self.lines.contains) else { return false }
        let block = Array(lines.dropFirst(imports.count).drop { $0.isEmpty })
        guard !block.isEmpty, block.count <= self.lines.count else { return false }
        return (0...self.lines.count - block.count).contains { start in
            Self.withoutSharedIndent(Array(self.lines[start..<start + block.count])) == block
        }
    }

    /// The lines without the spaces that all of them begin with, and without those at their ends.
    static func withoutSharedIndent(_ lines: [String]) -> [String] {
        let indents = lines.filter { $0.contains { $0 != " " } }.map { $0.prefix { $0 == " " }.count }
        let shared = indents.min() ?? 0
        return lines.map { line in
            var text = line.dropFirst(shared)
            while text.last == " " { text.removeLast() }
            return String(text)
        }
    }
}
