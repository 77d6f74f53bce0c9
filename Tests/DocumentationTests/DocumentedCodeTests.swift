// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Testing

/// Code that readers copy must compile: each block stands word for word in a file that the tests compile and run.
struct DocumentedCodeTests {
    /// The texts that users read.
    static func texts() throws -> [String] {
        try ["README.md"] + Repository.files(under: "docs", endingIn: ".md")
            + Repository.files(under: "Sources", endingIn: ".md")
    }

    static func blocks() throws -> [MarkdownCode.Block] {
        try Self.texts().flatMap { MarkdownCode(try Repository.text($0), file: $0).blocks }
    }

    @Test(arguments: try Self.blocks())
    func `every block of Swift code stands in a compiled file`(block: MarkdownCode.Block) throws {
        if block.lines.first?.hasPrefix("// swift-tools-version") == true {
            // A manifest is no part of a target. Its products at least must be ours.
            let manifest = try Repository.text("Package.swift")
            for line in block.lines where line.contains(".product(name: ") {
                let product = line.split(separator: "\"").dropFirst().first ?? ""
                #expect(manifest.contains(".library(name: \"\(product)\""), "there is no product \(product)")
            }
            return
        }
        let compiled = try Repository.files(under: "Tests/DocumentationTests/Snippets", endingIn: ".swift")
        let isCompiled = try compiled.contains { SourceText(try Repository.text($0)).contains(block.lines) }
        #expect(isCompiled, "not in Snippets word for word:\n\(block.lines.joined(separator: "\n"))")
    }

    @Test func `README and every article have code`() throws {
        for text in try Self.texts() where !text.hasPrefix("docs/") {
            let code = MarkdownCode(try Repository.text(text), file: text)
            #expect(!code.endsInsideBlock, "a fence of \(text) is not closed")
            #expect(!code.blocks.isEmpty, "\(text) has no code")
        }
    }

    @Test func `a block is found by its words and not by its indentation`() {
        let source = SourceText("func f() {\n    if a {\n        b()\n\n        c()\n    }\n}\n")
        #expect(source.contains(["if a {", "    b()", "", "    c()", "}"]))
        #expect(!source.contains(["if a {", "b()", "", "c()", "}"]))
        #expect(!source.contains(["b()", "c()"]))
        #expect(!source.contains([]))
    }

    @Test func `imports stand at the top of the compiled file`() {
        let source = SourceText("import A\nimport B\n\nfunc f() {\n    a()\n}\n")
        #expect(source.contains(["import B", "", "a()"]))
        #expect(!source.contains(["import C", "", "a()"]))
    }

    @Test func `README fits what a reader bears`() throws {
        let lines = try Repository.text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count < 210)
        #expect(lines.prefix(60).contains { $0.hasPrefix("```swift") }, "no code on the first screen")
    }

    @Test func `each example is a target of the package of examples, and of the tests`() throws {
        let files = try Repository.files(under: "Examples/Sources", endingIn: ".swift")
        let examples = Set(files.compactMap { $0.split(separator: "/").dropFirst(2).first })
        #expect(examples.count > 4)
        // A program of a few lines has no tests of its own.
        for example in examples.subtracting(["NotesServer"]) {
            for manifest in ["Package.swift", "Examples/Package.swift"] {
                #expect(try Repository.text(manifest).contains("\"\(example)\""), "\(manifest) lacks \(example)")
            }
            #expect(Repository.has("Examples/Tests/\(example)Tests"))
        }
    }

    @Test(arguments: ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/design.md", "Examples/README.md"])
    func `links within the repository lead to files`(text: String) throws {
        let folder = text.split(separator: "/").dropLast().joined(separator: "/")
        for link in try Repository.text(text).matches(of: /\]\(([^)#\s]+)/).map(\.1)
        where !link.hasPrefix("http") {
            let path = folder.isEmpty ? String(link) : "\(folder)/\(link)"
            #expect(Repository.has(path), "\(text) links to \(link)")
        }
    }
}
