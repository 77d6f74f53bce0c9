// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension PartiQLParser {
    /// Whether the next token begins a value that is no path.
    var isAtValue: Bool {
        switch self.current.kind {
        case .string, .number: true
        case .symbol(let symbol): [.parameter, .minus, .plus, .leftBracket, .leftBrace, .leftBag].contains(symbol)
        case .word: ["NULL", "TRUE", "FALSE"].contains { self.isAt($0) }
        case .quoted, .end: false
        }
    }

    /// A literal or a parameter that can be stored, or else is noted.
    mutating func value() throws(DynamoDBError) -> AttributeValue {
        let value = try self.part()
        self.noting { () throws(DynamoDBError) in try value.validate() }
        return value
    }

    /// An item: a map whose entries are its attributes.
    mutating func item() throws(DynamoDBError) -> Item {
        let start = self.current.range.lowerBound
        guard case .map(let item) = try self.part(isItem: true) else {
            throw self.malformed("Expected a map of attributes", at: start)
        }
        self.noting { () throws(DynamoDBError) in try item.validate() }
        return item
    }

    /// A value, or a part of one: text, number, boolean, null, `[list]`, `{'map': …}`, `<<set>>`, `?`.
    ///
    /// - Parameters:
    ///   - isItem: Whether a map is an item. Its attributes may be parameters; what stands in other lists and maps may not.
    ///   - isInner: Whether the value stands in such a list or map.
    private mutating func part(isItem: Bool = false, isInner: Bool = false) throws(DynamoDBError) -> AttributeValue {
        let token = self.current
        switch token.kind {
        case .string(let text):
            self.advance()
            return .string(text)
        case .number: return .number(try self.number(isNegative: false))
        case .word:
            if self.take("NULL") { return .null }
            if self.take("TRUE") { return .bool(true) }
            if self.take("FALSE") { return .bool(false) }
        case .symbol(let symbol):
            switch symbol {
            case .parameter:
                if isInner {
                    self.note(
                        self.malformed(
                            "A parameter cannot stand within a list or a map, give all of it as one parameter",
                            at: token.range.lowerBound))
                }
                self.advance()
                return self.parameter()
            case .minus, .plus:
                self.advance()
                return .number(try self.number(isNegative: symbol == .minus))
            case .leftBracket, .leftBrace, .leftBag:
                return try self.nested { parser throws(DynamoDBError) in
                    try parser.collection(isItem: isItem, isInner: isInner)
                }
            default: break
            }
        case .quoted, .end: break
        }
        throw self.expected("a value")
    }

    private mutating func number(isNegative: Bool) throws(DynamoDBError) -> DynamoDBNumber {
        guard case .number = self.current.kind else { throw self.expected("a number") }
        let text = self.text(of: self.current)
        self.advance()
        do {
            let number = try DynamoDBNumber(parsing: text)
            return isNegative ? number.negated() : number
        } catch {
            self.note(error)
            return .zero
        }
    }

    private mutating func collection(isItem: Bool, isInner: Bool) throws(DynamoDBError) -> AttributeValue {
        if self.take(.leftBracket) { return .list(try self.parts(upTo: .rightBracket, areInner: true)) }
        if self.take(.leftBag) { return self.set(of: try self.parts(upTo: .rightBag, areInner: isInner)) }
        try self.expect(.leftBrace)
        var entries: [(String, AttributeValue)] = []
        var names: Set<ByteString> = []
        guard !self.take(.rightBrace) else { return .map(Item()) }
        repeat {
            guard case .string(let name) = self.current.kind else {
                throw self.expected("the name of an attribute in single quotes")
            }
            self.advance()
            if !names.insert(ByteString(name)).inserted {
                self.note(.validation("The map names the attribute \(name) twice"))
            }
            try self.expect(.colon)
            entries.append((name, try self.part(isInner: !isItem)))
        } while self.take(.comma)
        try self.expect(.rightBrace)
        return .map(Item(entries))
    }

    /// Values with commas between them, and what closes them.
    private mutating func parts(
        upTo end: PartiQLToken.Symbol, areInner: Bool
    ) throws(DynamoDBError) -> [AttributeValue] {
        var values: [AttributeValue] = []
        guard !self.take(end) else { return values }
        repeat { values.append(try self.part(isInner: areInner)) } while self.take(.comma)
        try self.expect(end)
        return values
    }

    /// The set of texts, numbers or binary values that are all of one type.
    private mutating func set(of members: [AttributeValue]) -> AttributeValue {
        guard !members.isEmpty else {
            self.note(.emptyBag)
            return .null
        }
        var texts: [String] = []
        var numbers: [DynamoDBNumber] = []
        var blobs: [Data] = []
        for member in members {
            switch member {
            case .string(let text): texts.append(text)
            case .number(let number): numbers.append(number)
            case .binary(let data): blobs.append(data)
            default:
                self.note(.unsupportedBag)
                return .null
            }
        }
        if texts.count == members.count { return .stringSet(texts) }
        if numbers.count == members.count { return .numberSet(numbers) }
        if blobs.count == members.count { return .binarySet(blobs) }
        self.note(.unsupportedBag)
        return .null
    }
}
