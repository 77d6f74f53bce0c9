// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import TestSupport
import Testing

/// How much a batch may bring.
struct BatchSizeTests {
    @Test(arguments: [false, true])
    func `a batch of writes has 16 MB at most`(isTooLarge: Bool) async throws {
        let database = try EmbeddedDatabase.inMemory()
        _ = try await database.createTable(CreateTableInput(tableName: "Things", partitionKey: .string("pk")))
        // No items of 400 KB are as much together, only keys, which are far too long one by one.
        var keys = (0..<16).map { _ in String(repeating: "k", count: 1_048_574) }
        if isTooLarge { keys[15].append("k") }
        let requests = keys.map { WriteRequest.delete(key: ["pk": .string($0)]) }
        let error = await errorThrown { () throws(DynamoDBError) in
            try await database.batchWriteItem(BatchWriteItemInput(requestItems: ["Things": requests]))
        }
        #expect(error?.code == .validation)
        #expect(error?.message.contains("16777217 bytes") == isTooLarge)
    }
}
