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
        let request = try ValidatedUpdate(input)
        return try await self.storage.write { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(request.table)
            try table.validateKey(request.key)
            try table.validateTargets(of: request.update)
            let rowKey = try table.rowKey(of: request.key)
            let old = try transaction.item(of: table, at: rowKey)
            try request.condition.require(of: old)
            let new = try request.apply(to: old, table: table)
            let meter = try transaction.apply(ItemChange(old: old, new: new), to: table, at: rowKey)
            return UpdateItemOutput(
                attributes: request.attributes(old: old, new: new),
                consumedCapacity: meter.report(input.returnConsumedCapacity, tableName: input.tableName),
                itemCollectionMetrics: try transaction.collectionMetrics(
                    input.returnItemCollectionMetrics, table: table, key: request.key))
        }
    }
}

/// An update that obeys every rule that needs no table.
private struct ValidatedUpdate: Sendable {
    let table: TableReference
    let key: Item
    let update: UpdateTree
    let condition: WriteCondition
    private let returnValues: ReturnValues

    init(_ input: UpdateItemInput) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.check(input.returnItemCollectionMetrics)
        violations.check(input.returnValues)
        violations.check(input.returnValuesOnConditionCheckFailure)
        self.table = TableReference(input.tableName, violations: &violations)
        try violations.throwIfAny()
        try ExpressionAttributes.requireExpressions(
            names: input.expressionAttributeNames, values: input.expressionAttributeValues,
            usingValues: [(.update, input.updateExpression), (.condition, input.conditionExpression)])
        try input.key.validate()
        var attributes = try ExpressionAttributes(
            validating: input.expressionAttributeNames, values: input.expressionAttributeValues)
        let update = try attributes.optionalUpdate(input.updateExpression)
        let condition = try attributes.optionalCondition(input.conditionExpression)
        try attributes.requireAllUsed()
        self.key = input.key
        self.update = update ?? UpdateTree(actions: [])
        self.condition = WriteCondition(condition, onFailure: input.returnValuesOnConditionCheckFailure)
        self.returnValues = input.returnValues ?? .none
    }

    /// The item after the update; `nil` if there is none then either.
    func apply(to old: Item?, table: StoredTable) throws(DynamoDBError) -> Item? {
        guard let changed = try self.update.apply(to: old, key: self.key) else { return nil }
        let new = changed.canonicalized()
        for name in Set(self.update.actions.map { ByteString($0.target.root) }) {
            guard let value = new[name.text] else { continue }
            try AttributeName.validate(name.text)
            try value.validate()
        }
        try table.validateIndexKeys(of: new, changedBy: self.update)
        guard new.size <= Item.maximumSize else { throw .updatedItemTooLarge }
        return new
    }

    /// The attributes that the request asks to see.
    func attributes(old: Item?, new: Item?) -> Item? {
        switch self.returnValues {
        case .allOld: return old
        case .allNew: return new
        case .updatedOld: return self.updatedPart(of: old)
        case .updatedNew: return self.updatedPart(of: new)
        default: return nil
        }
    }

    private func updatedPart(of item: Item?) -> Item? {
        guard let item else { return nil }
        let part = ProjectionTree(self.update.actions.map(\.target)).apply(to: item)
        return part.isEmpty ? nil : part
    }
}
