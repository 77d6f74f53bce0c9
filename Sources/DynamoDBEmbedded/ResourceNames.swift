// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The Amazon Resource Names of what is in a database: where it says it is, and whose.
struct ResourceNames: Hashable, Sendable {
    /// The region, as it stands in names and in the records of streams.
    var region: String
    /// The account.
    var accountID: String

    /// The name of a table.
    func table(_ name: String) -> String { "\(self.prefix)\(name)" }

    /// The name of an index of a table.
    func index(_ index: String, of table: String) -> String { "\(self.table(table))/index/\(index)" }

    /// The name of a key of the Key Management Service, from its identifier or alias; a whole name stays as it is.
    func encryptionKey(_ key: String) -> String {
        guard !key.utf8.starts(with: "arn:".utf8) else { return key }
        let resource = key.utf8.starts(with: "alias/".utf8) ? key : "key/\(key)"
        return "arn:\(self.partition):kms:\(self.region):\(self.accountID):\(resource)"
    }

    /// The partition of AWS that the region is in.
    var partition: String {
        if self.region.utf8.starts(with: "cn-".utf8) { return "aws-cn" }
        return self.region.utf8.starts(with: "us-gov-".utf8) ? "aws-us-gov" : "aws"
    }

    private var prefix: String { "arn:\(self.partition):dynamodb:\(self.region):\(self.accountID):table/" }
}
