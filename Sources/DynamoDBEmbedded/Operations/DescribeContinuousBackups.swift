// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Tells that a table cannot be restored to a moment of the past: the engine keeps none. ``backUp(to:)`` makes
    /// a backup of all tables.
    public func describeContinuousBackups(
        _ input: DescribeContinuousBackupsInput
    ) async throws(DynamoDBError) -> DescribeContinuousBackupsOutput {
        let reference = try TableReference(
            forTableOperation: .describeContinuousBackups, input.tableName, in: self.names)
        return try self.storage.read { transaction throws(DynamoDBError) in
            guard try transaction.table(named: reference.name) != nil else {
                throw DynamoDBError(.resourceNotFound, "Table not found: \(reference.name)")
            }
            return DescribeContinuousBackupsOutput(
                continuousBackupsDescription: ContinuousBackupsDescription(
                    continuousBackupsStatus: .enabled,
                    pointInTimeRecoveryDescription: PointInTimeRecoveryDescription(
                        pointInTimeRecoveryStatus: .disabled)))
        }
    }
}
