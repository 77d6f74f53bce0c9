// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// The tables that the examples of the reference need.
enum ReferenceTables {
    /// `my-table`: users, orders, articles and products under `pk` and `sk`, with indexes by mail address and by status.
    static let main = CreateTableInput(
        tableName: "my-table", partitionKey: .string("pk"), sortKey: .string("sk"),
        localSecondaryIndexes: [.init("created-index", sortKey: .string("created_at"))],
        globalSecondaryIndexes: [
            .init("email-index", partitionKey: .string("email")),
            .init("status-index", partitionKey: .string("status")),
        ])

    /// A table without a sort key.
    static let simple = CreateTableInput(tableName: "my-items", partitionKey: .string("id"))
}

extension DatabaseUnderTest {
    /// Runs `body` with a client of a fresh table.
    func run(
        with input: CreateTableInput = ReferenceTables.main,
        _ body: (DynamoDBClient) async throws -> Void
    ) async throws {
        try await self.run { (database: any DynamoDBDatabase) in
            try await body(DynamoDBClient(table: try await DynamoDBTable.create(input, in: database)))
        }
    }
}
