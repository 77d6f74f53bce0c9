// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import DynamoDBEmbedded

/// Reads of one item, and of the 100 items of a partition.
struct ReadMeasures {
    private let database: EmbeddedDatabase
    private let floor: Floor
    private let gets: [GetItemInput]
    private let queries: [QueryInput]
    private let keys: [RowKey]
    private let modelKeys: [(partition: String, sort: String)]

    /// - Parameter floor: SQLite on the same rows.
    init(_ database: EmbeddedDatabase, _ floor: Floor) throws {
        self.database = database
        self.floor = floor
        self.keys = try floor.sampleKeys(4096).compactMap(RowKey.init)
        self.modelKeys = self.keys.map { ($0.partition, $0.sort) }
        self.gets = self.keys.map { GetItemInput(tableName: Tables.name, key: $0.item) }
        self.queries = self.keys.map {
            QueryInput(
                tableName: Tables.name, keyConditionExpression: "#p = :p", expressionAttributeNames: ["#p": "pk"],
                expressionAttributeValues: [":p": .string($0.partition)])
        }
    }

    /// The point read and the query of each, to items.
    func contenders(_ suffix: String = "", prefix: String = "") -> [Contender] {
        [
            Contender(name: "\(prefix)floor-get\(suffix)") { count in
                for turn in 0..<count {
                    let bytes = try self.floor.read(self.keys[turn % self.keys.count].bytes)
                    guard bytes > 0 else { throw Missing() }
                }
            },
            Contender(name: "\(prefix)get\(suffix)", floor: "\(prefix)floor-get\(suffix)", goal: 2.5) { count in
                for turn in 0..<count {
                    let item = try await self.database.getItem(self.gets[turn % self.gets.count]).item
                    guard item != nil else { throw Missing() }
                }
            },
            Contender(name: "\(prefix)floor-query-100\(suffix)") { count in
                for turn in 0..<count {
                    let rows = try self.floor.readRange(self.keys[turn % self.keys.count].prefix, limit: 100)
                    guard rows == 100 else { throw Missing() }
                }
            },
            Contender(
                name: "\(prefix)query-100\(suffix)", floor: "\(prefix)floor-query-100\(suffix)", goal: 3
            ) { count in
                for turn in 0..<count {
                    let page = try await self.database.query(self.queries[turn % self.queries.count])
                    guard page.items?.count == 100 else { throw Missing() }
                }
            },
        ]
    }

    /// The same reads to values of a struct.
    func modelContenders(prefix: String = "") -> [Contender] {
        let orders = ModelTable(Order.schema, named: Tables.name, in: self.database)
        return [
            Contender(name: "\(prefix)get-struct", floor: "\(prefix)floor-get") { count in
                for turn in 0..<count {
                    let key = self.modelKeys[turn % self.modelKeys.count]
                    let order = try await orders.get(Order.key(key.partition, key.sort))
                    guard order != nil else { throw Missing() }
                }
            },
            Contender(name: "\(prefix)query-100-structs", floor: "\(prefix)floor-query-100") { count in
                for turn in 0..<count {
                    let key = self.modelKeys[turn % self.modelKeys.count]
                    let page = try await orders.query(Order.key, key.partition).pageSize(100).page()
                    guard page.items.count == 100 else { throw Missing() }
                }
            },
        ]
    }
}

/// What should have been there was not.
struct Missing: Error {}
