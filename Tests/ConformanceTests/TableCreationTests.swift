// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// Tables that a program wants to be there.
struct TableCreationTests {
    private struct Ticket: Codable, Hashable, Sendable {
        var id: String
        var owner: String
        var ends: Date

        static let key = PrimaryKey<Ticket, String, Never>(partition: .template("pk", "TICKET#{id}"))
        static let byOwner = ModelIndex<Ticket, String, Never>(
            "by-owner", partition: .template("gsi1pk", "OWNER#{owner}"))
        static let schema = ModelSchema(key: key, expiresAt: "ends")
        static let indexed = ModelSchema(key: key, indexes: [byOwner], expiresAt: "ends")
    }

    private struct Note: Codable, Hashable, Sendable {
        var id: String

        static let key = PrimaryKey<Note, String, Never>(partition: .template("pk", "NOTE#{id}"))
        static let schema = ModelSchema(key: key)
    }

    private static func expiry(
        of table: String, in database: any DynamoDBDatabase
    ) async throws(DynamoDBError) -> String? {
        let answer = try await database.describeTimeToLive(DescribeTimeToLiveInput(tableName: table))
        return answer.timeToLiveDescription?.attributeName
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a table is created if it is missing, and taken as it is if not`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            for count in 1...3 {
                let table = try await DynamoDBTable.createIfMissing(Fixtures.composite, in: database)
                try await table.put(["pk": "a", "sk": "\(count)"])
                #expect(try await table.count() == count)
            }
        }
    }

    /// A table that is not as it is asked for, and what the error says it lacks.
    private static let lacks: [(CreateTableInput, String)] = [
        (
            CreateTableInput(tableName: "Composite", partitionKey: .string("pk")),
            "its key is pk (S, HASH), sk (S, RANGE), and not pk (S, HASH)"
        ),
        (
            CreateTableInput(tableName: "Composite", partitionKey: .string("pk"), sortKey: .number("sk")),
            "and not pk (S, HASH), sk (N, RANGE)"
        ),
        (
            CreateTableInput(
                tableName: "Composite", partitionKey: .string("pk"), sortKey: .string("sk"),
                globalSecondaryIndexes: [.init("gsi3", partitionKey: .string("title"))]),
            "it has no index gsi3"
        ),
        (
            CreateTableInput(
                tableName: "Composite", partitionKey: .string("pk"), sortKey: .string("sk"),
                globalSecondaryIndexes: [.init("gsi1", partitionKey: .string("title"))]),
            "the key of its index gsi1 is lsi1sk (S, HASH), and not title (S, HASH)"
        ),
        (
            CreateTableInput(
                tableName: "Composite", partitionKey: .string("pk"), sortKey: .string("sk"),
                localSecondaryIndexes: [.init("lsi1", sortKey: .string("lsi1sk"))]),
            "its index lsi1 holds other attributes"
        ),
        (
            CreateTableInput(
                tableName: "Composite", partitionKey: .string("pk"), sortKey: .string("sk"),
                globalSecondaryIndexes: [
                    .init(
                        "gsi2", partitionKey: .string("group"), sortKey: .number("rank"),
                        projection: .including(["title", "text"]))
                ]),
            "its index gsi2 holds other attributes"
        ),
    ]

    @Test(arguments: DatabaseUnderTest.available)
    func `a table that will not do is refused with what it lacks`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            try await DynamoDBTable.create(Fixtures.composite, in: database)
            for (input, lack) in Self.lacks {
                let error = await failure { () async throws(DynamoDBError) in
                    try await DynamoDBTable.createIfMissing(input, in: database)
                }
                #expect(error?.code == .validation && error?.message.contains(lack) == true, "\(error?.message ?? "")")
            }
            // An index that holds more than is asked for does.
            let less = CreateTableInput(
                tableName: "Composite", partitionKey: .string("pk"), sortKey: .string("sk"),
                globalSecondaryIndexes: [
                    .init("gsi1", partitionKey: .string("lsi1sk"), projection: .keysOnly),
                    .init("gsi2", partitionKey: .string("group"), sortKey: .number("rank"), projection: .keysOnly),
                ])
            try await DynamoDBTable.createIfMissing(less, in: database)
        }
    }

    /// What a program may do whose tables somebody else makes.
    private struct DescribingDatabase: ForwardingDatabase {
        let database: any DynamoDBDatabase

        private static let refusal = DynamoDBError(.accessDenied, "The program makes and changes no tables.")

        func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
            throw Self.refusal
        }

        func updateTable(_ input: UpdateTableInput) async throws(DynamoDBError) -> UpdateTableOutput {
            throw Self.refusal
        }

        func updateTimeToLive(_ input: UpdateTimeToLiveInput) async throws(DynamoDBError) -> UpdateTimeToLiveOutput {
            throw Self.refusal
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a table that somebody else made is verified, and all is told that it lacks`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let own = DescribingDatabase(database: database)
            func message(_ input: CreateTableInput) async -> String? {
                let error = await failure { () async throws(DynamoDBError) in
                    try await DynamoDBTable.verify(input, in: own)
                }
                #expect(error?.code == .validation)
                return error?.message
            }
            let missing = await failure { () async throws(DynamoDBError) in
                try await DynamoDBTable.verify(Fixtures.composite, in: own)
            }
            #expect(missing?.code == .resourceNotFound)

            try await DynamoDBTable.create(Fixtures.composite, in: database)
            let table = try await DynamoDBTable.verify(Fixtures.composite, in: own)
            try await table.put(["pk": "a", "sk": "1"])
            for (input, lack) in Self.lacks { #expect(await message(input)?.contains(lack) == true) }
            let local = CreateTableInput(
                tableName: "Composite", partitionKey: .string("pk"), sortKey: .string("sk"),
                localSecondaryIndexes: [.init("gsi1", sortKey: .string("lsi1sk"))])
            #expect(await message(local)?.contains("its index gsi1 is global, and not local") == true)
            // It may have more.
            let less = CreateTableInput(tableName: "Composite", partitionKey: .string("pk"), sortKey: .string("sk"))
            try await DynamoDBTable.verify(less, in: own)

            var other = CreateTableInput(
                tableName: "Composite", partitionKey: .string("pk"),
                localSecondaryIndexes: [.init("lsi1", sortKey: .string("lsi1sk"))],
                globalSecondaryIndexes: [.init("gsi3", partitionKey: .string("title"))])
            other.timeToLiveAttribute = "ends"
            let all = await message(other)
            for lack in [
                "its key is pk (S, HASH), sk (S, RANGE)", "its index lsi1 holds other attributes", "no index gsi3",
                "its time to live is off, and is to be by ends",
            ] {
                #expect(all?.contains(lack) == true, "\(all ?? "")")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a table of models is verified with what its indexes hold, and its time to live`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let own = DescribingDatabase(database: database)
            var input = try CreateTableInput(tableName: "hollow", for: Ticket.indexed)
            input.globalSecondaryIndexes?[0].projection = .keysOnly
            input.timeToLiveAttribute = "until"
            try await DynamoDBTable.create(input, in: database)
            let hollow = await failure { () async throws(DynamoDBError) in
                try await ModelTable.verify(Ticket.indexed, named: "hollow", in: own)
            }?.message
            #expect(
                hollow?.contains("by-owner holds other attributes than are asked for, KEYS_ONLY, and not ALL") == true)
            #expect(hollow?.contains("its time to live is by until, and not by ends") == true, "\(hollow ?? "")")

            try await ModelTable.create(Ticket.indexed, named: "whole", in: database)
            let tickets = try await ModelTable.verify(Ticket.indexed, named: "whole", in: own)
            try await tickets.insert(Ticket(id: "1", owner: "ann", ends: Date(timeIntervalSince1970: 9_000_000_000)))
            #expect(try await tickets.query(Ticket.byOwner, "ann").count() == 1)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a table of several models has their time to live, whether it is new or was there`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            try await DynamoDBTable.create(
                CreateTableInput(tableName: "new", for: Note.schema, Ticket.schema), in: database)
            #expect(try await Self.expiry(of: "new", in: database) == "ends")
            try await DynamoDBTable.create(CreateTableInput(tableName: "old", for: Note.schema), in: database)
            #expect(try await Self.expiry(of: "old", in: database) == nil)
            // The second time it is on already.
            for _ in 1...2 {
                _ = try await ModelTable.createIfMissing(Ticket.schema, named: "old", in: database)
                #expect(try await Self.expiry(of: "old", in: database) == "ends")
            }
        }
    }

    @Test
    func `two dates of expiry are refused for one table`() {
        let other = ModelSchema(key: Note.key, expiresAt: "until")
        let error = #expect(throws: DynamoDBError.self) {
            try CreateTableInput(tableName: "new", for: Ticket.schema, other)
        }
        #expect(error?.code == .validation && error?.message.contains("ends and until") == true)
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a new index is added, and finds old models once each is modified`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let old = try await ModelTable.create(Ticket.schema, named: "tickets", in: database)
            let tickets = (1...3).map { number in
                Ticket(id: "\(number)", owner: "ann", ends: Date(timeIntervalSince1970: 9_000_000_000))
            }
            for ticket in tickets { try await old.insert(ticket) }
            let refused = await failure { () async throws(DynamoDBError) in
                try await ModelTable.createIfMissing(Ticket.indexed, named: "tickets", in: database)
            }
            #expect(refused?.message.contains("no index by-owner") == true)
            let input = try CreateTableInput(tableName: "tickets", for: Ticket.indexed)
            #expect(try await old.table.addMissingIndexes(of: input) == ["by-owner"])
            #expect(try await old.table.addMissingIndexes(of: input) == [])

            let new = try await ModelTable.createIfMissing(Ticket.indexed, named: "tickets", in: database)
            #expect(try await new.query(Ticket.byOwner, "ann").count() == 0)
            for ticket in tickets {
                #expect(try await new.modify(Ticket.key(ticket.id)) { _ in } == ticket)
            }
            #expect(try await new.query(Ticket.byOwner, "ann").collected().map(\.id).sorted() == ["1", "2", "3"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `no index is added over an attribute that is a key of another type already`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let ranked = CreateTableInput(
                tableName: "ranked", partitionKey: .string("pk"),
                globalSecondaryIndexes: [.init("by-name", partitionKey: .string("name"), sortKey: .string("rank"))])
            let table = try await DynamoDBTable.create(ranked, in: database)
            let input = CreateTableInput(
                tableName: "ranked", partitionKey: .string("pk"),
                globalSecondaryIndexes: [.init("by-rank", partitionKey: .number("rank"))])
            let error = await failure { () async throws(DynamoDBError) in
                try await table.addMissingIndexes(of: input)
            }
            #expect(error?.code == .validation && error?.message.contains("rank") == true, "\(error?.message ?? "")")
            #expect(try await table.describe().globalSecondaryIndexes?.map(\.indexName) == ["by-name"])
        }
    }
}
