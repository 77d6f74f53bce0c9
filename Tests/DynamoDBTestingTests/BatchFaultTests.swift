// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBTesting
import Testing

/// Batches of which a part comes back.
@Suite(.dynamoDB(tables: [.things, .others]))
struct BatchFaultTests {
    private static let items: [Item] = (0..<60).map { ["pk": .string("p\($0)"), "n": .number(DynamoDBNumber($0))] }

    @Test(arguments: UInt64(0)..<10)
    func `batches that come back in part end with everything done`(seed: UInt64) async throws {
        let test = try TestDatabase.current
        test.database.plan = FaultPlan(seed: seed)
            .adding(.unprocessed, probability: 0.5)
            .adding(.provisionedThroughputExceeded, probability: 0.2, to: .batchWriteItem, .batchGetItem)
        try test.database.inject(.unprocessed, into: .batchWriteItem)
        try test.database.inject(.unprocessed, into: .batchGetItem)
        let things = test.table("things")
        let put = await things.batchPut(Self.items)
        #expect(put.success && put.successful == 60)
        let got = await things.batchGet(Self.items.map { $0.selecting(["pk"]) })
        #expect(got.success && got.missingKeys.isEmpty)
        #expect(Set(got.items) == Set(Self.items))
        #expect(test.database.calls.count > 6 && test.database.pendingFaults == 0)
        #expect(try await test.engine.scan(ScanInput(tableName: "things")).count == 60)
    }

