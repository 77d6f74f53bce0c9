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

/// Transactions over HTTP: done once whatever happens to the answers, and repeated where only others were in the way.
struct TransactionCallTests {
    private static let increment = TransactWriteItemsInput(transactItems: [
        .update(
            TransactUpdate(
                tableName: "Things", key: ["pk": "x"], updateExpression: "ADD n :one",
                expressionAttributeValues: [":one": 1]))
    ])

    private static let losses: [FaultyTransport.Fault] = [.answerLost, .timedOut, .failedAfter, .damaged, .cutOff]

    @Test(arguments: losses)
    func `an increment in a transaction is sent again after a lost answer, and done once`(
        loss: FaultyTransport.Fault
    ) async throws {
        let engine = try EmbeddedDatabase.inMemory()
        _ = try await engine.createTable(CreateTableInput(tableName: "Things", partitionKey: .string("pk")))
        let transport = FaultyTransport(RouterTransport(engine), planned: [.throttled, loss, loss])
        let remote = RemoteDatabase.test(on: transport)
        _ = try await remote.transactWriteItems(Self.increment)
        #expect(transport.requests.count == 4)
        #expect(Set(transport.requests.map(\.body)).count == 1)
        _ = try await remote.transactWriteItems(Self.increment)
        let stored = try await engine.getItem(GetItemInput(tableName: "Things", key: ["pk": "x"])).item
        #expect(stored?["n"] == 2)
        let tokens = try transport.requests.map {
            try JSONReader.decode(TransactWriteItemsInput.self, from: $0.body).clientRequestToken
        }
        #expect(Set(tokens).count == 2)
        #expect(tokens.allSatisfy { $0?.count == 36 })
    }

    @Test
    func `a token of the caller is sent as it is`() async throws {
        let transport = AnsweringTransport([AnsweringTransport.success("{}")])
        var input = Self.increment
        input.clientRequestToken = "mine"
        _ = try await RemoteDatabase.test(on: transport).transactWriteItems(input)
        let body = try #require(transport.requests.first?.body)
        #expect(try JSONReader.decode(TransactWriteItemsInput.self, from: body) == input)
    }

    private static func cancelled(_ codes: String...) -> AnsweringTransport.Answer {
        let reasons = codes.map { #"{"Code":"\#($0)","Message":"m"}"# }.joined(separator: ",")
        let body =
            #"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"cancelled","CancellationReasons":[\#(reasons)]}"#
        return AnsweringTransport.response(RouterTransport.response(400, Array(body.utf8)))
    }

    @Test(arguments: [
        cancelled("None", "TransactionConflict"), cancelled("ThrottlingError"),
        cancelled("TransactionConflict", "ProvisionedThroughputExceeded"),
        AnsweringTransport.refusal(400, "TransactionInProgressException"),
    ])
    func `a transaction that only others hindered is sent again`(answer: @escaping AnsweringTransport.Answer)
        async throws
    {
        let transport = AnsweringTransport([answer, answer, AnsweringTransport.success("{}")])
        _ = try await RemoteDatabase.test(on: transport).transactWriteItems(Self.increment)
        #expect(transport.requests.count == 3)
        #expect(Set(transport.requests.map(\.body)).count == 1)

        let reading = AnsweringTransport([answer, AnsweringTransport.success(#"{"Responses":[{}]}"#)])
        let get = TransactGetItemsInput(transactItems: [TransactGet(tableName: "Things", key: ["pk": "x"])])
        #expect(try await RemoteDatabase.test(on: reading).transactGetItems(get).responses == [ItemResponse()])
    }

    @Test(arguments: [
        cancelled("TransactionConflict", "ConditionalCheckFailed"), cancelled("ValidationError", "None"),
        cancelled("DuplicateItem"), cancelled("None"), cancelled(),
    ])
    func `any other cancellation is reported at once, with its reasons`(
        answer: @escaping AnsweringTransport.Answer
    ) async throws {
        let transport = AnsweringTransport([answer])
        let remote = RemoteDatabase.test(on: transport)
        let error = await errorThrown { () throws(DynamoDBError) in
            try await remote.transactWriteItems(Self.increment)
        }
        #expect(error?.code == .transactionCanceled)
        #expect(error?.cancellationReasons.allSatisfy { $0.message == "m" } == true)
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: ["ConditionalCheckFailed", "TransactionConflict"])
    func `a cancellation after a lost answer is uncertain: the first attempt may still be on its way`(
        reason: String
    ) async {
        let lost = AnsweringTransport.failure(
            TransportFailure(.connectionLost, mayHaveBeenSent: true, "The connection was lost."))
        let transport = AnsweringTransport([lost, Self.cancelled(reason)])
        let remote = RemoteDatabase.test(on: transport)
        let error = await errorThrown { () throws(DynamoDBError) in
            try await remote.transactWriteItems(Self.increment)
        }
        #expect(error?.code == .outcomeUnknown)
        // Whoever goes by the reasons takes nothing for refused, nor for to be done anew.
        #expect(error?.cancellationReasons.isEmpty == true)
        #expect(error?.message.contains("ancel") == true)
    }

    @Test
    func `what Alternator does not have is refused before anything is sent`() async throws {
        let transport = AnsweringTransport([AnsweringTransport.success("{}")])
        let remote = try RemoteDatabase.alternator(
            nodes: ["http://10.0.0.1:8000"], configuration: RemoteDatabase.Configuration(), transport: transport,
            settings: .of())
        let write = await errorThrown { () throws(DynamoDBError) in
            try await remote.transactWriteItems(Self.increment)
        }
        #expect(write?.code == .unsupported)
        #expect(write?.message.contains("TransactWriteItems") == true)
        let read = await errorThrown { () throws(DynamoDBError) in
            try await remote.transactGetItems(TransactGetItemsInput(transactItems: []))
        }
        #expect(read?.code == .unsupported)
        #expect(transport.requests.isEmpty)
    }
}
