// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// An operation of the service that this server does not have: for backups, global tables and the like.
///
/// It is refused as the service refuses what it does not know, so that no client tries again, and with words that say
/// why.
///
/// Source: DynamoDB API reference.
package struct DeclinedOperation {
    /// The service's name for it.
    let name: String

    private static let prefix = "DynamoDB_20120810."

    /// The names of all of them.
    package static let names: Set<String> = [
        "CancelBulkOperation", "CreateBackup", "CreateGlobalTable", "DeleteBackup", "DeleteResourcePolicy",
        "DescribeBackup", "DescribeBulkOperation", "DescribeExport", "DescribeGlobalTable",
        "DescribeGlobalTableSettings", "DescribeImport", "DescribeKinesisStreamingDestination",
        "DescribeTableReplicaAutoScaling", "DisableKinesisStreamingDestination", "EnableKinesisStreamingDestination",
        "ExportTableToPointInTime", "GetResourcePolicy", "ImportTable", "ListBackups", "ListBulkOperations",
        "ListContributorInsights", "ListExports", "ListGlobalTables", "ListImports", "PutResourcePolicy",
        "RestoreTableFromBackup", "RestoreTableToPointInTime", "SearchVectors", "StartBulkPutItems",
        "UpdateContinuousBackups", "UpdateContributorInsights", "UpdateGlobalTable", "UpdateGlobalTableSettings",
        "UpdateKinesisStreamingDestination", "UpdateTableReplicaAutoScaling",
    ]

    /// The operation of a header `X-Amz-Target`; `nil` if it is none of these.
    init?(target: String) {
        guard target.utf8.starts(with: Self.prefix.utf8) else { return nil }
        let name = String(target.dropFirst(Self.prefix.count))
        guard Self.names.contains(where: { $0.hasSameBytes(as: name) }) else { return nil }
        self.name = name
    }

    var message: String { "\(self.name) is not offered by this server." }
}
