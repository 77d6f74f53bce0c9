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

    private static let prefix = "DynamoDB_20120810."

    /// The header `X-Amz-Target` of a request, such as `DynamoDB_20120810.PutItem`.
    package var target: String { Self.prefix + self.rawValue }

    /// The operation of a header `X-Amz-Target`; `nil` if this library does not have it.
    package init?(target: String) {
        guard target.utf8.starts(with: Self.prefix.utf8) else { return nil }
        self.init(rawValue: String(target.dropFirst(Self.prefix.count)))
    }
}
