// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// What updates and deletes by key require of the stored item.
struct ModelRequirementTests {
    private static let isOpen = Attribute("status") == "open"
    private static let isLost = Attribute("status") == "lost"

    @Test(arguments: DatabaseUnderTest.available)
    func `an update by key asks for a version and a condition, and for what its closure requires`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let orders = try await Shop(in: database).orders
            let key = Order.key("ann", 1)
            try await orders.insert(Order("ann", 1))
            let false1 = await failure { () async throws(DynamoDBError) in
                try await orders.update(key, condition: Self.isLost) { $0.set("stock", to: 1) }
            }
            #expect(false1?.code == .conditionalCheckFailed && false1?.falseClauses == [Self.isLost])
            let false3 = await failure { () async throws(DynamoDBError) in
                try await orders.update(key, expectedVersion: 7, condition: Self.isLost) {
                    $0.set("stock", to: 1)
                    $0.require(Attribute("region").exists)
                }
            }
            #expect(false3?.falseClauses == [Attribute("version") == 7, Self.isLost, Attribute("region").exists])
            let upsert = await failure { () async throws(DynamoDBError) in
                try await orders.upsert(key, condition: Self.isLost) { $0.add("stock") }
            }
            #expect(upsert?.falseClauses == [Self.isLost])
            let changed = try await orders.update(key, expectedVersion: 1, condition: Self.isOpen) {
                $0.set("stock", to: 1)
                $0.require(Attribute("region").notExists)
            }
            #expect(changed.stock == 1 && changed.version == 2)
            #expect(try await orders.upsert(key, condition: Self.isOpen) { $0.add("stock") }.stock == 2)
            // Of what is not there nothing is true, but that it is missing.
            let missing = await failure { () async throws(DynamoDBError) in
                try await orders.upsert(Order.key("ann", 2), condition: Self.isOpen) { $0.add("stock") }
            }
            #expect(missing?.code == .conditionalCheckFailed)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a delete by key asks for a version and a condition`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let orders = try await Shop(in: database).orders
            let key = Order.key("ann", 1)
            let order = try await orders.insert(Order("ann", 1))
            let versions = [Attribute("version") == 7, Self.isLost]
            let plain = await failure { () async throws(DynamoDBError) in
                try await orders.delete(key, expectedVersion: 7, condition: Self.isLost)
            }
            #expect(plain?.code == .conditionalCheckFailed && plain?.falseClauses == versions)
            let returning = await failure { () async throws(DynamoDBError) in
                try await orders.delete(key, expectedVersion: 7, condition: Self.isLost, returning: .allOld)
            }
            #expect(returning?.falseClauses == versions)
            let missing = await failure { () async throws(DynamoDBError) in
                try await orders.delete(Order.key("ann", 2), expectedVersion: 1)
            }
            #expect(missing?.code == .conditionalCheckFailed && missing?.item == nil)
            // Version 0 is that of an item without one, and of none.
            try await orders.delete(Order.key("ann", 2), expectedVersion: 0)
            let zero = await failure { () async throws(DynamoDBError) in
                try await orders.delete(key, expectedVersion: 0)
            }
            #expect(zero?.code == .conditionalCheckFailed)
            #expect(
                try await orders.delete(key, expectedVersion: 1, condition: Self.isOpen, returning: .allOld) == order)
            try await orders.insert(Order("ann", 1))
            try await orders.delete(key, expectedVersion: 1)
            #expect(try await orders.scan().collected().isEmpty)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an expired item has no version that a delete by key could expect`(_ kind: DatabaseUnderTest) async throws {
        struct Lease: Codable, Hashable, Sendable {
            var id: String
            var ends: Date
            var version: Int?
        }
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let clock = TestClock()
            let key = PrimaryKey<Lease, String, Never>(partition: .string("id"))
            let schema = ModelSchema(key: key, version: "version", expiresAt: "ends")
            let leases = try await ModelTable.create(schema, named: "leases", in: database).using(clock)
            try await leases.insert(Lease(id: "1", ends: clock.now))
            let error = await failure { () async throws(DynamoDBError) in
                try await leases.delete(key("1"), expectedVersion: 1)
            }
            #expect(error?.code == .conditionalCheckFailed)
            // A condition with the date is about what is stored, and so is the version.
            try await leases.delete(key("1"), expectedVersion: 1, condition: Attribute("ends") <= 4_000_000_000)
            #expect(try await leases.table.get(["id": "1"], consistency: .strong) == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `entries of a transaction ask for the same`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let orders = try await Shop(in: database).orders
            let key = Order.key("ann", 1)
            try await orders.insert(Order("ann", 1))
            let versions = [Attribute("version") == 7, Self.isLost]
            let update = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.update(key, in: orders, expectedVersion: 7, condition: Self.isLost, label: "a") {
                        $0.add("stock")
                    }
                }
            }
            #expect(update?.cancellationReason("a")?.falseClauses == versions)
            let upsert = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.upsert(key, in: orders, condition: Self.isLost, label: "b") { $0.add("stock") }
                }
            }
            #expect(upsert?.cancellationReason("b")?.falseClauses == [Self.isLost])
            let delete = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.delete(key, from: orders, expectedVersion: 7, condition: Self.isLost, label: "c")
                }
            }
            #expect(delete?.cancellationReason("c")?.falseClauses == versions)
            try await database.transaction { (write) throws(DynamoDBError) in
                try write.update(key, in: orders, expectedVersion: 1, condition: Self.isOpen) { $0.add("stock") }
            }
            try await database.transaction { (write) throws(DynamoDBError) in
                try write.delete(key, from: orders, expectedVersion: 2, condition: Attribute("stock") == 1)
            }
            #expect(try await orders.scan().collected().isEmpty)
        }
    }

    @Test func `a version is expected only where one is declared`() async throws {
        try await DatabaseUnderTest.inMemory.run { (database: any DynamoDBDatabase) async throws in
            let customers = try await Shop(in: database).customers
            let errors = [
                await failure { () async throws(DynamoDBError) in
                    try await customers.delete(Customer.key("ann"), expectedVersion: 1)
                },
                await failure { () async throws(DynamoDBError) in
                    try await customers.update(Customer.key("ann"), expectedVersion: 1) { $0.set("name", to: "x") }
                },
            ]
            for error in errors {
                #expect(error?.message == "The schema declares no version attribute, so none can be expected.")
            }
        }
    }
}
