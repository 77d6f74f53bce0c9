// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import DynamoDBEmbedded

/// Puts of new items of about 1 KB.
struct WriteMeasures {
    private let rowSize: Int
    /// Of all contenders together: some write to the same table, and what one of them has put is not new any more.
    /// To put it once more costs an index nothing.
    private let numbers = Numbers()

    /// Which keys the items have.
    enum Order {
        /// One partition key, and sort keys in order, as events have: they come to stand side by side.
        case inOrder
        /// A thousand partition keys, one after the other: each item comes to stand on a page of its own.
        case scattered

        fileprivate var partitions: Int { self == .inOrder ? 1 : 997 }
    }

    /// - Parameter rowSize: How long the row of an item is in the file.
    init(rowSize: Int) {
        self.rowSize = rowSize
    }

    /// A contender that puts items, some tasks at a time.
    func engine(
        _ name: String, _ database: EmbeddedDatabase, floor: String, goal: Double? = nil, writers: Int = 1,
        order: Order = .inOrder,
        clock: Contender.Clock = .wall
    ) throws -> Contender {
        let template = try Tables.order(0)
        return Contender(name: name, floor: floor, clock: clock, goal: goal) { count in
            let numbers = self.numbers.take(count)
            if writers == 1 {
                for number in numbers { try await Self.put(template, number, order, database) }
                return
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<writers {
                    group.addTask {
                        for number in stride(from: numbers.lowerBound + writer, to: numbers.upperBound, by: writers) {
                            try await Self.put(template, number, order, database)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    private static func put(
        _ template: Item, _ number: Int, _ order: Order, _ database: EmbeddedDatabase
    ) async throws {
        var item = template
        item["pk"] = .string("customer#\(10_000_000 + number % order.partitions)")
        item["sk"] = .string("order#2026-11-22T20:22:18.123Z#\(10_000_000 + number)")
        // The key of the index.
        item["name"] = .string("Ada Lovelace-Byron \(number % order.partitions)")
        _ = try await database.putItem(PutItemInput(tableName: Tables.name, item: item))
    }

    /// A contender that stores rows with keys of the same form.
    ///
    /// - Parameter together: How many rows it stores in one transaction.
    func floor(
        _ name: String, _ floor: Floor, together: Int = 1, order: Order = .inOrder, clock: Contender.Clock = .wall
    ) -> Contender {
        let value = [UInt8](repeating: 120, count: self.rowSize)
        return Contender(name: name, clock: clock) { count in
            var key = [UInt8](repeating: 0, count: 4)
            var rest = 0
            for number in self.numbers.take(count) {
                if together > 1, rest == 0 { try floor.begin() }
                var partition = SplitMix(state: UInt64(number % order.partitions))
                let hash = partition.next()
                key.removeLast(key.count - 4)
                for index in 0..<4 { key[index] = UInt8(truncatingIfNeeded: hash >> UInt64(index * 8)) }
                key.append(contentsOf: "customer#\(10_000_000 + number % order.partitions)\0\0".utf8)
                key.append(contentsOf: "order#2026-11-22T20:22:18.123Z#\(10_000_000 + number)\0\0".utf8)
                try floor.put(key, value)
                rest = (rest + 1) % together
                if together > 1, rest == 0 { try floor.commit() }
            }
            if rest > 0 { try floor.commit() }
        }
    }
}
