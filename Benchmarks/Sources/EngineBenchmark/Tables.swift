// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import DynamoDBEmbedded
import Foundation

/// The tables that are measured, and how they are filled.
enum Tables {
    static let name = "orders"

    /// Makes the table of the benchmarks in a database.
    static func make(in database: EmbeddedDatabase, index: Bool = false) async throws {
        _ = try await database.createTable(
            CreateTableInput(
                tableName: self.name, partitionKey: .string("pk"), sortKey: .string("sk"),
                globalSecondaryIndexes: index
                    ? [.init("by-name", partitionKey: .string("name"), sortKey: .string("sk"))] : []))
    }

    /// The item of about 1 KB with the number; 100 have one partition key.
    static func order(_ number: Int) throws -> Item {
        var order = Order(number, customer: number / 100)
        order.name = "Ada Lovelace-Byron \(number)"
        return try DynamoDBEncoder().encode(order)
    }

    /// An item of about 200 bytes with the number; 100 have one partition key.
    static func line(_ number: Int) -> Item {
        [
            "pk": .string("customer#\(self.padded(number / 100))"),
            "sk": .string("line#\(self.padded(number))"),
            "amount": .number(DynamoDBNumber(number % 1000)),
            "article": .string("Large format print, 420 x 594 mm, matt paper 230 g/m2"),
            "note": .string("Second attempt goes to the neighbour at number 14"),
            "shipped": .bool(number.isMultiple(of: 3)),
            "status": .string(number.isMultiple(of: 7) ? "returned" : "delivered"),
        ]
    }

    /// Puts so many lines into the table, in batches, some at a time.
    static func load(_ count: Int, into database: EmbeddedDatabase) async throws {
        // So many that what waits for a commit fills whole partitions.
        let tasks = 32
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<tasks {
                group.addTask {
                    for start in stride(from: task * 25, to: count, by: tasks * 25) {
                        let batch = (start..<min(start + 25, count)).map { WriteRequest.put(self.line($0)) }
                        _ = try await database.batchWriteItem(BatchWriteItemInput(requestItems: [self.name: batch]))
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    }
}

/// The key of a row of the file, taken apart: 4 bytes of hash, the partition key and the sort key, each with two zeros
/// behind it.
struct RowKey {
    let bytes: [UInt8]
    private let end: Int

    init?(_ bytes: [UInt8]) {
        guard bytes.count > 6, let end = bytes[4...].firstIndex(of: 0), bytes[end + 1] == 0 else { return nil }
        self.bytes = bytes
        self.end = end
    }

    /// What all keys of the partition begin with.
    var prefix: [UInt8] { Array(self.bytes[..<(self.end + 1)]) }

    var partition: String { String(decoding: self.bytes[4..<self.end], as: UTF8.self) }

    var sort: String { String(decoding: self.bytes[(self.end + 2)...].dropLast(2), as: UTF8.self) }

    var item: Item { ["pk": .string(self.partition), "sk": .string(self.sort)] }
}

extension Order {
    static let key = PrimaryKey<Order, String, String>(partition: .string("pk"), sort: .string("sk"))
    static let schema = ModelSchema(key: key)
}
