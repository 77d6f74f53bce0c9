// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension FaultInjectingDatabase {
    /// An operation of a database, by the service's name.
    public struct Operation: Hashable, Sendable, CustomStringConvertible {
        let name: OperationName

        private init(_ name: OperationName) {
            self.name = name
        }

        /// The service's name, such as `PutItem`.
        public var description: String { self.name.rawValue }
    }
}

extension FaultInjectingDatabase.Operation {
    /// `PutItem`.
    public static let putItem = Self(.putItem)
    /// `GetItem`.
    public static let getItem = Self(.getItem)
    /// `UpdateItem`.
    public static let updateItem = Self(.updateItem)
    /// `DeleteItem`.
    public static let deleteItem = Self(.deleteItem)
    /// `Query`.
    public static let query = Self(.query)
    /// `Scan`.
    public static let scan = Self(.scan)
    /// `BatchGetItem`.
    public static let batchGetItem = Self(.batchGetItem)
    /// `BatchWriteItem`.
    public static let batchWriteItem = Self(.batchWriteItem)
    /// `TransactGetItems`.
    public static let transactGetItems = Self(.transactGetItems)
    /// `TransactWriteItems`.
    public static let transactWriteItems = Self(.transactWriteItems)
    /// `ExecuteStatement`.
    public static let executeStatement = Self(.executeStatement)
    /// `BatchExecuteStatement`.
    public static let batchExecuteStatement = Self(.batchExecuteStatement)
    /// `ExecuteTransaction`.
    public static let executeTransaction = Self(.executeTransaction)
    /// `CreateTable`.
    public static let createTable = Self(.createTable)
    /// `DescribeTable`.
    public static let describeTable = Self(.describeTable)
    /// `ListTables`.
    public static let listTables = Self(.listTables)
    /// `DeleteTable`.
    public static let deleteTable = Self(.deleteTable)
    /// `UpdateTable`.
    public static let updateTable = Self(.updateTable)
    /// `TagResource`.
    public static let tagResource = Self(.tagResource)
    /// `UntagResource`.
    public static let untagResource = Self(.untagResource)
    /// `ListTagsOfResource`.
    public static let listTagsOfResource = Self(.listTagsOfResource)
    /// `DescribeLimits`.
    public static let describeLimits = Self(.describeLimits)
    /// `DescribeEndpoints`.
    public static let describeEndpoints = Self(.describeEndpoints)
    /// `DescribeContinuousBackups`.
    public static let describeContinuousBackups = Self(.describeContinuousBackups)
    /// `DescribeContributorInsights`.
    public static let describeContributorInsights = Self(.describeContributorInsights)
    /// `UpdateTimeToLive`.
    public static let updateTimeToLive = Self(.updateTimeToLive)
    /// `DescribeTimeToLive`.
    public static let describeTimeToLive = Self(.describeTimeToLive)
    /// `ListStreams`.
    public static let listStreams = Self(.listStreams)
    /// `DescribeStream`.
    public static let describeStream = Self(.describeStream)
    /// `GetShardIterator`.
    public static let getShardIterator = Self(.getShardIterator)
    /// `GetRecords`.
    public static let getRecords = Self(.getRecords)
}
