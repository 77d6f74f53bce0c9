// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// Indexes whose keys have more parts than the schema of the model declares.
struct ModelIndexKeyTests {
    private struct Visit: Codable, Hashable, Sendable {
        var id: String
        var user: String
        var kind = "page"
        var created: Int
        var ends: Date?

        static let key = PrimaryKey<Visit, String, Never>(partition: .string("id"))
        /// The index is sorted by `created`, which is no more than a property here.
        static let byUser = ModelIndex<Visit, String, Never>("by-user", partition: .string("user"))
        /// This one is sorted by `created` within a kind.
        static let byKind = ModelIndex<Visit, String, String>(
            "by-kind", partition: .string("user"), sort: .string("kind"))
        static let schema = ModelSchema(key: key, indexes: [byUser, byKind], expiresAt: "ends")

        struct Part: Decodable, Hashable, Sendable { var id: String }
    }

    private static let table = CreateTableInput(
        tableName: "visits", partitionKey: .string("id"),
        globalSecondaryIndexes: [
            .init("by-user", partitionKey: .string("user"), sortKey: .number("created")),
            .init("by-kind", partitionKeys: [.string("user")], sortKeys: [.string("kind"), .number("created")]),
        ])

    /// Visits 1 to 7 of Ann, of which the second has expired.
    private func withVisits(
        on kind: DatabaseUnderTest, _ body: (ModelTable<Visit>) async throws -> Void
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let visits = ModelTable(Visit.schema, in: try await DynamoDBTable.create(Self.table, in: database))
            let past = Date(timeIntervalSince1970: 1_000_000)
            let result = await visits.put(
                contentsOf: (1...7).map { number in
                    Visit(id: "\(number)", user: "ann", created: number, ends: number == 2 ? past : nil)
                })
            #expect(result.success)
            try await body(visits)
        }
    }

    private func pages<Element>(_ sequence: ModelSequence<Element>) async throws(DynamoDBError) -> [[Element]] {
        var pages: [[Element]] = []
        var token: PageToken?
        repeat {
            let page = try await sequence.page(after: token)
            pages.append(page.items)
            token = page.next
        } while token != nil && pages.count < 10
        return pages
    }

    private func checkPages(of visits: ModelSequence<Visit>) async throws {
        let expected = [["1", "3"], ["4", "5"], ["6", "7"]]
        for sequence in [visits, visits.filter(Attribute("ends").notExists)] {
            // The last page may be empty.
            let whole = try await self.pages(sequence.limit(2)).filter { !$0.isEmpty }
            #expect(whole.map { $0.map(\.id) } == expected)
            let parts = try await self.pages(sequence.selecting(["id"], as: Visit.Part.self).limit(2))
            #expect(parts.filter { !$0.isEmpty }.map { $0.map(\.id) } == expected)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `pages of an index end by its sort key, though the model declares none`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await self.withVisits(on: kind) { (visits: ModelTable<Visit>) async throws in
            try await self.checkPages(of: visits.query(Visit.byUser, "ann"))
            try await self.checkPages(of: visits.scan(Visit.byUser))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `pages of an index end by all parts of its sort key, though the model declares one`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await self.withVisits(on: kind) { (visits: ModelTable<Visit>) async throws in
            try await self.checkPages(of: visits.query(Visit.byKind, "ann"))
            try await self.checkPages(of: visits.query(Visit.byKind, "ann", .equal("page")))
        }
    }

    private struct Card: Codable, Hashable, Sendable {
        var id: String
        var owner: String
        var note: String?

        static let key = PrimaryKey<Card, String, Never>(partition: .string("id"))
        static let byOwner = ModelIndex<Card, String, Never>(
            "by-owner", partition: .string("owner"), projection: .keysOnly)
        static let byNote = ModelIndex<Card, String, Never>(
            "by-note", partition: .string("note"), projection: .including(["owner"]))
        static let schema = ModelSchema(key: key, indexes: [byOwner, byNote])
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `no whole models are read from an index that holds parts of them`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let cards = try await ModelTable.create(Card.schema, named: "cards", in: database)
            try await cards.insert(Card(id: "1", owner: "ann", note: "n"))
            let entities = Entities(in: cards.table, unknown: { _ in "?" }).with(Card.schema) { $0.id }
            func message(_ read: () async throws(DynamoDBError) -> Void) async -> String? {
                let error = await failure(of: read)
                #expect(error?.code == .validation)
                return error?.message
            }
            for sequence in [
                cards.query(Card.byOwner, "ann"), cards.scan(Card.byOwner).filter(Attribute("id") == "1"),
                cards.query(Card.byNote, "n").limit(1), cards.scan(Card.byNote),
            ] {
                let collected = await message { () async throws(DynamoDBError) in _ = try await sequence.collected() }
                #expect(collected?.contains("only some attributes") == true, "\(collected ?? "")")
                #expect(collected?.contains("selecting") == true)
                #expect(
                    await message { () async throws(DynamoDBError) in _ = try await sequence.page() } == collected)
                #expect(
                    await message { () async throws(DynamoDBError) in
                        var iterator = sequence.makeAsyncIterator()
                        _ = try await iterator.next()
                    } == collected)
                // What needs no whole model is read.
                #expect(try await sequence.count() == 1)
                #expect(try await sequence.selecting(["id"], as: Visit.Part.self).collected() == [.init(id: "1")])
                #expect(
                    try await sequence.selecting(["id", "owner"], as: Card.self).collected()
                        == [Card(id: "1", owner: "ann")])
            }
            let scan = await message { () async throws(DynamoDBError) in
                try await cards.scan(Card.byOwner).forEachPage(segments: 2) { (_, _) throws(DynamoDBError) in }
            }
            #expect(scan?.contains("The index by-owner") == true)
            let rows = entities.query(Card.byOwner, "ann")
            #expect(await message { () async throws(DynamoDBError) in _ = try await rows.collected() } == scan)
            #expect(try await rows.count() == 1)
        }
    }
}
