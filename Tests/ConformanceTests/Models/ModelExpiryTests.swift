// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Synchronization
import TestSupport
import Testing

/// What has expired is in no read, whichever keys and indexes the date is in.
struct ModelExpiryTests {
    private struct Login: Codable, Hashable, Sendable {
        var id: String
        var user: String
        var place: String
        var ends: Date

        static let key = PrimaryKey<Login, String, Never>(partition: .string("id"))
        /// The date is a key: the database refuses to filter by it.
        static let byUser = ModelIndex<Login, String, Date>(
            "by-user", partition: .string("user"), sort: .number("ends"), projection: .keysOnly)
        /// The date is not there.
        static let byPlace = ModelIndex<Login, String, Never>(
            "by-place", partition: .string("place"), projection: .keysOnly)
        static let schema = ModelSchema(key: key, indexes: [byUser, byPlace], expiresAt: "ends")

        struct Part: Decodable, Hashable, Sendable { var id: String }
    }

    /// Nine logins of Ann, of which 1 to 5 have expired.
    private func withLogins(
        on kind: DatabaseUnderTest, _ body: (ModelTable<Login>, TestClock) async throws -> Void
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let clock = TestClock()
            let logins = try await ModelTable.create(Login.schema, named: "logins", in: database).using(clock)
            let all = (1...9).map { number in
                Login(id: "\(number)", user: "ann", place: "here", ends: clock.now + Double(number * 10 - 50))
            }
            let result = await logins.put(contentsOf: all)
            #expect(result.success)
            try await body(logins, clock)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a query of an index that has the date as its key leaves out what has expired`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await self.withLogins(on: kind) { (logins: ModelTable<Login>, clock: TestClock) async throws in
            let all = logins.query(Login.byUser, "ann")
            let query = all.selecting(["id"], as: Login.Part.self)
            func ids(_ sequence: ModelSequence<Login.Part>) async throws(DynamoDBError) -> [String] {
                try await sequence.collected().map(\.id)
            }
            #expect(try await ids(query) == ["6", "7", "8", "9"])
            #expect(try await ids(query.descending()) == ["9", "8", "7", "6"])
            #expect(try await ids(query.limit(2)) == ["6", "7"])
            #expect(try await ids(query.descending().limit(2)) == ["9", "8"])
            #expect(try await ids(query.pageSize(2)) == ["6", "7", "8", "9"])
            // With the date among the attributes these are read from the bytes of an answer, where there are such.
            let dated = all.selecting(["id", "ends"], as: Login.Part.self)
            #expect(try await ids(dated) == ["6", "7", "8", "9"])
            #expect(try await ids(dated.limit(2)) == ["6", "7"])
            #expect(try await dated.pageSize(3).page().items.isEmpty)
            #expect(try await all.count() == 4)
            #expect(try await all.limit(3).count() == 3)
            #expect(try await all.pageSize(2).count() == 4)
            // Page by page, with what is left of a page that is cut.
            var pages: [[String]] = []
            var token: PageToken?
            repeat {
                let page = try await query.limit(3).page(after: token)
                pages.append(page.items.map(\.id))
                token = page.next
            } while token != nil
            #expect(pages == [["6", "7", "8"], ["9"]])
            // The same sequence reads anew later.
            clock.advance(by: 20)
            #expect(try await ids(query) == ["8", "9"])
            #expect(try await all.count() == 2)
        }
    }

    @Test(arguments: [DatabaseUnderTest.inMemory, .overTheWire])
    func `pages of what has not expired are one full read, wherever they stop`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let clock = TestClock()
            let logins = try await ModelTable.create(Login.schema, named: "logins", in: database).using(clock)
            var generator = SeededGenerator(seed: 17)
            // A stretch in which all have expired, and one in which a few have.
            let all = (0..<80).map { number in
                let hasExpired = number < 40 || Int.random(in: 0..<4, using: &generator) == 0
                return Login(
                    id: "\(number + 100)", user: "ann", place: number % 3 == 0 ? "here" : "there",
                    ends: clock.now + Double(hasExpired ? number - 100 : number + 1))
            }
            #expect(await logins.put(contentsOf: all).success)
            let live = all.filter { $0.ends > clock.now }
            let sequences = [
                logins.query(Login.byUser, "ann").selecting(["id"], as: Login.Part.self),
                logins.query(Login.byUser, "ann").descending().selecting(["id"], as: Login.Part.self),
                logins.scan().selecting(["id"], as: Login.Part.self),
                logins.scan().filter(Attribute("place") == "here").selecting(["id"], as: Login.Part.self),
            ]
            for (number, sequence) in sequences.enumerated() {
                let wanted = Set(live.filter { number < 3 || $0.place == "here" }.map(\.id))
                let whole = try await sequence.collected().map(\.id)
                #expect(Set(whole) == wanted && whole.count == wanted.count)
                for first in [1, 2, 7, 30, 100] {
                    for pageSize in [nil, 3, 50] {
                        for items in [nil, 5] {
                            var part = sequence.limit(first)
                            if let pageSize { part = part.pageSize(pageSize) }
                            var found: [String] = []
                            var token: PageToken?
                            var count = 0
                            repeat {
                                let page = try await part.page(after: token, budget: ReadBudget(items: items))
                                #expect(page.items.count <= first && page.scannedCount <= items ?? .max)
                                found += page.items.map(\.id)
                                token = page.next
                                count += 1
                            } while token != nil && count < 200
                            #expect(found == whole, "\(number): \(first), \(pageSize ?? 0), \(items ?? 0)")
                        }
                    }
                    #expect(try await sequence.limit(first).count() == min(first, whole.count))
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a sequence that is kept leaves out what has expired since`(_ kind: DatabaseUnderTest) async throws {
        try await self.withLogins(on: kind) { (logins: ModelTable<Login>, clock: TestClock) async throws in
            let scan = logins.scan()
            let index = logins.scan(Login.byUser).selecting(["id"], as: Login.Part.self)
            var table = logins.table
            table.waits.now = { clock.now.timeIntervalSince1970 }
            let rows = Entities(in: table, unknown: { _ in "?" }).with(Login.schema) { $0.id }.scan()
            #expect(try await scan.collected().map(\.id).sorted() == ["6", "7", "8", "9"])
            #expect(try await rows.collected().sorted() == ["6", "7", "8", "9"])
            #expect(try await index.collected().map(\.id).sorted() == ["6", "7", "8", "9"])
            clock.advance(by: 30)
            #expect(try await scan.collected().map(\.id) == ["9"])
            #expect(try await index.collected().map(\.id) == ["9"])
            #expect(try await rows.collected() == ["9"])
            let seen = Mutex<[String]>([])
            try await scan.forEachPage(segments: 3) { page, _ in seen.withLock { $0 += page.items.map(\.id) } }
            #expect(seen.withLock(\.self) == ["9"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a table that is created for models that expire deletes them`(_ kind: DatabaseUnderTest) async throws {
        try await self.withLogins(on: kind) { (logins: ModelTable<Login>, _: TestClock) async throws in
            let description = try await logins.table.database.describeTimeToLive(
                DescribeTimeToLiveInput(tableName: "logins")
            ).timeToLiveDescription
            #expect(description?.attributeName == "ends")
            #expect(description?.timeToLiveStatus == .enabled)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an index without the date is not read, as it cannot tell what has expired`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await self.withLogins(on: kind) { (logins: ModelTable<Login>, _: TestClock) async throws in
            for sequence in [logins.query(Login.byPlace, "here"), logins.scan(Login.byPlace)] {
                let error = await failure { () async throws(DynamoDBError) in try await sequence.count() }
                #expect(error?.code == .validation)
                #expect(error?.message.contains("by-place does not hold ends") == true)
            }
        }
    }

    private struct Visit: Codable, Sendable {
        var site: String
        var id: String
        var page: String
        var ends: Date

        static let key = PrimaryKey<Visit, String, String>(partition: .string("site"), sort: .string("id"))
        static let byPage = ModelIndex<Visit, String, String>(
            local: "by-page", of: key, sort: .string("page"), projection: .keysOnly)
        static let schema = ModelSchema(key: key, indexes: [byPage], expiresAt: "ends")
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a local index without the date is not read either, as no filter looks behind it`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let visits = try await ModelTable.create(Visit.schema, named: "visits", in: database)
            try await visits.put(Visit(site: "a", id: "1", page: "p", ends: Date(timeIntervalSince1970: 4_000_000_000)))
            for sequence in [visits.query(Visit.byPage, "a"), visits.scan(Visit.byPage)] {
                let error = await failure { () async throws(DynamoDBError) in try await sequence.count() }
                #expect(error?.code == .validation)
                #expect(error?.message.contains("by-page does not hold ends") == true)
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a transaction checks a model that is there, or that none is`(_ kind: DatabaseUnderTest) async throws {
        try await self.withLogins(on: kind) { (logins: ModelTable<Login>, _: TestClock) async throws in
            func reasons(
                _ check: (inout ModelTransaction, String) throws(DynamoDBError) -> Void
            ) async -> [CancellationReason.Code] {
                var codes: [CancellationReason.Code] = []
                for id in ["9", "1", "nobody"] {
                    do throws(DynamoDBError) {
                        try await logins.table.database.transaction { (write) throws(DynamoDBError) in
                            try check(&write, id)
                        }
                        codes.append(.none)
                    } catch {
                        codes += error.cancellationReasons.map(\.code)
                    }
                }
                return codes
            }
            // 1 has expired.
            let there = await reasons { (write, id) throws(DynamoDBError) in
                try write.check(Login.key(id), in: logins, condition: Attribute("blocked").notExists)
            }
            #expect(there == [.none, .conditionalCheckFailed, .conditionalCheckFailed])
            let absent = await reasons { (write, id) throws(DynamoDBError) in
                try write.checkAbsent(Login.key(id), in: logins)
            }
            #expect(absent == [.conditionalCheckFailed, .none, .none])
        }
    }

    /// Whether a write took place; only a false condition may be in its way.
    private func succeeds(_ write: () async throws(DynamoDBError) -> Void) async -> Bool {
        do {
            try await write()
            return true
        } catch {
            #expect([.conditionalCheckFailed, .transactionCanceled].contains(error.code), "\(error)")
            return false
        }
    }

    /// The ways to write one model with a condition.
    private enum ConditionalWrite: CaseIterable {
        case delete, deleteModel, deleteReturning, put, deleteInTransaction, putInTransaction

        var deletes: Bool {
            switch self {
            case .delete, .deleteModel, .deleteReturning, .deleteInTransaction: true
            case .put, .putInTransaction: false
            }
        }

        func write(_ login: Login, if condition: Condition, in logins: ModelTable<Login>) async throws(DynamoDBError) {
            let key = Login.key(login.id)
            switch self {
            case .delete: try await logins.delete(key, condition: condition)
            case .deleteModel: try await logins.delete(login, condition: condition)
            case .deleteReturning:
                let old = try await logins.delete(key, condition: condition, returning: .allOld)
                if old != nil { throw DynamoDBError(.unknown, "It returned what has expired.") }
            case .put: try await logins.put(login, condition: condition)
            case .deleteInTransaction:
                try await logins.table.database.transaction { (write) throws(DynamoDBError) in
                    try write.delete(key, from: logins, condition: condition)
                }
            case .putInTransaction:
                try await logins.table.database.transaction { (write) throws(DynamoDBError) in
                    _ = try write.put(login, in: logins, condition: condition)
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a condition is asked of nothing where an item has expired`(_ kind: DatabaseUnderTest) async throws {
        try await self.withLogins(on: kind) { (logins: ModelTable<Login>, clock: TestClock) async throws in
            let id = Attribute("id")
            let (ends, now) = (Attribute("ends"), Int(clock.now.timeIntervalSince1970))
            // What a delete is asked that names the date is asked of what is stored.
            let conditions: [(Condition, ofNone: Bool, ofExpired: Bool)] = [
                (id.exists, false, false), (id.notExists, true, true), (Attribute("place") == "here", false, false),
                (!(Attribute("place") == "here"), true, true), (id.exists && ends.exists, false, true),
                (ends.notExists || id.exists, true, true), (ends <= now, false, true),
                (ends <= now && Attribute("place") == "there", false, false), (!(ends <= now), true, false),
            ]
            let written = Login(id: "1", user: "bob", place: "there", ends: clock.now + 99)
            let key = Login.key("1")
            let writes = ConditionalWrite.allCases.flatMap { [($0, true), ($0, false)] }
            for (condition, ofNone, ofExpired) in conditions {
                for (write, isThere) in writes {
                    // With its expiry an hour ago, or not at all.
                    if isThere {
                        try await logins.put(Login(id: "1", user: "ann", place: "here", ends: clock.now - 3600))
                    } else {
                        try await logins.delete(key)
                    }
                    let isExpected = write.deletes && isThere ? ofExpired : ofNone
                    let succeeds = await self.succeeds { () async throws(DynamoDBError) in
                        try await write.write(written, if: condition, in: logins)
                    }
                    #expect(succeeds == isExpected, "\(condition), \(write), \(isThere)")
                }
            }
            // Of one that has not expired it is asked as it is.
            try await logins.put(written)
            #expect(
                await self.succeeds { () async throws(DynamoDBError) in
                    try await logins.delete(key, condition: id.notExists)
                } == false)
            #expect(
                await self.succeeds { () async throws(DynamoDBError) in
                    try await logins.delete(key, condition: Attribute("place") == "there")
                })
            #expect(try await logins.get(key) == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an error of a condition names only the clauses that are false, also where items expire`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await self.withLogins(on: kind) { (logins: ModelTable<Login>, clock: TestClock) async throws in
            let (place, user) = (Attribute("place"), Attribute("user"))
            let expired = Attribute("ends") <= Int(clock.now.timeIntervalSince1970)
            let key = Login.key("9")
            // True of nothing, and so of an expired item: each clause says that it is.
            let ofNone = await failure { () async throws(DynamoDBError) in
                try await logins.delete(key, condition: place != "there" && user != "ann")
            }
            #expect(ofNone?.falseClauses == [user != "ann" || expired])
            #expect(ofNone?.message.contains("It was not true that user <> ? OR ends <= ?") == true)
            let ofSome = await failure { () async throws(DynamoDBError) in
                try await logins.delete(key, condition: place == "here" && user == "bob")
            }
            #expect(ofSome?.falseClauses == [user == "bob"])
            // One that has no room for that is named as a whole.
            let many = (0..<90).reduce(user != "ann") { $0 && Attribute("a\($1)") != "x" }
            let whole = await failure { () async throws(DynamoDBError) in
                try await logins.delete(key, condition: many)
            }
            #expect(whole?.falseClauses == [many || expired])
        }
    }

    private struct Seat: Codable, Sendable {
        var id: String
        var ends: Date
        var version: Int?

        static let key = PrimaryKey<Seat, String, Never>(partition: .string("id"))
        static let schema = ModelSchema(key: key, version: "version", expiresAt: "ends")
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an expired item has no version`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let clock = TestClock()
            let seats = try await ModelTable.create(Seat.schema, named: "seats", in: database).using(clock)
            let table = seats
            let seat = try await table.insert(Seat(id: "1", ends: clock.now + 10))
            #expect(seat.version == 1)
            clock.advance(by: 20)
            #expect(await self.succeeds { () async throws(DynamoDBError) in try await table.put(seat) } == false)
            #expect(await self.succeeds { () async throws(DynamoDBError) in try await table.delete(seat) } == false)
            #expect(
                await self.succeeds { () async throws(DynamoDBError) in
                    try await database.transaction { (write) throws(DynamoDBError) in
                        try write.delete(seat, from: table)
                    }
                } == false)
            // But whoever deletes what has expired can ask for it.
            #expect(
                await self.succeeds { () async throws(DynamoDBError) in
                    try await table.delete(seat, condition: Attribute("ends") <= Int(clock.now.timeIntervalSince1970))
                })
            #expect(try await table.table.get(["id": "1"]) == nil)
            let anew = try await table.put(Seat(id: "1", ends: clock.now + 10))
            #expect(anew.version == 1)
            #expect(await self.succeeds { () async throws(DynamoDBError) in try await table.delete(anew) })
        }
    }
}
