// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension FaultInjectingDatabase {
    /// Runs one statement of PartiQL.
    public func executeStatement(_ input: ExecuteStatementInput) async throws(DynamoDBError) -> ExecuteStatementOutput {
        try await self.perform(
            CallShape(
                .executeStatement, isRead: input.statement.isSelect,
                mayBeStale: input.statement.isSelect && input.consistentRead != true)
        ) { [database] () async throws(DynamoDBError) in
            try await database.executeStatement(input)
        }
    }

    /// Runs up to 25 statements of PartiQL, each on its own.
    public func batchExecuteStatement(
        _ input: BatchExecuteStatementInput
    ) async throws(DynamoDBError) -> BatchExecuteStatementOutput {
        try await self.perform(
            CallShape(
                .batchExecuteStatement, isRead: input.statements.allSatisfy(\.statement.isSelect),
                mayBeStale: input.statements.contains { $0.statement.isSelect && $0.consistentRead != true })
        ) { [database] () async throws(DynamoDBError) in
            try await database.batchExecuteStatement(input)
        }
    }

    /// Runs up to 100 statements of PartiQL, all of them or none.
    public func executeTransaction(
        _ input: ExecuteTransactionInput
    ) async throws(DynamoDBError) -> ExecuteTransactionOutput {
        try await self.perform(
            CallShape(
                .executeTransaction, isRead: input.transactStatements.allSatisfy(\.statement.isSelect),
                actions: input.transactStatements.count)
        ) { [database] () async throws(DynamoDBError) in
            try await database.executeTransaction(input)
        }
    }
}

extension String {
    /// Whether a statement only reads.
    fileprivate var isSelect: Bool { StatementVerb(of: self) == .select }
}
