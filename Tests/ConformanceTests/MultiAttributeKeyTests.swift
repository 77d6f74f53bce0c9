// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Global indexes with keys of several attributes.
struct MultiAttributeKeyTests {
    private static let table = CreateTableInput(
        tableName: "Matches", partitionKey: .string("id"),
        globalSecondaryIndexes: [
            .init(
                "by-place", partitionKeys: [.string("cup"), .string("region")],
                sortKeys: [.number("round"), .string("bracket"), .string("court")])
        ])

    /// The items, each with its name for short.
    private static let items: [Item] = {
        var items: [Item] = []
        for region in ["east", "west"] {
            for round in [1, 2, 10] {
                for bracket in ["lower", "upper"] {
                    items.append([
                        "id": .string("\(region)-\(round)-\(bracket)"), "cup": "c", "region": .string(region),
                        "round": .number(DynamoDBNumber(round)), "bracket": .string(bracket), "court": "1",
                    ])
                }
            }
        }
        return items
    }()

    private static func fill(_ database: any DynamoDBDatabase) async throws {
        _ = try await database.createTable(Self.table)
        for item in Self.items.reversed() {
            _ = try await database.putItem(PutItemInput(tableName: "Matches", item: item))
        }
        // One attribute is missing, so it is not in the index.
        _ = try await database.putItem(
            PutItemInput(tableName: "Matches", item: ["id": "x", "cup": "c", "region": "east", "round": 1]))
    }

    private static func query(_ condition: String, _ values: Item = [:]) -> QueryInput {
        QueryInput(
            tableName: "Matches", indexName: "by-place", keyConditionExpression: condition,
            expressionAttributeNames: condition.contains("#r") ? ["#r": "region"] : nil,
            expressionAttributeValues: values.merging([":c": "c"]))
    }

