// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// Transactions of models.
struct ModelTransactionTests {
    @Test(arguments: DatabaseUnderTest.available)
    func `a transaction writes all or nothing, and says why not`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            try await shop.customers.insert(Customer(id: "ann", name: "Ann"))
            var stock = Order("stock", 1)
            stock.stock = 3
            let first = try await shop.orders.insert(stock)
            func buy(_ count: Int, as number: Int) async throws(DynamoDBError) -> Order {
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.check(Customer.key("ann"), in: shop.customers)
                    try write.update(Order.key("stock", 1), in: shop.orders, label: "stock") {
                        $0.subtract("stock", count, floor: 0)
                    }
                    return try write.insert(Order("ann", number), into: shop.orders)
                }
            }
            let bought = try await buy(2, as: 1)
            #expect(try await shop.orders.get(Order.key("ann", 1), consistency: .strong) == bought)
            #expect(bought.version == 1)
            #expect(try await shop.orders.get(Order.key("stock", 1), consistency: .strong)?.stock == 1)
            let error = await failure { () async throws(DynamoDBError) in try await buy(2, as: 2) }
            #expect(error?.code == .transactionCanceled)
            #expect(error?.cancellationReasons.map(\.label) == ["check shop", "stock", "insert shop"])
            #expect(error?.cancellationReasons.map(\.code) == [.none, .conditionalCheckFailed, .none])
            let reason = error?.cancellationReason("stock")
            #expect(reason?.falseClauses == [Attribute("stock") >= DynamoDBNumber(2)])
            #expect(reason?.item?["stock"] == 1)
            #expect(
                error?.message.contains("stock: ConditionalCheckFailed, as it was not true that stock >= ?") == true)
            #expect(try await shop.orders.get(Order.key("ann", 2)) == nil)
            // Of entries with one label it is the reason of that which failed.
            try await shop.orders.insert(Order("stock", 2))
            let second = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    for number in [1, 2] {
                        try write.update(Order.key("stock", number), in: shop.orders, label: "stock") {
                            $0.subtract("stock", 1, floor: 0)
                        }
                    }
                    try write.check(Customer.key("ann"), in: shop.customers, label: "buyer")
                }
            }
            #expect(second?.cancellationReasons.map(\.code) == [.none, .conditionalCheckFailed, .none])
            #expect(second?.cancellationReason("stock")?.code == .conditionalCheckFailed)
            #expect(second?.cancellationReason("buyer")?.code == CancellationReason.Code.none)
            // Versions are honoured.
            let stale = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.put(first, in: shop.orders)
                    try write.delete(bought, from: shop.orders)
                }
            }
            #expect(stale?.cancellationReasons.map(\.code) == [.conditionalCheckFailed, .none])
            try await database.transaction { (write) throws(DynamoDBError) in
                try write.delete(bought, from: shop.orders)
                try write.delete(Customer.key("ann"), from: shop.customers)
                try write.upsert(Customer.key("eve"), in: shop.customers) { $0.set("name", to: "Eve") }
            }
            let (gone, eve, order) = try await database.transactionGet(
                shop.customers.reading(Customer.key("ann")), shop.customers.reading(Customer.key("eve")),
                shop.orders.reading(Order.key("stock", 1)))
            #expect(gone == nil && eve?.name == "Eve" && order?.stock == 1)
            #expect(try await database.transaction { _ in 5 } == 5)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a transaction with a name is carried out once`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            for _ in 1...2 {
                try await database.transaction(token: "once") { (write) throws(DynamoDBError) in
                    try write.upsert(Customer.key("ann"), in: shop.customers) {
                        $0.set("name", to: "Ann")
                        $0.append("log", ["x"])
                    }
                }
            }
            #expect(try await shop.table.get(["pk": "CUSTOMER#ann", "sk": "PROFILE"])?["log"] == ["x"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a transaction with a name and a date is the same when it is repeated later`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let date = shop.clock.now
            func place(at date: Date?) async throws(DynamoDBError) -> Order {
                try await database.transaction(token: "order 1", at: date) { (write) throws(DynamoDBError) in
                    try write.upsert(Customer.key("ann"), in: shop.customers) { $0.append("log", ["x"]) }
                    return try write.insert(Order("ann", 1), into: shop.orders)
                }
            }
            for _ in 1...3 {
                let order = try await place(at: date)
                #expect(order.created == date && order.updated == date && order.version == 1)
                shop.clock.advance(by: 60)
            }
            #expect(try await shop.table.get(["pk": "CUSTOMER#ann", "sk": "PROFILE"])?["log"] == ["x"])
            #expect(try await shop.orders.get(Order.key("ann", 1))?.created == date)
            // Without the date it is another one.
            let error = await failure { () async throws(DynamoDBError) in _ = try await place(at: nil) }
            #expect(error?.code == .idempotentParameterMismatch)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a transaction of a date to come takes over nothing that is alive`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let clock = TestClock()
            let leases = try await ModelTable.create(Session.schema, named: "leases", in: database).using(clock)
            let lease = Session(id: "nightly", user: "ann", expires: clock.now + 3600)
            try await leases.insert(lease)
            func take(at date: Date) async -> DynamoDBError? {
                await failure { () async throws(DynamoDBError) in
                    try await database.transaction(at: date) { (write) throws(DynamoDBError) in
                        try write.insert(Session(id: "nightly", user: "eve", expires: date + 60), into: leases)
                    }
                }
            }
            for ahead in [301.0, 7200] {
                let error = await take(at: clock.now + ahead)
                #expect(error?.code == .validation)
                #expect(
                    error?.message.contains("more than five minutes ahead of the clock of the table leases") == true)
            }
            // Clocks differ a little, and what is repeated is of the past.
            for ahead in [300.0, 0, -86_400] {
                #expect(await take(at: clock.now + ahead)?.code == .transactionCanceled)
            }
            #expect(try await leases.get(Session.key("nightly"), consistency: .strong) == lease)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `any number of models of one type is read in one transaction, in order`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            for number in 1...20 { try await shop.orders.insert(Order("ann", number)) }
            let wanted = [20, 3, 99, 1]
            let found = try await database.transactionGet(wanted.map { shop.orders.reading(Order.key("ann", $0)) })
            #expect(found.map { $0?.number } == [20, 3, nil, 1])
            let none: [TransactionRead<Order>] = []
            #expect(try await database.transactionGet(none).isEmpty)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an update of a model in a transaction takes the place of the one it was made of`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let first = try await shop.orders.insert(Order("ann", 1))
            func update(
                _ order: Order, if condition: Condition? = nil, label: String? = nil
            ) async throws(DynamoDBError) -> Order {
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.update(order, in: shop.orders, condition: condition, label: label)
                }
            }
            var order = first
            order.stock = 5
            order.status = .shipped
            let second = try await update(order, if: Attribute("stock").notExists)
            #expect(second.version == 2 && second.stock == 5)
            #expect(try await shop.orders.get(Order.key("ann", 1), consistency: .strong) == second)
            #expect(try await shop.orders.query(Order.byStatus, .shipped).count() == 1)
            let stale = await failure { () async throws(DynamoDBError) in try await update(first) }
            #expect(stale?.cancellationReason("update shop")?.item?["version"] == 2)
            let refused = await failure { () async throws(DynamoDBError) in
                try await update(second, if: Attribute("stock") == 6, label: "stock")
            }
            #expect(refused?.cancellationReason("stock")?.falseClauses == [Attribute("stock") == 6])
            let missing = await failure { () async throws(DynamoDBError) in try await update(Order("ann", 2)) }
            #expect(missing?.cancellationReason("update shop")?.code == .conditionalCheckFailed)
            #expect(try await shop.orders.scan().collected() == [second])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an update that changes nothing is a check of its condition`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let members = try await ModelTable.create(Membership.schema, named: "members", in: database)
            let (ann, eve) = (Membership(user: "ann", group: "a"), Membership(user: "eve", group: "a"))
            func join(_ condition: Condition, as user: String = "ann") async throws(DynamoDBError) {
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.update(Membership.key(user, "a"), in: members) { $0.require(condition) }
                    try write.put(eve, in: members)
                }
            }
            try await members.put(ann)
            for (condition, user) in [(Attribute("left").exists, "ann"), (Attribute("left").notExists, "bob")] {
                let error = await failure { () async throws(DynamoDBError) in try await join(condition, as: user) }
                #expect(error?.cancellationReason("update members")?.code == .conditionalCheckFailed)
            }
            #expect(try await members.scan().collected() == [ann])
            try await join(Attribute("left").notExists)
            #expect(try await members.scan().count() == 2)
            // Of an upsert there is no such thing: the item would not be created.
            let error = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.upsert(Membership.key("bob", "a"), in: members) { _ in }
                }
            }
            #expect(error?.code == .validation && error?.message.contains("Put or insert") == true)
        }
    }

    private static func codes(_ error: DynamoDBError?) -> [CancellationReason.Code]? {
        error?.cancellationReasons.map(\.code)
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a condition, a version and an expired item of any entry end the whole`(_ kind: DatabaseUnderTest) async throws
    {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let now = shop.clock.now
            let table = try await ModelTable.create(Session.schema, named: "sessions", in: database).using(shop.clock)
            try await table.put(Session(id: "ended", user: "ann", expires: now - 1))
            try await table.put(Session(id: "live", user: "ann", expires: now + 1))
            let ann = Customer(id: "ann", name: "Ann")
            try await shop.customers.insert(ann)
            let order = try await shop.orders.insert(Order("ann", 1))
            let (isAnn, isEve) = (Attribute("name") == "Ann", Attribute("name") == "Eve")
            let refused: [CancellationReason.Code] = [.conditionalCheckFailed, .none]
            let check = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.check(Customer.key("ann"), in: shop.customers, condition: isEve)
                    try write.insert(Order("eve", 1), into: shop.orders)
                }
            }
            #expect(Self.codes(check) == refused)
            let absence = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.checkAbsent(Customer.key("ann"), in: shop.customers)
                    try write.insert(Order("eve", 2), into: shop.orders)
                }
            }
            #expect(Self.codes(absence) == refused)
            let keyDelete = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.delete(Customer.key("ann"), from: shop.customers, condition: isEve)
                    try write.insert(Order("eve", 3), into: shop.orders)
                }
            }
            #expect(Self.codes(keyDelete) == refused)
            let delete = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.delete(order, from: shop.orders, condition: Attribute("stock").exists)
                    try write.insert(Order("eve", 4), into: shop.orders)
                }
            }
            #expect(Self.codes(delete) == refused)
            let put = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.put(order, in: shop.orders, condition: Attribute("stock").exists)
                    try write.insert(Order("eve", 5), into: shop.orders)
                }
            }
            #expect(Self.codes(put) == refused)
            let update = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.update(Order.key("ann", 1), in: shop.orders, expectedVersion: 7) {
                        $0.set("stock", to: 5)
                    }
                    try write.insert(Order("eve", 6), into: shop.orders)
                }
            }
            #expect(Self.codes(update) == refused)
            let upsert = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.upsert(Session.key("ended"), in: table) { $0.set("user", to: "eve") }
                    try write.insert(Order("eve", 7), into: shop.orders)
                }
            }
            #expect(Self.codes(upsert) == refused)
            #expect(try await shop.customers.scan().collected() == [ann])
            #expect(try await shop.orders.scan().collected() == [order])
            #expect(try await table.table.get(["id": "ended"])?["user"] == "ann")
            // Also where the stored item has to be looked at, an upsert has to set something.
            let nothing = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.upsert(Session.key("live"), in: table) { _ in }
                }
            }
            #expect(nothing?.code == .validation)
            // What is as required ends nothing.
            try await database.transaction { (write) throws(DynamoDBError) in
                try write.check(Customer.key("ann"), in: shop.customers, condition: isAnn)
                try write.update(Order.key("ann", 1), in: shop.orders, expectedVersion: 1) { $0.set("stock", to: 5) }
                try write.upsert(Session.key("live"), in: table) { $0.set("user", to: "eve") }
                try write.checkAbsent(Session.key("ended"), in: table)
            }
            let changed = try await shop.orders.get(Order.key("ann", 1), consistency: .strong)
            #expect(changed?.stock == 5 && changed?.version == 2)
            #expect(try await table.get(Session.key("live"), consistency: .strong)?.user == "eve")
            try await database.transaction { (write) throws(DynamoDBError) in
                try write.delete(Customer.key("ann"), from: shop.customers, condition: isAnn)
            }
            #expect(try await shop.customers.scan().collected().isEmpty)
        }
    }

    @Test(arguments: [DatabaseUnderTest.inMemory, .overTheWire])
    func `a transaction with a table that is missing names it`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let nowhere = ModelTable(Customer.schema, named: "nowhere", in: database)
            let error = await failure { () async throws(DynamoDBError) in
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.insert(Customer(id: "ann", name: "Ann"), into: shop.customers)
                    try write.delete(Customer.key("ann"), from: nowhere)
                }
            }
            #expect(error?.code == .resourceNotFound && error?.message.contains("nowhere") == true)
        }
    }
}
