// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Reads up to 100 items of one or more tables, all as they are at one moment.
    ///
    /// Costs one point read for each item, on the caller's thread.
    public func transactGetItems(
        _ input: TransactGetItemsInput
    ) async throws(DynamoDBError) -> TransactGetItemsOutput {
        let gets = try self.validated(input)
        return try self.storage.read { transaction throws(DynamoDBError) in
            var tables: [StoredTable] = []
            for get in gets { tables.append(try transaction.requireTable(get.table)) }
            for (get, table) in zip(gets, tables) { try get.validateProjection(in: table) }

            var reasons = Cancellation(actions: gets.count)
            var rowKeys: [[UInt8]] = []
            var named = NamedItems()
            for (position, get) in gets.enumerated() {
                let rowKey = try reasons.noting(at: position) { () throws(DynamoDBError) in
                    try get.rowKey(in: tables[position])
                }
                if let rowKey, !named.insert(rowKey, of: tables[position]) { throw .severalOperationsOnOneItem }
                rowKeys.append(rowKey ?? [])
            }
            try reasons.throwIfAny()

            var output = TransactGetItemsOutput(responses: [])
            var meters = TableMeters()
            var size = 0
            for (position, get) in gets.enumerated() {
                let item = try transaction.item(of: tables[position], at: rowKeys[position])
                size += item?.size ?? 0
                guard size <= TransactionLimits.maximumBytes else { throw .transactionTooLarge(bytes: size) }
                var meter = CapacityMeter()
                meter.add(table: CapacityUnits.read(item?.size ?? 0, consistent: true))
                meters.add(
                    meter, times: 2, of: tables[position], named: input.transactItems[position].tableName)
                let shown = get.project(item)
                output.responses.append(ItemResponse(item: shown?.isEmpty == true ? nil : shown))
            }
            output.consumedCapacity = meters.report(input.returnConsumedCapacity, asTransaction: .reads)
            return output
        }
    }

    private func validated(_ input: TransactGetItemsInput) throws(DynamoDBError) -> [ValidatedGet] {
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.checkTransaction(of: input.transactItems.count, elements: "TransactGetItem")
        for (position, get) in input.transactItems.enumerated() {
            _ = TableReference(
                get.tableName, in: self.names, for: .transactGetItems,
                at: "transactItems.\(position + 1).member.get.tableName", violations: &violations)
        }
        try violations.throwIfAny()
        var gets: [ValidatedGet] = []
        for get in input.transactItems {
            gets.append(
                try ValidatedGet(
                    GetItemInput(
                        tableName: get.tableName, key: get.key, consistentRead: true,
                        projectionExpression: get.projectionExpression,
                        expressionAttributeNames: get.expressionAttributeNames),
                    in: self.names))
        }
        return gets
    }
}
