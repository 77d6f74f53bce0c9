// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// Errors that several modules report in the same words.
extension DynamoDBError {
    /// The error of a transaction that was cancelled for these reasons.
    package static func transactionCanceled(_ reasons: [CancellationReason]) -> Self {
        let codes = reasons.map(\.code.rawValue).joined(separator: ", ")
        return Self(
            .transactionCanceled,
            "Transaction cancelled, please refer cancellation reasons for specific reasons [\(codes)]",
            cancellationReasons: reasons)
    }

    /// The error of a call whose time was over.
    package static func timeout(of operation: OperationName) -> Self {
        Self(.timeout, "\(operation.rawValue) was not done within the time for the call.")
    }

    /// The error of a write whose answer was lost.
    package static func outcomeUnknown(of operation: OperationName) -> Self {
        let place = operation.isAboutTables ? "table's description" : "item"
        return Self(
            .outcomeUnknown,
            "\(operation.rawValue) was sent and its answer was lost, so it may have been carried out or not. Read the \(place) to find out."
        )
    }
}
