// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Synchronization

/// A customer and their orders in one table, as single-table designs have it.
struct Customer: Codable, Hashable, Sendable {
    var id: String
    var name: String
    var tags: Set<String> = []
    var nickname: String?

    static let key = PrimaryKey<Customer, String, Never>(
        partition: .template("pk", "CUSTOMER#{id}"), sort: .template("sk", "PROFILE"))
    static let schema = ModelSchema(key: key)
}

struct Order: Codable, Hashable, Sendable {
    enum Status: String, Codable, Sendable { case open, shipped, lost }

    var customer: String
    var number: Int
    var status: Status?
    var placed: Date
    var total: Decimal = 10
    var region: String?
    var lines: [String] = []
    var stock: Int?
    var version: Int?
    var created: Date?
    var updated: Date?

    static let key = PrimaryKey<Order, String, Int>(
        partition: .template("pk", "CUSTOMER#{customer}"), sort: .template("sk", "ORDER#{number:06}"))
    static let byStatus = ModelIndex<Order, Status, Date>(
        "by-status", partition: .template("gsi1pk", "STATUS#{status}"), sort: .string("placed"))
    static let byPlace = ModelIndex<Order, Place, Never>(
        "by-place", partition: .template("gsi2pk", "{region}#{status}"), projection: .keysOnly)
    static let schema = ModelSchema(
        key: key, indexes: [byStatus, byPlace], version: "version", createdAt: "created", updatedAt: "updated")

    struct Place: Codable, Sendable {
        var region: String
        var status: Status
    }

    init(_ customer: String, _ number: Int, _ status: Status? = .open, placed: Double = 1_769_592_600) {
        self.customer = customer
        self.number = number
        self.status = status
        self.placed = Date(timeIntervalSince1970: placed)
    }
}

/// A session that ends.
struct Session: Codable, Hashable, Sendable {
    var id: String
    var user: String
    var expires: Date
    var visits: Int = 0

    static let key = PrimaryKey<Session, String, Never>(partition: .string("id"))
    static let schema = ModelSchema(key: key, expiresAt: "expires")
}

/// A clock that a test moves. It is far ahead of the databases, which delete what has expired by their own.
final class TestClock: Sendable {
    private let seconds: Mutex<Double>

    init(_ seconds: Double = 4_000_000_000) {
        self.seconds = Mutex(seconds)
    }

    var now: Date { Date(timeIntervalSince1970: self.seconds.withLock(\.self)) }

    func advance(by seconds: Double) {
        self.seconds.withLock { $0 += seconds }
    }
}

extension ModelTable {
    /// The same table, with the time of a clock.
    func using(_ clock: TestClock) -> ModelTable {
        var table = self.table
        table.waits.now = { clock.now.timeIntervalSince1970 }
        return ModelTable(self.schema, in: table)
    }
}

/// The tables of the shop, in a new table.
struct Shop: Sendable {
    let database: any DynamoDBDatabase
    let table: DynamoDBTable
    let clock = TestClock()
    var customers: ModelTable<Customer>
    var orders: ModelTable<Order>

    init(in database: any DynamoDBDatabase, stream: StreamViewType? = nil) async throws {
        self.database = database
        var input = try CreateTableInput(tableName: "shop", for: Customer.schema, Order.schema)
        input.streamSpecification = stream.map { .enabled($0) }
        self.table = try await DynamoDBTable.create(input, in: database)
        self.customers = ModelTable(Customer.schema, in: self.table)
        self.orders = ModelTable(Order.schema, in: self.table).using(self.clock)
    }
}
