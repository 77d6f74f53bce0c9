// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Deletes one item by its key; that there is none is no error.
    ///
    /// Costs what ``putItem(_:)`` costs.
    public func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput {
        let request = try ValidatedDelete(input)
        return try await self.storage.write { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(request.table)
            try table.validateKey(request.key)
            let rowKey = try table.rowKey(of: request.key)
            let old = try transaction.item(of: table, at: rowKey)
            try request.condition.require(of: old)
            let meter = try transaction.apply(ItemChange(old: old, new: nil), to: table, at: rowKey)
            return DeleteItemOutput(
                attributes: input.returnValues == .allOld ? old : nil,
                consumedCapacity: meter.report(input.returnConsumedCapacity, tableName: input.tableName),
                itemCollectionMetrics: try transaction.collectionMetrics(
                    input.returnItemCollectionMetrics, table: table, key: request.key))
        }
    }
}

/// A delete that obeys every rule that needs no table.
private struct ValidatedDelete: Sendable {
    let table: TableReference
    let key: Item
    let condition: WriteCondition

    init(_ input: DeleteItemInput) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.check(input.returnItemCollectionMetrics)
        violations.check(input.returnValues)
        violations.check(input.returnValuesOnConditionCheckFailure)
        self.table = TableReference(input.tableName, violations: &violations)
        try violations.throwIfAny()
        try ExpressionAttributes.requireExpressions(
            names: input.expressionAttributeNames, values: input.expressionAttributeValues,
            usingValues: [(.condition, input.conditionExpression)])
        try input.key.validate()
        if let choice = input.returnValues, choice != .none, choice != .allOld {
            throw .validation("ReturnValues can only be ALL_OLD or NONE")
        }
        var attributes = try ExpressionAttributes(
            validating: input.expressionAttributeNames, values: input.expressionAttributeValues)
        let condition = try attributes.optionalCondition(input.conditionExpression)
        try attributes.requireAllUsed()
        self.key = input.key
        self.condition = WriteCondition(condition, onFailure: input.returnValuesOnConditionCheckFailure)
    }
}
