// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Writes up to 100 items of one or more tables, all of them or none.
    ///
    /// Costs one read and one write for each item, and for each index it is or was in; on a file, a share in one sync of
    /// the disk. A token is stored in the same commit, so that not even a crash makes the transaction happen twice.
    @discardableResult
    public func transactWriteItems(
        _ input: TransactWriteItemsInput
    ) async throws(DynamoDBError) -> TransactWriteItemsOutput {
        let request = try ValidatedTransactWrite(input, in: self.names)
        let environment = self.environment
        return try await self.storage.write { transaction throws(DynamoDBError) in
            let now = environment.now()
            if let token = request.token, try transaction.hasDone(token, now: now) {
                return TransactWriteItemsOutput(
                    consumedCapacity: transaction.consumedAgain(by: request.writes, input.returnConsumedCapacity))
            }
            let outcomes = try transaction.perform(request.writes)
            if let token = request.token { try transaction.remember(token, now: now) }
            var meters = TableMeters()
            var metrics = TableCollectionMetrics()
            for (outcome, (action, write)) in zip(outcomes, zip(input.transactItems, request.writes)) {
                meters.add(outcome.meter, times: 2, of: outcome.table, named: action.tableName)
                if case .check = write.action { continue }
                metrics.add(
                    try transaction.collectionMetrics(
                        input.returnItemCollectionMetrics, table: outcome.table, key: write.attributes),
                    to: action.tableName)
            }
            return TransactWriteItemsOutput(
                consumedCapacity: meters.report(input.returnConsumedCapacity, asTransaction: .writes),
                itemCollectionMetrics: metrics.report)
        }
    }
}

extension ReadTransaction<StoredTable> {
    /// What a transaction consumes that is not carried out a second time: its items are read. As it is done, nothing that
    /// has become of them or their tables makes it fail; what cannot be read is left out.
    func consumedAgain(by writes: [ItemWrite], _ choice: ReturnConsumedCapacity?) -> [ConsumedCapacity]? {
        guard let choice, choice != .none else { return nil }
        var meters = TableMeters()
        for write in writes {
            do throws(DynamoDBError) {
                guard let table = try self.table(named: write.table.name) else { continue }
                let item = try self.item(of: table, at: table.rowKey(of: write.attributes))
                var meter = CapacityMeter()
                meter.add(table: CapacityUnits.read(item?.size ?? 0, consistent: true))
                meters.add(meter, times: 2, of: table, named: write.table.text)
            } catch {
                continue
            }
        }
        return meters.report(choice, asTransaction: .reads)
    }
}

/// A transaction of writes that obeys every rule that needs no table.
private struct ValidatedTransactWrite: Sendable {
    let writes: [ItemWrite]
    let token: TransactionToken?

    init(_ input: TransactWriteItemsInput, in names: ResourceNames) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        TransactionToken.check(input.clientRequestToken, violations: &violations)
        violations.check(input.returnConsumedCapacity)
        violations.check(input.returnItemCollectionMetrics)
        violations.check(
            countOf: input.transactItems.count, upTo: TransactionLimits.maximumActions, at: "transactItems",
            of: "TransactWriteItem")
        for (position, action) in input.transactItems.enumerated() {
            let path = "transactItems.\(position + 1).member.\(action.kind)"
            violations.check(
                action.onFailure, at: "\(path).returnValuesOnConditionCheckFailure", among: ["ALL_OLD", "NONE"])
            _ = TableReference(
                action.tableName, in: names, for: .transactWriteItems, at: "\(path).tableName",
                violations: &violations)
        }
        try violations.throwIfAny()
        var writes: [ItemWrite] = []
        for action in input.transactItems { writes.append(try ItemWrite(action, in: names)) }
        let size = input.transactItems.reduce(0) { $0 + $1.payloadSize }
        guard size <= TransactionLimits.maximumBytes else { throw .transactionTooLarge(bytes: size) }
        self.writes = writes
        if let token = input.clientRequestToken {
            var content = input
            content.clientRequestToken = nil
            content.returnConsumedCapacity = nil
            content.transactItems = content.transactItems.map { $0.canonicalized() }
            self.token = try TransactionToken(token, of: .transactWriteItems, request: content)
        } else {
            self.token = nil
        }
    }
}

/// What a transaction may have at most.
enum TransactionLimits {
    static let maximumActions = 100
    /// 4 MB: of a transaction of writes what the request brings, of one of reads the items.
    static let maximumBytes = 4_194_304
}

