// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Rows that say of themselves which model they are of, and those that do not say it yet.
struct ModelTypeTests {
    private struct Bill: Codable, Hashable, Sendable {
        var customer: String
        var id: String
        var total: Int

        static let key = PrimaryKey<Bill, String, String>(
            partition: .template("pk", "C#{customer}"), sort: .template("sk", "BILL#{id}"))
        static let byType = ModelIndex<Bill, String, Never>("by-type", partition: .template("gpk", "T#{type}"))
        static let schema = ModelSchema(key: key, indexes: [byType], type: EntityType("bill"))
        static let untyped = ModelSchema(key: key)
    }

    private struct Line: Codable, Hashable, Sendable {
        var customer: String
        var id: String
        var line: Int
        var total: Int

        struct Place: Codable, Sendable {
            var id: String
            var line: Int
        }

        static let key = PrimaryKey<Line, String, Place>(
            partition: .template("pk", "C#{customer}"), sort: .template("sk", "BILL#{id}#LINE#{line:03}"))
        static let schema = ModelSchema(key: key, type: EntityType("line"))
    }

    private struct Total: Decodable { var total: Int }

    @Test(arguments: DatabaseUnderTest.available)
    func `a key that an input makes that of another model reads and changes nothing of it`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let bills = try await ModelTable.create(Bill.schema, named: "bills", in: database)
            let lines = ModelTable(Line.schema, in: bills.table)
            let line = Line(customer: "ann", id: "1", line: 1, total: 5)
            try await lines.insert(line)
            let key = Bill.key("ann", "1#LINE#001")
            let same = Bill(customer: "ann", id: "1#LINE#001", total: 0)
            let failed = try #require(await bills.get(keys: [key]).first)
            let reads = [
                await failure { () async throws(DynamoDBError) in try await bills.get(key) },
                await failure { () async throws(DynamoDBError) in try await bills.exists(key) },
                await failure { () async throws(DynamoDBError) in
                    try await bills.get(key, selecting: ["total"], as: Total.self)
                },
                await failure { () async throws(DynamoDBError) in try failed.model },
                await failure { () async throws(DynamoDBError) in
                    try await database.transactionGet([bills.reading(key)])
                },
                await failure { () async throws(DynamoDBError) in
                    try await bills.modify(key) { (bill) throws(DynamoDBError) in bill.total = 0 }
                },
            ]
            for error in reads {
                #expect(error?.code == .decoding)
                #expect(error?.message.hasPrefix("The item is of type \"line\", and not \"bill\"") == true)
            }
            let noOther = Attribute("type") == nil || Attribute("type") == "bill"
            let writes = [
                await failure { () async throws(DynamoDBError) in
                    try await bills.update(key) { $0.set("total", to: 0) }
                },
                await failure { () async throws(DynamoDBError) in
                    try await bills.upsert(key) { $0.set("total", to: 0) }
                },
                await failure { () async throws(DynamoDBError) in try await bills.update(same) },
                await failure { () async throws(DynamoDBError) in try await bills.upsert(same) },
            ]
            for error in writes {
                #expect(error?.code == .conditionalCheckFailed && error?.item?["type"] == "line")
                #expect(error?.falseClauses == [noOther])
            }
            let cancelled = [
                await failure { () async throws(DynamoDBError) in
                    try await database.transaction { (write) throws(DynamoDBError) in
                        try write.update(key, in: bills) { $0.set("total", to: 0) }
                    }
                },
                await failure { () async throws(DynamoDBError) in
                    try await database.transaction { (write) throws(DynamoDBError) in
                        try write.upsert(key, in: bills) { $0.set("total", to: 0) }
                    }
                },
                await failure { () async throws(DynamoDBError) in
                    try await database.transaction { (write) throws(DynamoDBError) in
                        try write.update(same, in: bills)
                    }
                },
                await failure { () async throws(DynamoDBError) in
                    try await database.transaction { (write) throws(DynamoDBError) in try write.check(key, in: bills) }
                },
            ]
            for error in cancelled { #expect(error?.cancellationReasons.first?.falseClauses == [noOther]) }
            #expect(try await lines.get(Line.key("ann", Line.Place(id: "1", line: 1)), consistency: .strong) == line)
            // A key that nothing has is free.
            #expect(try await bills.get(Bill.key("ann", "2")) == nil)
            #expect(try await bills.upsert(Bill.key("ann", "2")) { $0.set("total", to: 2) }.total == 2)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `rows from before the schema had a type get it with every write of them`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let bills = try await ModelTable.create(Bill.schema, named: "bills", in: database)
            let old = ModelTable(Bill.untyped, in: bills.table)
            for id in ["1", "2", "3", "4", "5"] { try await old.insert(Bill(customer: "ann", id: id, total: 0)) }
            // As a model wrote it that had a property of the name.
            for id in ["4", "5"] {
                try await old.table.update(["pk": "C#ann", "sk": .string("BILL#\(id)")], .set("type", to: .null))
            }
            func found() async throws -> [String] {
                try await bills.query(Bill.key, "ann").consistent().collected().map(\.id)
            }
            #expect(try await found().isEmpty)
            #expect(try await bills.get(Bill.key("ann", "1"))?.total == 0)
            try await bills.update(Bill.key("ann", "1")) { $0.set("total", to: 1) }
            try await bills.modify(Bill.key("ann", "2")) { _ in }
            try await bills.update(Bill(customer: "ann", id: "3", total: 1))
            try await database.transaction { (write) throws(DynamoDBError) in
                try write.update(Bill.key("ann", "4"), in: bills) { $0.set("total", to: 1) }
            }
            #expect(try await found() == ["1", "2", "3", "4"])
            // All of them, as the article shows.
            let untyped = Scan(filter: Attribute("type") == nil && Attribute("sk").beginsWith("BILL#"))
            for try await item in bills.table.items(untyped) {
                let bill = try Bill.schema.model(of: item)
                try await bills.modify(Bill.key(bill.customer, bill.id)) { _ in }
            }
            #expect(try await found() == ["1", "2", "3", "4", "5"])
            #expect(try await bills.query(Bill.byType, "bill").count() == 5)
        }
    }
}
