// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBTesting

/// The model of these tests.
struct Account: Codable, Equatable, Sendable {
    var owner: String
    var balance = 0
    var note: String?
    var version: Int?
    var expires: Int?

    static let key = PrimaryKey<Account, String, Never>(partition: .template("pk", "ACCOUNT#{owner}"))
    static let schema = ModelSchema(key: key, version: "version")
}

extension CreateTableInput {
    static let things = CreateTableInput(tableName: "things", partitionKey: .string("pk"))
    static let others = CreateTableInput(tableName: "others", partitionKey: .string("pk"))
}
