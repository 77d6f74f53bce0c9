// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization
import Testing

struct BatchGetTests {
    private static func keys(_ range: Range<Int>) -> [Item] {
        range.map { ["pk": .string("user#\($0)"), "sk": "profile"] }
    }

    /// A database in which every even user exists, and that answers in an order of its own.
    private static func database(
        _ unprocessed: @escaping @Sendable ([Item]) -> [Item] = { _ in [] }
    ) -> ScriptedDatabase {
        ScriptedDatabase { script in
            script.batchGetItem = { input in
                guard var asked = input.requestItems["things"] else { return BatchGetItemOutput(responses: [:]) }
                let undone = unprocessed(asked.keys)
                let found = asked.keys.filter { key in
                    let number = key["pk"]?.string?.dropFirst(5)
                    return !undone.contains(key) && number.flatMap { Int($0) }.map { $0 % 2 == 0 } == true
                }
                let names = asked.projectionExpression?.split(separator: ", ").map {
                    asked.expressionAttributeNames?[String($0)] ?? ""
                }
                let items = found.map { key in
                    let item = key.merging(["name": key["pk"] ?? nil])
                    return names.map { item.selecting($0) } ?? item
                }
                asked.keys = undone
                return BatchGetItemOutput(
                    responses: ["things": items.reversed()], unprocessedKeys: undone.isEmpty ? [:] : ["things": asked])
            }
        }
    }

    private static func requests(_ database: ScriptedDatabase) -> [KeysAndAttributes] {
        database.calls.compactMap { call in
            if case .batchGetItem(let input) = call { input.requestItems["things"] } else { nil }
        }
    }

    @Test
    func `items come in the order of their keys, next to the keys without one`() async {
        let database = Self.database()
        let keys = Self.keys(0..<250)
        let result = await DynamoDBTable("things", in: database).batchGet(keys)
        #expect(result.success)
        #expect(result.items.map { $0.selecting(["pk", "sk"]) } == stride(from: 0, to: 250, by: 2).map { keys[$0] })
        #expect(result.missingKeys == stride(from: 1, to: 250, by: 2).map { keys[$0] })
        #expect(Self.requests(database).map(\.keys.count) == [100, 100, 50])
        // The keys given tell all that is needed.
        #expect(database.calls.count == 3)
    }

    @Test
    func `the answer is about the table, also under another of its names`() async {
        let database = ScriptedDatabase { script in
            script.batchGetItem = { input in
                let asked = input.requestItems.values.first?.keys ?? []
                let undone = asked.count > 1 ? ["things": KeysAndAttributes(keys: [asked[0]])] : [:]
                return BatchGetItemOutput(
                    responses: ["things": Array(asked.dropFirst(undone.count))], unprocessedKeys: undone)
            }
            script.batchWriteItem = { input in
                let asked = input.requestItems.values.first ?? []
                return BatchWriteItemOutput(unprocessedItems: asked.count > 1 ? ["things": [asked[0]]] : [:])
            }
        }
        var table = DynamoDBTable("arn:aws:dynamodb:eu-west-1:123456789012:table/things", in: database)
        table.waits = WaitRecorder().settings()
        #expect(await table.batchGet(Self.keys(0..<3)).items == Self.keys(0..<3))
        #expect(await table.batchDelete(Self.keys(0..<3)).successful == 3)
        // Three keys, then the one that was left undone, each time.
        #expect(database.calls.count == 4)
    }

    @Test
    func `consistency and projection are sent, and key attributes that were added are taken out`() async {
        let database = Self.database()
        let result = await DynamoDBTable("things", in: database).batchGet(
            Self.keys(2..<4), consistency: .strong, projection: ["name", "sk"])
        #expect(result.items == [["name": "user#2", "sk": "profile"]])
        #expect(result.missingKeys == Self.keys(3..<4))
        #expect(
            Self.requests(database) == [
                KeysAndAttributes(
                    keys: Self.keys(2..<4), consistentRead: true, projectionExpression: "#n0, #n1, #n2",
                    expressionAttributeNames: ["#n0": "name", "#n1": "sk", "#n2": "pk"])
            ])
    }

    @Test
    func `a key that is given twice is read and returned once`() async {
        let database = Self.database()
        let keys = Self.keys(0..<2)
        let result = await DynamoDBTable("things", in: database).batchGet(keys + keys)
        #expect(result.items.count == 1)
        #expect(result.missingKeys == [keys[1]])
        #expect(Self.requests(database).map(\.keys) == [keys])
    }

    @Test
    func `what is left undone is asked for again`() async {
        let first = Mutex(true)
        let database = Self.database { keys in
            let isFirst = first.withLock { first in
                defer { first = false }
                return first
            }
            return isFirst ? Array(keys.prefix(3)) : []
        }
        let recorder = WaitRecorder()
        var table = DynamoDBTable("things", in: database)
        table.waits = recorder.settings()
        let result = await table.batchGet(Self.keys(0..<10))
        #expect(result.items.count == 5)
        #expect(result.missingKeys.count == 5)
        #expect(Self.requests(database).map(\.keys.count) == [10, 3])
        #expect(recorder.waits == [.milliseconds(50)])
    }

    @Test
    func `keys that are never read fail, and are not missing`() async {
        let database = Self.database { $0 }
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings(attempts: 2)
        let result = await table.batchGet(Self.keys(0..<3))
        #expect(result.items.isEmpty)
        #expect(result.missingKeys.isEmpty)
        #expect(result.failures.map(\.entry) == Self.keys(0..<3))
        #expect(result.error?.code == .unprocessed)
    }

    @Test
    func `an invalid key fails alone, and is explained`() async {
        let database = ScriptedDatabase { script in
            script.batchGetItem = { input throws(DynamoDBError) in
                for key in input.requestItems["things"]?.keys ?? [] where key["sk"] == nil {
                    throw DynamoDBError(.validation, "The provided key element does not match the schema")
                }
                let found = input.requestItems["things"]?.keys.filter { $0["pk"] != "user#1" } ?? []
                return BatchGetItemOutput(responses: ["things": found])
            }
        }
        let result = await DynamoDBTable("things", in: database).batchGet(Self.keys(0..<3) + [["pk": "x"]])
        #expect(result.items == [Self.keys(0..<1)[0], Self.keys(2..<3)[0]])
        #expect(result.missingKeys == Self.keys(1..<2))
        #expect(result.failures.map(\.entry) == [["pk": "x"]])
        #expect(
            result.error?.message.hasSuffix("The table's key is pk (S) and sk (S); the request named pk (S).") == true)
    }

    @Test
    func `a malformed projection fails every key and sends nothing`() async {
        let database = Self.database()
        let result = await DynamoDBTable("things", in: database).batchGet(Self.keys(0..<2), projection: ["a..b"])
        #expect(result.failed == 2)
        #expect(result.error?.code == .validation)
        #expect(database.calls.isEmpty)
    }
}
