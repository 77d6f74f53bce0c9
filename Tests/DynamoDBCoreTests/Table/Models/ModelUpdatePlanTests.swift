// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Synchronization
import Testing

/// What an update of a model sends, and what it refuses to send.
struct ModelUpdatePlanTests {
    private struct Job: Codable, Equatable, Sendable {
        var queue: String
        var id: String
        var state: String?
        var zone: String?
        var count: Int?
        var meta: [String: String]?
        var version: Int?
        var updated: Date?

        static let key = PrimaryKey<Job, String, String>(
            partition: .template("pk", "Q#{queue}"), sort: .string("id"))
        static let byState = ModelIndex<Job, String, String>(
            "by-state", partition: .template("gpk", "{queue}#{state}"), sort: .template("gsk", "{zone}#{meta.rank}"))
        static let schema = ModelSchema(
            key: key, indexes: [byState], type: EntityType("job"), version: "version", createdAt: "created",
            updatedAt: "updated", dates: .epochSeconds)
    }

    private func table(_ database: ScriptedDatabase) -> ModelTable<Job> {
        var table = DynamoDBTable("jobs", in: database)
        table.waits.now = { 1000 }
        return ModelTable(Job.schema, in: table)
    }

    /// A database that returns a job for every update.
    private static func returningJob() -> ScriptedDatabase {
        ScriptedDatabase { script in
            script.updateItem = { _ in UpdateItemOutput(attributes: ["queue": "q", "id": "1"]) }
        }
    }

    /// The text of the one update that was sent, with names and values in place.
    private func sent(
        creates: Bool = false, _ change: (inout ModelChanges) -> Void
    ) async throws -> (update: String, condition: String?) {
        let database = Self.returningJob()
        let table = self.table(database)
        if creates {
            try await table.upsert(Job.key("q", "1"), change)
        } else {
            try await table.update(Job.key("q", "1"), change)
        }
        let sent = try Self.update(in: database.calls.last)
        #expect(sent.key == ["pk": "Q#q", "id": "1"])
        return (sent.update, sent.condition)
    }

    /// The key and the text of an update that was sent, with names and values in place.
    private static func update(
        in call: ScriptedDatabase.Call?
    ) throws -> (key: Item, update: String, condition: String?) {
        guard case .updateItem(let input)? = call else { throw DynamoDBError(.unknown, "nothing was sent") }
        var attributes = try ExpressionAttributes(
            names: input.expressionAttributeNames, values: input.expressionAttributeValues)
        let update = try attributes.update(input.updateExpression ?? "")
        let condition = try input.conditionExpression.map { (text) throws(DynamoDBError) in
            try attributes.condition(text)
        }
        return (input.key, Update(update).description, condition.map { Condition($0).description })
    }

    private static let isThere =
        Attribute("pk").exists && (Attribute("type") == nil || Attribute("type") == "job")

