// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// The changes of a table as a sequence: from the oldest, from now, and on behind a checkpoint.
struct ChangeSequenceTests {
    private static func items(in database: any DynamoDBDatabase) async throws -> DynamoDBTable {
        var input = CreateTableInput(tableName: "Followed", partitionKey: .string("pk"))
        input.streamSpecification = .enabled(.newAndOldImages)
        return try await DynamoDBTable.create(input, in: database)
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `the changes before a stop and those from its checkpoint on are all there are`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            let table = try await Self.items(in: database)
            var expected: [String] = []
            for number in 1...12 {
                let key = "k\(number % 3)"
                let isThere = number > 3 && !(number - 3).isMultiple(of: 4)
                if number.isMultiple(of: 4) {
                    try await table.delete(["pk": .string(key)])
                    expected.append("\(key) \(number - 3) -> nil")
                } else {
                    try await table.put(["pk": .string(key), "n": .number(DynamoDBNumber(number))])
                    expected.append("\(key) \(isThere ? "\(number - 3)" : "nil") -> \(number)")
                }
            }
            func told(_ change: TableChange<Item>) -> String {
                func number(_ item: Item?) -> String { item?["n"]?.int.map { "\($0)" } ?? "nil" }
                return "\(change.key["pk"]?.string ?? "") \(number(change.old)) -> \(number(change.new))"
            }
            var start = StreamStart.oldest
            for stop in [5, 1, 100] {
                var changes = table.changes(from: start).untilCaughtUp()
                changes.pageSize = 3
                var count = 0
                for try await change in changes {
                    #expect(told(change) == expected.first)
                    if !expected.isEmpty { expected.removeFirst() }
                    start = .checkpoint(try #require(StreamCheckpoint(change.checkpoint.description)))
                    count += 1
                    if count == stop { break }
                }
            }
            #expect(expected.isEmpty)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `latest tells what happens from then on`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            let table = try await Self.items(in: database)
            try await table.put(["pk": "before"])
            var changes = table.changes(from: .latest).untilCaughtUp().makeAsyncIterator()
            #expect(try await changes.next() == nil)
            try await table.put(["pk": "after"])
            let change = try await changes.next()
            #expect(change?.key == ["pk": "after"] && change?.kind == .insert && change?.isExpiry == false)
            #expect(try await changes.next() == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `models are told, and rows of other models left out`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            let shop = try await Shop(in: database, stream: .newAndOldImages)
            let order = try await shop.orders.insert(Order("ann", 7))
            try await shop.orders.table.put(["pk": "OTHER#1", "sk": "ROW"])
            try await shop.orders.update(Order.key("ann", 7)) { $0.set("total", to: 5) }
            try await shop.orders.delete(Order.key("ann", 7))
            var told: [(Order?, Order?)] = []
            for try await change in shop.orders.changes(from: .oldest).untilCaughtUp() {
                told.append((change.old, change.new))
            }
            #expect(told.map(\.0?.total) == [nil, order.total, 5])
            #expect(told.map(\.1?.total) == [order.total, 5, nil])
        }
    }

    /// A model whose rows have keys of no form of their own.
    private struct Note: Codable, Equatable, Sendable {
        var pk: String
        var text: String?

        static let key = PrimaryKey<Note, String, Never>(partition: .string("pk"))
        static let schema = ModelSchema(key: key, type: EntityType("NOTE"))
    }

    @Test(
        arguments: DatabaseUnderTest.available,
        [StreamViewType.keysOnly, .newImage, .oldImage, .newAndOldImages])
    func `models that an attribute tells apart are told whatever the stream has of them`(
        kind: DatabaseUnderTest, view: StreamViewType
    ) async throws {
        try await kind.run { database in
            var input = CreateTableInput(tableName: "Followed", partitionKey: .string("pk"))
            input.streamSpecification = .enabled(view)
            let notes = ModelTable(Note.schema, in: try await DynamoDBTable.create(input, in: database))
            try await notes.insert(Note(pk: "a", text: "one"))
            try await notes.put(Note(pk: "a", text: "two"))
            try await notes.delete(Note.key("a"))
            var told: [(StreamEventName, String?, String?)] = []
            for try await change in notes.changes(from: .oldest).untilCaughtUp() {
                told.append((change.kind, change.old?.text, change.new?.text))
            }
            #expect(told.map(\.0) == [.insert, .modify, .remove])
            let (hasOld, hasNew) = (
                view == .oldImage || view == .newAndOldImages, view == .newImage || view == .newAndOldImages
            )
            #expect(told.map(\.1) == (hasOld ? [nil, "one", "two"] : [nil, nil, nil]))
            #expect(told.map(\.2) == (hasNew ? ["one", "two", nil] : [nil, nil, nil]))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an item that becomes a model's row is inserted, and one that is it no longer is removed`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            let table = try await Self.items(in: database)
            let notes = ModelTable(Note.schema, in: table)
            try await table.put(["pk": "a"])
            try await notes.put(Note(pk: "a", text: "one"))
            try await table.put(["pk": "a", "n": 1])
            var told: [(StreamEventName, String?, String?)] = []
            var changes = notes.changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
            while let change = try await changes.next() {
                told.append((change.kind, change.old?.text, change.new?.text))
            }
            #expect(told.map(\.0) == [.insert, .remove])
            #expect(told.map(\.1) == [nil, "one"] && told.map(\.2) == ["one", nil])
            // What was left out is read as well: with it behind, nothing is left.
            try await table.put(["pk": "other"])
            #expect(try await changes.next() == nil)
            let checkpoint = try #require(changes.checkpoint)
            let rest = table.changes(from: .checkpoint(checkpoint)).untilCaughtUp()
            for try await change in rest { Issue.record("\(change.key) was read already") }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a checkpoint of another table is refused`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            let table = try await Self.items(in: database)
            var input = CreateTableInput(tableName: "Other", partitionKey: .string("pk"))
            input.streamSpecification = .enabled(.newImage)
            let other = try await DynamoDBTable.create(input, in: database)
            try await other.put(["pk": "a"])
            var changes = other.changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
            let checkpoint = try #require(try await changes.next()?.checkpoint)
            let error = await #expect(throws: DynamoDBError.self) {
                for try await _ in table.changes(from: .checkpoint(checkpoint)).untilCaughtUp() {}
            }
            #expect(error?.code == .validation && error?.message.contains("Other") == true)
        }
    }

    /// A database in which a program's tables have other names than it gives them.
    private struct TenantDatabase: ForwardingDatabase {
        let database: any DynamoDBDatabase

        func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
            var input = input
            input.tableName = "ann-\(input.tableName)"
            return try await self.database.createTable(input)
        }

        func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
            try await self.database.describeTable(DescribeTableInput(tableName: "ann-\(input.tableName)"))
        }

        func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput {
            var input = input
            input.tableName = "ann-\(input.tableName)"
            return try await self.database.putItem(input)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `changes are followed behind a wrapper that gives tables other names`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            let table = try await Self.items(in: TenantDatabase(database: database))
            var start = StreamStart.oldest
            for key in ["a", "b"] {
                try await table.put(["pk": .string(key)])
                var told: [String?] = []
                for try await change in table.changes(from: start).untilCaughtUp() {
                    told.append(change.key["pk"]?.string)
                    start = .checkpoint(change.checkpoint)
                }
                #expect(told == [key])
            }
        }
    }
}
