// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// Updates by a closure, and by changing the model.
struct ModelUpdateTests {
    @Test(arguments: DatabaseUnderTest.available)
    func `every kind of change`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            try await shop.customers.insert(Customer(id: "ann", name: "Ann", tags: ["a"], nickname: "A"))
            let customer = try await shop.customers.update(Customer.key("ann")) {
                $0.set("name", to: "Anna")
                $0.insert(["b", "c"], into: "tags")
                $0.remove("nickname")
            }
            #expect(customer == Customer(id: "ann", name: "Anna", tags: ["a", "b", "c"]))
            #expect(
                try await shop.customers.update(Customer.key("ann")) {
                    $0.remove(["a", "b", "c"], from: "tags")
                    $0.set("nickname", ifNotExists: "N")
                } == Customer(id: "ann", name: "Anna", nickname: "N"))
            #expect(
                try await shop.customers.update(Customer.key("ann")) {
                    $0.set("tags", to: [] as Set<String>)
                    $0.set("nickname", to: nil as String?)
                } == Customer(id: "ann", name: "Anna"))
            try await shop.orders.insert(Order("ann", 1))
            let order = try await shop.orders.update(Order.key("ann", 1)) {
                $0.set("placed", to: Date(timeIntervalSince1970: 0))
                $0.append("lines", ["b", "c"])
                $0.add("stock", 5)
                $0.add("total", Decimal(1) / 2)
            }
            #expect(order.placed.timeIntervalSince1970 == 0 && order.lines == ["b", "c"] && order.stock == 5)
            #expect(order.total == Decimal(21) / 2)
            #expect(try await shop.orders.update(Order.key("ann", 1)) { $0.prepend("lines", ["a"]) }.lines.count == 3)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a number does not fall below its floor`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let orders = try await Shop(in: database).orders
            var order = Order("ann", 1)
            order.stock = 5
            try await orders.insert(order)
            #expect(try await orders.update(Order.key("ann", 1)) { $0.subtract("stock", 5, floor: 0) }.stock == 0)
            let error = await failure { () async throws(DynamoDBError) in
                try await orders.update(Order.key("ann", 1)) { $0.subtract("stock", floor: 0) }
            }
            #expect(error?.falseClauses == [Attribute("stock") >= DynamoDBNumber(1)])
            #expect(try await orders.update(Order.key("ann", 1)) { $0.subtract("stock", 2) }.stock == -2)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a list keeps to its cap`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let orders = try await Shop(in: database).orders
            try await orders.insert(Order("ann", 1))
            for (number, lines) in [["1"], ["1", "2"], ["1", "2", "3"], ["2", "3", "4"], ["3", "4", "5"]].enumerated() {
                let order = try await orders.update(Order.key("ann", 1)) {
                    $0.append("lines", ["\(number + 1)"], keepingLast: 3)
                    $0.add("stock")
                }
                #expect(order.lines == lines)
                #expect(order.stock == number + 1 && order.version == number + 2)
            }
            let front = try await orders.update(Order.key("ann", 1)) {
                $0.prepend("lines", ["x", "y"], keepingFirst: 4)
            }
            #expect(front.lines == ["x", "y", "3", "4"])
            let all = try await orders.update(Order.key("ann", 1)) {
                $0.append("lines", ["1", "2", "3", "4", "5"], keepingLast: 2)
            }
            #expect(all.lines == ["4", "5"])
            // What is no list is never taken for one.
            let row: Item = ["pk": "CUSTOMER#ann", "sk": "ORDER#000001"]
            try await orders.table.update(row, .set("note", to: "a text"))
            for values in [["x"], ["x", "y"], ["x", "y", "z"]] {
                let odd = await failure { () async throws(DynamoDBError) in
                    try await orders.update(Order.key("ann", 1)) { $0.append("note", values, keepingLast: 2) }
                }
                #expect(odd?.code == .validation, "\(values)")
                #expect(try await orders.table.get(row)?["note"] == "a text")
            }
            // What else is required is not forgotten on the way.
            let error = await failure { () async throws(DynamoDBError) in
                try await orders.update(Order.key("ann", 1)) {
                    $0.append("lines", ["z"], keepingLast: 2)
                    $0.require(Attribute("region") == "eu")
                }
            }
            #expect(error?.code == .conditionalCheckFailed)
            #expect(try await orders.get(Order.key("ann", 1))?.lines == ["4", "5"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a list with a cap that is NULL is begun`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let orders = try await Shop(in: database).orders
            try await orders.insert(Order("ann", 1))
            let row: Item = ["pk": "CUSTOMER#ann", "sk": "ORDER#000001"]
            for values in [["x"], ["x", "y", "z"]] {
                try await orders.table.update(row, .set("lines", to: .null))
                let order = try await orders.update(Order.key("ann", 1)) { $0.append("lines", values, keepingLast: 2) }
                #expect(order.lines == Array(values.suffix(2)))
            }
        }
    }

    private struct Journal: Codable, Hashable, Sendable {
        var id: String
        var lines: [String] = []

        static let key = PrimaryKey<Journal, String, Never>(partition: .string("id"))
        static let schema = ModelSchema(key: key)
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an upsert of a full list creates the item if somebody deletes it meanwhile, and an update fails`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let journals = try await ModelTable.create(Journal.schema, named: "journals", in: database)
            func interrupted() async throws(DynamoDBError) -> ModelTable<Journal> {
                try await journals.put(Journal(id: "1", lines: ["a", "b"]))
                // The first update finds the list full.
                let other = InterruptedDatabase(database, beforeUpdate: 2) { () async throws(DynamoDBError) in
                    try await journals.delete(Journal.key("1"))
                }
                var table = DynamoDBTable("journals", in: other)
                table.waits.sleep = { _ in }
                return ModelTable(Journal.schema, in: table)
            }
            let created = try await interrupted().upsert(Journal.key("1")) { $0.append("lines", ["x"], keepingLast: 2) }
            #expect(created == Journal(id: "1", lines: ["x"]))
            let error = await failure { () async throws(DynamoDBError) in
                try await interrupted().update(Journal.key("1")) { $0.append("lines", ["x"], keepingLast: 2) }
            }
            #expect(error?.code == .conditionalCheckFailed && error?.item == nil)
            #expect(try await journals.get(Journal.key("1"), consistency: .strong) == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `index keys follow what they are made of`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            var order = Order("ann", 1)
            order.region = "eu"
            try await shop.orders.insert(order)
            let lacking = await failure { () async throws(DynamoDBError) in
                try await shop.orders.update(Order.key("ann", 1)) { $0.set("status", to: Order.Status.shipped) }
            }
            #expect(lacking?.code == .validation && lacking?.message.contains("region is missing") == true)
            try await shop.orders.update(Order.key("ann", 1)) {
                $0.set("status", to: Order.Status.shipped)
                $0.expect("region", equals: "eu")
            }
            #expect(try await shop.orders.query(Order.byStatus, .shipped).collected().map(\.number) == [1])
            #expect(try await shop.orders.query(Order.byStatus, .open).collected().isEmpty)
            struct Keys: Decodable, Sendable { var gsi2pk: String }
            let place = shop.orders.query(Order.byPlace, Order.Place(region: "eu", status: .shipped))
                .selecting(["gsi2pk"], as: Keys.self)
            #expect(try await place.collected().map(\.gsi2pk) == ["eu#shipped"])
            let wrong = await failure { () async throws(DynamoDBError) in
                try await shop.orders.update(Order.key("ann", 1)) {
                    $0.set("status", to: Order.Status.lost)
                    $0.expect("region", equals: "us")
                }
            }
            #expect(wrong?.falseClauses == [Attribute("region") == "us"])
            try await shop.orders.update(Order.key("ann", 1)) { $0.remove("status") }
            #expect(try await shop.orders.query(Order.byStatus, .shipped).collected().isEmpty)
            #expect(try await place.collected().isEmpty)
        }
    }

    private struct Task: Codable, Hashable, Sendable {
        var id: String
        var owner: String?
        var note: String?

        static let key = PrimaryKey<Task, String, Never>(partition: .string("id"))
        static let byOwner = ModelIndex<Task, String, Never>("by-owner", partition: .string("owner"))
        static let schema = ModelSchema(key: key, indexes: [byOwner], nils: .null)
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a key of an index is gone where a model has nil, and all else is NULL`(_ kind: DatabaseUnderTest) async throws
    {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let tasks = try await ModelTable.create(Task.schema, named: "tasks", in: database)
            try await tasks.insert(Task(id: "1", owner: "ann", note: "x"))
            let free = try await tasks.update(Task.key("1")) {
                $0.set("owner", to: nil as String?)
                $0.set("note", to: nil as String?)
            }
            #expect(free == Task(id: "1"))
            #expect(try await tasks.table.get(["id": "1"]) == ["id": "1", "note": nil])
            // Neither NULL nor what is missing is anything else than nil.
            let expected = try await tasks.update(Task.key("1")) {
                $0.expect("note", equals: nil as String?)
                $0.expect("nothing", equals: nil as String?)
                $0.set("owner", to: "eve")
                $0.set("place", ifNotExists: nil as String?)
            }
            #expect(expected == Task(id: "1", owner: "eve"))
            #expect(try await tasks.table.get(["id": "1"]) == ["id": "1", "owner": "eve", "note": nil])
            #expect(try await tasks.query(Task.byOwner, "ann").collected().isEmpty)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `nothing is set where there is nothing to set`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            try await shop.customers.insert(Customer(id: "ann", name: "Ann"))
            let customer = try await shop.customers.update(Customer.key("ann")) {
                $0.set("nickname", ifNotExists: nil as String?)
                $0.set("tags", ifNotExists: [] as Set<String>)
                $0.set("name", ifNotExists: "Eve")
            }
            #expect(customer == Customer(id: "ann", name: "Ann"))
            let row = try await shop.table.get(["pk": "CUSTOMER#ann", "sk": "PROFILE"])
            #expect(row?.names == ["id", "name", "pk", "sk"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `modify loses no change of several at once`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            var order = Order("ann", 1)
            order.stock = 0
            try await shop.orders.insert(order)
            try await shop.customers.insert(Customer(id: "ann", name: "Ann"))
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        do {
                            try await shop.orders.modify(Order.key("ann", 1), attempts: 100) { order in
                                order.stock = (order.stock ?? 0) + 1
                            }
                            // Without a version the stored attributes are compared.
                            try await shop.customers.modify(Customer.key("ann"), attempts: 100) { customer in
                                customer.tags.insert("t\(number)")
                            }
                        } catch {
                            Issue.record(error)
                        }
                    }
                }
            }
            let changed = try await shop.orders.get(Order.key("ann", 1), consistency: .strong)
            #expect(changed?.stock == 8 && changed?.version == 9)
            #expect(try await shop.customers.get(Customer.key("ann"), consistency: .strong)?.tags.count == 8)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `modify writes what changed and nothing else`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            try await shop.orders.insert(Order("ann", 1))
            let row: Item = ["pk": "CUSTOMER#ann", "sk": "ORDER#000001"]
            try await shop.table.update(row, .set("note", to: "mine"))
            let changed = try await shop.orders.modify(Order.key("ann", 1)) { order in
                order.status = .shipped
                order.region = "eu"
            }
            #expect(changed.version == 2)
            let stored = try await shop.table.get(row)
            #expect(
                stored?["note"] == "mine" && stored?["gsi1pk"] == "STATUS#shipped" && stored?["gsi2pk"] == "eu#shipped")
            #expect(try await shop.orders.modify(Order.key("ann", 1)) { _ in }.version == 2)
            // The version that the closure sees is not its to choose.
            let again = try await shop.orders.modify(Order.key("ann", 1)) { order in
                order.total = 99
                order.version = 1
            }
            #expect(again.version == 3 && again.total == 99)
            let missing = await failure { () async throws(DynamoDBError) in
                try await shop.orders.modify(Order.key("ann", 2)) { $0.total = 1 }
            }
            #expect(missing?.code == .conditionalCheckFailed)
            let moved = await failure { () async throws(DynamoDBError) in
                try await shop.orders.modify(Order.key("ann", 1)) { $0.number = 2 }
            }
            #expect(moved?.code == .validation)
        }
    }

    @Test(arguments: [139, 143, 147, 150])
    func `the condition of modify is not too long for what else the request holds`(count: Int) async throws {
        try await DatabaseUnderTest.inMemory.run { (database: any DynamoDBDatabase) async throws in
            let key = PrimaryKey<Item, String, Never>(partition: .string("id"))
            let rows = try await ModelTable.create(ModelSchema(key: key), named: "wide", in: database)
            for changed in [1, 3, 10, 50, 100, 139] {
                var row: Item = ["id": .string("\(changed)")]
                for number in 0..<count { row["a\(number)"] = .number(DynamoDBNumber(number)) }
                try await rows.put(row)
                do throws(DynamoDBError) {
                    try await rows.modify(key("\(changed)")) { row in
                        for number in 0..<changed { row["a\(number)"] = .string("changed \(number)") }
                    }
                } catch {
                    #expect(error.message.contains("Declare a version"), "\(changed)")
                    #expect(count > 139 || changed > 1)
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `modify without a version says when there are too many attributes to compare`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let key = PrimaryKey<Item, String, Never>(partition: .string("id"))
            let rows = try await ModelTable.create(ModelSchema(key: key), named: "wide", in: database)
            for count in [150, 151] {
                var row: Item = ["id": .string("\(count)")]
                for number in 0..<count { row["a\(number)"] = .number(DynamoDBNumber(number)) }
                try await rows.put(row)
            }
            #expect(try await rows.modify(key("150")) { $0["a7"] = "changed" }["a7"] == "changed")
            let error = await failure { () async throws(DynamoDBError) in
                try await rows.modify(key("151")) { $0["a7"] = "changed" }
            }
            #expect(error?.code == .validation && error?.message.contains("Declare a version") == true)
            #expect(try await rows.get(key("151"))?["a7"] == 7)
        }
    }

    private struct Shelf: Codable, Hashable, Sendable {
        struct Place: Codable, Hashable, Sendable { var row: Int }

        var id: String
        var place: Place

        static let key = PrimaryKey<Shelf, String, Never>(partition: .string("id"))
        static let schema = ModelSchema(key: key)
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `modify keeps what the model does not know at the top, and writes whole attributes`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shelves = try await ModelTable.create(Shelf.schema, named: "shelves", in: database)
            try await shelves.table.put(["id": "1", "place": ["row": 1, "side": "left"], "color": "red"])
            try await shelves.modify(Shelf.key("1")) { $0.place.row = 2 }
            #expect(try await shelves.table.get(["id": "1"]) == ["id": "1", "place": ["row": 2], "color": "red"])
            try await shelves.table.update(["id": "1"], .set("place.side", to: "left"))
            try await shelves.update(Shelf.key("1")) { $0.set("place.row", to: 3) }
            #expect(try await shelves.table.get(["id": "1"])?["place"] == ["row": 3, "side": "left"])
        }
    }
}
