// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization
import Testing

struct KeyErrorTests {
    private static let refusal = DynamoDBError(.validation, "The provided key element does not match the schema")

    private static func refusing(
        _ change: (inout ScriptedDatabase.Script) -> Void = { _ in }
    ) -> ScriptedDatabase {
        ScriptedDatabase { script in
            script.getItem = { _ throws(DynamoDBError) in throw Self.refusal }
            script.updateItem = { _ throws(DynamoDBError) in throw Self.refusal }
            script.deleteItem = { _ throws(DynamoDBError) in throw Self.refusal }
            change(&script)
        }
    }

    private static let keys: [(Item, String)] = [
        (["pk": "a"], "pk (S)"),
        (["pk": "a", "sk": 1], "pk (S) and sk (N)"),
        (["pk": "a", "sk": "b", "x": true], "pk (S), sk (S) and x (BOOL)"),
        ([:], "nothing"),
    ]

    @Test(arguments: Self.keys)
    func `a refused key is explained by what the key has to be`(key: Item, named: String) async {
        let expected =
            "The provided key element does not match the schema. The table's key is pk (S) and sk (S); "
            + "the request named \(named)."
        let table = DynamoDBTable("things", in: Self.refusing())
        let errors = [
            await #expect(throws: DynamoDBError.self) { try await table.get(key) },
            await #expect(throws: DynamoDBError.self) { try await table.exists(key) },
            await #expect(throws: DynamoDBError.self) { try await table.update(key, .remove("a")) },
            await #expect(throws: DynamoDBError.self) { try await table.increment(key, "a") },
            await #expect(throws: DynamoDBError.self) { try await table.append(["a"], to: "a", of: key) },
            await #expect(throws: DynamoDBError.self) { try await table.delete(key) },
        ]
        #expect(errors.map { $0?.code } == Array(repeating: .validation, count: 6))
        #expect(errors.map { $0?.message } == Array(repeating: expected, count: 6))
    }

    @Test
    func `the keys are asked for once for all copies of a table`() async {
        let database = Self.refusing()
        let table = DynamoDBTable("things", in: database)
        let copy = table
        for _ in 0..<3 {
            _ = try? await table.get(["pk": "a"])
            _ = try? await copy.get(["pk": "a"])
        }
        #expect(database.calls.filter { $0 == .describeTable(DescribeTableInput(tableName: "things")) }.count == 1)
    }

    @Test
    func `keys that are remembered wrongly are asked for anew`() async throws {
        let described = Mutex(0)
        let database = Self.refusing { script in
            script.describeTable = { input in
                let count = described.withLock { count in
                    count += 1
                    return count
                }
                return DescribeTableOutput(
                    table: .test(named: input.tableName, sortKeyType: count == 1 ? .string : .number))
            }
        }
        let table = DynamoDBTable("things", in: database)
        _ = try await table.describe()
        let error = await #expect(throws: DynamoDBError.self) { try await table.get(["pk": "a", "sk": "b"]) }
        #expect(error?.message.contains("The table's key is pk (S) and sk (N)") == true)
    }

    private static let plainErrors: [(DynamoDBError, String)] = [
        (
            DynamoDBError(.resourceNotFound, "Requested resource not found"),
            "Requested resource not found: Table: things not found"
        ),
        (
            DynamoDBError(.validation, "Item size has exceeded the maximum allowed size"),
            "Item size has exceeded the maximum allowed size. "
                + "An item can have 409,600 bytes, the names of its attributes included."
        ),
        (DynamoDBError(.throttling, "slow down"), "slow down"),
    ]

    @Test(arguments: Self.plainErrors)
    func `a missing table is named, and the limit of an item given`(error: DynamoDBError, message: String) async {
        let table = DynamoDBTable(
            "things",
            in: Self.refusing { script in
                script.putItem = { _ throws(DynamoDBError) in throw error }
                script.getItem = { _ throws(DynamoDBError) in throw error }
                script.query = { _ throws(DynamoDBError) in throw error }
                script.scan = { _ throws(DynamoDBError) in throw error }
                script.updateItem = { _ throws(DynamoDBError) in throw error }
            })
        let key: Item = ["pk": "a", "sk": "b"]
        let errors = [
            await #expect(throws: DynamoDBError.self) { try await table.put(key) },
            await #expect(throws: DynamoDBError.self) { try await table.get(key) },
            await #expect(throws: DynamoDBError.self) { try await table.update(key, .remove("a")) },
            await #expect(throws: DynamoDBError.self) { try await table.query(Query(partitionKey: "pk", equals: "a")) },
            await #expect(throws: DynamoDBError.self) { try await table.count() },
        ]
        #expect(errors.map { $0?.code } == Array(repeating: error.code, count: 5))
        #expect(errors.map { $0?.message } == Array(repeating: message, count: 5))
    }

    @Test
    func `without a description the error stays as it is`() async {
        let database = Self.refusing { script in
            script.describeTable = { _ throws(DynamoDBError) in throw DynamoDBError(.throttling, "slow down") }
        }
        let error = await #expect(throws: DynamoDBError.self) {
            try await DynamoDBTable("things", in: database).get(["pk": "a"])
        }
        #expect(error?.message == Self.refusal.message)
    }

    @Test
    func `other errors cost no description`() async {
        let database = Self.refusing { script in
            script.getItem = { _ throws(DynamoDBError) in
                throw DynamoDBError(.validation, "Something else")
            }
        }
        let error = await #expect(throws: DynamoDBError.self) {
            try await DynamoDBTable("things", in: database).get(["pk": "a"])
        }
        #expect(error?.message == "Something else")
        #expect(database.calls.count == 1)
    }
}
