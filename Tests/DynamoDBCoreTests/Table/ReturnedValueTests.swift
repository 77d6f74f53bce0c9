// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct ReturnedValueTests {
    private let key: Item = ["pk": "a"]

    private func table(returning attributes: Item?) -> (DynamoDBTable, ScriptedDatabase) {
        let database = ScriptedDatabase { $0.updateItem = { _ in UpdateItemOutput(attributes: attributes) } }
        return (DynamoDBTable("things", in: database), database)
    }

    private static let answers: [(Attribute, Item, ReturnValues)] = [
        ("views", ["views": 5], .updatedNew),
        ("stats.views", ["stats": ["views": 5]], .updatedNew),
        ("scores[1]", ["scores": [1, 5, 9]], .allNew),
        ("scores[9]", ["scores": [1, 9, 5]], .allNew),
        ("games[0].score", ["games": [["score": 5]], "other": 1], .allNew),
    ]

    @Test(arguments: Self.answers)
    func `an increment finds the new number where the attribute is`(
        attribute: Attribute, returned: Item, asked: ReturnValues
    ) async throws {
        let (table, database) = self.table(returning: returned)
        #expect(try await table.increment(self.key, attribute, by: 2) == 5)
        guard case .updateItem(let input)? = database.calls.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(input.returnValues == asked)
        #expect(input.expressionAttributeValues == [":v0": 2])
    }

    @Test
    func `an increment adds 1 unless told otherwise`() async throws {
        let (table, database) = self.table(returning: ["views": 1])
        try await table.increment(self.key, "views")
        #expect(
            database.calls == [
                .updateItem(
                    UpdateItemInput(
                        tableName: "things", key: self.key, updateExpression: "ADD #n0 :v0",
                        expressionAttributeNames: ["#n0": "views"], expressionAttributeValues: [":v0": 1],
                        returnValues: .updatedNew))
            ])
    }

    @Test
    func `an append creates the list, and returns the whole of it`() async throws {
        let (table, database) = self.table(returning: ["tags": ["old", "swift", "aws"]])
        #expect(try await table.append(["swift", "aws"], to: "tags", of: self.key) == ["old", "swift", "aws"])
        #expect(
            database.calls == [
                .updateItem(
                    UpdateItemInput(
                        tableName: "things", key: self.key,
                        updateExpression: "SET #n0 = list_append(if_not_exists(#n0, :v0), :v1)",
                        expressionAttributeNames: ["#n0": "tags"],
                        expressionAttributeValues: [":v0": [], ":v1": ["swift", "aws"]],
                        returnValues: .updatedNew))
            ])
    }

    @Test
    func `an append takes arrays of Swift types`() async throws {
        let (table, database) = self.table(returning: ["log": [["action": "login"]]])
        let values: [[String: String]] = [["action": "login"]]
        #expect(try await table.append(values, to: "log", of: self.key) == [["action": "login"]])
        guard case .updateItem(let input)? = database.calls.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(input.expressionAttributeValues?[":v1"] == [["action": "login"]])
    }

    @Test
    func `an answer without the attribute is an error, no invented value`() async {
        let (table, _) = self.table(returning: nil)
        let increment = await #expect(throws: DynamoDBError.self) { try await table.increment(self.key, "a") }
        #expect(increment?.code == .invalidResponse)
        #expect(increment?.message.hasSuffix("The write itself was a success.") == true)
        let append = await #expect(throws: DynamoDBError.self) { try await table.append(["x"], to: "a", of: self.key) }
        #expect(append?.code == .invalidResponse)
        #expect(append?.message.hasSuffix("The write itself was a success.") == true)
    }
}
