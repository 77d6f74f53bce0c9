// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBTesting
import Testing

/// When faults happen.
@Suite(.dynamoDB(tables: [.things, .others]))
struct FaultPlanTests {
    private static func plan(seed: UInt64) -> FaultPlan {
        FaultPlan(seed: seed)
            .adding(.throttling, probability: 0.2)
            .adding(.lostAnswer, probability: 0.1, to: .putItem)
            .adding(.internalServerError, probability: 0.2, table: "others")
    }

    /// What goes wrong while 100 items are written and read, in one table or two.
    private static func faults(seed: UInt64, tables: [String]) async throws -> [FaultInjectingDatabase.Call] {
        try await withDynamoDB(tables: [.things, .others], plan: Self.plan(seed: seed)) { test in
            for number in 0..<100 {
                for table in tables.map(test.table) {
                    try? await table.put(["pk": .string("p\(number)")])
                    _ = try? await table.get(["pk": .string("p\(number)")])
                }
            }
            return test.database.calls
        }
    }

    @Test func `the same seed and the same calls have the same faults, another seed has others`() async throws {
        let calls = try await Self.faults(seed: 1, tables: ["things", "others"])
        #expect(calls.count == 400)
        #expect(try await Self.faults(seed: 1, tables: ["things", "others"]) == calls)
        #expect(try await Self.faults(seed: 2, tables: ["things", "others"]) != calls)
    }

    @Test func `other calls in between change nothing for a table`() async throws {
        let both = try await Self.faults(seed: 1, tables: ["others", "things"])
        let alone = try await Self.faults(seed: 1, tables: ["things"])
        #expect(both.filter { $0.tables == ["things"] } == alone)
    }

    @Test func `faults are as frequent as planned, and only where planned`() async throws {
        let calls = try await Self.faults(seed: 3, tables: ["things", "others"])
        let throttled = calls.count { $0.fault == .throttling }
        #expect((40...120).contains(throttled))
        #expect(calls.contains { $0.fault == .lostAnswer })
        #expect(calls.allSatisfy { $0.fault != .lostAnswer || $0.operation == .putItem })
        #expect(calls.contains { $0.fault == .internalServerError })
        #expect(calls.allSatisfy { $0.fault != .internalServerError || $0.tables == ["others"] })
    }

    @Test func `probabilities of 0 and 1`() async throws {
        let test = try TestDatabase.current
        test.database.plan = FaultPlan().adding(.throttling, probability: 0).adding(.lostRequest, probability: 1)
        for _ in 0..<50 { try? await test.table("things").put(["pk": "a"]) }
        #expect(Set(test.database.calls.map(\.fault)) == [.lostRequest])
        test.database.plan = .none
        test.database.forgetCalls()
        try await test.table("things").put(["pk": "a"])
        #expect(test.database.calls.map(\.fault) == [nil])
    }

    @Test func `what is asked for comes in order, first before the plan`() async throws {
        let test = try TestDatabase.current
        let database = test.database
        database.plan = FaultPlan().adding(.lostRequest, probability: 1, to: .deleteItem)
        try database.inject(.throttling, into: .putItem, times: 2)
        try database.inject(.requestLimitExceeded, into: .putItem, after: 1)
        try database.inject(.internalServerError, table: "others")
        try database.inject(.throttling, times: 0)
        #expect(database.pendingFaults == 4)
        func faults(_ table: String, _ count: Int) async -> [Fault?] {
            database.forgetCalls()
            for _ in 0..<count { try? await test.table(table).put(["pk": "a"]) }
            return database.calls.map(\.fault)
        }
        #expect(await faults("things", 5) == [.throttling, .throttling, nil, .requestLimitExceeded, nil])
        #expect(await faults("others", 2) == [.internalServerError, nil])
        try database.inject(.throttling, into: .deleteItem)
        database.forgetCalls()
        for _ in 0..<2 { _ = try? await test.table("things").delete(["pk": "a"]) }
        #expect(database.calls.map(\.fault) == [.throttling, .lostRequest])
        try database.inject(.throttling, times: 7)
        database.forgetPendingFaults()
        #expect(database.pendingFaults == 0)
        #expect(await faults("things", 1) == [nil])
    }

    @Test(
        arguments: [
            (.unprocessed, .putItem), (.staleRead, .putItem), (.transactionConflict, .getItem),
            (.transactionCanceled([]), .putItem), (.staleRead(missing: 2), .transactGetItems),
        ] as [(Fault, FaultInjectingDatabase.Operation)])
    func `a fault that cannot happen is refused`(
        fault: Fault, operation: FaultInjectingDatabase.Operation
    ) async throws {
        let database = try TestDatabase.current.database
        let error = #expect(throws: DynamoDBError.self) { try database.inject(fault, into: operation) }
        #expect(error?.code == .validation)
        #expect(database.pendingFaults == 0)
    }

    @Test func `a fault that no operation is named for waits for one that it can happen in`() async throws {
        let test = try TestDatabase.current
        try test.database.inject(.unprocessed)
        try await test.table("things").put(["pk": "a"])
        #expect(test.database.pendingFaults == 1)
        _ = await test.table("things").batchPut([["pk": "a"]])
        #expect(test.database.calls(of: .batchWriteItem).map(\.fault) == [.unprocessed, nil])
    }
}
