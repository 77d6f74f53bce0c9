// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation

/// Customers, products and orders in one table.
struct Shop: Sendable {
    /// Why an order was not placed.
    enum Refusal: Error, Hashable {
        case unknownCustomer
        case noLines
        case unknownProduct(String)
        case noQuantity(String)
        case soldOut(String)
        /// Others order for the same customer, or the same products, all the time.
        case busy
    }

    /// A row of the table.
    enum Row: Hashable, Sendable {
        case customer(Customer)
        case order(Order)
        case product(Product)
        case unknown(Item)
    }

    let database: any DynamoDBDatabase
    let customers: ModelTable<Customer>
    let products: ModelTable<Product>
    let orders: ModelTable<Order>
    let rows: Entities<Row>

    /// A shop in a table that exists.
    init(tableName: String, in database: some DynamoDBDatabase) {
        let table = DynamoDBTable(tableName, in: database)
        self.database = database
        self.customers = ModelTable(Customer.schema, in: table)
        self.products = ModelTable(Product.schema, in: table)
        self.orders = ModelTable(Order.schema, in: table)
        self.rows = Entities(in: table, unknown: Row.unknown)
            .with(Customer.schema, Row.customer)
            .with(Order.schema, Row.order)
            .with(Product.schema, Row.product)
    }

    /// Creates the table.
    static func create(tableName: String, in database: some DynamoDBDatabase) async throws(DynamoDBError) -> Self {
        let input = try CreateTableInput(
            tableName: tableName, for: Customer.schema, Order.schema, Product.schema)
        try await DynamoDBTable.create(input, in: database)
        return Self(tableName: tableName, in: database)
    }

    /// Places an order: its number is taken, the stock goes down and the order is written, or nothing of it happens.
    ///
    /// If somebody else places an order for the same customer at the same time, the number is taken anew, a few times, after a
    /// pause that is not the same for both.
    ///
    /// After ``DynamoDBError/Code/outcomeUnknown`` the order may be placed or not, and to call this again may place a second
    /// one: look for it in ``orders(of:)`` first.
    func order(_ quantities: [String: Int], for customer: String, at date: Date = .now) async throws -> Order {
        guard !quantities.isEmpty else { throw Refusal.noLines }
        var attempts = 0
        while true {
            attempts += 1
            guard let buyer = try await self.customers.get(Customer.key(customer), consistency: .strong) else {
                throw Refusal.unknownCustomer
            }
            let order = Order(
                customer: customer, number: buyer.orders + 1, placed: date, lines: try await self.lines(quantities))
            do {
                return try await self.write(order, after: buyer)
            } catch {
                if let line = order.lines.first(where: { error.isFalse($0.label) }) {
                    throw Refusal.soldOut(line.product)
                }
                guard error.isFalse("customer") || error.isConflict else { throw error }
                guard attempts < 10 else { throw Refusal.busy }
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...5 * attempts)))
            }
        }
    }

    private func write(_ order: Order, after buyer: Customer) async throws(DynamoDBError) -> Order {
        try await self.database.transaction { (write) throws(DynamoDBError) in
            try write.update(Customer.key(buyer.id), in: self.customers, label: "customer") {
                $0.expect("orders", equals: buyer.orders)
                $0.add("orders")
            }
            for line in order.lines {
                try write.update(Product.key(line.product), in: self.products, label: line.label) {
                    $0.subtract("stock", line.quantity, floor: 0)
                }
            }
            return try write.insert(order, into: self.orders)
        }
    }

    /// The lines of an order, at the prices of today.
    private func lines(_ quantities: [String: Int]) async throws -> [Order.Line] {
        let wanted = quantities.sorted { $0.key < $1.key }
        // Less than one would put something on stock.
        if let nothing = wanted.first(where: { $0.value < 1 }) { throw Refusal.noQuantity(nothing.key) }
        let found = await self.products.get(keys: wanted.map { Product.key($0.key) })
        return try zip(wanted, found).map { wanted, read in
            switch read {
            case .found(_, let product):
                Order.Line(product: product.id, quantity: wanted.value, price: product.price)
            case .missing: throw Refusal.unknownProduct(wanted.key)
            case .failed(_, let error): throw error
            }
        }
    }

    /// Marks an order as shipped. The index follows: its key is made of the status.
    @discardableResult
    func ship(_ customer: String, _ number: Int) async throws(DynamoDBError) -> Order {
        try await self.orders.update(Order.key(customer, number)) {
            $0.set("status", to: Order.Status.shipped)
            $0.require(Attribute("status") == "open")
        }
    }

    /// A customer and the orders, in one query.
    func overview(of customer: String) -> ModelSequence<Row> { self.rows.query(Customer.key, customer) }

    /// The orders of a customer, the last one first.
    func orders(of customer: String) -> ModelSequence<Order> { self.orders.query(Order.key, customer).descending() }

    /// What there is to be done, of all customers, the oldest first: a query of the index.
    func openOrders(since date: Date = .distantPast) -> ModelSequence<Order> {
        self.orders.query(Order.byStatus, .open, .from(date))
    }
}

extension Order.Line {
    /// What the change of the stock is called in a transaction.
    fileprivate var label: String { "stock of \(self.product)" }
}

extension DynamoDBError {
    /// Whether the condition of the entry of a transaction was false.
    fileprivate func isFalse(_ label: String) -> Bool {
        self.cancellationReason(label)?.code == .conditionalCheckFailed
    }

    /// Whether another transaction was at work.
    fileprivate var isConflict: Bool {
        self.cancellationReasons.contains { $0.code == .transactionConflict }
    }
}
