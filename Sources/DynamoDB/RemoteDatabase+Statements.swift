// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    public import DynamoDBCore

    // PartiQL. What a statement does when it is done twice is only known where its first word says so.
    extension RemoteDatabase {
        /// Runs one statement of PartiQL.
        ///
        /// A `SELECT` is sent again as any read is. Of the others only an `INSERT` is sent again after its answer was
        /// lost: if the item is there then, whether this call inserted it cannot be told, and the error is
        /// ``DynamoDBError/Code/outcomeUnknown``, as it is at once for an `UPDATE` and a `DELETE`.
        public func executeStatement(
            _ input: ExecuteStatementInput
        ) async throws(DynamoDBError) -> ExecuteStatementOutput {
            let effect: WriteEffect =
                switch StatementVerb(of: input.statement) {
                case .select: .none
                case .insert: .idempotent
                case .update, .delete, .other: .repeating
                }
            do {
                return try await self.call(input, tables: [], effect: effect)
            } catch {
                throw error.error
            }
        }

        /// Runs up to 25 statements of PartiQL, each on its own.
        ///
        /// A batch of writes whose answer was lost is not sent again: it fails with
        /// ``DynamoDBError/Code/outcomeUnknown``.
        public func batchExecuteStatement(
            _ input: BatchExecuteStatementInput
        ) async throws(DynamoDBError) -> BatchExecuteStatementOutput {
            let isRead = input.statements.allSatisfy { StatementVerb(of: $0.statement) == .select }
            do {
                return try await self.call(input, tables: [], effect: isRead ? .none : .repeating)
            } catch {
                throw error.error
            }
        }

        /// Runs up to 100 statements of PartiQL, all of them or none.
        ///
        /// A transaction without a token gets one, as with ``transactWriteItems(_:)``, so it is carried out once however
        /// often it is sent.
        public func executeTransaction(
            _ input: ExecuteTransactionInput
        ) async throws(DynamoDBError) -> ExecuteTransactionOutput {
            var sent = input
            if input.clientRequestToken == nil { sent.clientRequestToken = self.loop.makeID() }
            let isRead = input.transactStatements.allSatisfy { StatementVerb(of: $0.statement) == .select }
            do {
                return try await self.call(sent, tables: [], effect: isRead ? .none : .idempotent)
            } catch {
                throw error.error
            }
        }
    }
#endif
