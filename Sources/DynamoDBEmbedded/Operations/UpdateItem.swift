// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Changes attributes of an item, and creates the item if there is none.
    ///
    /// Costs what ``putItem(_:)`` costs.
    public func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
        let write = try ItemWrite(input, in: self.names)
        return try await self.storage.write { transaction throws(DynamoDBError) in
            let outcome = try transaction.perform(write)
            return UpdateItemOutput(
                attributes: outcome.attributes(input.returnValues ?? .none, of: write),
                consumedCapacity: outcome.meter.report(input.returnConsumedCapacity, tableName: input.tableName),
                itemCollectionMetrics: try transaction.collectionMetrics(
                    input.returnItemCollectionMetrics, table: outcome.table, key: write.attributes))
        }
    }
}

extension ItemWrite {
    /// An update that obeys every rule that needs no table.
    init(_ input: UpdateItemInput, in names: ResourceNames) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.check(input.returnItemCollectionMetrics)
        violations.check(input.returnValues)
        violations.check(input.returnValuesOnConditionCheckFailure)
        let legacy = input.notes.legacy
        violations.check(legacy)
        violations.require("key", in: input.notes)
        self.table = TableReference(
            input.tableName, in: names, for: .updateItem, notes: input.notes, violations: &violations)
        try violations.throwIfAny()
        try legacy.requireUnmixed(
            [
                "AttributeUpdates": legacy.attributeUpdates != nil, "Expected": legacy.expected != nil,
                "ConditionalOperator": legacy.conditionalOperator != nil,
            ],
            with: [
                "UpdateExpression": input.updateExpression, "ConditionExpression": input.conditionExpression,
            ])
        try ExpressionAttributes.requireExpressions(
            names: input.expressionAttributeNames, values: input.expressionAttributeValues,
            usingValues: [(.update, input.updateExpression), (.condition, input.conditionExpression)])
        try input.notes.check("Key")
        try input.key.validate()
        let attributeUpdates = try legacy.update()
        let expected = try legacy.condition()
        var attributes = try ExpressionAttributes(
            validating: input.expressionAttributeNames, values: input.expressionAttributeValues, notes: input.notes)
        let update = try attributes.optionalUpdate(input.updateExpression)
        let condition = try attributes.optionalCondition(input.conditionExpression)
        try attributes.requireAllUsed()
        self.action = .update(update ?? attributeUpdates ?? UpdateTree(actions: []))
        self.attributes = input.key
        self.condition = WriteCondition(condition ?? expected, onFailure: input.returnValuesOnConditionCheckFailure)
    }
}

extension ItemWriteOutcome {
    /// The attributes that a request asks to see of an update.
    func attributes(_ choice: ReturnValues, of write: ItemWrite) -> Item? {
        switch choice {
        case .allOld: self.old
        case .allNew: self.new
        case .updatedOld: Self.part(of: self.old, changedBy: write)
        case .updatedNew: Self.part(of: self.new, changedBy: write)
        default: nil
        }
    }

    private static func part(of item: Item?, changedBy write: ItemWrite) -> Item? {
        guard let item, case .update(let update) = write.action else { return nil }
        let part = ProjectionTree(update.actions.map(\.target)).apply(to: item)
        return part.isEmpty ? nil : part
    }
}
