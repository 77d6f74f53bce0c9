// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// What a database answers to an operation that it does not have. A conformance implements what it can.

extension DynamoDBDatabase {
    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func transactGetItems(_ input: TransactGetItemsInput) async throws(DynamoDBError) -> TransactGetItemsOutput {
        throw .unsupported(.transactGetItems)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    @discardableResult
    public func transactWriteItems(
        _ input: TransactWriteItemsInput
    ) async throws(DynamoDBError) -> TransactWriteItemsOutput {
        throw .unsupported(.transactWriteItems)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func executeStatement(_ input: ExecuteStatementInput) async throws(DynamoDBError) -> ExecuteStatementOutput {
        throw .unsupported(.executeStatement)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func batchExecuteStatement(
        _ input: BatchExecuteStatementInput
    ) async throws(DynamoDBError) -> BatchExecuteStatementOutput {
        throw .unsupported(.batchExecuteStatement)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func executeTransaction(
        _ input: ExecuteTransactionInput
    ) async throws(DynamoDBError) -> ExecuteTransactionOutput {
        throw .unsupported(.executeTransaction)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func updateTable(_ input: UpdateTableInput) async throws(DynamoDBError) -> UpdateTableOutput {
        throw .unsupported(.updateTable)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func tagResource(_ input: TagResourceInput) async throws(DynamoDBError) -> TagResourceOutput {
        throw .unsupported(.tagResource)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func untagResource(_ input: UntagResourceInput) async throws(DynamoDBError) -> UntagResourceOutput {
        throw .unsupported(.untagResource)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func listTagsOfResource(
        _ input: ListTagsOfResourceInput
    ) async throws(DynamoDBError) -> ListTagsOfResourceOutput {
        throw .unsupported(.listTagsOfResource)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func describeLimits(_ input: DescribeLimitsInput) async throws(DynamoDBError) -> DescribeLimitsOutput {
        throw .unsupported(.describeLimits)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func describeEndpoints(
        _ input: DescribeEndpointsInput
    ) async throws(DynamoDBError) -> DescribeEndpointsOutput {
        throw .unsupported(.describeEndpoints)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func describeContinuousBackups(
        _ input: DescribeContinuousBackupsInput
    ) async throws(DynamoDBError) -> DescribeContinuousBackupsOutput {
        throw .unsupported(.describeContinuousBackups)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func describeContributorInsights(
        _ input: DescribeContributorInsightsInput
    ) async throws(DynamoDBError) -> DescribeContributorInsightsOutput {
        throw .unsupported(.describeContributorInsights)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func updateTimeToLive(_ input: UpdateTimeToLiveInput) async throws(DynamoDBError) -> UpdateTimeToLiveOutput {
        throw .unsupported(.updateTimeToLive)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func describeTimeToLive(
        _ input: DescribeTimeToLiveInput
    ) async throws(DynamoDBError) -> DescribeTimeToLiveOutput {
        throw .unsupported(.describeTimeToLive)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func listStreams(_ input: ListStreamsInput) async throws(DynamoDBError) -> ListStreamsOutput {
        throw .unsupported(.listStreams)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func describeStream(_ input: DescribeStreamInput) async throws(DynamoDBError) -> DescribeStreamOutput {
        throw .unsupported(.describeStream)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func getShardIterator(_ input: GetShardIteratorInput) async throws(DynamoDBError) -> GetShardIteratorOutput {
        throw .unsupported(.getShardIterator)
    }

    /// Refuses with ``DynamoDBError/Code/unsupported``, unless the database has the operation.
    public func getRecords(_ input: GetRecordsInput) async throws(DynamoDBError) -> GetRecordsOutput {
        throw .unsupported(.getRecords)
    }
}

extension DynamoDBError {
    /// The error of a database that does not have an operation.
    package static func unsupported(_ operation: OperationName) -> Self {
        Self(.unsupported, "This database does not have the operation \(operation.rawValue).")
    }
}