extension ItemWrite {
    /// An action of a transaction: the write of the operation of its name, and the same rules. But placeholders without an
    /// expression are let be here.
    fileprivate init(_ action: TransactWriteItem, in names: ResourceNames) throws(DynamoDBError) {
        switch action {
        case .put(let put):
            try self.init(
                PutItemInput(
                    tableName: put.tableName, item: put.item, conditionExpression: put.conditionExpression,
                    expressionAttributeNames: put.conditionExpression == nil ? nil : put.expressionAttributeNames,
                    expressionAttributeValues: put.conditionExpression == nil
                        ? nil : put.expressionAttributeValues,
                    returnValuesOnConditionCheckFailure: put.returnValuesOnConditionCheckFailure), in: names)
        case .update(let update):
            try self.init(
                UpdateItemInput(
                    tableName: update.tableName, key: update.key, updateExpression: update.updateExpression,
                    conditionExpression: update.conditionExpression,
                    expressionAttributeNames: update.expressionAttributeNames,
                    expressionAttributeValues: update.expressionAttributeValues,
                    returnValuesOnConditionCheckFailure: update.returnValuesOnConditionCheckFailure), in: names)
        case .delete(let delete):
            try self.init(
                DeleteItemInput(
                    tableName: delete.tableName, key: delete.key, conditionExpression: delete.conditionExpression,
                    expressionAttributeNames: delete.conditionExpression == nil ? nil : delete.expressionAttributeNames,
                    expressionAttributeValues: delete.conditionExpression == nil
                        ? nil : delete.expressionAttributeValues,
                    returnValuesOnConditionCheckFailure: delete.returnValuesOnConditionCheckFailure), in: names)
        case .conditionCheck(let check):
            let write = try ItemWrite(
                DeleteItemInput(
                    tableName: check.tableName, key: check.key, conditionExpression: check.conditionExpression,
                    expressionAttributeNames: check.expressionAttributeNames,
                    expressionAttributeValues: check.expressionAttributeValues,
                    returnValuesOnConditionCheckFailure: check.returnValuesOnConditionCheckFailure), in: names)
            self.init(
                table: write.table, action: .check, attributes: write.attributes, condition: write.condition)
        }
    }
}

extension TransactWriteItem {
    /// The name of the action in paths.
    fileprivate var kind: String {
        switch self {
        case .conditionCheck: "conditionCheck"
        case .put: "put"
        case .delete: "delete"
        case .update: "update"
        }
    }

    fileprivate var onFailure: ReturnValuesOnConditionCheckFailure? {
        switch self {
        case .conditionCheck(let action): action.returnValuesOnConditionCheckFailure
        case .put(let action): action.returnValuesOnConditionCheckFailure
        case .delete(let action): action.returnValuesOnConditionCheckFailure
        case .update(let action): action.returnValuesOnConditionCheckFailure
        }
    }

    /// The same action: of equal sets, clients may send the members in any order.
    fileprivate func canonicalized() -> TransactWriteItem {
        switch self {
        case .conditionCheck(var action):
            action.expressionAttributeValues = action.expressionAttributeValues?.canonicalized()
            return .conditionCheck(action)
        case .put(var action):
            action.item = action.item.canonicalized()
            action.expressionAttributeValues = action.expressionAttributeValues?.canonicalized()
            return .put(action)
        case .delete(var action):
            action.expressionAttributeValues = action.expressionAttributeValues?.canonicalized()
            return .delete(action)
        case .update(var action):
            action.expressionAttributeValues = action.expressionAttributeValues?.canonicalized()
            return .update(action)
        }
    }

    /// How much the action brings: the item or key, and the values of its expressions.
    fileprivate var payloadSize: Int {
        switch self {
        case .conditionCheck(let action): action.key.size + (action.expressionAttributeValues?.valuesSize ?? 0)
        case .put(let action): action.item.size + (action.expressionAttributeValues?.valuesSize ?? 0)
        case .delete(let action): action.key.size + (action.expressionAttributeValues?.valuesSize ?? 0)
        case .update(let action): action.key.size + (action.expressionAttributeValues?.valuesSize ?? 0)
        }
    }
}

extension Item {
    /// The size without the names, which are placeholders here.
    fileprivate var valuesSize: Int { self.size - self.names.reduce(0) { $0 + $1.utf8.count } }
}
