// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// `SELECT`: what it returns, in which order, page by page, and at what cost.
struct SelectStatementTests {
    private static let kinds = DatabaseUnderTest.available(with: .statements)

    /// Three partitions of four items in `Composite`, and `Hash` with one item.
    private func run(
        _ kind: DatabaseUnderTest, _ body: (any DynamoDBDatabase) async throws -> Void
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await database.createTable(Fixtures.composite)
            _ = try await database.putItem(
                PutItemInput(tableName: "Hash", item: ["pk": "a", "m": ["x": 1, "l": [1, "two"]], "n": nil]))
            for partition in ["a", "b", "c"] {
                for number in 0..<4 {
                    _ = try await database.putItem(
                        PutItemInput(
                            tableName: "Composite",
                            item: [
                                "pk": .string(partition), "sk": .string("\(number)"), "n": .init(number),
                                "lsi1sk": .string("\(9 - number)"), "group": "g", "rank": .init(number * 10),
                                "title": .string(partition + "\(number)"),
                            ]))
                }
            }
            try await body(database)
        }
    }

    private func titles(
        _ statement: String, _ parameters: [AttributeValue]? = nil, limit: Int? = nil,
        in database: any DynamoDBDatabase
    ) async throws -> [String] {
        var titles: [String] = []
        var token: String?
        repeat {
            let page = try await database.executeStatement(
                ExecuteStatementInput(statement: statement, parameters: parameters, nextToken: token, limit: limit))
            titles += page.items.compactMap { $0["title"]?.string }
            #expect((page.nextToken == nil) == (page.lastEvaluatedKey == nil))
            if let limit { #expect(page.items.count <= limit) }
            token = page.nextToken
        } while token != nil
        return titles
    }

    private static let ordered: [(where: String, titles: [String])] = [
        ("pk = 'a'", ["a0", "a1", "a2", "a3"]),
        ("pk = 'a' ORDER BY sk DESC", ["a3", "a2", "a1", "a0"]),
        ("pk = 'a' ORDER BY pk DESC, sk", ["a0", "a1", "a2", "a3"]),
        ("'a' = pk AND sk > '1'", ["a2", "a3"]), ("pk = 'a' AND sk >= '1' AND sk < '3'", ["a1", "a2"]),
        ("pk = 'a' AND sk BETWEEN '1' AND '2' ORDER BY sk DESC", ["a2", "a1"]),
        ("pk = 'a' AND begins_with(sk, '3')", ["a3"]), ("pk = 'a' AND sk = '2'", ["a2"]),
        ("pk = 'a' AND sk <> '2'", ["a0", "a1", "a3"]), ("pk = 'a' AND sk IN ['1', '3', '9']", ["a1", "a3"]),
        ("pk = 'a' AND (sk = '1' OR n = 3)", ["a1", "a3"]), ("pk = 'a' AND sk = '1' AND sk = '2'", []),
        ("pk = 'a' AND pk = 'b'", []), ("pk = 'a' AND n > 1 AND NOT n = 3", ["a2"]),
        ("pk = 'c' AND n IS NOT MISSING AND absent IS MISSING AND n IS NOT NULL", ["c0", "c1", "c2", "c3"]),
        ("pk IN ['c', 'a', 'c', 'z'] AND sk = '1'", ["c1", "a1"]),
        ("pk = 'c' OR pk = 'a' AND n = 1", ["c0", "c1", "c2", "c3", "a1"]),
        ("(pk = 'b' OR pk = 'a') AND sk >= '2' ORDER BY pk", ["a3", "a2", "b3", "b2"]),
        ("pk IN ('b', 'a') AND sk >= '2' ORDER BY pk DESC", ["b3", "b2", "a3", "a2"]),
        ("pk = 'a' ORDER BY pk ASC", ["a3", "a2", "a1", "a0"]),
        ("pk = 'a' ORDER BY pk DESC", ["a3", "a2", "a1", "a0"]),
        ("pk IN ('b', 'a') AND sk >= '2' ORDER BY pk DESC, sk DESC", ["b3", "b2", "a3", "a2"]),
    ]

    @Test(arguments: kinds)
    func `a partition comes in the order of its sort key, whatever the page size`(kind: DatabaseUnderTest) async throws
    {
        try await self.run(kind) { database in
            for (condition, titles) in Self.ordered {
                let statement = "SELECT * FROM \"Composite\" WHERE \(condition)"
                for limit in [nil, 1, 3] {
                    let found = try await self.titles(statement, limit: limit, in: database)
                    #expect(found == titles, "\(condition), limit \(limit ?? 0)")
                }
            }
        }
    }

    @Test(arguments: kinds)
    func `a condition with many levels costs no more than its length`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            // Each level may only be looked at once: 2 to the power of 30 is for ever.
            let condition = (0..<30).reduce("pk = 'a'") { inner, _ in "(\(inner) OR pk = 'b') AND n > 1" }
            let found = try await self.titles("SELECT * FROM \"Composite\" WHERE \(condition)", in: database)
            #expect(found == ["a2", "a3", "b2", "b3"])
        }
    }

    @Test(arguments: kinds)
    func `without a partition key everything is read`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let whole = try await self.titles("SELECT title FROM Composite", in: database)
            #expect(whole.count == 12)
            #expect(try await self.titles("SELECT * FROM Composite", limit: 5, in: database) == whole)
            for condition in ["sk = '1'", "pk > 'a' AND sk = '1'", "pk = 'a' OR sk = '1'", "NOT pk = 'b' AND n = ?"] {
                let parameters: [AttributeValue]? = condition.contains("?") ? [1] : nil
                let found = try await self.titles(
                    "SELECT * FROM Composite WHERE \(condition)", parameters, limit: 4, in: database)
                let expected = whole.filter { title in
                    switch condition {
                    case "sk = '1'": title.hasSuffix("1")
                    case "pk > 'a' AND sk = '1'": title == "b1" || title == "c1"
                    case "pk = 'a' OR sk = '1'": title.hasPrefix("a") || title.hasSuffix("1")
                    default: title == "a1" || title == "c1"
                    }
                }
                #expect(found == expected, "\(condition)")
            }
        }
    }

    @Test(arguments: kinds)
    func `an index is read by its own key`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let byRank = "SELECT * FROM \"Composite\".\"gsi2\" WHERE \"group\" = 'g' AND rank >= 20 ORDER BY rank DESC"
            let ranked = try await database.executeStatement(ExecuteStatementInput(statement: byRank))
            #expect(ranked.items.map { $0["rank"] } == [30, 30, 30, 20, 20, 20])
            #expect(ranked.items.allSatisfy { $0.names == ["group", "pk", "rank", "sk", "title"] })
            #expect(
                try await self.titles(byRank, limit: 1, in: database)
                    == ranked.items.compactMap { $0["title"]?.string })
            let local = try await database.executeStatement(
                ExecuteStatementInput(
                    statement: "SELECT lsi1sk, n FROM \"Composite\".\"lsi1\" WHERE pk = 'a' AND lsi1sk < '9'",
                    consistentRead: true))
            #expect(
                local.items == [["lsi1sk": "6", "n": 3], ["lsi1sk": "7", "n": 2], ["lsi1sk": "8", "n": 1]])
            #expect(try await self.titles("SELECT * FROM Composite.gsi2", in: database).count == 12)
        }
    }

    @Test(arguments: kinds)
    func `a path is returned under its last element`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            for (columns, item) in [
                ("m.x", ["x": 1] as Item), ("m.l[1], pk", ["l[1]": "two", "pk": "a"]), ("m.l", ["l": [1, "two"]]),
                ("m['x'], absent, m.none", ["x": 1]), ("absent", [:]), ("\"n\"", ["n": nil]),
                ("*", ["pk": "a", "m": ["x": 1, "l": [1, "two"]], "n": nil]),
            ] {
                let output = try await database.executeStatement(
                    ExecuteStatementInput(statement: "SELECT \(columns) FROM Hash WHERE pk = ?", parameters: ["a"]))
                #expect(output.items == [item], "\(columns)")
            }
        }
    }

    @Test(arguments: kinds)
    func `a limit counts what is evaluated, and the page tells where it ended`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            var input = ExecuteStatementInput(
                statement: "SELECT title FROM Composite WHERE pk = 'a' AND n = 3", limit: 2)
            let first = try await database.executeStatement(input)
            #expect(first.items.isEmpty)
            #expect(first.lastEvaluatedKey == ["pk": "a", "sk": "1"])
            input.nextToken = first.nextToken
            let second = try await database.executeStatement(input)
            #expect(second.items == [["title": "a3"]])
            #expect(second.lastEvaluatedKey == ["pk": "a", "sk": "3"])
            input.nextToken = second.nextToken
            #expect(try await database.executeStatement(input) == ExecuteStatementOutput())
        }
    }

    @Test(arguments: kinds)
    func `a token goes with its statement and parameters only`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let statement = "SELECT * FROM Composite WHERE pk = ?"
            let page = try await database.executeStatement(
                ExecuteStatementInput(statement: statement, parameters: ["a"], limit: 1))
            let token = try #require(page.nextToken)
            let other = token.first == "A" ? "B" : "A"
            for (request, message) in [
                (
                    ExecuteStatementInput(statement: statement, parameters: ["b"], nextToken: token),
                    "NextToken does not match request"
                ),
                (
                    ExecuteStatementInput(statement: statement + " ", parameters: ["a"], nextToken: token),
                    "NextToken does not match request"
                ),
                (
                    ExecuteStatementInput(
                        statement: "DELETE FROM Composite WHERE pk = ? AND sk = '0'", parameters: ["a"],
                        nextToken: token), "NextToken does not match request"
                ),
                (ExecuteStatementInput(statement: statement, parameters: ["a"], nextToken: "x"), "Invalid NextToken"),
                (
                    ExecuteStatementInput(
                        statement: statement, parameters: ["a"], nextToken: other + token.dropFirst()),
                    "Invalid NextToken"
                ),
                (
                    ExecuteStatementInput(
                        statement: statement, parameters: ["a"], nextToken: String(token.dropFirst(4))),
                    "Invalid NextToken"
                ),
                (
                    ExecuteStatementInput(statement: statement, parameters: ["a"], nextToken: ""),
                    "1 validation error detected: Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1"
                ),
            ] {
                let error = await failure { () throws(DynamoDBError) in try await database.executeStatement(request) }
                #expect(error?.code == .validation)
                #expect(error?.message == message)
            }
            let next = try await database.executeStatement(
                ExecuteStatementInput(
                    statement: statement, parameters: ["a"], consistentRead: true, nextToken: token, limit: 3))
            #expect(next.items.compactMap { $0["title"]?.string } == ["a1", "a2", "a3"])
        }
    }

    @Test(arguments: kinds)
    func `a token is taken back, however long the keys are`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(
                CreateTableInput(
                    tableName: "Long", partitionKey: .string("pk"), sortKey: .string("sk"),
                    globalSecondaryIndexes: [.init("gsi", partitionKey: .string("g"), sortKey: .string("h"))]))
            // Of a character that is six bytes in JSON.
            let partition = String(repeating: "\u{1}", count: 2048)
            let titles = ["a", "b", "c"]
            for title in titles {
                let sort = AttributeValue.string(partition.prefix(1023) + title)
                let item: Item = [
                    "pk": .string(partition), "sk": sort, "g": .string(partition), "h": sort, "title": .string(title),
                ]
                _ = try await database.putItem(PutItemInput(tableName: "Long", item: item))
            }
            for source in ["Long", "\"Long\".\"gsi\""] {
                let found = try await self.titles("SELECT * FROM \(source)", limit: 1, in: database)
                #expect(found == titles)
            }
        }
    }

    @Test(arguments: kinds)
    func `a select costs what its query or scan costs`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            func consumed(_ statement: String, consistent: Bool = false) async throws -> ConsumedCapacity? {
                try await database.executeStatement(
                    ExecuteStatementInput(
                        statement: statement, consistentRead: consistent, returnConsumedCapacity: .indexes)
                ).consumedCapacity
            }
            let query = try await consumed("SELECT * FROM Composite WHERE pk = 'a'")
            #expect(
                query?.tableName == "Composite" && query?.capacityUnits == 0.5 && query?.table?.capacityUnits == 0.5)
            #expect(try await consumed("SELECT * FROM Composite", consistent: true)?.capacityUnits == 1)
            #expect(try await consumed("SELECT * FROM Hash WHERE pk = 'missing'")?.capacityUnits == 0.5)
            let index = try await consumed("SELECT * FROM Composite.gsi2 WHERE \"group\" = 'g'")
            #expect(index?.table?.capacityUnits == 0 && index?.globalSecondaryIndexes?["gsi2"]?.capacityUnits == 0.5)
        }
    }

    @Test(arguments: kinds)
    func `a page over several partitions ends at one megabyte of what it reads from the table`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            for number in 0..<24 {
                let item: Item = [
                    "pk": .string("p\(number % 3)"), "sk": .string("\(number)"), "lsi1sk": "l",
                    "data": .string(String(repeating: "d", count: 150_000)),
                ]
                _ = try await database.putItem(PutItemInput(tableName: "Composite", item: item))
            }
            var counts: [Int] = []
            var token: String?
            repeat {
                let page = try await database.executeStatement(
                    ExecuteStatementInput(
                        statement: "SELECT data FROM Composite.lsi1 WHERE pk IN ['p0', 'p1', 'p2']", nextToken: token))
                counts.append(page.items.count)
                token = page.nextToken
            } while token != nil && counts.count < 30
            #expect(counts == [7, 7, 7, 3])
        }
    }

    @Test(arguments: kinds)
    func `a select over several partitions comes in pages of ten items, and takes up to fifty`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            for number in 0..<50 {
                _ = try await database.putItem(
                    PutItemInput(tableName: "Hash", item: ["pk": .string("\(number)"), "n": .init(number % 3)]))
            }
            func keys(_ count: Int) -> AttributeValue {
                .list((0..<count).map { (number: Int) -> AttributeValue in .string("\(number)") })
            }
            func select(_ count: Int, _ condition: String, limit: Int? = nil) async throws -> [[String?]] {
                var pages: [[String?]] = []
                var input = ExecuteStatementInput(
                    statement: "SELECT pk FROM Hash WHERE pk IN ?\(condition)", parameters: [keys(count)],
                    limit: limit)
                repeat {
                    let page = try await database.executeStatement(input)
                    pages.append(page.items.map { $0["pk"]?.string })
                    input.nextToken = page.nextToken
                } while input.nextToken != nil && pages.count < 60
                return pages
            }
            let all: [String?] = (0..<50).map { (number: Int) -> String in "\(number)" }
            for (limit, size) in [(nil, 10), (20, 10), (7, 7)] as [(Int?, Int)] {
                let pages = try await select(50, "", limit: limit)
                #expect(pages.flatMap(\.self) == all)
                let sizes = pages.map(\.count)
                #expect(sizes.max() == size)
                #expect(sizes.filter { $0 > 0 }.count == (50 + size - 1) / size)
            }
            // What a page looks at counts, not what the filter leaves.
            let few = try await select(25, " AND n = 1")
            #expect(few.flatMap(\.self) == ["1", "4", "7", "10", "13", "16", "19", "22"])
            #expect(few.map(\.count).filter { $0 > 0 } == [3, 4, 1])
            let one: [[String?]] = [["0"]]
            #expect(try await select(1, "") == one)
            let error = await failure { () throws(DynamoDBError) in
                try await database.executeStatement(
                    ExecuteStatementInput(
                        statement: "SELECT pk FROM Hash WHERE pk IN ?", parameters: [keys(51)]))
            }
            #expect(error?.code == .validation)
            #expect(
                error?.message
                    == "The condition gives 51 values of the partition key, and a statement may give 50. Use several statements."
            )
        }
    }

    private static let refused: [(statement: String, consistent: Bool, message: String)] = [
        ("SELECT * FROM Composite.nope WHERE pk = 'p'", false, "The table does not have the specified index"),
        (
            "SELECT * FROM Composite.gsi1 WHERE lsi1sk = 'p'", true,
            "Strongly consistent read is not supported on Global Secondary Indexes"
        ),
        (
            "SELECT body FROM Composite.gsi2", false,
            "One or more parameter values were invalid: Global secondary index gsi2 does not project [body]"
        ),
        (
            "SELECT * FROM Composite.gsi2 WHERE body = 1", false,
            "One or more parameter values were invalid: Secondary index gsi2 does not project one or more filter attributes: [body]"
        ),
        (
            "SELECT * FROM Composite WHERE pk = 1", false,
            "One or more parameter values were invalid: Condition parameter type does not match schema type"
        ),
        (
            "SELECT * FROM Composite WHERE pk = 'a' AND sk > 1", false,
            "One or more parameter values were invalid: Condition parameter type does not match schema type"
        ),
        (
            "SELECT * FROM Composite WHERE pk = 'a' AND sk = ''", false,
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk"
        ),
        (
            "SELECT * FROM Composite WHERE pk = 'a' AND begins_with(sk, '')", false,
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk"
        ),
        (
            "SELECT * FROM Composite WHERE pk IN ['a', 'b'] AND sk < '\(String(repeating: "k", count: 1025))'", false,
            "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes"
        ),
        (
            "SELECT * FROM Composite.lsi1 WHERE pk = 'a' AND n = 1", false,
            "One or more parameter values were invalid: Secondary index lsi1 does not project one or more filter attributes: [n]"
        ),
        (
            "SELECT * FROM Composite ORDER BY sk", false,
            "Must have WHERE clause in the statement when using ORDER BY clause."
        ),
        (
            "SELECT * FROM Composite WHERE sk = '1' ORDER BY sk", false,
            "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause."
        ),
        (
            "SELECT * FROM Composite WHERE pk IN ['a', 'b'] ORDER BY sk", false,
            "Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause."
        ),
        (
            "SELECT * FROM Composite WHERE pk = 'a' ORDER BY n", false,
            "Variable reference n in ORDER BY clause must be part of the primary key"
        ),
        (
            "SELECT * FROM Composite WHERE lsi1sk.x = 1", false,
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: lsi1sk"
        ),
        (
            "SELECT * FROM Hash WHERE s IN [<<'x', 'x'>>]", false,
            "One or more parameter values were invalid: Input collection [x, x] contains duplicates."
        ),
        (
            "SELECT pk.x FROM Hash", false,
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk"
        ),
        (
            "EXISTS(SELECT * FROM Hash WHERE pk = 'a')", false,
            "EXISTS can only be used in ExecuteTransaction write requests."
        ),
    ]

    @Test(arguments: kinds)
    func `a select that cannot be is refused in the words of the service`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            for (statement, consistent, message) in Self.refused {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.executeStatement(
                        ExecuteStatementInput(statement: statement, consistentRead: consistent))
                }
                #expect(error?.code == .validation)
                #expect(error?.message == message, "\(statement)")
            }
            let missing = await failure { () throws(DynamoDBError) in
                try await database.executeStatement(ExecuteStatementInput(statement: "SELECT * FROM nope"))
            }
            #expect(missing?.code == .resourceNotFound)
            #expect(missing?.message == "Requested resource not found")
        }
    }
}
