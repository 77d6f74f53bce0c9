// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import DynamoDBEmbedded
import RemoteTestSupport
import Testing

/// Writes whose answers are lost: never a false conflict, never done twice.
struct LostAnswerTests {
    private func withTable(
        _ faults: [FaultyTransport.Fault?],
        _ body: (RemoteDatabase, EmbeddedDatabase, FaultyTransport) async throws -> Void
    ) async throws {
        let engine = try EmbeddedDatabase.inMemory()
        _ = try await engine.createTable(CreateTableInput(tableName: "Things", partitionKey: .string("pk")))
        let transport = FaultyTransport(RouterTransport(engine), planned: faults)
        try await body(.test(on: transport), engine, transport)
    }

    private func failure<Success>(of operation: () async throws(DynamoDBError) -> Success) async -> DynamoDBError? {
        do {
            _ = try await operation()
            return nil
        } catch {
            return error
        }
    }

    private static let losses: [FaultyTransport.Fault] = [.answerLost, .timedOut, .failedAfter, .damaged, .cutOff]

    @Test(arguments: losses)
    func `a put that must not overwrite is a success if its own item is found`(loss: FaultyTransport.Fault) async throws
    {
        try await self.withTable([loss]) { remote, engine, transport in
            let input = PutItemInput(
                tableName: "Things", item: ["pk": "x", "n": 1], conditionExpression: "attribute_not_exists(pk)",
                returnValues: .allOld)
            let output = try await remote.putItem(input)
            #expect(output.attributes == nil)
            #expect(transport.requests.count == 2)
            #expect(transport.requests[0].body == transport.requests[1].body)
            #expect(try await engine.getItem(GetItemInput(tableName: "Things", key: ["pk": "x"])).item == input.item)
        }
    }

