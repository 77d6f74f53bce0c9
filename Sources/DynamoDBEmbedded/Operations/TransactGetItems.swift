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
            var reads: [(ValidatedGet, StoredTable)] = []
            for get in gets { reads.append((get, try transaction.requireTable(get.table))) }
            for (get, table) in reads { try get.validateProjection(in: table) }
            let (responses, meters) = try transaction.readAtOnce(reads)
            return TransactGetItemsOutput(
                responses: responses,
                consumedCapacity: meters.report(input.returnConsumedCapacity, asTransaction: .reads))
        }
    }

    private func validated(_ input: TransactGetItemsInput) throws(DynamoDBError) -> [ValidatedGet] {
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.check(
            countOf: input.transactItems.count, upTo: TransactionLimits.maximumActions, at: "transactItems",
            of: "TransactGetItem")
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
                        // Without a projection they are let be, unlike those of a single read.
                        expressionAttributeNames: get.projectionExpression == nil
                            ? nil : get.expressionAttributeNames),
                    in: self.names))
        }
        return gets
    }
}
