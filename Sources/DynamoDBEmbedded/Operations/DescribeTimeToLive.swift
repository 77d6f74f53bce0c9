// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Tells whether the items of a table expire.
    public func describeTimeToLive(
        _ input: DescribeTimeToLiveInput
    ) async throws(DynamoDBError) -> DescribeTimeToLiveOutput {
        let reference = try TableReference(forTableOperation: .describeTimeToLive, input.tableName, in: self.names)
        return try self.storage.read { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(named: reference.name)
            guard let timeToLive = table.timeToLive else {
                return DescribeTimeToLiveOutput(timeToLiveDescription: .init(timeToLiveStatus: .disabled))
            }
            return DescribeTimeToLiveOutput(
                timeToLiveDescription: TimeToLiveDescription(
                    timeToLiveStatus: timeToLive.isComplete ? .enabled : .enabling,
                    attributeName: timeToLive.attributeName))
        }
    }
}
