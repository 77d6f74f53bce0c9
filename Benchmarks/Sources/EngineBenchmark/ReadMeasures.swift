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
            self.contender("\(prefix)floor-get\(suffix)") { turns in
                for turn in turns {
                    let bytes = try self.floor.read(self.keys[turn % self.keys.count].bytes)
                    guard bytes > 0 else { throw Missing() }
                }
            },
            self.contender("\(prefix)get\(suffix)", floor: "\(prefix)floor-get\(suffix)", goal: 2.5) { turns in
                for turn in turns {
                    let item = try await self.database.getItem(self.gets[turn % self.gets.count]).item
                    guard item != nil else { throw Missing() }
                }
            },
            self.contender("\(prefix)floor-query-100\(suffix)") { turns in
                for turn in turns {
                    let rows = try self.floor.readRange(self.keys[turn % self.keys.count].prefix, limit: 100)
                    guard rows == 100 else { throw Missing() }
                }
            },
            self.contender(
                "\(prefix)query-100\(suffix)", floor: "\(prefix)floor-query-100\(suffix)", goal: 3
            ) { turns in
                for turn in turns {
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
            self.contender("\(prefix)get-struct", floor: "\(prefix)floor-get") { turns in
                for turn in turns {
                    let key = self.modelKeys[turn % self.modelKeys.count]
                    let order = try await orders.get(Order.key(key.partition, key.sort))
                    guard order != nil else { throw Missing() }
                }
            },
            self.contender("\(prefix)query-100-structs", floor: "\(prefix)floor-query-100") { turns in
                for turn in turns {
                    let key = self.modelKeys[turn % self.modelKeys.count]
                    let page = try await orders.query(Order.key, key.partition).pageSize(100).page()
                    guard page.items.count == 100 else { throw Missing() }
                }
            },
        ]
    }
}

extension ReadMeasures {
    /// A contender that reads on with the keys behind those that it read last. If each round began with the same ones, the
    /// slower of two would read fewer of them, and find more of what it reads in its cache.
    ///
    /// - Parameter run: Reads with the keys of so many turns.
    private func contender(
        _ name: String, floor: String? = nil, goal: Double? = nil,
        _ run: @escaping (_ turns: Range<Int>) async throws -> Void
    ) -> Contender {
        let numbers = Numbers()
        return Contender(name: name, floor: floor, goal: goal) { count in try await run(numbers.take(count)) }
    }
}

/// What should have been there was not.
struct Missing: Error {}
