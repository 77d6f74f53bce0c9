// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension PartiQLParser {
    /// What stands behind `SELECT`.
    mutating func select() throws(DynamoDBError) -> PartiQLStatement.Select {
        for word in ["DISTINCT", "ALL"] where self.isAt(word) { throw self.unsupported("\(word) is") }
        if self.isAt("VALUE"), !self.isEndOfColumn(self.following) { throw self.unsupported("SELECT VALUE is") }
        let columns = try self.columns()
        try self.expect("FROM")
        let source = try self.table()
        if self.isAtName || self.isAt("AS") || self.isAt("AT") { throw self.unsupported("Aliases are") }
        if self.isAt(.comma) || self.isAt("JOIN") { throw self.unsupported("Several tables are") }
        let condition = try self.whereClause()
        for word in ["GROUP", "HAVING", "LIMIT", "OFFSET", "UNION", "INTERSECT", "EXCEPT"] where self.isAt(word) {
            throw self.unsupported("\(word) is")
        }
        return PartiQLStatement.Select(
            source: source, columns: columns, condition: condition, order: try self.orderBy())
    }

    /// Whether a column ends before this token.
    private func isEndOfColumn(_ token: PartiQLToken) -> Bool {
        Self.is(token, .comma) || Self.is(token, .dot) || Self.is(token, .leftBracket) || self.is(token, "FROM")
    }

    /// `*`, or paths.
    private mutating func columns() throws(DynamoDBError) -> [DocumentPath]? {
        if self.take(.star) { return nil }
        var columns: [DocumentPath] = []
        var names: Set<ByteString> = []
        repeat {
            if case .word = self.current.kind, Self.is(self.following, .leftParenthesis) {
                throw self.unsupported("Functions in the list of SELECT are")
            }
            let path = try self.path()
            if self.isAt("AS") || self.isAtName { throw self.unsupported("Aliases are") }
            columns.append(path)
            // Of `m.b` and `n.b` an item could have only one.
            if !names.insert(ByteString(path.columnName)).inserted { self.note(.duplicateColumn(path.columnName)) }
        } while self.take(.comma)
        return columns
    }

    /// `ORDER BY path [ASC|DESC] { "," path [ASC|DESC] }`, or nothing.
    private mutating func orderBy() throws(DynamoDBError) -> [PartiQLStatement.Order] {
        guard self.take("ORDER") else { return [] }
        try self.expect("BY")
        var order: [PartiQLStatement.Order] = []
        repeat {
            let path = try self.path()
            let isDescending = self.take("DESC")
            if !isDescending { _ = self.take("ASC") }
            order.append(PartiQLStatement.Order(path: path, isDescending: isDescending))
        } while self.take(.comma)
        return order
    }
}
