// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The operations that this library has, by the service's names.
package enum OperationName: String, CaseIterable, Hashable, Sendable {
    case putItem = "PutItem"
    case getItem = "GetItem"
    case updateItem = "UpdateItem"
    case deleteItem = "DeleteItem"
    case query = "Query"
    case scan = "Scan"
    case batchGetItem = "BatchGetItem"
    case batchWriteItem = "BatchWriteItem"
    case transactGetItems = "TransactGetItems"
    case transactWriteItems = "TransactWriteItems"
    case executeStatement = "ExecuteStatement"
    case batchExecuteStatement = "BatchExecuteStatement"
    case executeTransaction = "ExecuteTransaction"
    case createTable = "CreateTable"
    case describeTable = "DescribeTable"
    case listTables = "ListTables"
    case deleteTable = "DeleteTable"
    case updateTable = "UpdateTable"
    case tagResource = "TagResource"
    case untagResource = "UntagResource"
    case listTagsOfResource = "ListTagsOfResource"
    case describeLimits = "DescribeLimits"
    case describeEndpoints = "DescribeEndpoints"
    case describeContinuousBackups = "DescribeContinuousBackups"
    case describeContributorInsights = "DescribeContributorInsights"
    case updateTimeToLive = "UpdateTimeToLive"
    case describeTimeToLive = "DescribeTimeToLive"
    case listStreams = "ListStreams"
    case describeStream = "DescribeStream"
    case getShardIterator = "GetShardIterator"
    case getRecords = "GetRecords"

    /// Whether the operation is one of DynamoDB Streams, which AWS has at endpoints of their own.
    package var isOfStreams: Bool {
        switch self {
        case .listStreams, .describeStream, .getShardIterator, .getRecords: true
        default: false
        }
    }

    /// Whether the operation is about tables, and not about items.
    package var isAboutTables: Bool {
        switch self {
        case .batchExecuteStatement, .batchGetItem, .batchWriteItem, .deleteItem, .executeStatement,
            .executeTransaction, .getItem, .getRecords, .getShardIterator, .putItem, .query, .scan,
            .transactGetItems, .transactWriteItems, .updateItem:
            false
        default: true
        }
    }

    private var prefix: String { self.isOfStreams ? "DynamoDBStreams_20120810." : "DynamoDB_20120810." }

    /// The header `X-Amz-Target` of a request, such as `DynamoDB_20120810.PutItem`.
    package var target: String { self.prefix + self.rawValue }

    /// The operation of a header `X-Amz-Target`; `nil` if this library does not have it.
    package init?(target: String) {
        // Equal texts may be of other bytes.
        guard let index = Self.operations.index(forKey: target), Self.operations[index].key.hasSameBytes(as: target)
        else { return nil }
        self = Self.operations[index].value
    }

    private static let operations = Dictionary(uniqueKeysWithValues: Self.allCases.map { ($0.target, $0) })
}
