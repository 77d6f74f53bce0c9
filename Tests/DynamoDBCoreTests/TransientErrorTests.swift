// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct TransientErrorTests {
    @Test(arguments: [
        DynamoDBError.Code.provisionedThroughputExceeded, .throttling, .requestLimitExceeded, .internalServerError,
        .storageBusy, .unprocessed, .network, .timeout, .transactionConflict, .transactionInProgress,
        .replicatedWriteConflict,
    ])
    func `what passes by itself is transient`(code: DynamoDBError.Code) {
        #expect(DynamoDBError(code, "").isTransient)
    }

    @Test(arguments: [
        DynamoDBError.Code.validation, .conditionalCheckFailed, .resourceNotFound, .resourceInUse, .limitExceeded,
        .itemCollectionSizeLimitExceeded, .cancelled, .storage, .storageFull, .readOnly, .corrupt, .incompatibleFile,
        .closed, .credentials, .configuration, .outcomeUnknown, .unsupported, .invalidResponse, .accessDenied,
        .authentication, .transactionCanceled, .idempotentParameterMismatch, .duplicateItem, .serialization,
        .unknownOperation, .expiredIterator, .trimmedDataAccess, .decoding, .invalidPageToken, .unknown,
    ])
    func `what stays as it is, or may have been done, is not`(code: DynamoDBError.Code) {
        #expect(!DynamoDBError(code, "").isTransient)
    }

    @Test(
        arguments: [
            ([.transactionConflict, .none], true), ([.throttlingError], true),
            ([.none, .provisionedThroughputExceeded, .transactionConflict], true), ([.none], false),
            ([.transactionConflict, .conditionalCheckFailed], false), ([.validationError], false),
        ] as [([CancellationReason.Code], Bool)])
    func `a cancelled transaction is transient if nothing but load and others hindered it`(
        reasons: [CancellationReason.Code], isTransient: Bool
    ) {
        let error = DynamoDBError(
            .transactionCanceled, "", cancellationReasons: reasons.map { CancellationReason(code: $0) })
        #expect(error.isTransient == isTransient)
    }
}
