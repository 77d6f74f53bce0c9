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
            var changes = table.changes().untilCaughtUp().makeAsyncIterator()
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
}
