// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// A write that waits for its group, whatever type its result has.
struct PendingWrite<Table: Sendable>: Sendable {
    /// Gives the caller its result. It is called exactly once.
    typealias Answer = @Sendable () -> Void

    /// Does the write, and returns what tells the caller once it is committed. It may be run again after it was undone;
    /// what it returned before must not be called then.
    let run: @Sendable (WriteTransaction<Table>) throws(DynamoDBError) -> Answer
    /// Tells the caller that nothing was written.
    let fail: @Sendable (DynamoDBError) -> Void

    init<Success: Sendable>(
        _ continuation: CheckedContinuation<Result<Success, DynamoDBError>, Never>,
        _ body: @escaping @Sendable (WriteTransaction<Table>) throws(DynamoDBError) -> Success
    ) {
        self.run = { transaction throws(DynamoDBError) in
            let value = try body(transaction)
            return { continuation.resume(returning: .success(value)) }
        }
        self.fail = { continuation.resume(returning: .failure($0)) }
    }
}
