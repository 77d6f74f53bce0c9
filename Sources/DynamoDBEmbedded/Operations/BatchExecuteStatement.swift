// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Runs up to 25 statements of PartiQL, each on its own.
    ///
    /// Here the writes of a batch share one transaction; each is carried out or fails by itself all the same.
    public func batchExecuteStatement(
        _ input: BatchExecuteStatementInput
    ) async throws(DynamoDBError) -> BatchExecuteStatementOutput {
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.check(countOf: input.statements.count, upTo: 25, at: "statements", of: "BatchStatementRequest")
        for (position, request) in input.statements.enumerated() {
            let path = "statements.\(position + 1).member."
            violations.check(statement: request.statement, parameters: request.parameters, at: path)
            violations.check(
                request.returnValuesOnConditionCheckFailure, at: "\(path)returnValuesOnConditionCheckFailure",
                among: ["ALL_OLD", "NONE"])
        }
        try violations.throwIfAny()
        let statements = input.statements.map { BatchStatement($0, in: self.names) }
        let isRead = statements.contains { $0.isRead == true }
        guard !isRead || !statements.contains(where: { $0.isRead == false }) else {
            throw .validation("Read and write requests together in the same batch is not supported.")
        }
        if isRead {
            let lag = self.staleReads?.nextLag() ?? 0
            return try self.storage.read(missing: lag) { transaction throws(DynamoDBError) in
                try transaction.run(statements, input.returnConsumedCapacity) {
                    (statement, target) throws(DynamoDBError) in
                    transaction.showPast(statement.request.consistentRead != true)
                    return try transaction.read(statement, target)
                }
            }
        }
        return try await self.storage.write { transaction throws(DynamoDBError) in
            try transaction.run(statements, input.returnConsumedCapacity) {
                (statement, target) throws(DynamoDBError) in try transaction.write(statement, target)
            }
        }
    }
}

/// A statement of a batch, which may be none.
private struct BatchStatement: Sendable {
    let request: BatchStatementRequest
    let parsed: Result<PartiQLStatement, DynamoDBError>
    private let names: ResourceNames

    init(_ request: BatchStatementRequest, in names: ResourceNames) {
        self.request = request
        self.names = names
        do throws(DynamoDBError) {
            try request.notes.check("Parameters")
            self.parsed = .success(try PartiQLStatement(parsing: request.statement, validating: request.parameters))
        } catch {
            self.parsed = .failure(error)
        }
    }

    /// Whether the statement reads; one that is malformed goes by its first word, and is neither if that says nothing.
    var isRead: Bool? {
        switch self.parsed {
        case .success(.select): true
        case .success: false
        case .failure:
            switch StatementVerb(of: self.request.statement) {
            case .select: true
            case .insert, .update, .delete: false
            case .other: nil
            }
        }
    }

    /// The table of the statement, which has been read.
    func table(of parsed: PartiQLStatement) throws(DynamoDBError) -> TableReference {
        try TableReference(statement: parsed, in: self.names, for: .batchExecuteStatement)
    }

    /// The table as the statement names it.
    var tableName: String? {
        if case .success(let statement) = self.parsed { statement.source.table } else { nil }
    }
}

/// What a statement of a batch is about.
private struct BatchTarget {
    let statement: PartiQLStatement
    let table: StoredTable
    let rowKey: [UInt8]
    let work: Work

    enum Work {
        case read(PointSelect)
        case write(ItemWrite)
    }
}

extension ReadTransaction<StoredTable> {
    /// Runs the statements of a batch; what one of them does wrong is its own error.
    fileprivate func run(
        _ statements: [BatchStatement], _ choice: ReturnConsumedCapacity?,
        _ body: (BatchStatement, BatchTarget) throws(DynamoDBError) -> (item: Item?, meter: CapacityMeter)
    ) throws(DynamoDBError) -> BatchExecuteStatementOutput {
        var targets: [Result<BatchTarget, DynamoDBError>] = []
        var named = NamedItems()
        for statement in statements {
            do throws(DynamoDBError) {
                targets.append(.success(try self.target(of: statement)))
            } catch {
                targets.append(.failure(error))
            }
            guard case .success(let target)? = targets.last else { continue }
            guard named.insert(target.rowKey, of: target.table) else { throw .duplicateKeys }
        }
        var responses: [BatchStatementResponse] = []
        var capacity: [ConsumedCapacity] = []
        for (statement, target) in zip(statements, targets) {
            var response = BatchStatementResponse(tableName: statement.tableName)
            do throws(DynamoDBError) {
                let (item, meter) = try body(statement, try target.get())
                response.item = item
                // One for each statement, where batches of items have one for each table.
                if let report = meter.report(choice, tableName: statement.tableName ?? "") { capacity.append(report) }
            } catch {
                response.error = try BatchStatementError(error)
            }
            responses.append(response)
        }
        return BatchExecuteStatementOutput(responses: responses, consumedCapacity: capacity.isEmpty ? nil : capacity)
    }

    private func target(of statement: BatchStatement) throws(DynamoDBError) -> BatchTarget {
        let parsed = try statement.parsed.get()
        let reference = try statement.table(of: parsed)
        let table = try self.requireTable(reference)
        switch parsed {
        case .select:
            let point = try PointSelect(parsed, table: table, in: .batchExecuteStatement)
            return BatchTarget(
                statement: parsed, table: table, rowKey: try point.rowKey(in: table), work: .read(point))
        case .exists: throw .existsOutsideTransaction
        case .insert, .update, .delete:
            let write = try parsed.write(
                to: reference, in: table, onFailure: statement.request.returnValuesOnConditionCheckFailure)
            guard let write else { throw .missingKeyEquality }
            return BatchTarget(
                statement: parsed, table: table, rowKey: try write.rowKey(in: table), work: .write(write))
        }
    }

    fileprivate func read(
        _ statement: BatchStatement, _ target: BatchTarget
    ) throws(DynamoDBError) -> (item: Item?, meter: CapacityMeter) {
        guard case .read(let point) = target.work else { return (nil, CapacityMeter()) }
        let item = try self.item(of: target.table, at: target.rowKey)
        var meter = CapacityMeter()
        meter.add(
            table: CapacityUnits.read(item?.size ?? 0, consistent: statement.request.consistentRead ?? false))
        return (point.result(of: item), meter)
    }
}

extension WriteTransaction<StoredTable> {
    fileprivate func write(
        _ statement: BatchStatement, _ target: BatchTarget
    ) throws(DynamoDBError) -> (item: Item?, meter: CapacityMeter) {
        guard case .write(let write) = target.work else { return (nil, CapacityMeter()) }
        let outcome = try self.perform(write)
        return (target.statement.returned(outcome, of: write), outcome.meter)
    }
}

extension BatchStatementError {
    /// The error of one statement.
    ///
    /// - Throws: The error itself if it is none of the statement, but of the database.
    fileprivate init(_ error: DynamoDBError) throws(DynamoDBError) {
        let codes: [DynamoDBError.Code: Code] = [
            .validation: .validationError, .conditionalCheckFailed: .conditionalCheckFailed,
            .duplicateItem: .duplicateItem, .resourceNotFound: .resourceNotFound,
            .itemCollectionSizeLimitExceeded: .itemCollectionSizeLimitExceeded,
            .transactionConflict: .transactionConflict, .accessDenied: .accessDenied,
        ]
        guard let code = codes[error.code] else { throw error }
        self.init(code, error.message, item: error.item)
    }
}
