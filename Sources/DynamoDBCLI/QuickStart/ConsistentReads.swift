// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// A database whose reads of one item, queries and scans see every write that came before, but those of indexes.
struct ConsistentReads: ForwardingDatabase {
    let database: any DynamoDBDatabase

    func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
        var input = input
        input.consistentRead = true
        return try await self.database.getItem(input)
    }

    func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
        var input = input
        if input.indexName == nil { input.consistentRead = true }
        return try await self.database.query(input)
    }

    func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput {
        var input = input
        if input.indexName == nil { input.consistentRead = true }
        return try await self.database.scan(input)
    }
}
