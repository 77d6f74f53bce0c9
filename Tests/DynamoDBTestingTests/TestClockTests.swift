// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBTesting
import Foundation
import Testing

/// Time that a test moves.
struct TestClockTests {
    @Test func `a clock stands still, and goes where it is told`() {
        let clock = TestClock()
        #expect(clock.secondsSince1970 == 1_767_225_600)
        clock.advance(by: .milliseconds(1500))
        #expect(clock.now == Date(timeIntervalSince1970: 1_767_225_601.5))
        clock.advance(by: .seconds(-2))
        #expect(clock.secondsSince1970 == 1_767_225_599.5)
        clock.set(to: Date(timeIntervalSince1970: 100))
        #expect(clock.secondsSince1970 == 100)
        for _ in 0..<10 { clock.advance(by: .milliseconds(100)) }
        #expect(clock.secondsSince1970 == 101)
    }

    @Test(.dynamoDB)
    func `a reader that saw an empty stream and was away for more than a day is told that it may have missed changes`()
        async throws
    {
        let test = try TestDatabase.current
        var input = CreateTableInput(tableName: "orders", partitionKey: .string("pk"))
        input.streamSpecification = .enabled(.keysOnly)
        _ = try await test.engine.createTable(input)
        let orders = test.table("orders")
        var changes = orders.changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        #expect(try await changes.next() == nil)
        let checkpoint = try #require(changes.checkpoint)
        try await orders.put(["pk": "missed"])
        try await test.advance(by: .seconds(25 * 3600))
        try await orders.put(["pk": "new"])
        var rest = orders.changes(from: .checkpoint(checkpoint)).untilCaughtUp().makeAsyncIterator()
        for _ in 0..<2 {
            var error: DynamoDBError?
            do { _ = try await rest.next() } catch let thrown { error = thrown }
            #expect(error?.code == .trimmedDataAccess)
        }
        var anew = orders.changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        #expect(try await anew.next()?.key == ["pk": "new"])
    }

    @Test(.dynamoDB(tables: [.things]))
    func `items expire when the clock has moved`() async throws {
        let test = try TestDatabase.current
        let schema = ModelSchema(key: Account.key, expiresAt: "expires")
        let accounts = test.models(schema, named: "things")
        _ = try await test.engine.updateTimeToLive(
            UpdateTimeToLiveInput(
                tableName: "things",
                timeToLiveSpecification: TimeToLiveSpecification(enabled: true, attributeName: "expires")))
        let end = Int(test.clock.secondsSince1970) + 3600
        try await accounts.put(Account(owner: "ann", expires: end))
        try await accounts.put(Account(owner: "bob"))
        #expect(try await test.advance(by: .seconds(3599)) == 0)
        #expect(try await accounts.get(Account.key("ann")) != nil)
        test.clock.advance(by: .seconds(2))
        // The model table hides what has expired; the item is still there.
        #expect(try await accounts.get(Account.key("ann")) == nil)
        #expect(try await test.engine.scan(ScanInput(tableName: "things")).count == 2)
        #expect(try await test.advance(by: .zero) == 1)
        #expect(try await test.engine.scan(ScanInput(tableName: "things")).count == 1)
    }

    @Test(.dynamoDB(tables: [.things]))
    func `rows of several models, and models of a table that reads the clock, expire by it`() async throws {
        let test = try TestDatabase.current
        let schema = ModelSchema(key: Account.key, expiresAt: "expires")
        let accounts = ModelTable(schema, in: test.table("things"))
        let rows = Entities(in: test.table("things"), unknown: { _ in "?" }).with(schema) { $0.owner }
        let scan = rows.scan()
        try await accounts.put(Account(owner: "ann", expires: Int(test.clock.secondsSince1970) + 60))
        #expect(try await scan.collected() == ["ann"])
        #expect(try await accounts.get(Account.key("ann")) != nil)
        test.clock.advance(by: .seconds(60))
        #expect(try await scan.collected().isEmpty)
        #expect(try await accounts.get(Account.key("ann")) == nil)
        #expect(try await test.engine.scan(ScanInput(tableName: "things")).count == 1)
    }

    @Test(.dynamoDB)
    func `records of a stream are gone after a day`() async throws {
        let test = try TestDatabase.current
        var input = CreateTableInput.things
        input.streamSpecification = .enabled(.keysOnly)
        let things = try await DynamoDBTable.create(input, in: test.database)
        try await things.put(["pk": "a"])
        let arn = try #require(try await things.describe().latestStreamArn)
        func records() async throws -> [String?] {
            let shards = try await test.database.describeStream(DescribeStreamInput(streamArn: arn)).streamDescription
                .shards
            var keys: [String?] = []
            for shard in shards {
                let iterator = try await test.database.getShardIterator(
                    GetShardIteratorInput(streamArn: arn, shardId: shard.shardId, shardIteratorType: .trimHorizon))
                guard let iterator = iterator.shardIterator else { continue }
                let page = try await test.database.getRecords(GetRecordsInput(shardIterator: iterator))
                keys += page.records.map { $0.dynamodb?.keys?["pk"]?.string }
            }
            return keys
        }
        #expect(try await records() == ["a"])
        try await test.advance(by: .seconds(23 * 3600))
        try await things.put(["pk": "b"])
        #expect(try await records() == ["a", "b"])
        try await test.advance(by: .seconds(2 * 3600))
        #expect(try await records() == ["b"])
    }

    @Test(.dynamoDB)
    func `changes are told by the clock of the test, also after an iterator has expired`() async throws {
        let test = try TestDatabase.current
        var input = try CreateTableInput(tableName: "accounts", for: Account.schema)
        input.streamSpecification = .enabled(.newAndOldImages)
        try await DynamoDBTable.create(input, in: test.engine)
        let accounts = test.models(Account.schema, named: "accounts")
        let table = test.table("accounts")
        var models = accounts.changes(from: .latest).untilCaughtUp().makeAsyncIterator()
        var items = table.changes(from: .latest).untilCaughtUp().makeAsyncIterator()
        #expect(try await models.next() == nil)
        #expect(try await items.next() == nil)
        try await accounts.put(Account(owner: "ann"))
        try await test.advance(by: .seconds(1200))
        #expect(try await models.next()?.new?.owner == "ann")
        #expect(try await items.next()?.new?["owner"] == "ann")
        #expect(test.database.calls(of: .getShardIterator).count == 4)
    }
}
