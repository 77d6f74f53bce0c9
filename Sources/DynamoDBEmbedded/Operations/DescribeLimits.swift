// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Tells the quotas that accounts of Amazon DynamoDB begin with. The engine does not enforce them.
    public func describeLimits(_ input: DescribeLimitsInput) async throws(DynamoDBError) -> DescribeLimitsOutput {
        DescribeLimitsOutput(
            accountMaxReadCapacityUnits: 80_000, accountMaxWriteCapacityUnits: 80_000,
            tableMaxReadCapacityUnits: 40_000, tableMaxWriteCapacityUnits: 40_000)
    }
}
