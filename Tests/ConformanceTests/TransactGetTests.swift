// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Transactions of reads, on every database.
struct TransactGetTests {
    private static let large = AttributeValue.string(String(repeating: "d", count: 5000))

    private func run(_ kind: DatabaseUnderTest, _ body: (any DynamoDBDatabase) async throws -> Void) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await database.createTable(Fixtures.composite)
            _ = try await database.putItem(
                PutItemInput(tableName: "Hash", item: ["pk": "a", "n": 1, "m": ["x": 1, "y": 2], "d": Self.large]))
            _ = try await database.putItem(PutItemInput(tableName: "Composite", item: ["pk": "p", "sk": "s"]))
            try await body(database)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `items are read in the order of the request, and missing ones are empty`(kind: DatabaseUnderTest) async throws
    {
        try await self.run(kind) { database in
            let output = try await database.transactGetItems(
                TransactGetItemsInput(
                    transactItems: [
                        .get(["pk": "p", "sk": "s"], in: "Composite"),
                        .get(["pk": "missing"], in: "Hash"),
                        .get(["pk": "a"], in: "Hash", projection: ["n", "m.y"]),
                        .get(["pk": "p", "sk": "t"], in: "Composite", projection: ["n"]),
                    ], returnConsumedCapacity: .indexes))
            #expect(
                output.responses.map(\.item) == [["pk": "p", "sk": "s"], nil, ["n": 1, "m": ["y": 2]], nil])
            #expect(
                output.consumedCapacity == [
                    ConsumedCapacity(
                        tableName: "Composite", capacityUnits: 4, readCapacityUnits: 4,
                        table: Capacity(capacityUnits: 4, readCapacityUnits: 4)),
                    ConsumedCapacity(
                        tableName: "Hash", capacityUnits: 6, readCapacityUnits: 6,
                        table: Capacity(capacityUnits: 6, readCapacityUnits: 6)),
                ])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a projection that finds nothing gives no item`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let output = try await database.transactGetItems(
                TransactGetItemsInput(transactItems: [.get(["pk": "a"], in: "Hash", projection: ["nothing"])]))
            #expect(output == TransactGetItemsOutput(responses: [ItemResponse()]))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a refused transaction of reads has the words of the service`(kind: DatabaseUnderTest) async throws {
        let good = TransactGet(tableName: "Hash", key: ["pk": "a"])
        let constraint = "failed to satisfy constraint: Member must have length"
        let cases: [([TransactGet], DynamoDBError.Code, String)] = [
            (
                [], .validation,
                "1 validation error detected: Value '[]' at 'transactItems' \(constraint) greater than or equal to 1"
            ),
            (
                [good, TransactGet(tableName: "", key: ["pk": "a"])], .validation,
                "1 validation error detected: Value '' at 'transactItems.2.member.get.tableName' \(constraint) greater than or equal to 1"
            ),
            (
                [TransactGet(tableName: "absent_table", key: ["pk": "x"])], .resourceNotFound,
                "Requested resource not found"
            ),
            (
                [good, good], .validation,
                "Transaction request cannot include multiple operations on one item"
            ),
            (
                [TransactGet(tableName: "Hash", key: ["pk": "x"], projectionExpression: "!!!")], .validation,
                #"Invalid ProjectionExpression: Syntax error; token: "!", near: "!!""#
            ),
            (
                [
                    TransactGet(
                        tableName: "Hash", key: ["pk": "x"], projectionExpression: "a",
                        expressionAttributeNames: ["#a": "a"])
                ], .validation, "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}"
            ),
        ]
        try await self.run(kind) { database in
            for (gets, code, message) in cases {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.transactGetItems(TransactGetItemsInput(transactItems: gets))
                }
                #expect(error?.code == code)
                #expect(error?.message == message)
            }
            let wrong: [Item] = [["pk": 1], [:], ["pk": "x", "sk": "y"]]
            for key in wrong {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.transactGetItems(
                        TransactGetItemsInput(transactItems: [good, TransactGet(tableName: "Hash", key: key)]))
                }
                #expect(error?.code == .transactionCanceled)
                let reason = CancellationReason(
                    code: .validationError, message: "The provided key element does not match the schema")
                #expect(error?.cancellationReasons == [.none, reason])
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a transaction reads a hundred items and 4 MB at most`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let gets = (0..<101).map { TransactGet(tableName: "Hash", key: ["pk": .string("\($0)")]) }
            let hundred = TransactGetItemsInput(transactItems: Array(gets.prefix(100)))
            #expect(try await database.transactGetItems(hundred).responses.count == 100)
            let tooMany = await failure { () throws(DynamoDBError) in
                try await database.transactGetItems(TransactGetItemsInput(transactItems: gets))
            }
            #expect(tooMany?.message.hasSuffix("Member must have length less than or equal to 100") == true)
            for number in 0..<11 {
                let data = AttributeValue.string(String(repeating: "d", count: 400_000))
                _ = try await database.putItem(
                    PutItemInput(tableName: "Hash", item: ["pk": .string("\(number)"), "d": data]))
            }
            let tooLarge = await failure { () throws(DynamoDBError) in
                try await database.transactGetItems(TransactGetItemsInput(transactItems: Array(gets.prefix(11))))
            }
            #expect(tooLarge?.message.contains("size cannot exceed 4MB") == true)
            let fits = TransactGetItemsInput(transactItems: Array(gets.prefix(10)))
            #expect(try await database.transactGetItems(fits).responses.count == 10)
        }
    }
}
