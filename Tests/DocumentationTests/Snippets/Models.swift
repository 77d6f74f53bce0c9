// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation

struct Order: Codable, Sendable {
    enum Status: String, Codable, Sendable, AttributeValueConvertible { case open, shipped }

    var customer: String
    var number: Int
    var status: Status
    var placed: Date
    var stock: Int = 0
    var notes: [String] = []
    var version: Int?
}

extension Order {
    static let key = PrimaryKey<Order, String, Int>(
        partition: .template("pk", "CUSTOMER#{customer}"), sort: .template("sk", "ORDER#{number:06}"))
    static let byStatus = ModelIndex<Order, Status, Date>(
        "by-status", partition: .template("gsi1pk", "STATUS#{status}"), sort: .string("placed"))
    static let schema = ModelSchema(key: key, indexes: [byStatus], version: "version")
}

struct Customer: Codable, Sendable {
    var id: String
    var name: String

    static let key = PrimaryKey<Customer, String, Never>(
        partition: .template("pk", "CUSTOMER#{id}"), sort: .template("sk", "PROFILE"))
    static let schema = ModelSchema(key: key)
}

/// The code of the article on models.
enum Models {
    static func verbs(in database: some DynamoDBDatabase) async throws -> Order? {
        let orders = try await ModelTable.create(Order.schema, named: "shop", in: database)

        let order = try await orders.insert(Order(customer: "ann", number: 7, status: .open, placed: .now))
        let again = try await orders.get(Order.key("ann", 7))
        do {
            try await orders.insert(order)
        } catch {
            guard error.code == .conditionalCheckFailed else { throw error }
            print(error.falseClauses)  // [attribute_not_exists(pk)]
            print(error.item?["status"]?.string ?? "")
        }
        return again
    }

    static func verify(in database: some DynamoDBDatabase) async throws -> ModelTable<Order> {
        let orders = try await ModelTable.verify(Order.schema, named: "shop", in: database)
        return orders
    }

    static func cancel(_ orders: ModelTable<Order>) async throws {
        let isOpen = Attribute("status") == Order.Status.open
        try await orders.delete(Order.key("ann", 7), expectedVersion: 1, condition: isOpen)
    }

    static func changes(_ orders: ModelTable<Order>) async throws -> (Order, Order) {
        let shipped = try await orders.update(Order.key("ann", 7)) {
            $0.set("status", to: Order.Status.shipped)
            $0.subtract("stock", 2, floor: 0)
            $0.append("notes", ["packed"], keepingLast: 10)
        }
        let modified = try await orders.modify(Order.key("ann", 7)) { order in
            order.notes.removeAll { $0.isEmpty }
            order.stock += order.notes.count
        }
        return (shipped, modified)
    }

    static func reading(
        _ orders: ModelTable<Order>, from lastWeek: Date, after token: PageToken?
    ) async throws -> (ModelPage<Order>, String?) {
        let recent = orders.query(Order.byStatus, .open, .from(lastWeek))
            .filter(Attribute("stock") > 0)
            .descending()
        for try await order in recent.limit(10) { print(order.number) }

        let newest = try await orders.query(Order.key, "ann").descending().first()

        let page = try await orders.query(Order.key, "ann").limit(20).page(after: token)
        let next = page.next?.description  // for the client; PageToken(next) takes it back
        print(newest?.number ?? 0)
        try await Self.printOpen(orders, from: lastWeek)
        try await Self.printReadable(orders)
        return (page, next)
    }

    static func printOpen(_ orders: ModelTable<Order>, from lastWeek: Date) async throws {
        let since = try Order.schema.value(lastWeek, in: "placed")
        let open = orders.scan().filter(Attribute("status") == Order.Status.open && Attribute("placed") > since)
        print(try await open.count())
    }

    static func printReadable(_ orders: ModelTable<Order>) async throws {
        let readable = orders.scan().skippingUnreadable { unreadable in
            print("\(unreadable.key) could not be read: \(unreadable.error)")
        }
        for try await order in readable { print(order.number) }
    }

    enum Row: Sendable {
        case customer(Customer)
        case order(Order)
        case unknown(Item)
    }

    static func entities(in database: some DynamoDBDatabase) async throws -> Int {
        let table = try await DynamoDBTable.createIfMissing(
            CreateTableInput(tableName: "shop", for: Customer.schema, Order.schema), in: database)
        let shop = Entities(in: table, unknown: Row.unknown)
            .with(Customer.schema, Row.customer)
            .with(Order.schema, Row.order)
        for try await row in shop.query(Order.key, "ann") {
            if case .customer(let customer) = row { print(customer.name) }
        }
        let seventh = shop.query(Order.key, "ann", .beginsWith(7))  // the order 7 with its lines
        print(try await seventh.count())
        return try await shop.scan().count()
    }

    static func giveTypes(to orders: ModelTable<Order>) async throws {
        let untyped = Scan(filter: Attribute("type") == nil && Attribute("sk").beginsWith("ORDER#"))
        for try await item in orders.table.items(untyped) {
            // A row of another model, such as a line of an order, does not fit, or makes another key.
            guard let order = try? Order.schema.model(of: item) else { continue }
            let key = Order.key(order.customer, order.number)
            guard try Order.schema.attributes(of: key) == item.selecting(["pk", "sk"]) else { continue }
            do {
                try await orders.modify(key) { _ in }
            } catch {
                // It has expired, or was deleted meanwhile.
                guard error.code == .conditionalCheckFailed else { throw error }
            }
        }
    }

    static func transaction(
        in database: any DynamoDBDatabase, _ customers: ModelTable<Customer>, _ orders: ModelTable<Order>
    ) async throws {
        do {
            try await database.transaction { (write) throws(DynamoDBError) in
                try write.check(Customer.key("ann"), in: customers)
                try write.update(Order.key("ann", 7), in: orders, label: "stock") { $0.subtract("stock", 2, floor: 0) }
                try write.insert(Order(customer: "ann", number: 8, status: .open, placed: .now), into: orders)
            }
        } catch {
            guard error.cancellationReason("stock")?.code == .conditionalCheckFailed else { throw error }
            print("Sold out")
        }
    }

    static func batches(
        _ orders: [Order], in database: some DynamoDBDatabase
    ) async -> (ModelBatchResult<Order>, Double) {
        let meter = CapacityMeter()
        let imported = ModelTable(Order.schema, named: "shop", in: database.metered(by: meter))
        let result = await imported.put(contentsOf: orders)
        print("\(result.successful) written, \(result.failed) failed, \(meter.total.capacityUnits) units")
        return (result, meter.total.capacityUnits)
    }
}
