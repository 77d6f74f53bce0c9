// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads one expression: binds its placeholders while it goes over the text once, and builds the tree.
///
/// A syntax error ends the reading at once. Every other fault is noted, the reading goes on with something harmless in
/// its place, and ``finish(_:)`` throws the one the service would report.
struct ExpressionParser {
    /// The most bytes the text of an expression may have.
    static let maximumSize = 4096
    /// The most operators an expression may have.
    static let maximumOperators = 300
    /// The most elements a document path may have.
    static let maximumPathElements = 32
    /// The most operands of `IN` without the one on its left.
    static let maximumListedOperands = 100

    let kind: ExpressionKind
    private let source: [UInt8]
    private let tokens: [ExpressionToken]
    private var position = 0
    private let attributes: ExpressionAttributes
    private var finding: ExpressionFinding?
    private(set) var operatorCount = 0
    private(set) var usedNames: Set<String> = []
    private(set) var usedValues: Set<String> = []

    init(_ text: String, as kind: ExpressionKind, with attributes: ExpressionAttributes) throws(ExpressionFault) {
        guard !text.isEmpty else { throw .invalid("The expression can not be empty;") }
        let size = text.utf8.count
        guard size <= Self.maximumSize else {
            let told = kind == .condition || kind == .filter ? " expression size: \(size)" : ""
            throw .invalid("Expression size has exceeded the maximum allowed size;\(told)")
        }
        self.kind = kind
        self.source = Array(text.utf8)
        self.tokens = ExpressionLexer.tokens(of: self.source)
        self.attributes = attributes
        guard self.tokens.count > 1 else { throw .invalid("The expression can not be empty;") }
    }

    // MARK: The place in the text

    /// The token to be read next.
    var current: ExpressionToken { self.tokens[self.position] }

    /// The kind of the token after it.
    var following: ExpressionToken.Kind {
        self.position + 1 < self.tokens.count ? self.tokens[self.position + 1].kind : .end
    }

    mutating func advance() {
        if self.position + 1 < self.tokens.count { self.position += 1 }
    }

    /// Goes over the next token if it is of this kind.
    mutating func take(_ kind: ExpressionToken.Kind) -> Bool {
        guard self.current.kind == kind else { return false }
        self.advance()
        return true
    }

    mutating func expect(_ kind: ExpressionToken.Kind) throws(ExpressionFault) {
        guard self.take(kind) else { throw self.syntaxError() }
    }

    func text(of token: ExpressionToken) -> String {
        String(decoding: self.source[token.range], as: UTF8.self)
    }

    /// The error of a token that cannot stand where it does: it shows the token with its neighbours.
    func syntaxError() -> ExpressionFault {
        let isLast = self.position + 1 >= self.tokens.count
        let previous = self.tokens[max(self.position - 1, 0)]
        let next = self.tokens[min(self.position + 1, self.tokens.count - 1)]
        let token = isLast ? "<EOF>" : self.text(of: self.current)
        let end = next.kind == .end ? (isLast ? previous : self.current).range.upperBound : next.range.upperBound
        let window = String(decoding: self.source[previous.range.lowerBound..<end], as: UTF8.self)
        return .invalid("Syntax error; token: \"\(token)\", near: \"\(window)\"")
    }

    // MARK: Faults that do not end the reading

    mutating func note(_ kind: ExpressionFinding.Kind, _ message: String) {
        let rank = ExpressionFinding.rank(of: kind, in: self.kind)
        if let finding = self.finding, finding.rank <= rank { return }
        self.finding = ExpressionFinding(rank: rank, message: message)
    }

    mutating func noteRedundantParentheses() {
        self.note(.parentheses, "The expression has redundant parentheses;")
    }

    mutating func countOperator() {
        self.operatorCount += 1
    }

    /// The result, if nothing was noted.
    mutating func finish<Tree>(_ tree: Tree) throws(ExpressionFault) -> Tree {
        if self.operatorCount > Self.maximumOperators {
            self.note(.operatorCount, Self.tooManyOperators(self.operatorCount))
        }
        if let finding { throw .invalid(finding.message) }
        return tree
    }

    static func tooManyOperators(_ count: Int) -> String {
        "The expression contains too many operators; operator count: \(count)"
    }

    // MARK: Paths and values

    /// `element { "." element | "[" integer "]" }`
    mutating func path() throws(ExpressionFault) -> DocumentPath {
        var path = DocumentPath(root: try self.name())
        while true {
            if self.take(.dot) {
                path.steps.append(.name(try self.name()))
            } else if self.take(.leftBracket) {
                guard self.current.kind == .integer else { throw self.syntaxError() }
                path.steps.append(.index(self.index(self.text(of: self.current))))
                self.advance()
                try self.expect(.rightBracket)
            } else {
                break
            }
        }
        let levels = path.steps.count + 1
        if levels > Self.maximumPathElements {
            self.note(.undefinedName, "The document path has too many nesting levels; nesting levels: \(levels)")
        }
        return path
    }

    private mutating func name() throws(ExpressionFault) -> String {
        let token = self.current
        let text = self.text(of: token)
        switch token.kind {
        case .identifier,
            _ where self.isForeignKeyword(token.kind):
            self.advance()
            if !self.attributes.allowsReservedWords, ReservedWords.contains(self.source[token.range]) {
                self.note(.reservedWord, "Attribute name is a reserved keyword; reserved keyword: \(text)")
            }
            return text
        case .nameKey:
            self.advance()
            self.usedNames.insert(text)
            if let name = self.attributes.name(for: text) { return name }
            self.note(
                .undefinedName,
                "An expression attribute name used in the document path is not defined; attribute name: \(text)")
            return text
        default:
            throw self.syntaxError()
        }
    }

    /// Whether the word is a keyword in other expressions only: in this one it is a name like any other.
    private func isForeignKeyword(_ kind: ExpressionToken.Kind) -> Bool {
        switch kind {
        case .set, .remove, .add, .delete: self.kind != .update
        case .and, .or, .not, .between, .in: self.kind == .update || self.kind == .projection
        default: false
        }
    }

    private mutating func index(_ digits: String) -> Int {
        if let index = Self.index(digits) { return index }
        self.note(.undefinedName, Self.indexOutOfRange(digits))
        return 0
    }

    /// The index of a list element, if it is in the range the service allows.
    static func index(_ digits: String) -> Int? {
        Int32(digits).map(Int.init)
    }

    static func indexOutOfRange(_ digits: String) -> String {
        "List index is not within the allowable range; index: [\(digits)]"
    }

    /// Whether the next token is the placeholder of Swift's `nil`.
    var isAtNil: Bool { self.current.kind == .valueKey && self.attributes.isNil(self.text(of: self.current)) }

    /// The value of a `:placeholder`.
    mutating func value() throws(ExpressionFault) -> AttributeValue {
        guard self.current.kind == .valueKey else { throw self.syntaxError() }
        let key = self.text(of: self.current)
        self.advance()
        self.usedValues.insert(key)
        if let value = self.attributes.value(for: key) { return value }
        self.note(
            .undefinedValue,
            "An expression attribute value used in expression is not defined; attribute value: \(key)")
        return .null
    }
}
