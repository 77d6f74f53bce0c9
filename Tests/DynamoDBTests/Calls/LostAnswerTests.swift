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

    private static let losses: [FaultyTransport.Fault] = [
        .answerLost, .timedOut, .failedAfter, .damaged, .cutOff, .shortened, .emptied, .closedAfter,
    ]

    /// A write that reads, compares and writes, as two may do it at the same time.
    struct Race: Sendable {
        var before: Item
        var after: Item
        var update: String
        var condition: String
        /// The values of the update, and those of the condition.
        var new: Item
        var old: Item?

        static let all: [Self] = [
            Self(
                before: ["pk": "x", "stock": 5], after: ["pk": "x", "stock": 4], update: "SET stock = :new",
                condition: "stock = :old", new: [":new": 4], old: [":old": 5]),
            Self(
                before: ["pk": "x", "job": "open"], after: ["pk": "x", "job": "claimed"], update: "SET job = :new",
                condition: "job = :old", new: [":new": "claimed"], old: [":old": "open"]),
            Self(
                before: ["pk": "x", "n": 5, "version": 1], after: ["pk": "x", "n": 4, "version": 2],
                update: "SET n = :n, version = :new", condition: "version = :old", new: [":n": 4, ":new": 2],
                old: [":old": 1]),
            Self(
                before: ["pk": "x"], after: ["pk": "x", "lock": true], update: "SET #l = :new",
                condition: "attribute_not_exists(#l)", new: [":new": true], old: nil),
        ]

        private var names: [String: String]? { self.update.contains("#l") ? ["#l": "lock"] : nil }

        var updateInput: UpdateItemInput {
            UpdateItemInput(
                tableName: "Things", key: ["pk": "x"], updateExpression: self.update,
                conditionExpression: self.condition, expressionAttributeNames: self.names,
                expressionAttributeValues: self.new.merging(self.old ?? [:]))
        }

        var putInput: PutItemInput {
            PutItemInput(
                tableName: "Things", item: self.after, conditionExpression: self.condition,
                expressionAttributeNames: self.names, expressionAttributeValues: self.old)
        }
    }

    @Test(arguments: Race.all)
    func `another's identical write is no success after a lost request`(race: Race) async throws {
        try await self.withTable([.failedBefore, nil, .failedBefore]) { remote, engine, transport in
            // While the first attempt was on its way, another one did the same.
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: race.before))
            _ = try await engine.updateItem(race.updateInput)
            var error = await errorThrown { () throws(DynamoDBError) in try await remote.updateItem(race.updateInput) }
            #expect(error?.code == .outcomeUnknown)
            #expect(error?.item == race.after)
            error = await errorThrown { () throws(DynamoDBError) in try await remote.putItem(race.putInput) }
            #expect(error?.code == .outcomeUnknown)
            #expect(error?.item == race.after)
            #expect(transport.requests.count == 4)
        }
    }

    @Test(arguments: losses)
    func `a conditional write whose answer was lost is not done twice, and its item is in the error`(
        loss: FaultyTransport.Fault
    ) async throws {
        try await self.withTable([loss]) { remote, engine, transport in
            let input = PutItemInput(
                tableName: "Things", item: ["pk": "x", "n": 1], conditionExpression: "attribute_not_exists(pk)")
            let error = await errorThrown { () throws(DynamoDBError) in try await remote.putItem(input) }
            #expect(error?.code == .outcomeUnknown)
            #expect(error?.item == input.item)
            #expect(transport.requests.count == 2)
            #expect(transport.requests[0].body == transport.requests[1].body)
            let stored = try await engine.getItem(GetItemInput(tableName: "Things", key: ["pk": "x"])).item
            #expect(stored == input.item)
        }
    }

    @Test
    func `a conditional write that was not done the first time is done the second`() async throws {
        for fault in [FaultyTransport.Fault.failedBefore, .closedBefore, .throttled, .unreachable] {
            try await self.withTable([nil, fault]) { remote, _, transport in
                _ = try await remote.putItem(
                    PutItemInput(
                        tableName: "Things", item: ["pk": "x", "version": 1],
                        conditionExpression: "attribute_not_exists(pk)"))
                let output = try await remote.updateItem(
                    UpdateItemInput(
                        tableName: "Things", key: ["pk": "x"], updateExpression: "SET balance = :b, version = :new",
                        conditionExpression: "version = :old",
                        expressionAttributeValues: [":b": 150, ":new": 2, ":old": 1], returnValues: .updatedNew))
                #expect(output.attributes == ["balance": 150, "version": 2])
                #expect(transport.requests.count == 3)
            }
        }
    }

    @Test
    func `another's item is no success and no plain conflict after a lost answer`() async throws {
        try await self.withTable([.failedBefore]) { remote, engine, _ in
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: ["pk": "x", "owner": "other"]))
            let input = PutItemInput(
                tableName: "Things", item: ["pk": "x", "owner": "me"], conditionExpression: "attribute_not_exists(pk)")
            let error = await errorThrown { () throws(DynamoDBError) in try await remote.putItem(input) }
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
                let error = await errorThrown { () throws(DynamoDBError) in try await remote.putItem(input) }
                #expect(error?.code == .conditionalCheckFailed)
                #expect(error?.item == item)
                #expect(error?.requestID == "REQUEST")
                #expect(transport.requests.count == 3)
            }
        }
    }

    @Test(arguments: losses)
    func `an increment is never sent again after its answer was lost`(loss: FaultyTransport.Fault) async throws {
        try await self.withTable([loss]) { remote, engine, transport in
            let input = UpdateItemInput(
                tableName: "Things", key: ["pk": "x"], updateExpression: "ADD n :one",
                expressionAttributeValues: [":one": 1])
            let error = await errorThrown { () throws(DynamoDBError) in try await remote.updateItem(input) }
            #expect(error?.code == .outcomeUnknown)
            #expect(transport.requests.count == 1)
            let stored = try await engine.getItem(GetItemInput(tableName: "Things", key: ["pk": "x"])).item
            #expect(stored?["n"] == 1)
        }
    }

    /// A condition that stays true does not keep an increment from being done twice.
    @Test(arguments: [
        ("ADD n :one", "attribute_exists(pk)", false), ("SET n = n + :one", "n >= :zero", false),
        ("SET n = n + :one", "n = :zero", true), ("ADD n :one", "m < :one AND n = :zero", true),
        ("ADD n :one", "n = :zero OR m = :zero", false),
        ("SET n = n + :one, v = :two", "v = :one", true), ("SET n = n + :one, v = :one", "v = :one", false),
        ("SET n = n + :one, done = :one", "attribute_not_exists(done)", true),
        ("SET n = n + :one, done = :one", "NOT attribute_exists(done)", false),
        ("SET n = n + :one REMOVE v", "attribute_exists(v)", true),
    ])
    func `a conditional increment is sent again only if it makes its own condition false`(
        update: String, condition: String, isRepeated: Bool
    ) async throws {
        try await self.withTable([.answerLost]) { remote, engine, transport in
            let old: Item = ["pk": "x", "n": 0, "m": 0, "v": 1]
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: old))
            var values: Item = [":zero": 0, ":one": 1, ":two": 2]
            for name in values.names where !"\(update) \(condition)".contains(name) { values[name] = nil }
            let input = UpdateItemInput(
                tableName: "Things", key: ["pk": "x"], updateExpression: update, conditionExpression: condition,
                expressionAttributeValues: values)
            let error = await errorThrown { () throws(DynamoDBError) in try await remote.updateItem(input) }
            #expect(error?.code == .outcomeUnknown)
            #expect(transport.requests.count == (isRepeated ? 2 : 1))
            #expect(try await engine.getItem(GetItemInput(tableName: "Things", key: ["pk": "x"])).item?["n"] == 1)
        }
    }

    /// Had it been sent again, it would have returned what another one wrote meanwhile, and nobody what was there before.
    @Test
    func `a write that returns old values is not sent again after a lost answer`() async throws {
        let old: Item = ["pk": "x", "n": 1]
        for loss in [FaultyTransport.Fault.answerLost, .closedAfter, .failedBefore] {
            try await self.withTable([loss, loss, loss, loss]) { remote, engine, transport in
                let key: Item = ["pk": "x"]
                func expectUnknown(_ body: () async throws(DynamoDBError) -> Item?) async throws {
                    _ = try await engine.putItem(PutItemInput(tableName: "Things", item: old))
                    #expect(await errorThrown(by: body)?.code == .outcomeUnknown)
                }
                try await expectUnknown { () throws(DynamoDBError) in
                    try await remote.putItem(
                        PutItemInput(tableName: "Things", item: ["pk": "x", "n": 2], returnValues: .allOld)
                    ).attributes
                }
                for values in [ReturnValues.allOld, .updatedOld] {
                    try await expectUnknown { () throws(DynamoDBError) in
                        try await remote.updateItem(
                            UpdateItemInput(
                                tableName: "Things", key: key, updateExpression: "SET n = :n",
                                expressionAttributeValues: [":n": 3], returnValues: values)
                        ).attributes
                    }
                }
                let delete = DeleteItemInput(tableName: "Things", key: key, returnValues: .allOld)
                try await expectUnknown { () throws(DynamoDBError) in
                    try await remote.deleteItem(delete).attributes
                }
                #expect(transport.requests.count == 4)
                _ = try await engine.putItem(PutItemInput(tableName: "Things", item: old))
                #expect(try await remote.deleteItem(delete).attributes == old)
            }
        }
    }

    @Test
    func `a table that was created or deleted by a lost attempt is no plain conflict`() async throws {
        try await self.withTable([.answerLost, nil, .answerLost]) { remote, engine, transport in
            let create = CreateTableInput(tableName: "More", partitionKey: .string("pk"))
            var error = await errorThrown { () throws(DynamoDBError) in try await remote.createTable(create) }
            #expect(error?.code == .outcomeUnknown)
            #expect(error?.message.contains("Table already exists") == true)
            let delete = DeleteTableInput(tableName: "More")
            error = await errorThrown { () throws(DynamoDBError) in try await remote.deleteTable(delete) }
            #expect(error?.code == .outcomeUnknown)
            #expect(transport.requests.count == 4)
            // Without a lost answer it is one.
            error = await errorThrown { () throws(DynamoDBError) in try await remote.deleteTable(delete) }
            #expect(error?.code == .resourceNotFound)
        }
    }

    @Test
    func `a change of a table that a lost attempt may have made is no plain refusal`() async throws {
        try await self.withTable([.answerLost]) { remote, _, transport in
            let update = UpdateTableInput(
                tableName: "Things", attributeDefinitions: [.init(attributeName: "n", attributeType: .number)],
                globalSecondaryIndexUpdates: [
                    .create(.init(indexName: "by-n", keySchema: [.init(attributeName: "n", keyType: .hash)]))
                ])
            var error = await errorThrown { () throws(DynamoDBError) in try await remote.updateTable(update) }
            #expect(error?.code == .outcomeUnknown)
            #expect(error?.message.contains("Attempting to create an index which already exists") == true)
            #expect(transport.requests.count == 2)
            error = await errorThrown { () throws(DynamoDBError) in try await remote.updateTable(update) }
            #expect(error?.code == .validation)
        }
    }

    @Test
    func `a batch of writes whose answer cannot be read is in doubt, as it alone says what was left undone`() async {
        let unreadable = AnsweringTransport.success(#"{"UnprocessedItems":5,"Responses":5}"#)
        let transport = AnsweringTransport([
            AnsweringTransport.refusal(400, "AccessDeniedException"), unreadable, AnsweringTransport.success("{}"),
        ])
        var table = DynamoDBTable("Things", in: RemoteDatabase.test(on: transport))
        table.waits.sleep = { _ in }
        // It is sent again, after the table could not be described.
        #expect(await table.batchPut([["pk": "x"]]).successful == 1)
        #expect(transport.requests.count == 3)

        let remote = RemoteDatabase.test(on: AnsweringTransport([unreadable]))
        let write = BatchWriteItemInput(requestItems: ["Things": [.put(["pk": "x"])]])
        let statements = BatchExecuteStatementInput(statements: [.init("DELETE FROM Things WHERE pk = 'x'")])
        for error in [
            await errorThrown { () throws(DynamoDBError) in try await remote.batchWriteItem(write) },
            await errorThrown { () throws(DynamoDBError) in try await remote.batchExecuteStatement(statements) },
        ] {
            #expect(error?.code == .outcomeUnknown)
            #expect(error?.message.hasSuffix("What of the batch was done is not known.") == true)
        }
    }

    @Test(
        arguments: [
            // Cut off where the end looks like one, or of something on the way.
            (#"{"Attributes":{"n":{"N":"1"}"#, .outcomeUnknown, "Whether the write was carried out is not known."),
            ("{{ page }}", .outcomeUnknown, "Whether the write was carried out is not known."),
            (#"{"Attributes":5}"#, .invalidResponse, "The write itself was a success."),
        ] as [(String, DynamoDBError.Code, String)])
    func `a write is told to be a success only by a whole answer`(
        body: String, code: DynamoDBError.Code, end: String
    ) async {
        let remote = RemoteDatabase.test(on: AnsweringTransport([AnsweringTransport.success(body)]))
        let input = UpdateItemInput(
            tableName: "Things", key: ["pk": "x"], updateExpression: "SET n = :n",
            expressionAttributeValues: [":n": 1], returnValues: .allNew)
        let error = await errorThrown { () throws(DynamoDBError) in try await remote.updateItem(input) }
        #expect(error?.code == code)
        #expect(error?.message.hasSuffix(end) == true, "\(String(describing: error))")
    }

    @Test
    func `an answer without a body is one only where the operation has no other`() async throws {
        let transport = AnsweringTransport([AnsweringTransport.success("")])
        let remote = RemoteDatabase.test(on: transport)
        let tag = TagResourceInput(resourceArn: "arn", tags: [ResourceTag(key: "k", value: "v")])
        _ = try await remote.tagResource(tag)
        #expect(transport.requests.count == 1)
        let put = PutItemInput(tableName: "Things", item: ["pk": "x"])
        let error = await errorThrown { () throws(DynamoDBError) in try await remote.putItem(put) }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.message.contains("no body") == true)
        #expect(transport.requests.count == 5)
    }

    @Test
    func `what fails after a lost answer, whatever it is, leaves the outcome unknown`() async throws {
        let lost = AnsweringTransport.failure(TransportFailure(.connectionLost, mayHaveBeenSent: true, "Lost."))
        let later: [AnsweringTransport.Answer] = [
            AnsweringTransport.refusal(400, "InvalidSignatureException"),
            AnsweringTransport.refusal(400, "ExpiredTokenException"),
            AnsweringTransport.refusal(400, "ResourceNotFoundException"),
            AnsweringTransport.refusal(400, "ThrottlingException"),
            // Had it not been for these, a program would begin its read, change and write anew.
            AnsweringTransport.refusal(400, "TransactionConflictException"),
            AnsweringTransport.refusal(400, "ConditionalCheckFailedException"),
            AnsweringTransport.refusal(400, "AccessDeniedException"),
            AnsweringTransport.refusal(400, "ItemCollectionSizeLimitExceededException"),
            AnsweringTransport.response(HTTPResponse(status: 302, headers: [("Location", "http://portal/")])),
        ]
        let input = PutItemInput(tableName: "Things", item: ["pk": "x"])
        for answer in later {
            let remote = RemoteDatabase.test(on: AnsweringTransport([lost, answer]))
            let error = await errorThrown { () throws(DynamoDBError) in try await remote.putItem(input) }
            #expect(error?.code == .outcomeUnknown, "\(String(describing: error))")
        }
        // The same bytes were refused as wrong: they were never carried out.
        let remote = RemoteDatabase.test(
            on: AnsweringTransport([lost, AnsweringTransport.refusal(400, "ValidationException")]))
        let error = await errorThrown { () throws(DynamoDBError) in try await remote.putItem(input) }
        #expect(error?.code == .validation)
    }

    @Test
    func `an update that is invalid for the item as it is now may have been valid before`() async throws {
        try await self.withTable([.failedBefore]) { remote, engine, _ in
            // Another one removed the map.
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: ["pk": "x"]))
            let input = UpdateItemInput(
                tableName: "Things", key: ["pk": "x"], updateExpression: "SET m.n = :n",
                expressionAttributeValues: [":n": 1])
            var error = await errorThrown { () throws(DynamoDBError) in try await remote.updateItem(input) }
            #expect(error?.code == .outcomeUnknown)
            error = await errorThrown { () throws(DynamoDBError) in try await remote.updateItem(input) }
            #expect(error?.code == .validation)
        }
    }

    @Test(arguments: [FaultyTransport.Fault.throttled, .unavailable, .unreachable])
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

    @Test(arguments: losses)
    func `a delete without condition is sent again`(loss: FaultyTransport.Fault) async throws {
        try await self.withTable([loss]) { remote, engine, transport in
            _ = try await engine.putItem(PutItemInput(tableName: "Things", item: ["pk": "x"]))
            _ = try await remote.deleteItem(DeleteItemInput(tableName: "Things", key: ["pk": "x"]))
            #expect(transport.requests.count == 2)
        }
    }

    @Test
    func `a write that fails to the end says that it may have been done`() async throws {
        try await self.withTable([.answerLost, .unreachable, .throttled, .unavailable]) { remote, _, transport in
            let input = PutItemInput(tableName: "Things", item: ["pk": "x"])
            let error = await errorThrown { () throws(DynamoDBError) in try await remote.putItem(input) }
            #expect(error?.code == .outcomeUnknown)
            #expect(transport.requests.count == 4)
        }
        try await self.withTable([.unreachable, .unreachable, .unreachable, .unreachable]) { remote, _, _ in
            let input = PutItemInput(tableName: "Things", item: ["pk": "x"])
            let error = await errorThrown { () throws(DynamoDBError) in try await remote.putItem(input) }
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
                group.addTask {
                    try await FaultyOperations(remote: remote, engine: engine, caller: caller).run(1250)
                }
            }
            try await group.waitForAll()
        }
        #expect(transport.faults > 1500)
    }
}
