// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    extension OperationName {
        /// The operations that Alternator does not have: they are refused before anything is sent.
        ///
        /// Source: ScyllaDB's documentation, "Compatibility with DynamoDB": no transactions, no PartiQL.
        package static let absentInAlternator: Set<OperationName> = [
            .transactGetItems, .transactWriteItems, .executeStatement, .batchExecuteStatement, .executeTransaction,
        ]
    }
#endif