    @Test func `a batch that never gets on says what was left`() async throws {
        let test = try TestDatabase.current
        try test.database.inject(.unprocessed(leaving: 25), into: .batchWriteItem, times: 100)
        let result = await test.table("things").batchPut([["pk": "a"], ["pk": "b"]])
        #expect(
            result.failures.map(\.error.code) == [.provisionedThroughputExceeded, .provisionedThroughputExceeded])
        let read = await test.table("things").batchGet([["pk": "a"]])
        #expect(read.success)
    }

    @Test(arguments: [Fault.unprocessed, .unprocessed(leaving: 1), .unprocessed(leaving: 100)])
    func `a batch of which nothing is done is refused for its throughput`(fault: Fault) async throws {
        let test = try TestDatabase.current
        try test.database.inject(fault, times: 2)
        let write = await #expect(throws: DynamoDBError.self) {
            try await test.database.batchWriteItem(
                BatchWriteItemInput(requestItems: ["things": [.put(["pk": "a"])]]))
        }
        let read = await #expect(throws: DynamoDBError.self) {
            try await test.database.batchGetItem(
                BatchGetItemInput(requestItems: ["things": KeysAndAttributes(keys: [["pk": "a"]])]))
        }
        #expect(write?.code == .provisionedThroughputExceeded && read?.code == .provisionedThroughputExceeded)
        #expect(try await test.engine.scan(ScanInput(tableName: "things")).count == 0)
    }

    @Test(arguments: UInt64(0)..<16)
    func `of several entries chance leaves at least one, and does at least one`(seed: UInt64) async throws {
        let test = try TestDatabase.current
        test.database.plan = FaultPlan(seed: seed).adding(.unprocessed, probability: 1)
        let output = try await test.database.batchWriteItem(
            BatchWriteItemInput(requestItems: ["things": [.put(["pk": "a"])], "others": [.put(["pk": "b"])]]))
        #expect(output.unprocessedItems.count == 1)
    }

    @Test(arguments: [0, 1, 3])
    func `the last entries are left, in the order of the tables`(count: Int) async throws {
        let test = try TestDatabase.current
        let puts: [String: [WriteRequest]] = [
            "things": [.put(["pk": "c"]), .put(["pk": "d"])], "others": [.put(["pk": "a"]), .put(["pk": "b"])],
        ]
        try test.database.inject(.unprocessed(leaving: count))
        let output = try await test.database.batchWriteItem(BatchWriteItemInput(requestItems: puts))
        let order = ["others", "others", "things", "things"]
        let left = order.suffix(count)
        #expect(output.unprocessedItems.values.map(\.count).reduce(0, +) == left.count)
        #expect(output.unprocessedItems["others"]?.count ?? 0 == left.filter { $0 == "others" }.count)
        #expect(output.unprocessedItems["things"].map { $0.last == .put(["pk": "d"]) } ?? (count == 0))
        #expect(try await test.engine.scan(ScanInput(tableName: "things")).count == max(0, 2 - count))
    }

    @Test(arguments: [0, 26])
    func `a batch that the service refuses is refused, and no part of it is done`(count: Int) async throws {
        let test = try TestDatabase.current
        let puts = Self.items.prefix(count).map { WriteRequest.put($0) }
        let keys = (0..<(count * 4)).map { Item(["pk": .string("p\($0)")]) }
        for fault in [Fault.unprocessed, .unprocessed(leaving: 25), .unprocessed(leaving: 100)] {
            try test.database.inject(fault, into: .batchWriteItem)
            try test.database.inject(fault, into: .batchGetItem)
            let write = await #expect(throws: DynamoDBError.self) {
                try await test.database.batchWriteItem(
                    BatchWriteItemInput(requestItems: count == 0 ? [:] : ["things": puts]))
            }
            let read = await #expect(throws: DynamoDBError.self) {
                try await test.database.batchGetItem(
                    BatchGetItemInput(requestItems: count == 0 ? [:] : ["things": KeysAndAttributes(keys: keys)]))
            }
            #expect(write?.code == .validation && read?.code == .validation)
        }
        #expect(try await test.engine.scan(ScanInput(tableName: "things")).count == 0)
    }

    @Test(arguments: [Fault.unprocessed, .unprocessed(leaving: 1), .unprocessed(leaving: 100)])
    func `a batch that names an item twice, or a table that is not there, is refused as ever`(fault: Fault) async throws
    {
        let test = try TestDatabase.current
        let one: Item = ["pk": "p1"]
        let writes: [[WriteRequest]] = [
            [.put(["pk": "p1", "n": 1]), .put(["pk": "p2"]), .put(["pk": "p1", "n": 2])],
            [.put(["pk": "p1", "n": 1]), .delete(key: one)], [.delete(key: one), .delete(key: one)],
        ]
        for requests in writes {
            try test.database.inject(fault, into: .batchWriteItem)
            let write = await #expect(throws: DynamoDBError.self) {
                try await test.database.batchWriteItem(
                    BatchWriteItemInput(requestItems: ["others": [.put(["pk": "x"])], "things": requests]))
            }
            #expect(write?.code == .validation)
        }
        try test.database.inject(fault, into: .batchGetItem)
        let read = await #expect(throws: DynamoDBError.self) {
            try await test.database.batchGetItem(
                BatchGetItemInput(requestItems: ["things": KeysAndAttributes(keys: [one, ["pk": "p2"], one])]))
        }
        #expect(read?.code == .validation)
        try test.database.inject(fault, into: .batchWriteItem)
        let missing = await #expect(throws: DynamoDBError.self) {
            try await test.database.batchWriteItem(
                BatchWriteItemInput(requestItems: ["nowhere": [.put(one)], "things": [.put(one)]]))
        }
        #expect(missing?.code == .resourceNotFound)
        #expect(try await test.engine.scan(ScanInput(tableName: "things")).count == 0)
        #expect(try await test.engine.scan(ScanInput(tableName: "others")).count == 0)
    }

    @Test func `keys that were not read keep what was asked of them`() async throws {
        let test = try TestDatabase.current
        _ = await test.table("things").batchPut(Self.items)
        try test.database.inject(.unprocessed(leaving: 2))
        let wanted = KeysAndAttributes(
            keys: [["pk": "p1"], ["pk": "p2"], ["pk": "p3"]], consistentRead: true, projectionExpression: "#n",
            expressionAttributeNames: ["#n": "n"])
        let output = try await test.database.batchGetItem(BatchGetItemInput(requestItems: ["things": wanted]))
        #expect(output.responses["things"] == [["n": 1]])
        var rest = wanted
        rest.keys.removeFirst()
        #expect(output.unprocessedKeys == ["things": rest])
    }

    @Test func `a table of which nothing was read has no items, and is told of`() async throws {
        let test = try TestDatabase.current
        try await test.table("others").put(["pk": "a"])
        try test.database.inject(.unprocessed(leaving: 1))
        let keys = KeysAndAttributes(keys: [["pk": "a"]])
        let output = try await test.database.batchGetItem(
            BatchGetItemInput(requestItems: ["things": keys, "others": keys]))
        #expect(output.responses == ["others": [["pk": "a"]], "things": []])
        #expect(output.unprocessedKeys == ["things": keys])
    }
}
