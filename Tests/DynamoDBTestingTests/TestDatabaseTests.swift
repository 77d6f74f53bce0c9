// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBTesting
import Synchronization
import Testing

/// Every test has a database of its own.
@Suite(.dynamoDB(tables: [try CreateTableInput(tableName: "accounts", for: Account.schema)]))
struct TestDatabaseTests {
    private static func insert() async throws {
        let accounts = try TestDatabase.current.models(Account.schema, named: "accounts")
        // It would fail if there were one already.
        try await accounts.insert(Account(owner: "ann"))
        await Task.yield()
        #expect(try await accounts.scan().collected().count == 1)
    }

    @Test func `one test does not see another one's items`() async throws { try await Self.insert() }

    @Test func `nor does another test`() async throws { try await Self.insert() }

    @Test(arguments: 0..<20)
    func `every case of a test has its own`(number: Int) async throws { try await Self.insert() }

    @Test(.dynamoDB(tables: [.things], plan: FaultPlan().adding(.throttling, probability: 1)))
    func `the trait of a test comes before that of its suite`() async throws {
        let test = try TestDatabase.current
        #expect(try await test.engine.listTables(ListTablesInput()).tableNames == ["things"])
        let error = await #expect(throws: DynamoDBError.self) { try await test.table("things").get(["pk": "a"]) }
        #expect(error?.code == .throttling)
    }

    @Test func `child tasks have the database of their test`() async throws {
        let here = try TestDatabase.current
        async let there = TestDatabase.current
        #expect(try await there.database === here.database)
    }

    @Test func `a closure has its own, which is closed behind it, also if it throws`() async throws {
        struct Stop: Error {}
        let outside = try TestDatabase.current
        let last = Mutex<TestDatabase?>(nil)
        await #expect(throws: Stop.self) {
            try await withDynamoDB(tables: [.things]) { test in
                #expect(try TestDatabase.current.database === test.database)
                try await test.table("things").put(["pk": "a"])
                last.withLock { $0 = test }
                throw Stop()
            }
        }
        #expect(try TestDatabase.current.database === outside.database)
        let closed = try #require(last.withLock { $0 })
        let error = await #expect(throws: DynamoDBError.self) { try await closed.table("things").get(["pk": "a"]) }
        #expect(error?.code == .closed)
        #expect(try await withDynamoDB { _ in 7 } == 7)
    }

    @Test func `a table that cannot be created is told`() async throws {
        let error = await #expect(throws: DynamoDBError.self) {
            try await withDynamoDB(tables: [.things, .things]) { _ in }
        }
        #expect(error?.code == .resourceInUse)
    }
}

struct NoTestDatabaseTests {
    @Test func `without the trait there is none, and the error says how to get one`() {
        let error = #expect(throws: DynamoDBError.self) { try TestDatabase.current }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains(".dynamoDB(tables:)") == true)
    }
}
