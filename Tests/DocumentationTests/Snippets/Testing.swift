// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBTesting
import Foundation
import Testing

// The code of the article on testing; it is tests itself.

@Suite(.dynamoDB(tables: [try CreateTableInput(tableName: "shop", for: Order.schema)]))
struct OrderTests {
    @Test func `an order is there once it is placed`() async throws {
        let orders = try TestDatabase.current.models(Order.schema, named: "shop")
        try await orders.insert(Order(customer: "ann", number: 7, status: .open, placed: .now))
        #expect(try await orders.get(Order.key("ann", 7))?.status == .open)
    }
}

@Test func `the schema names what an order has`() throws {
    try Order.schema.validate(Order(customer: "ann", number: 7, status: .open, placed: .now))
}

extension OrderTests {
    @Test func `a change survives others`() async throws {
        let test = try TestDatabase.current
        let orders = test.models(Order.schema, named: "shop")
        try await orders.insert(Order(customer: "ann", number: 7, status: .open, placed: .now))

        try test.database.inject(.transactionConflict, into: .updateItem, times: 2)
        try await orders.modify(Order.key("ann", 7)) { $0.stock += 1 }

        #expect(test.database.calls(of: .updateItem).count == 3)
        #expect(test.database.pendingFaults == 0)
    }

    @Test func `an order whose answer is lost is looked for`() async throws {
        let test = try TestDatabase.current
        let orders = test.models(Order.schema, named: "shop")
        try test.database.inject(.lostAnswer, into: .putItem)
        do {
            try await orders.insert(Order(customer: "ann", number: 7, status: .open, placed: .now))
        } catch let error where error.code == .outcomeUnknown {
            #expect(try await orders.exists(Order.key("ann", 7), consistency: .strong))
        }
    }

    @Test(arguments: UInt64(0)..<5)
    func `an import is complete on any day`(seed: UInt64) async throws {
        let test = try TestDatabase.current
        test.database.plan = FaultPlan(seed: seed)
            .adding(.throttling, probability: 0.1)
            .adding(.unprocessed, probability: 0.5, to: .batchWriteItem)

        let rows = (1...100).map { ["pk": "CUSTOMER#ann", "sk": .string("ORDER#\($0)")] as Item }
        let result = await test.table("shop").batchPut(rows)

        #expect(result.success)
        #expect(try await test.engine.scan(ScanInput(tableName: "shop")).count == 100)
    }

    @Test func `a write arrives late`() async throws {
        let test = try TestDatabase.current
        let shop = test.table("shop")
        try test.database.inject(.lateRequest(behind: 2), into: .putItem)
        await #expect(throws: DynamoDBError.self) { try await shop.put(["pk": "a", "sk": "b", "n": 1]) }
        #expect(try await shop.get(["pk": "a", "sk": "b"]) == nil)
        try await shop.put(["pk": "a", "sk": "b", "n": 2])
        // The first one arrives.
        #expect(try await shop.get(["pk": "a", "sk": "b"])?["n"] == 1)
    }

    @Test func `a read that lags is told from one that does not`() async throws {
        let test = try TestDatabase.current
        let shop = test.table("shop")
        try await shop.put(["pk": "a", "sk": "b"])
        try test.database.inject(.staleRead, into: .getItem)
        #expect(try await shop.get(["pk": "a", "sk": "b"]) == nil)
        #expect(try await shop.get(["pk": "a", "sk": "b"], consistency: .strong) != nil)
    }

    @Test func `a session ends`() async throws {
        let test = try TestDatabase.current
        _ = try await test.database.updateTimeToLive(
            UpdateTimeToLiveInput(
                tableName: "shop", timeToLiveSpecification: TimeToLiveSpecification(enabled: true, attributeName: "end")
            ))
        let end = Int(test.clock.secondsSince1970) + 1800
        try await test.table("shop").put(["pk": "SESSION#1", "sk": "-", "end": .number(DynamoDBNumber(end))])

        let deleted = try await test.advance(by: .seconds(3600))

        #expect(deleted == 1)
    }
}

/// The code of the article's part on programs without Swift Testing, and on other databases.
enum TestingArticle {
    static func closure() async throws {
        try await withDynamoDB(tables: [CreateTableInput(tableName: "users", partitionKey: .string("pk"))]) { test in
            try await test.table("users").put(["pk": "user#123"])
        }
    }

    static func wrapped(_ remote: some DynamoDBDatabase) throws -> FaultInjectingDatabase {
        let database = FaultInjectingDatabase(remote, plan: FaultPlan(seed: 7).adding(.throttling, probability: 0.05))
        try database.inject(.lostRequest, into: .transactWriteItems, after: 3)
        return database
    }
}
