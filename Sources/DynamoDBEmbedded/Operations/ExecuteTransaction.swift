// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Runs up to 100 statements of PartiQL, all of them or none: all of them read, or all write.
    ///
    /// Costs what ``transactGetItems(_:)`` or ``transactWriteItems(_:)`` costs.
    public func executeTransaction(
        _ input: ExecuteTransactionInput
    ) async throws(DynamoDBError) -> ExecuteTransactionOutput {
        let request = try ValidatedStatements(input, in: self.names)
        guard request.writes else {
            return try self.storage.read { transaction throws(DynamoDBError) in
                try transaction.read(request.statements, input.returnConsumedCapacity)
            }
        }
        let environment = self.environment
        return try await self.storage.write { transaction throws(DynamoDBError) in
            let now = environment.now()
            if let token = request.token, try transaction.hasDone(token, now: now) {
                // The tables may have changed since, so that a statement could not be carried out today.
                let writes = request.statements.compactMap { try? transaction.write(of: $0) }
                return ExecuteTransactionOutput(
                    consumedCapacity: transaction.consumedAgain(by: writes, input.returnConsumedCapacity))
            }
            let writes = try transaction.writes(of: request.statements)
            let outcomes = try transaction.perform(writes)
            if let token = request.token { try transaction.remember(token, now: now) }
            var meters = TableMeters()
            for (outcome, statement) in zip(outcomes, request.statements) {
                meters.add(outcome.meter, times: 2, of: outcome.table, named: statement.parsed.source.table)
            }
            return ExecuteTransactionOutput(
                consumedCapacity: meters.report(input.returnConsumedCapacity, asTransaction: .writes))
        }
    }
}

/// The statements of a transaction, obeying every rule that needs no table.
private struct ValidatedStatements: Sendable {
    /// A statement with what it was sent with.
    struct Element: Sendable {
        let parsed: PartiQLStatement
        let table: TableReference
        let onFailure: ReturnValuesOnConditionCheckFailure?
    }

    let statements: [Element]
    /// Whether the statements write; if not, all of them read.
    let writes: Bool
    let token: TransactionToken?

    init(_ input: ExecuteTransactionInput, in names: ResourceNames) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        TransactionToken.check(input.clientRequestToken, violations: &violations)
        violations.check(input.returnConsumedCapacity)
        violations.check(
            countOf: input.transactStatements.count, upTo: TransactionLimits.maximumActions,
            at: "transactStatements", of: "ParameterizedStatement")
        for (position, statement) in input.transactStatements.enumerated() {
            let path = "transactStatements.\(position + 1).member."
            violations.check(statement: statement.statement, parameters: statement.parameters, at: path)
            violations.check(
                statement.returnValuesOnConditionCheckFailure, at: "\(path)returnValuesOnConditionCheckFailure",
                among: ["ALL_OLD", "NONE"])
        }
        try violations.throwIfAny()
        var statements: [Element] = []
        for (position, statement) in input.transactStatements.enumerated() {
            for value in statement.parameters ?? [] { try value.validate() }
            let element = try DynamoDBError.naming(statement: position) { () throws(DynamoDBError) in
                try Element(statement, in: names)
            }
            statements.append(element)
        }
        let reads = statements.count { if case .select = $0.parsed { true } else { false } }
        guard reads == 0 || reads == statements.count else {
            throw .validation(
                "ExecuteTransaction API does not support both read and write operations in the same request.")
        }
        let size = input.transactStatements.reduce(0) { sum, statement in
            sum + statement.statement.utf8.count + (statement.parameters ?? []).reduce(0) { $0 + $1.size }
        }
        guard size <= TransactionLimits.maximumBytes else { throw .transactionTooLarge(bytes: size) }
        self.statements = statements
        self.writes = reads == 0
        if let token = input.clientRequestToken {
            var content = input
            content.clientRequestToken = nil
            content.returnConsumedCapacity = nil
            for position in content.transactStatements.indices {
                let parameters = content.transactStatements[position].parameters
                content.transactStatements[position].parameters = parameters?.map { $0.canonicalized() }
            }
            self.token = try TransactionToken(token, of: .executeTransaction, request: content)
        } else {
            self.token = nil
        }
    }
}

extension ValidatedStatements.Element {
    fileprivate init(_ statement: ParameterizedStatement, in names: ResourceNames) throws(DynamoDBError) {
        let parsed = try PartiQLStatement(parsing: statement.statement, parameters: statement.parameters ?? [])
        self.table = try TableReference(statement: parsed, in: names, for: .executeTransaction)
        guard !parsed.hasReturning else {
            throw .validation("RETURNING clause is not supported in ExecuteTransaction.")
        }
        guard parsed.source.index == nil else {
            throw .validation("Reads on indices are not supported within transactions.")
        }
        self.parsed = parsed
        self.onFailure = statement.returnValuesOnConditionCheckFailure
    }
}

extension ReadTransaction<StoredTable> {
    /// Carries out a transaction of `SELECT`s.
    fileprivate func read(
        _ statements: [ValidatedStatements.Element], _ choice: ReturnConsumedCapacity?
    ) throws(DynamoDBError) -> ExecuteTransactionOutput {
        var points: [(PointSelect, StoredTable)] = []
        for (position, statement) in statements.enumerated() {
            let table = try self.requireTable(statement.table)
            let point = try DynamoDBError.naming(statement: position) { () throws(DynamoDBError) in
                try PointSelect(statement.parsed, table: table, in: .executeTransaction)
            }
            points.append((point, table))
        }
        let (responses, meters) = try self.readAtOnce(points)
        return ExecuteTransactionOutput(
            responses: responses, consumedCapacity: meters.report(choice, asTransaction: .reads))
    }

    /// The writes that the statements of a transaction are.
    fileprivate func writes(of statements: [ValidatedStatements.Element]) throws(DynamoDBError) -> [ItemWrite] {
        var writes: [ItemWrite] = []
        for (position, statement) in statements.enumerated() {
            let write = try DynamoDBError.naming(statement: position) { () throws(DynamoDBError) in
                try self.write(of: statement)
            }
            if let write { writes.append(write) }
        }
        return writes
    }

    fileprivate func write(of statement: ValidatedStatements.Element) throws(DynamoDBError) -> ItemWrite? {
        try statement.parsed.write(
            to: statement.table, in: self.requireTable(statement.table), onFailure: statement.onFailure)
    }
}

extension DynamoDBError {
    /// Runs a step for one statement of a transaction; a validation error then says of which.
    fileprivate static func naming<Result>(
        statement position: Int, _ step: () throws(DynamoDBError) -> Result
    ) throws(DynamoDBError) -> Result {
        do {
            return try step()
        } catch {
            guard error.code == .validation else { throw error }
            throw .validation("Validation failed in TransactStatements[\(position)]: \(error.message)")
        }
    }
}
