// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import DynamoDBEmbedded
import RemoteTestSupport
import TestSupport
import Testing

/// Statements of PartiQL whose answers are lost: what is sent again, and what is said of the rest.
struct LostStatementTests {
    private func withTable(
        _ faults: [FaultyTransport.Fault?],
        _ body: (RemoteDatabase, EmbeddedDatabase, FaultyTransport) async throws -> Void
    ) async throws {
        let engine = try EmbeddedDatabase.inMemory()
        _ = try await engine.createTable(CreateTableInput(tableName: "Things", partitionKey: .string("pk")))
        let transport = FaultyTransport(RouterTransport(engine), planned: faults)
        try await body(.test(on: transport), engine, transport)
    }

    private static let losses: [FaultyTransport.Fault] = [.answerLost, .timedOut, .failedAfter, .damaged, .cutOff]

    @Test(arguments: losses)
    func `a select is sent again`(loss: FaultyTransport.Fault) async throws {
        try await self.withTable([loss]) { remote, engine, transport in
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: ["pk": "x"]))
            let output = try await remote.executeStatement(ExecuteStatementInput(statement: "SELECT * FROM Things"))
            #expect(output.items == [["pk": "x"]])
            let batch = BatchExecuteStatementInput(statements: [.init("SELECT * FROM Things WHERE pk = 'x'")])
            #expect(try await remote.batchExecuteStatement(batch).responses.first?.item == ["pk": "x"])
            #expect(transport.requests.count == 3)
        }
    }

    @Test(arguments: losses)
    func `an insert is sent again, and a duplicate after a lost answer is no plain one`(
        loss: FaultyTransport.Fault
    ) async throws {
        try await self.withTable([loss]) { remote, engine, transport in
            let input = ExecuteStatementInput(statement: "INSERT INTO Things VALUE {'pk': 'x'}")
            let error = await errorThrown { () throws(DynamoDBError) in try await remote.executeStatement(input) }
            #expect(error?.code == .outcomeUnknown)
            #expect(transport.requests.count == 2)
            let plain = await errorThrown { () throws(DynamoDBError) in try await remote.executeStatement(input) }
            #expect(plain?.code == .duplicateItem)
            let stored = try await engine.scan(ScanInput(tableName: "Things"))
            #expect(stored.count == 1)
        }
    }

    @Test(arguments: losses)
    func `other statements that write are not sent again`(loss: FaultyTransport.Fault) async throws {
        try await self.withTable([loss]) { remote, engine, transport in
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: ["pk": "x", "n": 1]))
            let input = ExecuteStatementInput(statement: "UPDATE Things SET n = n + 1 WHERE pk = 'x'")
            let error = await errorThrown { () throws(DynamoDBError) in try await remote.executeStatement(input) }
            #expect(error?.code == .outcomeUnknown)
            #expect(transport.requests.count == 1)
            #expect(try await engine.getItem(GetItemInput(tableName: "Things", key: ["pk": "x"])).item?["n"] == 2)
        }
    }

    @Test(arguments: losses)
    func `a transaction of statements is sent again, and happens once`(loss: FaultyTransport.Fault) async throws {
        try await self.withTable([loss]) { remote, engine, transport in
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: ["pk": "x", "n": 1]))
            _ = try await remote.executeTransaction(
                ExecuteTransactionInput(transactStatements: [.init("UPDATE Things SET n = n + 1 WHERE pk = 'x'")]))
            #expect(transport.requests.count == 2)
            #expect(transport.requests[0].body == transport.requests[1].body)
            #expect(try await engine.getItem(GetItemInput(tableName: "Things", key: ["pk": "x"])).item?["n"] == 2)
        }
    }
}
