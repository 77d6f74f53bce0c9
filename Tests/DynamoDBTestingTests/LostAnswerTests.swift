// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBTesting
import Testing

/// What the network loses.
@Suite(.dynamoDB(tables: [.things]))
struct LostAnswerTests {
    @Test(arguments: [(Fault.lostAnswer, true), (.lostRequest, false)])
    func `a write is reported as unknown, whether it was done or not`(fault: Fault, isDone: Bool) async throws {
        let test = try TestDatabase.current
        let accounts = test.models(Account.schema, named: "things")
        try test.database.inject(fault, into: .putItem)
        let error = try #require(
            await #expect(throws: DynamoDBError.self) { try await accounts.insert(Account(owner: "ann")) })
        #expect(error.code == .outcomeUnknown)
        #expect(try await accounts.exists(Account.key("ann")) == isDone)
    }

    @Test(arguments: [Fault.lostAnswer, .lostRequest])
    func `a read is out of time`(fault: Fault) async throws {
        let test = try TestDatabase.current
        let things = test.table("things")
        for operation in [FaultInjectingDatabase.Operation.getItem, .scan, .executeStatement] {
            try test.database.inject(fault, into: operation)
        }
        func code(_ body: () async throws -> Void) async throws -> DynamoDBError.Code? {
            await #expect(throws: DynamoDBError.self) { try await body() }?.code
        }
        #expect(try await code { _ = try await things.get(["pk": "a"]) } == .timeout)
        #expect(try await code { _ = try await test.database.scan(ScanInput(tableName: "things")) } == .timeout)
        #expect(
            try await code {
                _ = try await test.database.executeStatement(
                    ExecuteStatementInput(statement: "-- everything\n select * FROM \"things\""))
            } == .timeout)
    }

    @Test func `a lost refusal is as unknown as a lost success`() async throws {
        let test = try TestDatabase.current
        let things = test.table("things")
        try await things.put(["pk": "a", "n": 1])
        try test.database.inject(.lostAnswer)
        let error = try #require(
            await #expect(throws: DynamoDBError.self) {
                try await things.put(["pk": "a"], condition: Attribute("pk").notExists)
            })
        #expect(error.code == .outcomeUnknown && error.item == nil)
        #expect(try await things.get(["pk": "a"])?["n"] == 1)
    }

    @Test func `a service that fails may have written, as the seed says, and the caller cannot know`() async throws {
        let test = try TestDatabase.current
        let things = test.table("things")
        func isDone(_ seed: UInt64) async throws -> Bool {
            test.database.plan = FaultPlan(seed: seed)
            try test.database.inject(.internalServerError, into: .updateItem)
            let error = await #expect(throws: DynamoDBError.self) { try await things.increment(["pk": "a"], "n") }
            #expect(error?.code == .outcomeUnknown)
            let isThere = try await things.get(["pk": "a"]) != nil
            try await things.delete(["pk": "a"])
            return isThere
        }
        var done: [Bool] = []
        for seed in UInt64(0)..<8 { done.append(try await isDone(seed)) }
        #expect(Set(done) == [true, false])
        for (seed, wasDone) in zip(UInt64(0)..<8, done) { #expect(try await isDone(seed) == wasDone) }
    }

    @Test func `of a read, a service that fails is told as that`() async throws {
        let test = try TestDatabase.current
        try test.database.inject(.internalServerError, into: .getItem)
        let error = await #expect(throws: DynamoDBError.self) { try await test.table("things").get(["pk": "a"]) }
        #expect(error?.code == .internalServerError)
    }

    @Test func `a closed database is no lost answer`() async throws {
        let test = try TestDatabase.current
        try test.database.inject(.lostAnswer)
        await test.close()
        let error = await #expect(throws: DynamoDBError.self) { try await test.table("things").put(["pk": "a"]) }
        #expect(error?.code == .closed)
    }

    @Test func `of a table the description tells`() async throws {
        let test = try TestDatabase.current
        try test.database.inject(.lostAnswer)
        let error = await #expect(throws: DynamoDBError.self) { try await test.database.createTable(.others) }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.message.contains("table's description") == true)
        #expect(try await test.table("others").describe().tableStatus == .active)
    }

    @Test(arguments: [Fault.lostAnswer, .lostRequest, .throttling])
    func `a table of models is created if time to live is on, whatever the answer`(fault: Fault) async throws {
        let test = try TestDatabase.current
        let schema = ModelSchema(key: Account.key, expiresAt: "expires")
        try test.database.inject(fault, into: .updateTimeToLive)
        var failed: DynamoDBError?
        do {
            _ = try await ModelTable.create(schema, named: "others", in: test.database)
        } catch {
            failed = error
        }
        let description = try await test.database.describeTimeToLive(DescribeTimeToLiveInput(tableName: "others"))
        let isOn = description.timeToLiveDescription?.timeToLiveStatus == .enabled
        // Either way the table is there.
        #expect(isOn == (failed == nil))
        #expect(isOn || failed?.code == .outcomeUnknown || failed?.code == .throttling)
    }
}
