// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBError {
    /// Whether the same request may succeed a little later, and does nothing twice when it is sent again: the database throttles,
    /// fails, is busy or cannot be reached, or another transaction is in the way.
    ///
    /// ```swift
    /// do {
    ///     try await table.put(item)
    /// } catch {
    ///     guard error.isTransient else { throw error }
    ///     await queue.postpone(item)
    /// }
    /// ```
    ///
    /// A remote database has mostly tried several times when it throws such an error; a single write that met a transaction was sent
    /// once. So wait before the next attempt, longer each time, and count the attempts.
    ///
    /// ``Code/outcomeUnknown`` is not transient: the write may have been carried out, and the same again could do it twice. A
    /// cancelled transaction is, if it met nothing but throttling and other transactions. Of a function that takes several steps,
    /// such as creating a table and waiting for it, the first may be done.
    public var isTransient: Bool {
        if self.code == .transactionCanceled { return self.cancellationReasons.passing != nil }
        return Self.transientCodes.contains(self.code)
    }

    private static let transientCodes: Set<Code> = [
        .provisionedThroughputExceeded, .throttling, .requestLimitExceeded, .internalServerError, .storageBusy,
        .unprocessed, .network, .timeout, .transactionConflict, .transactionInProgress, .replicatedWriteConflict,
    ]
}

extension [CancellationReason] {
    /// What hindered a transaction, if that was nothing but load and other writers, which pass; else `nil`.
    package var passing: Set<CancellationReason.Code>? {
        let codes = Set(self.map(\.code)).subtracting([.none])
        let passing: Set = codes.intersection([.transactionConflict, .throttlingError, .provisionedThroughputExceeded])
        return codes.isEmpty || codes != passing ? nil : passing
    }
}