    @Test
    func `another's item is no success and no plain conflict after a lost answer`() async throws {
        try await self.withTable([.failedBefore]) { remote, engine, _ in
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: ["pk": "x", "owner": "other"]))
            let input = PutItemInput(
                tableName: "Things", item: ["pk": "x", "owner": "me"], conditionExpression: "attribute_not_exists(pk)")
            let error = await self.failure { () throws(DynamoDBError) in try await remote.putItem(input) }
            #expect(error?.code == .outcomeUnknown)
            #expect(error?.item == ["pk": "x", "owner": "other"])
        }
    }

    @Test
    func `a conflict without a lost answer is a plain conflict, with the item only if asked for`() async throws {
        for (asked, item) in [
            (ReturnValuesOnConditionCheckFailure.none, nil), (.allOld, ["pk": "x", "n": 2] as Item),
        ] {
            try await self.withTable([.throttled, .unreachable]) { remote, engine, transport in
                _ = try await engine.putItem(PutItemInput(tableName: "Things", item: ["pk": "x", "n": 2]))
                let input = PutItemInput(
                    tableName: "Things", item: ["pk": "x", "n": 1], conditionExpression: "attribute_not_exists(pk)",
                    returnValuesOnConditionCheckFailure: asked)
                let error = await self.failure { () throws(DynamoDBError) in try await remote.putItem(input) }
                #expect(error?.code == .conditionalCheckFailed)
                #expect(error?.item == item)
                #expect(error?.requestID == "REQUEST")
                #expect(transport.requests.count == 3)
            }
        }
    }

    @Test(arguments: losses)
    func `an update with optimistic locking is a success if its own version is found`(
        loss: FaultyTransport.Fault
    ) async throws {
        try await self.withTable([loss]) { remote, engine, _ in
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: ["pk": "x", "version": 1]))
            let output = try await remote.updateItem(
                UpdateItemInput(
                    tableName: "Things", key: ["pk": "x"], updateExpression: "SET balance = :b, version = :new",
                    conditionExpression: "version = :old",
                    expressionAttributeValues: [":b": 150, ":new": 2, ":old": 1], returnValues: .updatedNew))
            #expect(output.attributes == ["balance": 150, "version": 2])
        }
    }

    @Test(arguments: losses)
    func `an increment is never sent again after its answer was lost`(loss: FaultyTransport.Fault) async throws {
        try await self.withTable([loss]) { remote, engine, transport in
            let input = UpdateItemInput(
                tableName: "Things", key: ["pk": "x"], updateExpression: "ADD n :one",
                expressionAttributeValues: [":one": 1])
            let error = await self.failure { () throws(DynamoDBError) in try await remote.updateItem(input) }
            #expect(error?.code == .outcomeUnknown)
            #expect(transport.requests.count == 1)
            let stored = try await engine.getItem(GetItemInput(tableName: "Things", key: ["pk": "x"])).item
            #expect(stored?["n"] == 1)
        }
    }

    @Test(arguments: [FaultyTransport.Fault.throttled, .unavailable, .unreachable, .stale])
    func `an increment that was not begun is sent again`(fault: FaultyTransport.Fault) async throws {
        try await self.withTable([fault, fault]) { remote, engine, transport in
            let output = try await remote.updateItem(
                UpdateItemInput(
                    tableName: "Things", key: ["pk": "x"], updateExpression: "ADD n :one",
                    expressionAttributeValues: [":one": 1], returnValues: .updatedNew))
            #expect(output.attributes == ["n": 1])
            #expect(transport.requests.count == 3)
        }
    }

    @Test
    func `a delete tells what it deleted, or that it cannot tell`() async throws {
        try await self.withTable([.answerLost, nil, .unreachable]) { remote, engine, _ in
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: ["pk": "x"]))
            let input = DeleteItemInput(tableName: "Things", key: ["pk": "x"], returnValues: .allOld)
            let error = await self.failure { () throws(DynamoDBError) in try await remote.deleteItem(input) }
            #expect(error?.code == .outcomeUnknown)
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: ["pk": "x"]))
            #expect(try await remote.deleteItem(input).attributes == ["pk": "x"])
        }
        try await self.withTable([.answerLost]) { remote, engine, _ in
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: ["pk": "x"]))
            _ = try await remote.deleteItem(DeleteItemInput(tableName: "Things", key: ["pk": "x"]))
        }
    }

    @Test
    func `a write that fails to the end says that it may have been done`() async throws {
        try await self.withTable([.answerLost, .unreachable, .throttled, .unavailable]) { remote, _, transport in
            let input = PutItemInput(tableName: "Things", item: ["pk": "x"])
            let error = await self.failure { () throws(DynamoDBError) in try await remote.putItem(input) }
            #expect(error?.code == .outcomeUnknown)
            #expect(transport.requests.count == 4)
        }
        try await self.withTable([.unreachable, .unreachable, .unreachable, .unreachable]) { remote, _, _ in
            let input = PutItemInput(tableName: "Things", item: ["pk": "x"])
            let error = await self.failure { () throws(DynamoDBError) in try await remote.putItem(input) }
            #expect(error?.code == .network)
        }
    }

    @Test
    func `ten thousand operations with every fifth going wrong are right or say so`() async throws {
        let engine = try EmbeddedDatabase.inMemory()
        _ = try await engine.createTable(CreateTableInput(tableName: "Things", partitionKey: .string("pk")))
        let transport = FaultyTransport(RouterTransport(engine), percent: 20, seed: 20_26)
        var settings = CallSettings()
        settings.retries.maximumAttempts = 6
        let remote = RemoteDatabase.test(on: transport, settings: settings)
        // Eight callers, each with items of its own, so that each knows what must be there.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<8 {
                group.addTask { try await Self.operate(remote, engine, caller: caller, count: 1250) }
            }
            try await group.waitForAll()
        }
        #expect(transport.faults > 1500)
    }

    /// Does mixed operations, and compares each answer with what it knows; after an unknown outcome it looks.
    private static func operate(
        _ remote: RemoteDatabase, _ engine: EmbeddedDatabase, caller: Int, count: Int
    ) async throws {
        var counter = 0
        for number in 0..<count {
            let key: Item = ["pk": .string("\(caller)-\(number % 10)")]
            let read = GetItemInput(tableName: "Things", key: key, consistentRead: true)
            let before = try await engine.getItem(read).item
            do throws(DynamoDBError) {
                switch number % 5 {
                case 0:
                    let item = key.merging(["n": .number(DynamoDBNumber(number))])
                    _ = try await remote.putItem(PutItemInput(tableName: "Things", item: item))
                    #expect(try await engine.getItem(read).item == item)
                case 1: #expect(try await remote.getItem(read).item == before)
                case 2:
                    let output = try await remote.updateItem(
                        UpdateItemInput(
                            tableName: "Things", key: ["pk": .string("counter-\(caller)")],
                            updateExpression: "ADD n :one", expressionAttributeValues: [":one": 1],
                            returnValues: .updatedNew))
                    counter += 1
                    #expect(output.attributes?["n"]?.int == counter)
                case 3:
                    let output = try await remote.deleteItem(
                        DeleteItemInput(tableName: "Things", key: key, returnValues: .allOld))
                    #expect(output.attributes == before)
                default:
                    let item = key.merging(["created": .number(DynamoDBNumber(number))])
                    _ = try await remote.putItem(
                        PutItemInput(
                            tableName: "Things", item: item, conditionExpression: "attribute_not_exists(pk)"))
                    #expect(before == nil)
                    #expect(try await engine.getItem(read).item == item)
                }
            } catch {
                switch error.code {
                case .conditionalCheckFailed: #expect(before != nil)
                case .outcomeUnknown:
                    let counted = try await engine.getItem(
                        GetItemInput(tableName: "Things", key: ["pk": .string("counter-\(caller)")])
                    ).item?["n"]?.int
                    if number % 5 == 2 {
                        #expect([counter, counter + 1].contains(counted ?? 0))
                        counter = counted ?? 0
                    }
                case .network, .timeout, .throttling, .provisionedThroughputExceeded, .internalServerError,
                    .invalidResponse:
                    // Refused or not begun: nothing may have changed.
                    #expect(try await engine.getItem(read).item == before, "\(error)")
                default: Issue.record("unexpected: \(error)")
                }
            }
        }
    }
}
