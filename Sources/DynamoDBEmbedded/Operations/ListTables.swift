// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Tells the names of the tables, in the order of their bytes.
    public func listTables(_ input: ListTablesInput) async throws(DynamoDBError) -> ListTablesOutput {
        var violations = ConstraintViolations()
        violations.checkLimit(input.limit, upTo: 100)
        if let start = input.exclusiveStartTableName { violations.checkName(start, at: "exclusiveStartTableName") }
        try violations.throwIfAny()
        let limit = input.limit ?? 100
        return try self.storage.read { transaction throws(DynamoDBError) in
            let names = try transaction.tableNames(after: input.exclusiveStartTableName, limit: limit + 1)
            let page = Array(names.prefix(limit))
            return ListTablesOutput(
                tableNames: page, lastEvaluatedTableName: names.count > limit ? page.last : nil)
        }
    }
}
