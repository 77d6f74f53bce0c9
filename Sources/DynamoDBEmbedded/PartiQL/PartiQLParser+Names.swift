// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension PartiQLParser {
    /// The words that are no names unless they are in double quotes.
    private static let keywords: Set<String> = [
        "AND", "AS", "ASC", "BETWEEN", "BY", "DELETE", "DESC", "DISTINCT", "EXCEPT", "EXISTS", "FALSE", "FROM", "GROUP",
        "HAVING", "IN", "INSERT", "INTERSECT", "INTO", "IS", "JOIN", "LIKE", "LIMIT", "MISSING", "NOT", "NULL",
        "OFFSET",
        "OR", "ORDER", "REMOVE", "RETURNING", "SELECT", "SET", "TRUE", "UNION", "UPDATE", "WHERE",
    ]

    private static let longestKeyword = 9

    /// Whether the next token is a name, bare or in double quotes.
    var isAtName: Bool {
        switch self.current.kind {
        case .quoted: true
        case .word: !self.isKeyword(self.current)
        default: false
        }
    }

    private func isKeyword(_ token: PartiQLToken) -> Bool {
        token.range.count <= Self.longestKeyword && Self.keywords.contains(self.text(of: token).uppercased())
    }

    /// A name, bare or in double quotes.
    mutating func name(_ what: String) throws(DynamoDBError) -> String {
        guard self.isAtName else { throw self.expected("the name of \(what)") }
        let token = self.current
        self.advance()
        if case .quoted(let name) = token.kind { return name }
        return self.text(of: token)
    }

    /// `name { "." name | "[" integer "]" | "[" string "]" }`
    mutating func path() throws(DynamoDBError) -> DocumentPath {
        var path = DocumentPath(root: try self.name("an attribute"))
        while true {
            if self.take(.dot) {
                path.steps.append(.name(try self.step()))
            } else if self.take(.leftBracket) {
                path.steps.append(try self.subscript())
                try self.expect(.rightBracket)
            } else {
                break
            }
        }
        let hasEmptyName = path.elements.contains { if case .name(let name) = $0 { name.isEmpty } else { false } }
        if hasEmptyName { self.note(.emptyPathComponent) }
        let levels = path.steps.count + 1
        if levels > 32 {
            self.note(.validation("The document path has too many nesting levels; nesting levels: \(levels)"))
        }
        return path
    }

    /// The name behind a dot: there a keyword is a name like any other.
    private mutating func step() throws(DynamoDBError) -> String {
        guard case .word = self.current.kind else { return try self.name("a map entry") }
        let name = self.text(of: self.current)
        self.advance()
        return name
    }

    private mutating func `subscript`() throws(DynamoDBError) -> DocumentPath.Element {
        let token = self.current
        switch token.kind {
        case .string(let name):
            self.advance()
            return .name(name)
        case .number:
            let digits = self.text(of: token)
            guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else { throw self.expected("a whole number") }
            self.advance()
            guard let index = Int32(digits) else {
                self.note(.validation("List index is not within the allowable range; index: [\(digits)]"))
                return .index(0)
            }
            return .index(Int(index))
        default: throw self.expected("the index of a list element")
        }
    }
}
