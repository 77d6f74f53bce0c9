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
        let write = try ItemWrite(input, in: self.names)
        return try await self.storage.write { transaction throws(DynamoDBError) in
            let outcome = try transaction.perform(write)
            return DeleteItemOutput(
                attributes: input.returnValues == .allOld ? outcome.old : nil,
                consumedCapacity: outcome.meter.report(input.returnConsumedCapacity, tableName: input.tableName),
                itemCollectionMetrics: try transaction.collectionMetrics(
                    input.returnItemCollectionMetrics, table: outcome.table, key: write.attributes))
        }
    }
}

extension ItemWrite {
    /// A delete that obeys every rule that needs no table.
    init(_ input: DeleteItemInput, in names: ResourceNames) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.check(input.returnItemCollectionMetrics)
        violations.check(input.returnValues)
        violations.check(input.returnValuesOnConditionCheckFailure)
        violations.check(input.notes.legacy)
        violations.require("key", in: input.notes)
        self.table = TableReference(
            input.tableName, in: names, for: .deleteItem, notes: input.notes, violations: &violations)
        try violations.throwIfAny()
        try input.notes.legacy.requireUnmixed(withCondition: input.conditionExpression)
        try ExpressionAttributes.requireExpressions(
            names: input.expressionAttributeNames, values: input.expressionAttributeValues,
            usingValues: [(.condition, input.conditionExpression)])
        try input.notes.check("Key")
        try input.key.validate()
        let expected = try input.notes.legacy.condition()
        if let choice = input.returnValues, choice != .none, choice != .allOld {
            throw .validation("ReturnValues can only be ALL_OLD or NONE")
        }
        var attributes = try ExpressionAttributes(
            validating: input.expressionAttributeNames, values: input.expressionAttributeValues, notes: input.notes)
        let condition = try attributes.optionalCondition(input.conditionExpression)
        try attributes.requireAllUsed()
        self.action = .delete
        self.attributes = input.key
        self.condition = WriteCondition(condition ?? expected, onFailure: input.returnValuesOnConditionCheckFailure)
    }
}
