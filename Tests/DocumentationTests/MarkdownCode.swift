// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Testing

/// The fenced blocks of Swift code in a Markdown text.
struct MarkdownCode {
    /// One block: its lines without the fences and without the indentation they share.
    struct Block: CustomTestStringConvertible {
        /// The file the block stands in, from the top of the repository.
        let file: String
        /// The number of its first line in that file.
        let line: Int
        /// The lines.
        let lines: [String]

        var testDescription: String { "\(self.file):\(self.line)" }
    }

    /// The blocks, in the order of the text.
    let blocks: [Block]
    /// Whether the text ends inside a block.
    let endsInsideBlock: Bool

    /// Reads the blocks of a text.
    init(_ text: String, file: String) {
        var blocks: [Block] = []
        var open: (isSwift: Bool, first: Int, lines: [String])?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = line.drop { $0 == " " }
            if let block = open {
                if trimmed.hasPrefix("```") {
                    if block.isSwift {
                        blocks.append(
                            Block(file: file, line: block.first, lines: SourceText.withoutSharedIndent(block.lines)))
                    }
                    open = nil
                } else {
                    open?.lines.append(String(line))
                }
            } else if trimmed.hasPrefix("```") {
                open = (trimmed.dropFirst(3).hasPrefix("swift"), index + 2, [])
            }
        }
        self.blocks = blocks
        self.endsInsideBlock = open != nil
    }
}
