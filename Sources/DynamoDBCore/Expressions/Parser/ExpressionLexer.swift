// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Cuts the text of an expression into tokens.
struct ExpressionLexer {
    private let source: [UInt8]
    private var position = 0

    private init(_ source: [UInt8]) {
        self.source = source
    }

    /// The tokens of a text in UTF-8; the last one, and only that, is ``ExpressionToken/Kind/end``.
    static func tokens(of source: [UInt8]) -> [ExpressionToken] {
        var lexer = ExpressionLexer(source)
        var tokens: [ExpressionToken] = []
        tokens.reserveCapacity(source.count / 3 + 1)
        while let first = lexer.skippingSpace() {
            let start = lexer.position
            let kind = lexer.kind(of: first)
            tokens.append(ExpressionToken(kind: kind, range: start..<lexer.position))
        }
        tokens.append(ExpressionToken(kind: .end, range: source.count..<source.count))
        return tokens
    }

    private var current: UInt8? { self.position < self.source.count ? self.source[self.position] : nil }

    /// The first byte of the next token.
    private mutating func skippingSpace() -> UInt8? {
        while let byte = self.current {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): self.position += 1
            default: return byte
            }
        }
        return nil
    }

    private mutating func skip(while isPart: (UInt8) -> Bool) {
        while let byte = self.current, isPart(byte) { self.position += 1 }
    }

    /// Goes over the token that begins with `first` at the position.
    private mutating func kind(of first: UInt8) -> ExpressionToken.Kind {
        let start = self.position
        self.position += 1
        switch first {
        case UInt8(ascii: "("): return .leftParenthesis
        case UInt8(ascii: ")"): return .rightParenthesis
        case UInt8(ascii: "["): return .leftBracket
        case UInt8(ascii: "]"): return .rightBracket
        case UInt8(ascii: ","): return .comma
        case UInt8(ascii: "."): return .dot
        case UInt8(ascii: "+"): return .plus
        case UInt8(ascii: "-"): return .minus
        case UInt8(ascii: "="): return .comparator(.equal)
        case UInt8(ascii: "<"):
            if self.take(UInt8(ascii: "=")) { return .comparator(.lessOrEqual) }
            if self.take(UInt8(ascii: ">")) { return .comparator(.notEqual) }
            return .comparator(.less)
        case UInt8(ascii: ">"):
            return .comparator(self.take(UInt8(ascii: "=")) ? .greaterOrEqual : .greater)
        case UInt8(ascii: "#"), UInt8(ascii: ":"):
            self.skip(while: Self.isWordPart)
            guard self.position > start + 1 else { return .unknown }
            return first == UInt8(ascii: "#") ? .nameKey : .valueKey
        case _ where Self.isDigit(first):
            self.skip(while: Self.isDigit)
            return .integer
        case _ where Self.isLetter(first):
            self.skip(while: Self.isWordPart)
            return Self.keyword(self.source[start..<self.position]) ?? .identifier
        default:
            // The whole character, so that an error shows it as it was written.
            self.skip(while: { $0 & 0xC0 == 0x80 })
            return .unknown
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard self.current == byte else { return false }
        self.position += 1
        return true
    }

    private static func keyword(_ word: ArraySlice<UInt8>) -> ExpressionToken.Kind? {
        guard word.count >= 2, word.count <= 7 else { return nil }
        return switch String(decoding: word.map { $0 | 0x20 }, as: UTF8.self) {
        case "and": .and
        case "or": .or
        case "not": .not
        case "between": .between
        case "in": .in
        case "set": .set
        case "remove": .remove
        case "add": .add
        case "delete": .delete
        default: nil
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    static func isLetter(_ byte: UInt8) -> Bool {
        byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }

    /// Whether a name, or the name of a placeholder, can go on with this byte.
    static func isWordPart(_ byte: UInt8) -> Bool {
        Self.isLetter(byte) || Self.isDigit(byte) || byte == UInt8(ascii: "_")
    }
}