    @Test(arguments: DatabaseUnderTest.available(with: .statements))
    func `a statement cannot read an index with such a key`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            try await Self.fill(database)
            let refused =
                "PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys."
            let index = "SELECT * FROM \"Matches\".\"by-place\""
            for condition in ["", " WHERE cup = 1", " WHERE id = 'x'", " WHERE cup = 'c' AND region = 'east'"] {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.executeStatement(ExecuteStatementInput(statement: index + condition))
                }
                #expect(error?.code == .validation)
                #expect(error?.message == refused, "\(condition)")
            }
            let batch = try await database.batchExecuteStatement(
                BatchExecuteStatementInput(statements: [
                    .init("\(index) WHERE id = 'x'"), .init("SELECT round FROM Matches WHERE id = 'x'"),
                ]))
            #expect(
                batch.responses == [
                    .init(error: .init(.validationError, refused), tableName: "Matches"),
                    .init(tableName: "Matches", item: ["round": 1]),
                ])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a query gives all partition attributes and sort attributes from the left`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            try await Self.fill(database)
            let place = "cup = :c AND #r = :r"
            let cases: [(condition: String, values: Item, expected: [String])] = [
                (place, [:], ["1-lower", "1-upper", "2-lower", "2-upper", "10-lower", "10-upper"]),
                ("\(place) AND round = :n", [":n": 2], ["2-lower", "2-upper"]),
                ("\(place) AND round > :n", [":n": 1], ["2-lower", "2-upper", "10-lower", "10-upper"]),
                ("\(place) AND round <= :n", [":n": 2], ["1-lower", "1-upper", "2-lower", "2-upper"]),
                ("\(place) AND round BETWEEN :n AND :m", [":n": 2, ":m": 9], ["2-lower", "2-upper"]),
                ("bracket = :b AND \(place) AND round = :n", [":n": 10, ":b": "upper"], ["10-upper"]),
                ("\(place) AND round = :n AND begins_with(bracket, :b)", [":n": 1, ":b": "lo"], ["1-lower"]),
                ("\(place) AND round = :n AND bracket > :b", [":n": 1, ":b": "lower"], ["1-upper"]),
                (
                    "\(place) AND round = :n AND bracket = :b AND court >= :t", [":n": 1, ":b": "lower", ":t": "1"],
                    ["1-lower"]
                ),
            ]
            for (condition, values, expected) in cases {
                let input = Self.query(condition, values.merging([":r": "east"]))
                let items = try await database.query(input).items ?? []
                #expect(items.map { $0["id"]?.string ?? "" } == expected.map { "east-\($0)" }, "\(condition)")
                var backwards = input
                backwards.scanIndexForward = false
                #expect(try await database.query(backwards).items == items.reversed(), "\(condition)")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `pages of an index with several key attributes join to the whole`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            try await Self.fill(database)
            for forward in [true, false] {
                var input = Self.query("cup = :c AND #r = :r", [":r": "west"])
                input.scanIndexForward = forward
                let whole = try await database.query(input).items ?? []
                #expect(whole.count == 6)
                input.limit = 2
                var pages: [Item] = []
                repeat {
                    let page = try await database.query(input)
                    pages += page.items ?? []
                    input.exclusiveStartKey = page.lastEvaluatedKey
                    if let key = page.lastEvaluatedKey {
                        #expect(Set(key.names) == ["id", "cup", "region", "round", "bracket", "court"])
                    }
                } while input.exclusiveStartKey != nil
                #expect(pages == whole)
            }
            var scan = ScanInput(tableName: "Matches", indexName: "by-place", limit: 5)
            var scanned = 0
            repeat {
                let page = try await database.scan(scan)
                scanned += page.count
                scan.exclusiveStartKey = page.lastEvaluatedKey
            } while scan.exclusiveStartKey != nil
            #expect(scanned == 12)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `gaps, and ranges before the last attribute, are refused`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            try await Self.fill(database)
            let cases: [(condition: String, values: Item, message: String)] = [
                ("cup = :c", [:], "Query condition missed key schema element: region"),
                ("cup = :c AND #r > :r", [":r": "a"], "Query key condition not supported"),
                (
                    "cup = :c AND #r = :r AND bracket = :b", [":r": "east", ":b": "upper"],
                    "RANGE key attributes round must have equality conditions specified in the query because a condition is present on key attribute bracket"
                ),
                (
                    "cup = :c AND #r = :r AND round > :n AND court = :b", [":r": "east", ":n": 1, ":b": "1"],
                    "RANGE key attributes round, bracket must have equality conditions specified in the query because a condition is present on key attribute court"
                ),
                (
                    "cup = :c AND #r = :r AND round > :n AND bracket = :b", [":r": "east", ":n": 1, ":b": "upper"],
                    "RANGE key attributes round must have equality conditions specified in the query because a condition is present on key attribute bracket"
                ),
                (
                    "cup = :c AND #r = :r AND round = :n", [":r": "east", ":n": "1"],
                    "One or more parameter values were invalid: Condition parameter type does not match schema type"
                ),
            ]
            for (condition, values, message) in cases {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.query(Self.query(condition, values))
                }
                #expect(error?.message == message, "\(condition)")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an index with several key attributes can be made later`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            var table = Self.table
            table.globalSecondaryIndexes = nil
            table.attributeDefinitions.removeAll { $0.attributeName != "id" }
            _ = try await database.createTable(table)
            for item in Self.items { _ = try await database.putItem(PutItemInput(tableName: "Matches", item: item)) }
            let index = try #require(Self.table.globalSecondaryIndexes?.first)
            _ = try await database.updateTable(
                UpdateTableInput(
                    tableName: "Matches", attributeDefinitions: Self.table.attributeDefinitions,
                    globalSecondaryIndexUpdates: [.create(index)]))
            try await DynamoDBTable("Matches", in: database).waitUntilActive()
            let items = try await database.query(
                Self.query("cup = :c AND #r = :r AND round = :n", [":r": "east", ":n": 10])
            ).items
            #expect(items?.map { $0["bracket"] } == ["lower", "upper"])
        }
    }
}
