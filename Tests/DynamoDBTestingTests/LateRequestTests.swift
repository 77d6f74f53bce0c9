// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBTesting
import Testing

/// Writes that were given up and arrive all the same.
@Suite(.dynamoDB(tables: [.things, .others]))
struct LateRequestTests {
    private static func code(_ body: () async throws -> Void) async -> DynamoDBError.Code? {
        await #expect(throws: DynamoDBError.self) { try await body() }?.code
    }

    @Test(arguments: [(Fault.lateRequest, 1), (.lateRequest(behind: 0), 0), (.lateRequest(behind: 3), 3)])
    func `a late write is done behind as many calls as the fault says`(fault: Fault, calls: Int) async throws {
        let test = try TestDatabase.current
        let things = test.table("things")
        try test.database.inject(fault, into: .putItem)
        #expect(await Self.code { try await things.put(["pk": "a", "n": 1]) } == .outcomeUnknown)
        for _ in 0..<calls {
            #expect(test.database.pendingFaults == 1)
            #expect(try await things.get(["pk": "a"]) == nil)
        }
        #expect(try await things.get(["pk": "a"])?["n"] == 1)
        #expect(test.database.pendingFaults == 0)
        #expect(test.database.calls.map(\.fault) == [fault] + Array(repeating: nil, count: calls + 1))
    }

    @Test func `a late write takes the place of a later one, unless it has a version`() async throws {
        let test = try TestDatabase.current
        let things = test.table("things")
        try test.database.inject(.lateRequest, into: .putItem)
        #expect(await Self.code { try await things.put(["pk": "a", "n": 1]) } == .outcomeUnknown)
        try await things.put(["pk": "a", "n": 2])
        #expect(try await things.get(["pk": "a"])?["n"] == 1)

        let accounts = test.models(Account.schema, named: "things")
        var account = try await accounts.insert(Account(owner: "ann", balance: 5))
        try test.database.inject(.lateRequest, into: .putItem)
        account.balance = 1
        #expect(await Self.code { try await accounts.put(account) } == .outcomeUnknown)
        account.balance = 2
        try await accounts.put(account)
        #expect(try await accounts.get(Account.key("ann"))?.balance == 2)
        #expect(test.database.pendingFaults == 0)
    }

    @Test func `a late write that never arrives keeps nothing alive`() async throws {
        let engine = try EmbeddedDatabase.inMemory()
        _ = try await engine.createTable(.things)
        weak var gone: FaultInjectingDatabase?
        do {
            let database = FaultInjectingDatabase(engine)
            gone = database
            try database.inject(.lateRequest, into: .putItem)
            let things = DynamoDBTable("things", in: database)
            #expect(await Self.code { try await things.put(["pk": "a"]) } == .outcomeUnknown)
            #expect(database.pendingFaults == 1)
        }
        #expect(gone == nil)
    }

    @Test func `only calls about its table count, and all for a statement`() async throws {
        let test = try TestDatabase.current
        let (things, others) = (test.table("things"), test.table("others"))
        try test.database.inject(.lateRequest)
        #expect(await Self.code { try await things.put(["pk": "a"]) } == .outcomeUnknown)
        for _ in 0..<3 { #expect(try await others.count() == 0) }
        #expect(try await things.count() == 0)
        #expect(try await things.count() == 1)
        // One that only reads has nothing that could arrive late.
        let select = ExecuteStatementInput(statement: "SELECT * FROM things")
        let insert = ExecuteStatementInput(statement: "INSERT INTO things VALUE {'pk': 'b'}")
        try test.database.inject(.lateRequest, into: .executeStatement)
        #expect(try await test.database.executeStatement(select).items.count == 1)
        #expect(await Self.code { _ = try await test.database.executeStatement(insert) } == .outcomeUnknown)
        #expect(try await others.count() == 0)
        #expect(try await others.count() == 0)
        #expect(try await test.engine.scan(ScanInput(tableName: "things")).count == 2)
    }

    @Test func `late writes arrive in the order in which they were sent, or never if they are forgotten`() async throws
    {
        let test = try TestDatabase.current
        let things = test.table("things")
        try test.database.inject(.lateRequest(behind: 2), into: .updateItem)
        try test.database.inject(.lateRequest, into: .updateItem)
        for text in ["1", "2"] {
            #expect(await Self.code { try await things.append([text], to: "list", of: ["pk": "a"]) } == .outcomeUnknown)
        }
        #expect(try await things.get(["pk": "a"]) == nil)
        #expect(try await things.get(["pk": "a"])?["list"] == ["1", "2"])

        try test.database.inject(.lateRequest, into: .putItem)
        #expect(await Self.code { try await things.put(["pk": "b"]) } == .outcomeUnknown)
        test.database.forgetPendingFaults()
        for _ in 0..<3 { #expect(try await things.get(["pk": "b"]) == nil) }
    }

    @Test func `a late write arrives although the call is cancelled that it arrives before`() async throws {
        let test = try TestDatabase.current
        try test.database.inject(.lateRequest(behind: 0), into: .putItem)
        #expect(await Self.code { try await test.table("things").put(["pk": "a"]) } == .outcomeUnknown)
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask { _ = try? await test.database.getItem(GetItemInput(tableName: "things", key: ["pk": "b"])) }
        }
        #expect(try await test.engine.getItem(GetItemInput(tableName: "things", key: ["pk": "a"])).item != nil)
    }

    @Test(arguments: [FaultInjectingDatabase.Operation.getItem, .query, .transactGetItems, .describeTable])
    func `a read cannot arrive late`(operation: FaultInjectingDatabase.Operation) throws {
        let test = try TestDatabase.current
        let error = #expect(throws: DynamoDBError.self) { try test.database.inject(.lateRequest, into: operation) }
        #expect(error?.code == .validation)
    }

    @Test func `a late transaction and a late table arrive, too`() async throws {
        let test = try TestDatabase.current
        try test.database.inject(.lateRequest(behind: 0), into: .transactWriteItems)
        let action = TransactWriteItem.put(TransactPut(tableName: "things", item: ["pk": "a"]))
        let code = await Self.code {
            try await test.database.transactWriteItems(TransactWriteItemsInput(transactItems: [action]))
        }
        #expect(code == .outcomeUnknown)
        #expect(try await test.table("things").count() == 1)
        try test.database.inject(.lateRequest(behind: 0), into: .deleteTable)
        #expect(
            await Self.code { _ = try await test.database.deleteTable(DeleteTableInput(tableName: "things")) }
                == .outcomeUnknown)
        #expect(await Self.code { _ = try await test.table("things").describe() } == .resourceNotFound)
    }
}
