// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Tells that the most used keys are not counted.
    public func describeContributorInsights(
        _ input: DescribeContributorInsightsInput
    ) async throws(DynamoDBError) -> DescribeContributorInsightsOutput {
        var violations = ConstraintViolations()
        let name = TableReference(
            input.tableName, in: self.names, for: .describeContributorInsights, minimumOfEmpty: 3,
            violations: &violations
        ).name
        if let index = input.indexName { violations.checkName(index, at: "indexName") }
        try violations.throwIfAny()
        return try self.storage.read { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(named: name)
            if let index = input.indexName {
                guard table.indexes.contains(where: { $0.name.hasSameBytes(as: index) }) else {
                    throw DynamoDBError(
                        .resourceNotFound, "Requested resource not found: Table: \(name) Index: \(index) not found")
                }
            }
            return DescribeContributorInsightsOutput(
                tableName: name, indexName: input.indexName, contributorInsightsStatus: .disabled)
        }
    }
}
