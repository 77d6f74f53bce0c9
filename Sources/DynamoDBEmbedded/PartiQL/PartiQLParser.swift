// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads one statement of PartiQL, by recursive descent of bounded depth, and binds its parameters on the way.
///
/// What is no statement ends the reading at once. Wrong names and operands are noted, and reported when the rest turns
/// out to be well formed.
struct PartiQLParser {
    /// How deep parentheses, lists and maps may lie in one another: as deep as a value may, the item around it, and one more to
    /// tell that a value is too deep. Small stacks bear not many more (half a megabyte in a debug build).
    private static let maximumDepth = 34

    private let source: [UInt8]
    private let tokens: [PartiQLToken]
    private let parameters: [AttributeValue]
    private var position = 0
    private var depth = 0
    private var usedParameters = 0
    /// The first wrong name or operand.
    private var finding: DynamoDBError?

    init(_ text: String, parameters: [AttributeValue]) throws(DynamoDBError) {
        self.source = Array(text.utf8)
        self.tokens = try PartiQLLexer.tokens(of: self.source)
        self.parameters = parameters
    }

    // MARK: The place in the text

    var current: PartiQLToken { self.tokens[self.position] }

    /// The token after the current one; at the end, the end.
    var following: PartiQLToken { self.tokens[min(self.position + 1, self.tokens.count - 1)] }

    mutating func advance() {
        if self.position + 1 < self.tokens.count { self.position += 1 }
    }

    func isAt(_ symbol: PartiQLToken.Symbol) -> Bool { Self.is(self.current, symbol) }

    static func `is`(_ token: PartiQLToken, _ symbol: PartiQLToken.Symbol) -> Bool {
        if case .symbol(let found) = token.kind { found == symbol } else { false }
    }

    mutating func take(_ symbol: PartiQLToken.Symbol) -> Bool {
        guard self.isAt(symbol) else { return false }
        self.advance()
        return true
    }

    mutating func expect(_ symbol: PartiQLToken.Symbol) throws(DynamoDBError) {
        guard self.take(symbol) else { throw self.expected("'\(symbol.rawValue)'") }
    }

    /// Whether a token is this word, in whatever case; `keyword` in upper case.
    func isAt(_ keyword: String) -> Bool { self.is(self.current, keyword) }

    func `is`(_ token: PartiQLToken, _ keyword: String) -> Bool {
        guard case .word = token.kind, token.range.count == keyword.utf8.count else { return false }
        return zip(self.source[token.range], keyword.utf8).allSatisfy { byte, upper in
            byte == upper || (upper >= UInt8(ascii: "A") && byte == upper | 0x20)
        }
    }

    mutating func take(_ keyword: String) -> Bool {
        guard self.isAt(keyword) else { return false }
        self.advance()
        return true
    }

    mutating func expect(_ keyword: String) throws(DynamoDBError) {
        guard self.take(keyword) else { throw self.expected(keyword) }
    }

    func text(of token: PartiQLToken) -> String {
        String(decoding: self.source[token.range], as: UTF8.self)
    }

    /// Goes one level deeper.
    mutating func nested<Result>(
        _ body: (inout Self) throws(DynamoDBError) -> Result
    ) throws(DynamoDBError) -> Result {
        guard self.depth < Self.maximumDepth else {
            throw .malformedStatement("Too many levels", at: self.current.range.lowerBound, in: self.source)
        }
        self.depth += 1
        let result = try body(&self)
        self.depth -= 1
        return result
    }

    // MARK: Faults

    /// The error of a statement that goes on in another way than it has to.
    func expected(_ what: String) -> DynamoDBError {
        let offset = self.current.range.lowerBound
        if case .end = self.current.kind {
            return .malformedStatement("Expected \(what), found the end", at: offset, in: self.source)
        }
        let found = String(decoding: self.source[self.current.range].prefix(40), as: UTF8.self)
        return .malformedStatement("Expected \(what), found \(found)", at: offset, in: self.source)
    }

    /// The error of something that PartiQL has and DynamoDB has not.
    func unsupported(_ what: String) -> DynamoDBError {
        .malformedStatement("\(what) not supported", at: self.current.range.lowerBound, in: self.source)
    }

