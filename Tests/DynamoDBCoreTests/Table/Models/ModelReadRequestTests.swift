// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// What reads of models ask the database for, where what has expired cannot be filtered.
struct ModelReadRequestTests {
    private struct Login: Codable, Hashable, Sendable {
        var id: String
        var user: String
        var ends: Date

        static let key = PrimaryKey<Login, String, Never>(partition: .string("id"))
        static let byUser = ModelIndex<Login, String, Date>(
            "by-user", partition: .string("user"), sort: .number("ends"))
        static let schema = ModelSchema(key: key, indexes: [byUser], expiresAt: "ends")
    }

    private static func database() -> ScriptedDatabase {
        ScriptedDatabase { script in
            script.query = { _ in
                let items = (1...4).map { ["id": .string("\($0)"), "user": "ann", "ends": .init($0 * 1000)] as Item }
                return QueryOutput(items: items, count: 4, scannedCount: 4)
            }
        }
    }

    @Test
    func `a count reads the dates alone, and needs to know nothing of the table`() async throws {
        let database = Self.database()
        var table = DynamoDBTable("logins", in: database)
        table.waits.now = { 2000 }
        let logins = ModelTable(Login.schema, in: table)
        let query = logins.query(Login.byUser, "ann")
        #expect(try await query.count() == 2)
        #expect(try await query.limit(1).count() == 1)
        #expect(database.calls.count == 2)
        for call in database.calls {
            guard case .query(let input) = call else {
                Issue.record("\(call)")
                continue
            }
            #expect(input.select == nil && input.filterExpression == nil)
            #expect(input.projectionExpression == "#n1")
            #expect(input.expressionAttributeNames?["#n1"] == "ends")
        }
    }

    @Test
    func `the first model is one that is asked for`() async throws {
        let database = ScriptedDatabase { script in
            script.query = { input in
                let start = input.exclusiveStartKey?["id"]?.string.flatMap { Int($0) } ?? 0
                // The first two cannot be read.
                let item: Item = ["id": .string("\(start + 1)"), "user": start < 2 ? 1 : "ann"]
                return QueryOutput(
                    items: [item], count: 1, scannedCount: 1, lastEvaluatedKey: ["id": .string("\(start + 1)")])
            }
        }
        let people = ModelTable(Person.schema, named: "people", in: database)
        let query = people.query(Person.key, "x").skippingUnreadable { _ in }
        #expect(try await query.first() == Person(id: "3", user: "ann"))
        let limits = database.calls.map { call -> Int? in
            guard case .query(let input) = call else { return nil }
            return input.limit
        }
        // Each page is as large as all before it.
        #expect(limits == [1, 1, 2])
    }

    private struct Person: Codable, Hashable, Sendable {
        var id: String
        var user: String

        static let key = PrimaryKey<Person, String, Never>(partition: .string("id"))
        static let schema = ModelSchema(key: key)
    }

    @Test(arguments: 0...3)
    func `an answer to a transaction with more or fewer items than were asked for is no answer`(count: Int) async {
        let database = ScriptedDatabase { script in
            script.transactGetItems = { _ in
                TransactGetItemsOutput(responses: Array(repeating: ItemResponse(), count: count))
            }
        }
        let logins = ModelTable(Login.schema, named: "logins", in: database)
        let (first, second) = (logins.reading(Login.key("1")), logins.reading(Login.key("2")))
        var codes: [DynamoDBError.Code] = []
        do throws(DynamoDBError) {
            let found = try await database.transactionGet(first, second)
            #expect(count == 2 && found.0 == nil && found.1 == nil)
        } catch {
            codes.append(error.code)
        }
        do throws(DynamoDBError) {
            let found = try await database.transactionGet([first, second])
            #expect(count == 2 && found.count == 2)
        } catch {
            codes.append(error.code)
        }
        #expect(codes == (count == 2 ? [] : [.invalidResponse, .invalidResponse]))
    }

    private struct Note: Codable, Hashable, Sendable {
        var pk: String
        var sk: String
        var number: Int

        static let key = PrimaryKey<Note, String, String>(partition: .string("pk"), sort: .string("sk"))
        static let schema = ModelSchema(key: key, expiresAt: "ends")
        static let typed = ModelSchema(key: key, type: EntityType("note"))
    }

    struct Limited: Sendable {
        /// Which of 300 notes have expired, or are of another type.
        var expired: @Sendable (Int) -> Bool
        var isFiltered = false
        var isTyped = false
        /// How many notes the database is asked to look at, page by page; `nil` for as many as it takes.
        var limits: [Int?]
        var found: [Int]
    }

    @Test(arguments: [
        Limited(expired: { _ in false }, limits: [10], found: Array(0..<10)),
        Limited(expired: { $0 % 5 == 0 }, limits: [10, 10], found: [1, 2, 3, 4, 6, 7, 8, 9, 11, 12]),
        Limited(expired: { $0 < 200 }, limits: [10, 10, 20, 40, 80, 160], found: Array(200..<210)),
        Limited(expired: { $0 % 2 == 0 }, isFiltered: true, limits: [nil], found: (0..<10).map { $0 * 2 + 1 }),
        Limited(expired: { $0 % 5 == 0 }, isTyped: true, limits: [10, 10], found: [1, 2, 3, 4, 6, 7, 8, 9, 11, 12]),
        Limited(
            expired: { $0 % 2 == 0 }, isFiltered: true, isTyped: true, limits: [nil], found: (0..<10).map { $0 * 2 + 1 }
        ),
    ])
    func `where only what has expired or is another model is left out, little more is read than wanted`(
        _ limited: Limited
    ) async throws {
        let pages = PagedModel(items: PagedModel.numbered(300), itemsOfOnePage: 200) { item in
            !limited.expired(item["number"]?.int ?? 0)
        }
        let database = pages.database
        let notes = ModelTable(limited.isTyped ? Note.typed : Note.schema, named: "notes", in: database)
        var query = notes.query(Note.key, "p").limit(10)
        if limited.isFiltered { query = query.filter(Attribute("type") == "t") }
        let page = try await query.page()
        #expect(page.items.map(\.number) == limited.found)
        let limits = database.calls.map { call -> Int? in
            guard case .query(let input) = call else {
                Issue.record("\(call)")
                return nil
            }
            return input.limit
        }
        #expect(limits == limited.limits)
        // The page was cut, and goes on behind its last note.
        let next = try await query.page(after: page.next)
        #expect(next.items.first.map { $0.number > limited.found[9] } == true)
        #expect(Set(next.items).isDisjoint(with: page.items))
    }

