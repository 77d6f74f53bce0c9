// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Logging
import Testing

struct ClientLoggingTests {
    private static let secret = "do-not-log-me"

    private static func client(
        failing error: DynamoDBError?, log: RecordingLogHandler.Log
    ) -> DynamoDBClient {
        let database = ScriptedDatabase { script in
            guard let error else { return }
            script.putItem = { _ throws(DynamoDBError) in throw error }
            script.getItem = { _ throws(DynamoDBError) in throw error }
            script.updateItem = { _ throws(DynamoDBError) in throw error }
            script.deleteItem = { _ throws(DynamoDBError) in throw error }
            script.query = { _ throws(DynamoDBError) in throw error }
            script.scan = { _ throws(DynamoDBError) in throw error }
            script.batchWriteItem = { _ throws(DynamoDBError) in throw error }
            script.describeTable = { _ throws(DynamoDBError) in throw error }
        }
        return DynamoDBClient(tableName: "things", database: database, logger: log.logger)
    }

    /// Calls everything, with data that must not be logged.
    private static func callEverything(_ client: DynamoDBClient) async {
        let key: Item = ["pk": .string(Self.secret)]
        await client.create(item: key)
        await client.batchCreate(items: [key])
        _ = await client.get(partitionKey: "pk", partitionValue: Self.secret)
        _ = await client.query(partitionKey: "pk", partitionValue: Self.secret)
        for await _ in client.queryPaginated(partitionKey: "pk", partitionValue: Self.secret) {}
        _ = await client.scan(filterExpression: Attribute("a") == Self.secret)
        for await _ in client.scanPaginated() {}
        _ = await client.getAll()
        await client.update(key: key, updates: ["a": .string(Self.secret)])
        await client.increment(key: key, attribute: "a")
        await client.appendToList(key: key, attribute: "a", values: [Self.secret])
        await client.delete(key: key)
        await client.batchDelete(keys: [key])
        _ = await client.exists(partitionKey: "pk", partitionValue: Self.secret)
        _ = await client.count()
        _ = await client.tableInfo()
    }

    private static let operations = [
        "create", "batchCreate", "get", "query", "queryPaginated", "scan", "scanPaginated", "getAll", "update",
        "increment", "appendToList", "delete", "batchDelete", "exists", "count", "tableInfo",
    ]

    @Test(arguments: [
        (DynamoDBError.Code.resourceNotFound, Logger.Level.error),
        (.validation, .error),
        (.storage, .error),
        (.conditionalCheckFailed, .debug),
        (.cancelled, .debug),
    ])
    func `each failure is logged once, without data`(code: DynamoDBError.Code, level: Logger.Level) async {
        let log = RecordingLogHandler.Log()
        let error = DynamoDBError(code, "failed for \(Self.secret)", item: ["pk": .string(Self.secret)])
        await Self.callEverything(Self.client(failing: error, log: log))
        #expect(log.all.map { $0.metadata["operation"].map { "\($0)" } } == Self.operations)
        for entry in log.all {
            #expect(entry.level == level)
            #expect(entry.message == "DynamoDB operation failed")
            #expect(entry.metadata["table"] == "things")
            #expect(entry.metadata["error"] == "\(code)")
            #expect(!"\(entry.metadata)".contains(Self.secret))
        }
        let batches = log.all.filter { $0.metadata["failed"] != nil }
        #expect(batches.map { $0.metadata["failed"] } == ["1", "1"])
        #expect(batches.map { $0.metadata["successful"] } == ["0", "0"])
    }

    @Test
    func `a success logs nothing`() async {
        let log = RecordingLogHandler.Log()
        let client = Self.client(failing: nil, log: log)
        await client.create(item: ["pk": "a"])
        await client.batchCreate(items: [["pk": "a"]])
        #expect(await client.get(partitionKey: "pk", partitionValue: "missing").success)
        #expect(await client.delete(key: ["pk": "missing"]).success)
        #expect(log.all.isEmpty)
    }
}
