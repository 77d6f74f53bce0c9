// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import TestSupport
    import Testing

    struct MisconfiguredClientTests {
        @Test func `every operation of a client with a wrong setting gives that error`() async {
            let client = DynamoDBClient(tableName: "t", endpointURL: "localhost:8000")
            let database = client.table.database
            let errors = [
                await client.get(partitionKey: "pk", partitionValue: "a").error,
                await client.batchCreate(items: [["pk": "a"]]).error,
                await client.tableInfo().error,
                await errorThrown { () async throws(DynamoDBError) in
                    _ = try await database.transactGetItems(TransactGetItemsInput(transactItems: []))
                },
                await errorThrown { () async throws(DynamoDBError) in
                    _ = try await database.describeLimits(DescribeLimitsInput())
                },
            ]
            for error in errors {
                #expect(error?.code == .configuration)
                #expect(error?.message.contains("does not begin with http:// or https://") == true)
            }
        }
    }
#endif
