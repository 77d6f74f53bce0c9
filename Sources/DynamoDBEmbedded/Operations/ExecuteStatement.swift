// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Runs one statement of PartiQL.
    ///
    /// Costs what the query, scan or write costs that the statement is. A `SELECT` runs on the caller's thread.
    public func executeStatement(_ input: ExecuteStatementInput) async throws(DynamoDBError) -> ExecuteStatementOutput {
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.check(input.returnValuesOnConditionCheckFailure)
        violations.check(statement: input.statement, parameters: input.parameters)
        violations.checkLimit(input.limit)
        violations.check(nextToken: input.nextToken)
        try violations.throwIfAny()
        let statement = try PartiQLStatement(parsing: input.statement, validating: input.parameters)
        switch statement {
        case .select(let select): return try self.select(select, for: input)
        case .exists: throw .existsOutsideTransaction
        case .insert, .update, .delete:
            guard input.nextToken == nil else { throw .foreignNextToken }
            return try await self.write(statement, for: input)
        }
    }

    private func select(
        _ select: PartiQLStatement.Select, for input: ExecuteStatementInput
    ) throws(DynamoDBError) -> ExecuteStatementOutput {
        let reference = try TableReference(statement: .select(select), in: self.names, for: .executeStatement)
        let identity = try SelectIdentity(statement: input.statement, parameters: input.parameters)
        var start: SelectCursor?
        if let token = input.nextToken { start = try SelectCursor(token: token, for: identity) }
        let consistent = input.consistentRead ?? false
        return try self.read(consistent: consistent) { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(reference)
            let plan = try SelectPlan(select, table: table, consistentRead: consistent)
            let page = try transaction.page(of: plan, from: start, limit: input.limit, consistent: consistent)
            return ExecuteStatementOutput(
                items: page.rows.items, nextToken: page.end?.token(for: identity),
                consumedCapacity: page.meter.report(input.returnConsumedCapacity, tableName: select.source.table),
                lastEvaluatedKey: page.end?.key)
        }
    }

    private func write(
        _ statement: PartiQLStatement, for input: ExecuteStatementInput
    ) async throws(DynamoDBError) -> ExecuteStatementOutput {
        let reference = try TableReference(statement: statement, in: self.names, for: .executeStatement)
        return try await self.storage.write { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(reference)
            let write = try statement.write(
                to: reference, in: table, onFailure: input.returnValuesOnConditionCheckFailure)
            guard let write else { return ExecuteStatementOutput() }
            let outcome = try transaction.perform(write)
            return ExecuteStatementOutput(
                items: statement.returned(outcome, of: write).map { [$0] } ?? [],
                consumedCapacity: outcome.meter.report(
                    input.returnConsumedCapacity, tableName: statement.source.table))
        }
    }
}

/// A page of a `SELECT`.
private struct SelectPage {
    var rows = ItemRows()
    var meter = CapacityMeter()
    /// Where the next page begins; `nil` at the end.
    var end: SelectCursor?
}

extension ReadTransaction<StoredTable> {
    /// Evaluates the rows of a plan until the page is full or they end.
    fileprivate func page(
        of plan: SelectPlan, from start: SelectCursor?, limit: Int?, consistent: Bool
    ) throws(DynamoDBError) -> SelectPage {
        var page = SelectPage()
        var limit = plan.limit(of: limit)
        var bytes = PageBudget.maximumBytes
        if let start {
            guard plan.ranges.indices.contains(start.range) else { throw .invalidNextToken }
            do throws(DynamoDBError) {
                try plan.source.validateStartKey(start.key, isScan: false)
            } catch {
                throw .invalidNextToken
            }
        }
        for position in (start?.range ?? 0)..<plan.ranges.count {
            var range = plan.ranges[position]
            if let start, start.range == position {
                range = range.resuming(after: try plan.source.rowKey(of: start.key), reversed: plan.isReversed)
            }
            let part = try self.page(
                of: plan.source, in: range, reversed: plan.isReversed, budget: PageBudget(limit: limit, bytes: bytes),
                shape: plan.shape, into: &page.rows)
            page.meter.add(part.capacity(of: plan.source, consistent: consistent))
            if let key = part.lastEvaluatedKey {
                page.end = SelectCursor(range: position, key: key)
                break
            }
            bytes -= part.bytes + part.tableBytes
            limit = limit.map { $0 - part.scannedCount }
        }
        return page
    }
}

extension PartiQLStatement {
    /// Reads the statement of a request, whose parameters have to be values that can be.
    init(parsing text: String, validating parameters: [AttributeValue]?) throws(DynamoDBError) {
        for value in parameters ?? [] { try value.validate() }
        try self.init(parsing: text, parameters: parameters ?? [])
    }
}

extension ConstraintViolations {
    /// Checks the lengths of a statement and its parameters; `path` is where they are in the request.
    mutating func check(statement: String, parameters: [AttributeValue]?, at path: String = "") {
        if parameters?.isEmpty == true {
            self.add("'[]'", at: "\(path)parameters", "Member must have length greater than or equal to 1")
        }
        self.checkLength(
            statement, of: statement.utf16.count, at: "\(path)statement", to: PartiQLStatement.maximumLength)
    }

    fileprivate mutating func check(nextToken token: String?) {
        guard let token else { return }
        self.checkLength(token, of: token.utf16.count, at: "nextToken", to: 32_768)
    }
}
