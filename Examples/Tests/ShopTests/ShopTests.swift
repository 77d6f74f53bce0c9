// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import Testing

@testable import Shop

struct ShopTests {
    private static let today = Date(timeIntervalSince1970: 1_769_592_600)

    /// A shop with two customers, five cups and one pot.
    private static func shop() async throws -> Shop {
        let shop = try await Shop.create(tableName: "shop", in: try EmbeddedDatabase.inMemory())
        try await shop.customers.insert(Customer(id: "ann", name: "Ann"))
        try await shop.customers.insert(Customer(id: "ben", name: "Ben"))
        try await shop.products.insert(Product(id: "cup", price: 4.5, stock: 5))
        try await shop.products.insert(Product(id: "pot", price: 20, stock: 1))
        return shop
    }

    @Test func `what gets stored`() async throws {
        let shop = try await Self.shop()
        let order = try await shop.order(["cup": 2, "pot": 1], for: "ann", at: Self.today)
        #expect(order.total == 29)
        let table = shop.orders.table
        #expect(
            try await table.get(["pk": "CUSTOMER#ann", "sk": "ORDER#000001"]) == [
                "pk": "CUSTOMER#ann", "sk": "ORDER#000001", "gsi1pk": "STATUS#open", "customer": "ann", "number": 1,
                "status": "open", "placed": "2026-01-28T09:30:00.000Z", "version": 1,
                "lines": [
                    ["product": "cup", "quantity": 2, "price": 4.5], ["product": "pot", "quantity": 1, "price": 20],
                ],
            ])
        #expect(
            try await table.get(["pk": "CUSTOMER#ann", "sk": "PROFILE"])
                == ["pk": "CUSTOMER#ann", "sk": "PROFILE", "id": "ann", "name": "Ann", "orders": 1])
        #expect(
            try await table.get(["pk": "PRODUCT#cup", "sk": "PRODUCT"])
                == ["pk": "PRODUCT#cup", "sk": "PRODUCT", "id": "cup", "price": 4.5, "stock": 3])
    }

    @Test func `an order that is refused leaves no trace`() async throws {
        let shop = try await Self.shop()
        await #expect(throws: Shop.Refusal.soldOut("pot")) { try await shop.order(["cup": 1, "pot": 2], for: "ann") }
        await #expect(throws: Shop.Refusal.unknownProduct("hat")) { try await shop.order(["hat": 1], for: "ann") }
        await #expect(throws: Shop.Refusal.unknownCustomer) { try await shop.order(["cup": 1], for: "carl") }
        await #expect(throws: Shop.Refusal.noQuantity("cup")) { try await shop.order(["cup": -1], for: "ann") }
        await #expect(throws: Shop.Refusal.noLines) { try await shop.order([:], for: "ann") }
        // A name that could be taken for something else.
        try await shop.products.insert(Product(id: "customer", price: 1, stock: 1))
        await #expect(throws: Shop.Refusal.soldOut("customer")) { try await shop.order(["customer": 2], for: "ann") }
        #expect(try await shop.products.get(Product.key("cup"))?.stock == 5)
        #expect(try await shop.overview(of: "ann").collected() == [.customer(Customer(id: "ann", name: "Ann"))])
    }

    @Test func `orders at the same time get numbers of their own, and stock is sold once`() async throws {
        let shop = try await Self.shop()
        let placed = await withTaskGroup(of: Bool.self) { group in
            for _ in 1...4 {
                group.addTask { (try? await shop.order(["cup": 2], for: "ann")) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(placed == 2)
        #expect(try await shop.orders(of: "ann").collected().map(\.number) == [2, 1])
        #expect(try await shop.products.get(Product.key("cup"))?.stock == 1)
    }

    @Test func `one query reads a customer with the orders, and rows of other programs as they are`() async throws {
        let shop = try await Self.shop()
        let order = try await shop.order(["cup": 1], for: "ann", at: Self.today)
        let note: Item = ["pk": "CUSTOMER#ann", "sk": "NOTE#1", "text": "likes tea"]
        try await shop.orders.table.put(note)
        #expect(
            try await shop.overview(of: "ann").collected()
                == [.unknown(note), .order(order), .customer(Customer(id: "ann", name: "Ann", orders: 1))])
    }

    @Test func `an order that is shipped leaves the index of open ones, once`() async throws {
        let shop = try await Self.shop()
        _ = try await shop.order(["cup": 1], for: "ann", at: Self.today)
        _ = try await shop.order(["cup": 1], for: "ben", at: Self.today.addingTimeInterval(-60))
        #expect(try await shop.openOrders().collected().map(\.customer) == ["ben", "ann"])
        #expect(try await shop.openOrders(since: Self.today).collected().map(\.customer) == ["ann"])
        #expect(try await shop.ship("ben", 1).version == 2)
        #expect(try await shop.openOrders().collected().map(\.customer) == ["ann"])
        let error = await #expect(throws: DynamoDBError.self) { try await shop.ship("ben", 1) }
        #expect(error?.code == .conditionalCheckFailed && error?.item?["status"] == "shipped")
    }
}
