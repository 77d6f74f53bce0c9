// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded

/// The program on the first screen of README.
func firstProgram() async throws {
    let database = try EmbeddedDatabase.inMemory()
    let users = try await DynamoDBTable.create(
        CreateTableInput(tableName: "users", partitionKey: .string("pk"), sortKey: .string("sk")), in: database)

    let key: Item = ["pk": "user#123", "sk": "profile"]
    try await users.put(["pk": "user#123", "sk": "profile", "name": "John Doe", "tags": ["swift", "aws"]])
    try await users.update(
        key, .set("name", to: "Jane Doe").increment("logins"), condition: Attribute("name") == "John Doe")

    if let user = try await users.get(key) {
        print(user["name"]?.string ?? "?", user["logins"]?.int ?? 0)  // Jane Doe 1
    }
    for try await item in users.items(Query(partitionKey: "pk", equals: "user#123")) {
        print(item)
    }
}
