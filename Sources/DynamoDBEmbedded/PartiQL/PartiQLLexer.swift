// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Cuts a statement into tokens, in time that grows with its length alone.
///
/// Source: PartiQL specification, "Lexical structure", as far as DynamoDB has it.
struct PartiQLLexer {
    private let source: [UInt8]
    private var offset = 0

    /// The tokens of a statement; the last is ``PartiQLToken/Kind/end``.
    static func tokens(of source: [UInt8]) throws(DynamoDBError) -> [PartiQLToken] {
        var lexer = Self(source: source)
        var tokens: [PartiQLToken] = []
        while let token = try lexer.next() { tokens.append(token) }
        tokens.append(PartiQLToken(kind: .end, range: source.count..<source.count))
        return tokens
    }

    private init(source: [UInt8]) {
        self.source = source
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        self.offset + distance < self.source.count ? self.source[self.offset + distance] : nil
    }

    private mutating func next() throws(DynamoDBError) -> PartiQLToken? {
        try self.skipBlanks()
        guard let byte = self.peek() else { return nil }
        let start = self.offset
        let kind: PartiQLToken.Kind
        switch byte {
        case UInt8(ascii: "'"): kind = .string(try self.quoted(byte))
        case UInt8(ascii: "\""): kind = .quoted(try self.quoted(byte))
        case _ where Self.isNameStart(byte):
            while let next = self.peek(), Self.isNameStart(next) || Self.isDigit(next) { self.offset += 1 }
            kind = .word
        case _ where self.isAtNumber:
            self.passNumber()
            kind = .number
        default: kind = .symbol(try self.symbol())
        }
        return PartiQLToken(kind: kind, range: start..<self.offset)
    }

    /// Goes over white space, `-- comments` to the end of the line, and `/* comments */`.
    private mutating func skipBlanks() throws(DynamoDBError) {
        while let byte = self.peek() {
            if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
                self.offset += 1
            } else if byte == UInt8(ascii: "-"), self.peek(1) == byte {
                while let next = self.peek(), next != UInt8(ascii: "\n") { self.offset += 1 }
            } else if byte == UInt8(ascii: "/"), self.peek(1) == UInt8(ascii: "*") {
                try self.skipComment()
            } else {
                return
            }
        }
    }

    private mutating func skipComment() throws(DynamoDBError) {
        let start = self.offset
        self.offset += 2
        while self.offset + 1 < self.source.count {
            if self.source[self.offset] == UInt8(ascii: "*"), self.source[self.offset + 1] == UInt8(ascii: "/") {
                self.offset += 2
                return
            }
            self.offset += 1
        }
        throw .malformedStatement("The comment has no end", at: start, in: self.source)
    }

    /// The content of a quoted text; its quotes are written twice inside.
    private mutating func quoted(_ quote: UInt8) throws(DynamoDBError) -> String {
        let start = self.offset
        var content: [UInt8] = []
        self.offset += 1
        while let byte = self.peek() {
            self.offset += 1
            guard byte == quote else {
                content.append(byte)
                continue
            }
            guard self.peek() == quote else { return String(decoding: content, as: UTF8.self) }
            content.append(quote)
            self.offset += 1
        }
        throw .malformedStatement("The quoted text has no end", at: start, in: self.source)
    }

    private var isAtNumber: Bool {
        guard let byte = self.peek() else { return false }
        return Self.isDigit(byte) || (byte == UInt8(ascii: ".") && self.peek(1).map(Self.isDigit) ?? false)
    }

    /// Goes over digits, a point, and an exponent.
    private mutating func passNumber() {
        self.passDigits()
        if self.peek() == UInt8(ascii: ".") {
            self.offset += 1
            self.passDigits()
        }
        guard let mark = self.peek(), mark | 0x20 == UInt8(ascii: "e") else { return }
        let hasSign = self.peek(1) == UInt8(ascii: "+") || self.peek(1) == UInt8(ascii: "-")
        guard let digit = self.peek(hasSign ? 2 : 1), Self.isDigit(digit) else { return }
        self.offset += hasSign ? 2 : 1
        self.passDigits()
    }

    private mutating func passDigits() {
        while let byte = self.peek(), Self.isDigit(byte) { self.offset += 1 }
    }

    private mutating func symbol() throws(DynamoDBError) -> PartiQLToken.Symbol {
        for symbol in PartiQLToken.Symbol.allCases where self.source[self.offset...].starts(with: symbol.rawValue.utf8)
        {
            self.offset += symbol.rawValue.utf8.count
            return symbol
        }
        throw .malformedStatement("Unexpected character", at: self.offset, in: self.source)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "$"):
            true
        default: false
        }
    }
}