    @Test
    func `a page that is cut needs no description of the table`() async throws {
        let pages = PagedModel(items: PagedModel.numbered(30), itemsOfOnePage: 100)
        let database = pages.database
        let notes = ModelTable(Note.schema, named: "notes", in: database)
        struct Part: Decodable, Sendable { var number: Int }
        let found = notes.query(Note.key, "p").filter(Attribute("type") == "t").limit(4)
        let page = try await found.page()
        #expect(try await found.page(after: page.next).items.map(\.number) == [4, 5, 6, 7])
        let part = try await found.selecting(["number"], as: Part.self).page()
        #expect(part.items.map(\.number) == [0, 1, 2, 3] && part.next != nil)
        #expect(database.calls.count == database.dataCalls.count)
    }

    @Test
    func `a number of items that no page has is not asked for`() async throws {
        let database = PagedModel(items: PagedModel.numbered(3), itemsOfOnePage: 100).database
        let notes = ModelTable(Note.schema, named: "notes", in: database)
        #expect(try await notes.query(Note.key, "p").limit(.max).collected().count == 3)
        guard case .query(let input)? = database.calls.first else {
            Issue.record("\(database.calls)")
            return
        }
        #expect(input.limit == 1_048_576)
    }

    @Test
    func `the key of an index is asked for, as a schema may declare a part of it`() async throws {
        let denied = DynamoDBError(.accessDenied, "not authorized to perform dynamodb:DescribeTable")
        let database = ScriptedDatabase { script in
            script.describeTable = { _ throws(DynamoDBError) in throw denied }
            script.query = { _ in QueryOutput(items: PagedModel.numbered(9), count: 9, scannedCount: 9) }
        }
        let sorted = ModelIndex<Note, String, Int>("by-type", partition: .string("type"), sort: .number("number"))
        let bare = ModelIndex<Note, String, Never>("by-type", partition: .string("type"))
        // The keys of both are the model's own, so that the schema need not declare them.
        let notes = ModelTable(Note.schema, named: "notes", in: database)
        for read in [notes.query(sorted, "t"), notes.query(bare, "t")] {
            let error = await #expect(throws: DynamoDBError.self) {
                try await read.filter(Attribute("name") != "").limit(2).page()
            }
            #expect(error?.code == .accessDenied)
        }
    }

    @Test
    func `what is descending twice is descending`() async throws {
        let database = PagedModel(items: PagedModel.numbered(3), itemsOfOnePage: 100).database
        let notes = ModelTable(Note.schema, named: "notes", in: database).query(Note.key, "p")
        for read in [notes, notes.descending(), notes.descending().descending()] { _ = try await read.collected() }
        let directions = database.calls.map { call -> Bool? in
            if case .query(let input) = call { input.scanIndexForward } else { nil }
        }
        #expect(directions == [nil, false, false])
    }

    @Test
    func `behind a model that does not fit nothing is read`() async throws {
        var items = PagedModel.numbered(9)
        items[1]["number"] = "one"
        let database = PagedModel(items: items, itemsOfOnePage: 3).database
        var notes = ModelTable(Note.schema, named: "notes", in: database).query(Note.key, "p").makeAsyncIterator()
        var (numbers, failures) = ([Int](), 0)
        for _ in 0..<9 {
            do {
                if let note = try await notes.next() { numbers.append(note.number) }
            } catch {
                failures += 1
            }
        }
        #expect(numbers == [0] && failures == 1)
        #expect(database.calls.count == 1)
    }

    @Test
    func `a parallel scan has no limit`() async throws {
        let database = PagedModel(items: PagedModel.numbered(3), itemsOfOnePage: 100).database
        let scan = ModelTable(Note.schema, named: "notes", in: database).scan()
        let error = await #expect(throws: DynamoDBError.self) {
            try await scan.limit(1).forEachPage(segments: 2) { _, _ in }
        }
        #expect(error?.code == .validation)
        #expect(database.calls.isEmpty)
    }

    @Test
    func `a budget of capacity needs a database that tells what it consumes`() async throws {
        let database = PagedModel(items: PagedModel.numbered(9), itemsOfOnePage: 3).database
        let scan = ModelTable(Note.schema, named: "notes", in: database).scan()
        let error = await #expect(throws: DynamoDBError.self) { try await scan.page(budget: ReadBudget(capacity: 9)) }
        #expect(error?.code == .unsupported)
        #expect(error?.message.contains("consumed capacity") == true)
        #expect(database.calls.count == 1)
        #expect(try await scan.page(budget: ReadBudget(pages: 2, items: 9)).items.count == 6)
        // What was read to its end needs no budget any more.
        let whole = PagedModel(items: PagedModel.numbered(9), itemsOfOnePage: 10).database
        let all = ModelTable(Note.schema, named: "notes", in: whole).scan()
        #expect(try await all.page(budget: ReadBudget(capacity: 9)).items.count == 9)
    }
}