    /// The error of something at this offset that is no part of a statement.
    func malformed(_ detail: String, at offset: Int) -> DynamoDBError {
        .malformedStatement(detail, at: offset, in: self.source)
    }

    mutating func note(_ error: DynamoDBError) {
        if self.finding == nil { self.finding = error }
    }

    /// Notes the error of a check.
    mutating func noting(_ check: () throws(DynamoDBError) -> Void) {
        do throws(DynamoDBError) { try check() } catch { self.note(error) }
    }

    // MARK: Statements

    mutating func statement() throws(DynamoDBError) -> PartiQLStatement {
        let statement: PartiQLStatement
        if self.take("SELECT") {
            statement = .select(try self.select())
        } else if self.take("INSERT") {
            statement = .insert(try self.insert())
        } else if self.take("UPDATE") {
            statement = .update(try self.update())
        } else if self.take("FROM") {
            statement = .update(try self.update(startsWithCondition: true))
        } else if self.take("DELETE") {
            statement = .delete(try self.delete())
        } else if self.take("EXISTS") {
            try self.expect(.leftParenthesis)
            try self.expect("SELECT")
            statement = .exists(try self.select())
            try self.expect(.rightParenthesis)
        } else {
            throw .malformedStatement("Expected data manipulation")
        }
        _ = self.take(.semicolon)
        guard case .end = self.current.kind else { throw self.expected("the end of the statement") }
        guard self.usedParameters == self.parameters.count else { throw .parameterCountMismatch }
        if let finding { throw finding }
        return statement
    }

    private mutating func insert() throws(DynamoDBError) -> PartiQLStatement.Insert {
        try self.expect("INTO")
        let source = try self.writtenTable()
        try self.expect("VALUE")
        return PartiQLStatement.Insert(source: source, item: try self.item())
    }

    private mutating func delete() throws(DynamoDBError) -> PartiQLStatement.Delete {
        try self.expect("FROM")
        let source = try self.writtenTable()
        let condition = try self.whereClause()
        let returning = try self.returning()
        if let returning, returning != .allOld { self.note(.returningInDelete(returning.clause)) }
        return PartiQLStatement.Delete(source: source, condition: condition, returning: returning)
    }

    /// The table of a statement that writes, which is no index.
    mutating func writtenTable() throws(DynamoDBError) -> PartiQLStatement.Source {
        let source = try self.table()
        if source.index != nil { self.note(.indexInWrite) }
        return source
    }

    /// `table`, or `table "." index`
    mutating func table() throws(DynamoDBError) -> PartiQLStatement.Source {
        var components = [try self.name("a table")]
        while self.take(.dot) { components.append(try self.name("an index")) }
        if components.contains(where: \.isEmpty) { self.note(.emptyPathComponent) }
        if components.count > 2 { self.note(.tooManyTableComponents) }
        return PartiQLStatement.Source(table: components[0], index: components.count > 1 ? components[1] : nil)
    }

    /// `WHERE condition`, or nothing.
    mutating func whereClause() throws(DynamoDBError) -> ConditionTree? {
        guard self.take("WHERE") else { return nil }
        return try self.condition()
    }

    /// `RETURNING (ALL|MODIFIED) (OLD|NEW) *`, or nothing.
    mutating func returning() throws(DynamoDBError) -> ReturnValues? {
        guard self.take("RETURNING") else { return nil }
        let isAll = self.take("ALL")
        if !isAll { try self.expect("MODIFIED") }
        let isOld = self.take("OLD")
        if !isOld { try self.expect("NEW") }
        try self.expect(.star)
        return isAll ? (isOld ? .allOld : .allNew) : (isOld ? .updatedOld : .updatedNew)
    }

    // MARK: Parameters

    /// The value of the next question mark, which has been passed.
    mutating func parameter() -> AttributeValue {
        let position = self.usedParameters
        self.usedParameters += 1
        return position < self.parameters.count ? self.parameters[position] : .null
    }
}

extension ReturnValues {
    /// The clause that asks for it.
    fileprivate var clause: String {
        switch self {
        case .allOld: "RETURNING ALL OLD *"
        case .allNew: "RETURNING ALL NEW *"
        case .updatedOld: "RETURNING MODIFIED OLD *"
        default: "RETURNING MODIFIED NEW *"
        }
    }
}
