// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The Amazon Resource Name of something in DynamoDB, taken apart: `arn:partition:dynamodb:region:account:resource`.
struct ResourceArn {
    let text: String
    let partition: Substring
    let region: Substring
    let accountID: Substring
    /// What is named, such as `table/name`.
    let resource: Substring

    /// Reads a name; `nil` if the text is none, or one of another service.
    init?(_ text: String) {
        guard text.utf8.starts(with: "arn:".utf8) else { return nil }
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[2] == "dynamodb" else { return nil }
        self.text = text
        self.partition = parts[1]
        self.region = parts[3]
        self.accountID = parts[4]
        self.resource = parts[5]
    }
}

extension ResourceNames {
    /// Refuses what is not in this database, as it is in another partition, region or account.
    ///
    /// Source: recorded answers of the service to requests about tags.
    ///
    /// - Parameter operation: The operation, for the error.
    func requireOwn(_ arn: ResourceArn, for operation: OperationName) throws(DynamoDBError) {
        guard arn.partition == self.partition, arn.region == self.region else {
            throw .validation("Invalid TableArn: Invalid ResourceArn provided as input \(arn.text)")
        }
        guard arn.accountID == self.accountID else {
            throw DynamoDBError(
                .accessDenied,
                "User: arn:\(self.partition):iam::\(self.accountID):root is not authorized to perform: dynamodb:\(operation.rawValue) on resource: \(arn.text)"
            )
        }
    }
}