    @Test func `version, date and type go with every update, which has to find an item of no other type`()
        async throws
    {
        let sent = try await self.sent { $0.set("count", to: 5) }
        #expect(sent.update == "SET count = 5, type = \"job\", updated = 1000 ADD version 1")
        #expect(
            sent.condition == "attribute_exists(pk) AND (attribute_not_exists(type) OR type = null OR type = \"job\")")
    }

    @Test func `an update that changes nothing gives no type either`() async throws {
        let sent = try await self.sent { $0.require(Attribute("count") == 5) }
        #expect(sent.update == "ADD version 1 SET updated = 1000")
    }

    @Test func `a derived key is made of the key and what is set`() async throws {
        #expect(
            try await self.sent { $0.set("state", to: "done") }.update
                == "SET state = \"done\", type = \"job\", gpk = \"q#done\", updated = 1000 ADD version 1")
        #expect(
            try await self.sent {
                $0.set("zone", to: "z")
                $0.set("meta.rank", to: "7")
            }.update
                == "SET zone = \"z\", meta.rank = \"7\", type = \"job\", gsk = \"z#7\", updated = 1000 ADD version 1")
        #expect(
            try await self.sent {
                $0.set("meta", to: ["rank": "8", "x": "y"])
                $0.expect("zone", equals: "z")
            }.update.contains("gsk = \"z#8\""))
        #expect(try await self.sent { $0.remove("meta") }.update.contains("REMOVE meta, gsk"))
        #expect(try await self.sent { $0.set("zone", to: nil as String?) }.update.contains("REMOVE zone, gsk"))
        #expect(try await !self.sent { $0.set("meta.other", to: "7") }.update.contains("gsk"))
    }

    @Test func `an upsert makes what it can`() async throws {
        let sent = try await self.sent(creates: true) { $0.set("state", to: "new") }
        #expect(
            sent.update
                == "SET state = \"new\", queue = if_not_exists(queue, \"q\"), type = \"job\", gpk = \"q#new\", "
                + "updated = 1000, created = if_not_exists(created, 1000) ADD version 1")
        #expect(sent.condition == "attribute_not_exists(type) OR type = null OR type = \"job\"")
    }

    private struct Placed: Codable, Sendable {
        var meta: [String: String]

        static let key = PrimaryKey<Placed, String, Never>(partition: .template("pk", "M#{meta.region}"))
        static let schema = ModelSchema(key: key)
    }

    @Test func `an upsert leaves what the key was made of to an update inside the same attribute`() async throws {
        let database = ScriptedDatabase { script in
            script.updateItem = { _ in UpdateItemOutput(attributes: ["meta": .map(["region": "eu", "other": "x"])]) }
        }
        let table = ModelTable(Placed.schema, named: "placed", in: database)
        try await table.upsert(Placed.key("eu")) { $0.set("meta.other", to: "x") }
        // Both in one update would be paths that overlap.
        #expect(try Self.update(in: database.calls.last).update == "SET meta.other = \"x\"")
        try await table.upsert(Placed.key("eu")) { $0.set("note", to: "x") }
        #expect(try Self.update(in: database.calls.last).update.contains("meta = if_not_exists(meta, "))
    }

    @Test func `a list with a cap is written in place of the one that was seen`() async throws {
        let waits = WaitRecorder()
        let database = ScriptedDatabase { script in
            script.updateItem = { input throws(DynamoDBError) in
                let values = input.expressionAttributeValues ?? Item()
                let job: Item = ["pk": "Q#q", "queue": "q", "id": "1"]
                if values.contains(where: { $0.value == .list(["b", "c"]) }) {
                    return UpdateItemOutput(attributes: job)
                }
                var error = DynamoDBError(.conditionalCheckFailed, "The conditional request failed")
                // The list is full, and somebody writes to it each time.
                let isFirst = !values.contains { $0.value == .list(["a", "b"]) }
                error.item = job.merging(["log": .list(isFirst ? ["a", "b"] : ["b", "c"])])
                throw error
            }
        }
        var table = DynamoDBTable("jobs", in: database)
        table.waits = waits.settings()
        try await ModelTable(Job.schema, in: table).update(Job.key("q", "1")) {
            $0.append("log", ["x"], keepingLast: 2)
        }
        let log = Attribute("log")
        let exists = Self.isThere
        let conditions = try database.calls.map { try Self.update(in: $0).condition }
        #expect(
            conditions == [
                (exists && (log.notExists || log.size <= 1)).description,
                (exists && log == AttributeValue.list(["a", "b"])).description,
                (exists && log == AttributeValue.list(["b", "c"])).description,
            ])
        #expect(try Self.update(in: database.calls.last).update.contains("log = [\"c\", \"x\"]"))
        #expect(waits.waits.count == 1)
    }

    @Test func `a list with a cap that was seen to be NULL is begun only while it is`() async throws {
        let calls = Mutex(0)
        let database = ScriptedDatabase { script in
            script.updateItem = { _ throws(DynamoDBError) in
                let call = calls.withLock { calls in
                    calls += 1
                    return calls
                }
                let job: Item = ["pk": "Q#q", "queue": "q", "id": "1"]
                if call == 3 { return UpdateItemOutput(attributes: job) }
                var error = DynamoDBError(.conditionalCheckFailed, "The conditional request failed")
                // Somebody else begins it meanwhile.
                error.item = job.merging(["log": call == 1 ? .null : .list(["a"])])
                throw error
            }
        }
        var table = DynamoDBTable("jobs", in: database)
        table.waits = WaitRecorder().settings()
        try await ModelTable(Job.schema, in: table).update(Job.key("q", "1")) {
            $0.append("log", ["x"], keepingLast: 2)
        }
        let (log, exists) = (Attribute("log"), Self.isThere)
        let conditions = try database.calls.map { try Self.update(in: $0).condition }
        #expect(
            conditions == [
                (exists && (log.notExists || log.size <= 1)).description, (exists && log == nil).description,
                (exists && log == AttributeValue.list(["a"])).description,
            ])
        #expect(try Self.update(in: database.calls.last).update.contains("log = [\"a\", \"x\"]"))
    }

    @Test func `more values than a list may have take the place of a list alone, which one request finds out`() async {
        let database = ScriptedDatabase { script in
            script.updateItem = { _ throws(DynamoDBError) in
                var error = DynamoDBError(.conditionalCheckFailed, "The conditional request failed")
                error.item = ["pk": "Q#q", "queue": "q", "id": "1", "log": "a text"]
                throw error
            }
        }
        do {
            try await self.table(database).update(Job.key("q", "1")) { $0.append("log", ["a", "b"], keepingLast: 1) }
            Issue.record("it was written")
        } catch {
            #expect(error.code == .validation)
            #expect(error.message == "log holds a value of type S, and no list.")
        }
        #expect(database.calls.count == 1)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout ModelChanges) -> Void
    }

    static let refused: [Refused] = [
        Refused(testDescription: "queue is a part of the primary key") { $0.set("queue", to: "x") },
        Refused(testDescription: "pk is a part of the primary key") { $0.set("pk", to: "x") },
        Refused(testDescription: "id is a part of the primary key") { $0.remove("id") },
        Refused(testDescription: "gpk is made of other attributes") { $0.set("gpk", to: "x") },
        Refused(testDescription: "The table itself sets version") { $0.add("version", 2) },
        Refused(testDescription: "The table itself sets updated") { $0.remove("updated") },
        Refused(testDescription: "The table itself sets created") { $0.remove("created") },
        Refused(testDescription: "The table itself sets type") { $0.set("type", to: "x") },
        Refused(testDescription: "The update sets zone, and meta.rank is missing to make it anew") {
            $0.set("zone", to: "z")
        },
        Refused(testDescription: "what the update makes of that is not known before") {
            $0.set("state", ifNotExists: "z")
        },
        Refused(testDescription: "what the update makes of that is not known before") {
            $0.append("state", ["x"], keepingLast: 2)
        },
        Refused(testDescription: "what the update makes of that is not known before") {
            $0.set("state.part", to: "z")
        },
        Refused(testDescription: "Only a number can be added") { $0.add("count", "x") },
        Refused(testDescription: "The parameter cannot be converted") { $0.set("count", to: Double.nan) },
        Refused(testDescription: "has none: remove it") { $0.append("list", ["x"], keepingLast: 0) },
        Refused(testDescription: "The members are stored as a list") { $0.insert([true], into: "flags") },
        Refused(testDescription: "Two document paths overlap") {
            $0.set("count", to: 1)
            $0.add("count")
        },
        Refused(testDescription: "The path \"a..b\" is malformed") { $0.set("a..b", to: 1) },
    ]

    @Test(arguments: Self.refused)
    func `a wrong update is refused before it is sent`(_ refused: Refused) async {
        let database = ScriptedDatabase()
        do {
            try await self.table(database).update(Job.key("q", "1"), refused.change)
            Issue.record("it was sent")
        } catch {
            #expect(error.code == .validation)
            #expect(error.message.contains(refused.testDescription), "\(error.message)")
        }
        #expect(database.calls.isEmpty)
    }

    @Test func `what an upsert does not know of the date of creation is told with what to do`() async {
        let byDate = ModelIndex<Job, String, Never>("by-date", partition: .template("dpk", "D#{created}"))
        let schema = ModelSchema(key: Job.key, indexes: [byDate], createdAt: "created")
        let database = ScriptedDatabase()
        let jobs = ModelTable(schema, named: "jobs", in: database)
        let error = await #expect(throws: DynamoDBError.self) {
            try await jobs.upsert(Job.key("q", "1")) { $0.set("state", to: "x") }
        }
        #expect(
            error?.message
                == "The index key dpk is made of created, which is the stored one if there is an item, so an "
                + "upsert does not know it. Insert what is new, and use update or modify for what is there.")
        #expect(database.calls.isEmpty)
    }

    @Test func `modify gives up after its attempts`() async throws {
        let waits = WaitRecorder()
        let database = ScriptedDatabase { script in
            script.getItem = { _ in GetItemOutput(item: ["pk": "Q#q", "queue": "q", "id": "1", "version": 4]) }
            script.updateItem = { _ throws(DynamoDBError) in
                throw DynamoDBError(.conditionalCheckFailed, "The conditional request failed")
            }
        }
        var table = DynamoDBTable("jobs", in: database)
        table.waits = waits.settings()
        let jobs = ModelTable(Job.schema, in: table)
        var runs = 0
        do {
            try await jobs.modify(Job.key("q", "1"), attempts: 3) { job in
                runs += 1
                job.state = "x"
            }
            Issue.record("it was written")
        } catch {
            #expect(error.code == .conditionalCheckFailed)
            #expect(error.message.hasPrefix("The conditional request failed"))
            #expect(
                error.message.hasSuffix("Others came first in every attempt (3); `attempts` of `modify` allows more."))
        }
        #expect(runs == 3 && waits.waits.count == 2 && database.calls.count == 6)
        guard case .updateItem(let input)? = database.calls.last else {
            Issue.record("nothing was written")
            return
        }
        var attributes = try ExpressionAttributes(
            names: input.expressionAttributeNames, values: input.expressionAttributeValues)
        let condition = try attributes.condition(input.conditionExpression ?? "")
        #expect(Condition(condition).description == "attribute_exists(pk) AND version = 4")
    }

    private struct Lease: Codable, Sendable {
        var id: String
        var ends: Date
        var version: Int?

        static let key = PrimaryKey<Lease, String, Never>(partition: .string("id"))
        static let schema = ModelSchema(key: key, version: "version", expiresAt: "ends")
    }

    @Test func `an expired item does not stand in the way of a first version`() async throws {
        let database = ScriptedDatabase()
        var table = DynamoDBTable("leases", in: database)
        table.waits.now = { 1000 }
        let leases = ModelTable(Lease.schema, in: table)
        let stored = try await leases.put(Lease(id: "a", ends: Date(timeIntervalSince1970: 2000.5)))
        #expect(stored.version == 1 && stored.ends == Date(timeIntervalSince1970: 2000))
        guard case .putItem(let input)? = database.calls.last else {
            Issue.record("nothing was written")
            return
        }
        #expect(input.item == ["id": "a", "ends": 2000, "version": 1])
        var attributes = try ExpressionAttributes(
            names: input.expressionAttributeNames, values: input.expressionAttributeValues)
        let condition = try attributes.condition(input.conditionExpression ?? "")
        #expect(Condition(condition).description == "attribute_not_exists(version) OR ends <= 1000")
    }

    @Test func `clauses are told by what is false of the item`() {
        let condition = Attribute("a") == 1 && (Attribute("b") > 2 || Attribute("c").exists) && !Attribute("d").exists
        #expect(condition.falseClauses(for: ["a": 1, "c": 1]).isEmpty)
        #expect(
            condition.falseClauses(for: ["a": 2, "b": 3, "d": 1]) == [Attribute("a") == 1, !Attribute("d").exists])
        #expect(
            condition.falseClauses(for: ["a": 1, "b": 1])
                == [Attribute("b") > 2 || Attribute("c").exists])
        #expect((Attribute("a") == "secret" || Attribute("b").beginsWith("x")).outline == "a = ? OR begins_with(b, ?)")
    }

    private struct Follow: Codable, Hashable, Sendable {
        var user: String
        var note: String?

        static let key = PrimaryKey<Follow, String, Never>(partition: .string("user"))
    }

    @Test func `an upsert that only removes asks until the item is there or is created`() async throws {
        // Whether the update finds the item, as others come and go.
        for (answers, isDone) in [
            ([true], true), ([false, true], true), ([false, false, true], true),
            ([false, false, false, false, true], true), ([Bool](repeating: false, count: 40), false),
        ] {
            let calls = Mutex(0)
            let database = ScriptedDatabase { script in
                script.updateItem = { (input) throws(DynamoDBError) in
                    let call = calls.withLock { count in
                        count += 1
                        return count - 1
                    }
                    // Every other request creates the item, and has nothing else to do.
                    #expect((input.updateExpression == nil) == (call % 2 == 1))
                    #expect(input.conditionExpression?.contains("attribute_not_exists") == (call % 2 == 1))
                    guard answers[call] else {
                        var error = DynamoDBError(.conditionalCheckFailed, "no")
                        if call % 2 == 1 { error.item = ["user": "a"] }
                        throw error
                    }
                    return UpdateItemOutput(attributes: ["user": "a"])
                }
            }
            let table = ModelTable(ModelSchema(key: Follow.key), named: "follows", in: database)
            do {
                #expect(try await table.upsert(Follow(user: "a")) == Follow(user: "a"))
                #expect(isDone && calls.withLock(\.self) == answers.count)
            } catch {
                #expect(!isDone && error.code == .conditionalCheckFailed)
                #expect(calls.withLock(\.self) < 40)
            }
        }
    }
}
