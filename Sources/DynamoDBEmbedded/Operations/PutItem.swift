// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Writes a whole item, in place of any item with the same key.
    ///
    /// Costs one read and one write of the tree for the table, and for each index the item is or was in, and no read where
    /// nobody needs to know what was there and the item is new; on a file, a share in one sync of the disk.
    public func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput {
        let write = try ItemWrite(input, in: self.names)
        return try await self.storage.write { transaction throws(DynamoDBError) in
            let outcome = try transaction.perform(write)
            return PutItemOutput(
                attributes: input.returnValues == .allOld ? outcome.old : nil,
                consumedCapacity: outcome.meter.report(input.returnConsumedCapacity, tableName: input.tableName),
                itemCollectionMetrics: try transaction.collectionMetrics(
                    input.returnItemCollectionMetrics, table: outcome.table, key: write.attributes))
        }
    }
}

extension ItemWrite {
    /// A put that obeys every rule that needs no table.
    init(_ input: PutItemInput, in names: ResourceNames) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.check(input.returnItemCollectionMetrics)
        violations.check(input.returnValues)
        violations.check(input.returnValuesOnConditionCheckFailure)
        violations.check(input.notes.legacy)
        violations.require("item", in: input.notes)
        self.table = TableReference(
            input.tableName, in: names, for: .putItem, notes: input.notes, violations: &violations)
        try violations.throwIfAny()
        try input.notes.legacy.requireUnmixed(withCondition: input.conditionExpression)
        try ExpressionAttributes.requireExpressions(
            names: input.expressionAttributeNames, values: input.expressionAttributeValues,
            usingValues: [(.condition, input.conditionExpression)])
        try input.notes.check("Item")
        try input.item.validate()
        if let choice = input.returnValues, choice != .none, choice != .allOld {
            throw .validation("ReturnValues can only be ALL_OLD or NONE")
        }
        let size = input.item.size
        guard size <= Item.maximumSize else { throw .itemTooLarge }
        let expected = try input.notes.legacy.condition()
        var attributes = try ExpressionAttributes(
            validating: input.expressionAttributeNames, values: input.expressionAttributeValues, notes: input.notes)
        let condition = try attributes.optionalCondition(input.conditionExpression)
        try attributes.requireAllUsed()
        self.action = .put
        let item = input.item.canonicalized()
        self.attributes = item
        self.encoded = EncodedItem(item, size: size)
        self.needsOld = input.returnValues == .allOld
        self.condition = WriteCondition(condition ?? expected, onFailure: input.returnValuesOnConditionCheckFailure)
    }
}
