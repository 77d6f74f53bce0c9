// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct ItemRequestTests {
    private let key: Item = ["pk": "user#123", "sk": "profile"]

    @Test
    func `a put sends the item and its condition`() async throws {
        let database = ScriptedDatabase()
        let table = DynamoDBTable("Users", in: database)

        try await table.put(
            ["pk": "user#123", "sk": "profile"],
            condition: Attribute("pk").notExists || Attribute("version") < 3)

        #expect(
            database.calls == [
                .putItem(
                    PutItemInput(
                        tableName: "Users",
                        item: self.key,
                        conditionExpression: "attribute_not_exists(#n0) OR #n1 < :v0",
                        expressionAttributeNames: ["#n0": "pk", "#n1": "version"],
                        expressionAttributeValues: [":v0": 3]))
            ])
    }

    @Test
    func `a put without a condition sends no expression`() async throws {
        let database = ScriptedDatabase()
        try await DynamoDBTable("Users", in: database).put(self.key)
        #expect(database.calls == [.putItem(PutItemInput(tableName: "Users", item: self.key))])
    }

    @Test
    func `a put returns the replaced item, or nil, only if asked to`() async throws {
        let old: Item = ["pk": "user#123", "sk": "profile", "name": "John"]
        let database = ScriptedDatabase { script in
            script.putItem = { PutItemOutput(attributes: $0.conditionExpression == nil ? old : nil) }
        }
        let table = DynamoDBTable("Users", in: database)
        #expect(try await table.put(self.key, returning: .allOld) == old)
        #expect(
            try await table.put(
                self.key, condition: Attribute("pk").notExists, returning: .allOld, itemOnConditionFailure: true) == nil
        )
        try await table.put(self.key)
        #expect(
            database.calls == [
                .putItem(PutItemInput(tableName: "Users", item: self.key, returnValues: .allOld)),
                .putItem(
                    PutItemInput(
                        tableName: "Users", item: self.key, conditionExpression: "attribute_not_exists(#n0)",
                        expressionAttributeNames: ["#n0": "pk"], returnValues: .allOld,
                        returnValuesOnConditionCheckFailure: .allOld)),
                .putItem(PutItemInput(tableName: "Users", item: self.key)),
            ])
    }

    @Test
    func `writes ask for the item that made the condition fail only if told to`() async throws {
        let database = ScriptedDatabase()
        let table = DynamoDBTable("Users", in: database)
        let condition = Attribute("version") == 1
        for asked in [false, true] {
            try await table.put(self.key, condition: condition, itemOnConditionFailure: asked)
            try await table.update(self.key, .remove("a"), condition: condition, itemOnConditionFailure: asked)
            try await table.delete(self.key, condition: condition, itemOnConditionFailure: asked)
        }
        let asked = database.calls.map { call -> ReturnValuesOnConditionCheckFailure? in
            switch call {
            case .putItem(let input): input.returnValuesOnConditionCheckFailure
            case .updateItem(let input): input.returnValuesOnConditionCheckFailure
            case .deleteItem(let input): input.returnValuesOnConditionCheckFailure
            default: nil
            }
        }
        #expect(asked == [nil, nil, nil, .allOld, .allOld, .allOld])
    }

    @Test
    func `a get sends key, consistency and projection with aliased names`() async throws {
        let database = ScriptedDatabase { $0.getItem = { _ in GetItemOutput(item: ["name": "John"]) } }
        let table = DynamoDBTable("Users", in: database)

        let item = try await table.get(self.key, consistency: .strong, projection: ["name", "address.city"])

        #expect(item == ["name": "John"])
        #expect(
            database.calls == [
                .getItem(
                    GetItemInput(
                        tableName: "Users",
                        key: self.key,
                        consistentRead: true,
                        projectionExpression: "#n0, #n1.#n2",
                        expressionAttributeNames: ["#n0": "name", "#n1": "address", "#n2": "city"]))
            ])
    }

    @Test
    func `exists reads the key alone`() async throws {
        let database = ScriptedDatabase { script in
            script.getItem = { input in GetItemOutput(item: input.consistentRead == true ? input.key : nil) }
        }
        let table = DynamoDBTable("Users", in: database)
        #expect(try await table.exists(self.key, consistency: .strong))
        #expect(try await !table.exists(self.key))
        #expect(
            database.calls.first
                == .getItem(
                    GetItemInput(
                        tableName: "Users", key: self.key, consistentRead: true, projectionExpression: "#n0, #n1",
                        expressionAttributeNames: ["#n0": "pk", "#n1": "sk"])))
    }

    @Test
    func `a delete returns the deleted item, or nil, only if asked to`() async throws {
        let old: Item = ["pk": "user#123", "sk": "profile", "name": "John"]
        let database = ScriptedDatabase { script in
            script.deleteItem = { DeleteItemOutput(attributes: $0.conditionExpression == nil ? old : nil) }
        }
        let table = DynamoDBTable("Users", in: database)
        #expect(try await table.delete(self.key, returning: .allOld) == old)
        #expect(
            try await table.delete(self.key, condition: Attribute("status") == "x", returning: .allOld) == nil)
        try await table.delete(self.key)
        #expect(
            database.calls == [
                .deleteItem(DeleteItemInput(tableName: "Users", key: self.key, returnValues: .allOld)),
                .deleteItem(
                    DeleteItemInput(
                        tableName: "Users", key: self.key, conditionExpression: "#n0 = :v0",
                        expressionAttributeNames: ["#n0": "status"], expressionAttributeValues: [":v0": "x"],
                        returnValues: .allOld)),
                .deleteItem(DeleteItemInput(tableName: "Users", key: self.key)),
            ])
    }

    @Test
    func `an update shares its placeholders with its condition`() async throws {
        let database = ScriptedDatabase { $0.updateItem = { _ in UpdateItemOutput(attributes: ["a": 1]) } }
        let table = DynamoDBTable("Users", in: database)

        let attributes = try await table.update(
            self.key, .set("name", to: "Jane"), condition: Attribute("name") == "John", returning: .allNew)

        #expect(attributes == ["a": 1])
        #expect(
            database.calls == [
                .updateItem(
                    UpdateItemInput(
                        tableName: "Users", key: self.key, updateExpression: "SET #n0 = :v0",
                        conditionExpression: "#n0 = :v1", expressionAttributeNames: ["#n0": "name"],
                        expressionAttributeValues: [":v0": "Jane", ":v1": "John"], returnValues: .allNew))
            ])
    }

    @Test
    func `an update returns the changed attributes unless told otherwise`() async throws {
        let database = ScriptedDatabase()
        try await DynamoDBTable("Users", in: database).update(self.key, .remove("nickname"))
        guard case .updateItem(let input)? = database.calls.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(input.returnValues == .updatedNew)
    }

    @Test
    func `what is wrong with an expression is thrown and nothing is sent`() async {
        let database = ScriptedDatabase()
        let table = DynamoDBTable("Users", in: database)
        let unbound = Condition("version = :v")
        await #expect(throws: DynamoDBError.self) { try await table.put(self.key, condition: unbound) }
        await #expect(throws: DynamoDBError.self) { try await table.get(self.key, projection: ["a..b"]) }
        await #expect(throws: DynamoDBError.self) { try await table.update(self.key, Update()) }
        await #expect(throws: DynamoDBError.self) { try await table.increment(self.key, "a[") }
        await #expect(throws: DynamoDBError.self) { try await table.delete(self.key, condition: unbound) }
        await #expect(throws: DynamoDBError.self) {
            try await table.query(Query(partitionKey: "pk", equals: Double.nan))
        }
        #expect(database.calls.isEmpty)
    }

    @Test
    func `a fault of a filter is reported as one of the filter`() async {
        let table = DynamoDBTable("Users", in: ScriptedDatabase())
        let error = await #expect(throws: DynamoDBError.self) { try await table.scan(Scan(filter: "a = = b")) }
        #expect(error?.message.hasPrefix("Invalid FilterExpression: ") == true, "\(error?.message ?? "")")
    }
}
