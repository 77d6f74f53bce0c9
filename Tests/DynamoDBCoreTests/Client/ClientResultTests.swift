// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization
import Testing

struct ClientResultTests {
    private let key: Item = ["pk": "user#123", "sk": "profile"]

    private static func client(
        _ change: (inout ScriptedDatabase.Script) -> Void = { _ in }
    ) -> (DynamoDBClient, ScriptedDatabase) {
        let database = ScriptedDatabase(change)
        return (
            DynamoDBClient(tableName: "things", database: database, logger: RecordingLogHandler.Log().logger), database
        )
    }

    @Test
    func `create returns the created item`() async {
        let (client, database) = Self.client()
        let result = await client.create(item: self.key)
        #expect(result.success)
        #expect(result.item == self.key)
        #expect(result.error == nil)
        #expect(database.calls == [.putItem(PutItemInput(tableName: "things", item: self.key))])
    }

    @Test(arguments: [
        (nil as Condition?, "pk" as String?, "attribute_not_exists(#n0)"),
        (Attribute("version") < 3, nil, "#n0 < :v0"),
        (Attribute("version") < 3, "pk", "attribute_not_exists(#n0) AND #n1 < :v0"),
    ])
    func `create joins its condition and the key not to overwrite`(
        condition: Condition?, key: String?, expression: String
    ) async {
        let (client, database) = Self.client()
        await client.create(item: self.key, conditionExpression: condition, preventOverwriteKey: key)
        guard case .putItem(let input)? = database.calls.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(input.conditionExpression == expression)
        #expect(input.returnValuesOnConditionCheckFailure == nil)
    }

    @Test
    func `a key not to overwrite that the item does not have is refused`() async {
        let (client, database) = Self.client()
        let result = await client.create(item: self.key, preventOverwriteKey: "PK")
        #expect(result.error?.code == .validation)
        #expect(result.error?.message.contains("\"PK\"") == true)
        #expect(database.calls.isEmpty)
    }

    @Test
    func `a false condition is a failure with its code, and the item if asked for`() async {
        let current: Item = ["pk": "user#123", "version": 7]
        let (client, _) = Self.client { script in
            script.putItem = { input throws(DynamoDBError) in
                throw DynamoDBError(
                    .conditionalCheckFailed, "The conditional request failed",
                    item: input.returnValuesOnConditionCheckFailure == .allOld ? current : nil)
            }
        }
        let plain = await client.create(item: self.key, preventOverwriteKey: "pk")
        #expect(!plain.success)
        #expect(plain.item == nil)
        #expect(plain.error?.code == .conditionalCheckFailed)
        #expect(plain.error?.item == nil)
        let asking = await client.create(item: self.key, preventOverwriteKey: "pk", itemOnConditionFailure: true)
        #expect(asking.error?.item == current)
    }

