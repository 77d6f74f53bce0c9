// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport
import Testing

/// Closures that throw errors of their own, and need no signature.
struct ClosureErrorTests {
    struct SoldOut: Error {}

    @Test(arguments: DatabaseUnderTest.available)
    func `a closure's own error ends the call, and nothing is written`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let order = try await shop.orders.insert(Order("ann", 1))
            await #expect(throws: SoldOut.self) {
                try await shop.orders.modify(Order.key("ann", 1)) { order in
                    order.total += 1
                    throw SoldOut()
                }
            }
            await #expect(throws: SoldOut.self) {
                try await database.transaction { write in
                    try write.insert(Order("ann", 2), into: shop.orders)
                    throw SoldOut()
                }
            }
            await #expect(throws: SoldOut.self) {
                try await shop.orders.scan().forEachPage(segments: 2) { page, _ in
                    if !page.items.isEmpty { throw SoldOut() }
                }
            }
            #expect(try await shop.orders.scan().consistent().collected() == [order])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an error of the database comes through a closure like that`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            @Sendable func validate(_ order: Order) throws { if order.number > 5 { throw SoldOut() } }
            let written = try await database.transaction { write in
                let order = try write.insert(Order("ann", 1), into: shop.orders)
                try validate(order)
                return order
            }
            let modified = try await shop.orders.modify(Order.key("ann", 1)) { order in
                try validate(order)
                order.total += 1
            }
            #expect(modified.total == written.total + 1)
            let missing = await #expect(throws: DynamoDBError.self) {
                try await shop.orders.modify(Order.key("ann", 2)) { try validate($0) }
            }
            #expect(missing?.code == .conditionalCheckFailed)
            let there = await #expect(throws: DynamoDBError.self) {
                try await database.transaction { write in
                    try write.insert(Order("ann", 1), into: shop.orders, label: "first")
                    try validate(order(2))
                }
            }
            #expect(there?.cancellationReason("first")?.code == .conditionalCheckFailed)
            let query = await #expect(throws: DynamoDBError.self) {
                try await shop.orders.query(Order.key, "ann").forEachPage(segments: 2) { page, _ in
                    for order in page.items { try validate(order) }
                }
            }
            #expect(query?.code == .validation)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a call whose closure throws nothing throws only errors of the database`(
        _ kind: DatabaseUnderTest
    ) async throws {
        // That it compiles is half of the test: each call takes the form that throws DynamoDBError.
        @Sendable func work(_ database: any DynamoDBDatabase, _ orders: ModelTable<Order>) async throws(DynamoDBError) {
            let number = try await database.transaction { _ in 1 }
            try await orders.insert(Order("ann", number))
            try await orders.modify(Order.key("ann", number)) { $0.total += 1 }
            try await orders.scan().forEachPage(segments: 2) { page, _ in #expect(page.items.count <= 1) }
            try await orders.modify(Order.key("ann", 2)) { $0.total += 1 }
        }
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let error = await errorThrown { () throws(DynamoDBError) in try await work(database, shop.orders) }
            #expect(error?.code == .conditionalCheckFailed)
            #expect(try await shop.orders.scan().consistent().collected().map(\.number) == [1])
        }
    }

    private func order(_ number: Int) -> Order { Order("ann", number) }
}
