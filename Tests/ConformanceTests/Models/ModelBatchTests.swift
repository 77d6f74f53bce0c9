// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// Batches of models, and what calls consume.
struct ModelBatchTests {
    /// Gives its elements one by one, and may fail at the end.
    private struct Source<Element: Sendable>: AsyncSequence, Sendable {
        struct Broken: Error {}

        var elements: [Element]
        var isBroken = false

        func makeAsyncIterator() -> Iterator {
            Iterator(elements: self.elements.makeIterator(), isBroken: self.isBroken)
        }

        struct Iterator: AsyncIteratorProtocol {
            var elements: IndexingIterator<[Element]>
            var isBroken: Bool

            mutating func next() async throws -> Element? {
                if let element = self.elements.next() { return element }
                if self.isBroken { throw Broken() }
                return nil
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `batches of any size come from and go to sequences`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let orders = (1...130).map { Order("c\($0 % 7)", $0) }
            var last = orders[0]
            last.total = 99
            let written = await shop.orders.put(contentsOf: Source(elements: orders + [last], isBroken: true))
            #expect(written.successful == 131 && written.failures.isEmpty)
            #expect(written.sourceError is Source<Order>.Broken && !written.success)
            #expect(try await shop.orders.scan().count() == 130)
            #expect(try await shop.orders.get(Order.key("c1", 1))?.total == 99)

            let keys = orders.map { Order.key($0.customer, $0.number) }
            var found: [Int] = []
            var missing = 0
            do {
                let wanted = Source(elements: keys + [Order.key("nobody", 1)], isBroken: true)
                for try await read in shop.orders.get(keys: wanted, concurrency: 1) {
                    switch read {
                    case .found(_, let order): found.append(order.number)
                    case .missing: missing += 1
                    case .failed(_, let error): Issue.record(error)
                    }
                }
                Issue.record("the error of the source was lost")
            } catch {
                #expect(error is Source<ModelKey<Order>>.Broken)
            }
            #expect(found == Array(1...130) && missing == 1)

            #expect(await shop.orders.delete(keys: Array(keys.dropLast())).successful == 129)
            #expect(try await shop.orders.scan().collected().map(\.number) == [130])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `what cannot be stored or read fails alone`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let result = await shop.orders.put(contentsOf: [Order("ann", 1), Order("ann", -1), Order("ann", 2)])
            #expect(result.successful == 2 && result.failures.count == 1)
            #expect(result.error?.message.contains("number has to be an integer") == true)
            #expect(result.failures.first?.entry.number == -1)
            try await shop.table.update(["pk": "CUSTOMER#ann", "sk": "ORDER#000002"], .set("number", to: "x"))
            let reads = await shop.orders.get(keys: [Order.key("ann", 1), Order.key("ann", 2), Order.key("ann", -1)])
            #expect(try reads[0].model?.number == 1)
            for read in reads.dropFirst() {
                // It is no model that is missing.
                #expect(throws: DynamoDBError.self) { try read.model }
            }
            if case .failed(_, let error) = reads[1] {
                #expect(error.code == .decoding)
            } else {
                Issue.record("it was read")
            }
            if case .failed(_, let error) = reads[2] {
                #expect(error.code == .validation)
            } else {
                Issue.record("a key")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a meter adds up what all calls consume`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let meter = CapacityMeter()
            let shop = try await Shop(in: database.metered(by: meter))
            #expect(meter.total == CapacityMeter.Usage())
            try await shop.customers.put(Customer(id: "ann", name: "Ann"))
            #expect(meter.reset().capacityUnits == 1)
            #expect(try await shop.customers.get(Customer.key("ann"), consistency: .strong) != nil)
            #expect(try await shop.customers.get(Customer.key("ann")) != nil)
            #expect(meter.reset() == CapacityMeter.Usage(capacityUnits: 1.5, tables: ["shop": 1.5], calls: 2))
            #expect(await shop.customers.put(contentsOf: (1...30).map { Customer(id: "\($0)", name: "C") }).success)
            #expect(meter.reset() == CapacityMeter.Usage(capacityUnits: 30, tables: ["shop": 30], calls: 2))
            #expect(try await shop.customers.scan().pageSize(10).collected().count == 31)
            #expect(meter.reset().calls == 4)
            let one = try await shop.customers.scan().pageSize(1).page(budget: ReadBudget(capacity: 2))
            #expect(one.next != nil && meter.reset().capacityUnits >= 2)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a key that cannot be made is told by what it was to be made of`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shop = try await Shop(in: database)
            let result = await shop.orders.delete(keys: [Order.key("ann", -1), Order.key("ann", 2)])
            #expect(result.successful == 1)
            #expect(result.failures.map(\.entry) == [Order.key("ann", -1)])
            #expect(result.failures.map(\.entry.description) == [#"customer: "ann", number: -1"#])
            #expect(result.error?.code == .validation)
        }
    }
}