    @Test
    func `get tells a missing item from a failure`() async {
        let (client, database) = Self.client { script in
            script.getItem = { input throws(DynamoDBError) in
                switch input.key["pk"] {
                case "there": return GetItemOutput(item: input.key)
                case "missing": return GetItemOutput()
                default: throw DynamoDBError(.throttling, "slow down")
                }
            }
        }
        let there = await client.get(
            partitionKey: "pk", partitionValue: "there", sortKey: "sk", sortValue: 1, consistentRead: true,
            projection: ["pk"])
        #expect(there.success && there.item == ["pk": "there", "sk": 1])
        let missing = await client.get(partitionKey: "pk", partitionValue: "missing")
        #expect(missing.success && missing.item == nil)
        let failed = await client.get(partitionKey: "pk", partitionValue: "x")
        #expect(!failed.success && failed.item == nil && failed.error?.code == .throttling)
        #expect(
            database.calls.first
                == .getItem(
                    GetItemInput(
                        tableName: "things", key: ["pk": "there", "sk": 1], consistentRead: true,
                        projectionExpression: "#n0", expressionAttributeNames: ["#n0": "pk"])))
    }

    @Test
    func `half a sort key and half a partition are refused`() async {
        let (client, database) = Self.client()
        #expect(await client.get(partitionKey: "pk", partitionValue: "a", sortKey: "sk").error?.code == .validation)
        #expect(await client.exists(partitionKey: "pk", partitionValue: "a", sortValue: 1).error?.code == .validation)
        #expect(await client.count(partitionKey: "pk").error?.code == .validation)
        #expect(await client.count(partitionValue: 1).error?.code == .validation)
        #expect(database.calls.isEmpty)
    }

    @Test
    func `update sets attributes by their literal names`() async {
        let (client, database) = Self.client { $0.updateItem = { _ in UpdateItemOutput(attributes: ["a.b": 1]) } }
        let result = await client.update(key: self.key, updates: ["a.b": 1], conditionExpression: "version = \(2)")
        #expect(result.success)
        #expect(result.attributes == ["a.b": 1])
        #expect(
            database.calls == [
                .updateItem(
                    UpdateItemInput(
                        tableName: "things", key: self.key, updateExpression: "SET #n0 = :v0",
                        conditionExpression: "#n1 = :v1", expressionAttributeNames: ["#n0": "a.b", "#n1": "version"],
                        expressionAttributeValues: [":v0": 1, ":v1": 2], returnValues: .updatedNew))
            ])
    }

    @Test
    func `an update of nothing is a failure`() async {
        let (client, database) = Self.client()
        #expect(await client.update(key: self.key, updates: [:]).error?.code == .validation)
        #expect(database.calls.isEmpty)
    }

    @Test
    func `delete asks for the item only if told to`() async {
        let (client, database) = Self.client { script in
            script.deleteItem = { input in
                let isThere = input.returnValues == .allOld && input.key["pk"] == "there"
                return DeleteItemOutput(attributes: isThere ? ["pk": "there"] : nil)
            }
        }
        let plain = await client.delete(key: ["pk": "there"])
        #expect(plain.success && plain.item == nil)
        let old = await client.delete(key: ["pk": "there"], returnOld: true)
        #expect(old.success && old.item == ["pk": "there"])
        let missing = await client.delete(key: ["pk": "missing"], returnOld: true)
        #expect(missing.success && missing.item == nil)
        func input(_ pk: AttributeValue, _ returnValues: ReturnValues?) -> DeleteItemInput {
            DeleteItemInput(tableName: "things", key: ["pk": pk], returnValues: returnValues)
        }
        #expect(
            database.calls == [
                .deleteItem(input("there", nil)), .deleteItem(input("there", .allOld)),
                .deleteItem(input("missing", .allOld)),
            ])
    }

    @Test
    func `increment and appendToList return the new value`() async {
        let (client, database) = Self.client { script in
            script.updateItem = { _ in UpdateItemOutput(attributes: ["n": 5, "l": ["a", "b"]]) }
        }
        #expect(await client.increment(key: self.key, attribute: "n").newValue == 5)
        #expect(await client.increment(key: self.key, attribute: "n", amount: -1).newValue == 5)
        #expect(await client.increment(key: self.key, attribute: "n", amount: 0.5).newValue == 5)
        #expect(await client.appendToList(key: self.key, attribute: "l", values: ["b"]).list == ["a", "b"])
        let values = database.calls.map { call -> AttributeValue? in
            if case .updateItem(let input) = call { input.expressionAttributeValues?[":v0"] } else { nil }
        }
        #expect(values == [1, -1, 0.5, []])
    }

    @Test
    func `every operation fails with a result`() async {
        let failure = DynamoDBError(.internalServerError, "broken")
        let (client, _) = Self.client { script in
            script.putItem = { _ throws(DynamoDBError) in throw failure }
            script.getItem = { _ throws(DynamoDBError) in throw failure }
            script.updateItem = { _ throws(DynamoDBError) in throw failure }
            script.deleteItem = { _ throws(DynamoDBError) in throw failure }
            script.query = { _ throws(DynamoDBError) in throw failure }
            script.scan = { _ throws(DynamoDBError) in throw failure }
            script.describeTable = { _ throws(DynamoDBError) in throw failure }
        }
        let errors = [
            await client.create(item: self.key).error,
            await client.get(partitionKey: "pk", partitionValue: "a").error,
            await client.query(partitionKey: "pk", partitionValue: "a").error,
            await client.scan().error,
            await client.getAll().error,
            await client.update(key: self.key, updates: ["a": 1]).error,
            await client.increment(key: self.key, attribute: "a").error,
            await client.appendToList(key: self.key, attribute: "a", values: ["a"]).error,
            await client.delete(key: self.key).error,
            await client.exists(partitionKey: "pk", partitionValue: "a").error,
            await client.count().error,
            await client.tableInfo().error,
        ]
        #expect(errors.map { $0?.code } == Array(repeating: .internalServerError, count: errors.count))
        let query = await client.query(partitionKey: "pk", partitionValue: "a")
        #expect(!query.success && query.items.isEmpty && query.count == 0 && query.lastKey == nil)
        #expect(await client.count().count == 0)
    }

    @Test
    func `table info is asked for anew each time`() async {
        let counts = Mutex(2)
        let (client, _) = Self.client { script in
            script.describeTable = { input in
                var description = TableDescription.test(named: input.tableName)
                description.itemCount = counts.withLock { count in
                    count += 1
                    return count
                }
                return DescribeTableOutput(table: description)
            }
        }
        let info = await client.tableInfo().info
        #expect(info?.name == "things")
        #expect(info?.status == "ACTIVE")
        #expect(info?.itemCount == 3)
        #expect(info?.keySchema == ["pk": "HASH", "sk": "RANGE"])
        #expect(info?.creationDate == "2024-01-15T10:30:00Z")
        #expect(await client.tableInfo().info?.itemCount == 4)
    }

    @Test(arguments: [nil, -1, .nan, .infinity, 1e300] as [Double?])
    func `a strange creation date is left out`(time: Double?) {
        var description = TableDescription.test()
        description.creationDateTime = time
        #expect(TableInfo(description).creationDate == nil)
    }
}
