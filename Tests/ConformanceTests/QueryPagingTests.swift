// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport
import Testing

/// Ranges, order and pages of queries.
struct QueryPagingTests {
    @Test(arguments: DatabaseUnderTest.available)
    func `each test of the sort key gives the range it names, both ways`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(
                CreateTableInput(tableName: "Numbers", partitionKey: .string("pk"), sortKey: .number("sk")))
            let numbers = [-100, -2.5, -1, 0, 0.001, 1, 2, 10, 1e20]
            for number in numbers {
                for partition in ["p", "q"] {
                    let item: Item = ["pk": .string(partition), "sk": try number.attributeValue()]
                    _ = try await database.putItem(PutItemInput(tableName: "Numbers", item: item))
                }
            }
            let cases: [(condition: String, values: Item, expected: (Double) -> Bool)] = [
                ("sk = :a", [":a": 1], { $0 == 1 }), ("sk < :a", [":a": 1], { $0 < 1 }),
                ("sk <= :a", [":a": 1], { $0 <= 1 }), ("sk > :a", [":a": 1], { $0 > 1 }),
                ("sk >= :a", [":a": 1], { $0 >= 1 }), (":a >= sk", [":a": 1], { $0 <= 1 }),
                ("sk BETWEEN :a AND :b", [":a": -1, ":b": 2], { (-1...2).contains($0) }),
                ("sk > :a", [":a": 1e21], { _ in false }),
            ]
            for (condition, values, expected) in cases {
                for forward in [true, false] {
                    var all = values
                    all[":p"] = "p"
                    let output = try await database.query(
                        QueryInput(
                            tableName: "Numbers", keyConditionExpression: "pk = :p AND \(condition)",
                            expressionAttributeValues: all, scanIndexForward: forward))
                    let wanted = forward ? numbers.filter(expected) : numbers.filter(expected).reversed()
                    #expect(output.items?.compactMap { $0["sk"]?.double } == wanted, "\(condition)")
                    #expect(output.items?.allSatisfy { $0["pk"] == "p" } == true)
                    #expect(output.lastEvaluatedKey == nil)
                }
            }
        }
    }

    /// In an index the keys of the table stand behind the sort key, and are a part of no bound.
    @Test(arguments: DatabaseUnderTest.available)
    func `each test of the sort key of an index gives all items with a value, or none`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            let letters = ["a", "b", "c", "d", "e"]
            for (rank, letter) in letters.enumerated() {
                for twin in ["1", "2"] {
                    let item: Item = [
                        "pk": "p", "sk": .string(letter + twin), "lsi1sk": .string(letter), "group": "g",
                        "rank": .number(DynamoDBNumber(rank)),
                    ]
                    _ = try await database.putItem(PutItemInput(tableName: "Composite", item: item))
                }
            }
            let cases: [(condition: String, bounds: [Int], expected: ClosedRange<Int>)] = [
                ("= :a", [2], 2...2), ("< :a", [2], 0...1), ("<= :a", [2], 0...2), ("> :a", [2], 3...4),
                (">= :a", [2], 2...4), ("BETWEEN :a AND :b", [1, 3], 1...3), ("BETWEEN :a AND :b", [2, 2], 2...2),
            ]
            let indexes: [(name: String, partition: AttributeValue, keys: [String], value: (Int) -> AttributeValue)] = [
                ("lsi1", "p", ["pk", "lsi1sk"], { .string(letters[$0]) }),
                ("gsi2", "g", ["group", "rank"], { .number(DynamoDBNumber($0)) }),
            ]
            for (index, partition, keys, value) in indexes {
                for (condition, bounds, expected) in cases {
                    for forward in [true, false] {
                        var values: Item = [":p": partition]
                        for (name, bound) in zip([":a", ":b"], bounds) { values[name] = value(bound) }
                        let output = try await database.query(
                            QueryInput(
                                tableName: "Composite", indexName: index,
                                keyConditionExpression: "#p = :p AND #s \(condition)",
                                expressionAttributeNames: ["#p": keys[0], "#s": keys[1]],
                                expressionAttributeValues: values, scanIndexForward: forward))
                        let twins = expected.flatMap { [value($0), value($0)] }
                        #expect(
                            output.items?.compactMap { $0[keys[1]] } == (forward ? twins : twins.reversed()),
                            "\(index): \(condition)")
                    }
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `strings and binaries sort by their bytes`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(
                CreateTableInput(tableName: "Strings", partitionKey: .binary("pk"), sortKey: .string("sk")))
            _ = try await database.createTable(
                CreateTableInput(tableName: "Binaries", partitionKey: .number("pk"), sortKey: .binary("sk")))
            let texts = ["\0", "\0\0", "\0a", "A", "B", "a", "a\0", "a\0b", "aa", "b", "e\u{301}", "é", "ü", "😀"]
            for text in texts.shuffled() {
                _ = try await database.putItem(
                    PutItemInput(tableName: "Strings", item: ["pk": .binary(Data([0])), "sk": .string(text)]))
                _ = try await database.putItem(
                    PutItemInput(tableName: "Binaries", item: ["pk": 1, "sk": .binary(Data(text.utf8))]))
            }
            let sorted = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            let strings = try await database.query(
                QueryInput(
                    tableName: "Strings", keyConditionExpression: "pk = :p",
                    expressionAttributeValues: [":p": .binary(Data([0]))]))
            #expect(
                strings.items?.compactMap { $0["sk"]?.string.map { Array($0.utf8) } } == sorted.map { Array($0.utf8) })
            for prefix in ["a", "a\0", "\0", "e", "é", "zz"] {
                let matching = sorted.filter { $0.utf8.starts(with: prefix.utf8) }.map { Data($0.utf8) }
                let output = try await database.query(
                    QueryInput(
                        tableName: "Binaries", keyConditionExpression: "pk = :p AND begins_with(sk, :s)",
                        expressionAttributeValues: [":p": 1.0, ":s": .binary(Data(prefix.utf8))]))
                #expect(output.items?.compactMap { $0["sk"]?.data } == matching, "\(prefix.debugDescription)")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `what no key can be is no bound of a query, and no start of one`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            let refused: [(value: AttributeValue, message: String)] = [
                ("", "The AttributeValue for a key attribute cannot contain an empty string value. Key: sk"),
                (
                    .string(String(repeating: "k", count: 1025)),
                    "Aggregated size of all range keys has exceeded the size limit of 1024 bytes"
                ),
            ]
            for (value, message) in refused {
                for test in ["sk = :v", "sk < :v", "sk >= :v", "begins_with(sk, :v)", "sk BETWEEN :v AND :v"] {
                    let error = await failure { () throws(DynamoDBError) in
                        try await database.query(
                            QueryInput(
                                tableName: "Composite", keyConditionExpression: "pk = :p AND \(test)",
                                expressionAttributeValues: [":p": "p", ":v": value]))
                    }
                    #expect(error?.code == .validation && error?.message.contains(message) == true, "\(test)")
                }
                let error = await failure { () throws(DynamoDBError) in
                    try await database.scan(
                        ScanInput(tableName: "Composite", exclusiveStartKey: ["pk": "p", "sk": value]))
                }
                #expect(error?.code == .validation && error?.message.contains(message) == true)
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `pages of any size make exactly one full read`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            var random = SeededGenerator(seed: 7)
            for number in 0..<60 {
                _ = try await database.putItem(
                    PutItemInput(
                        tableName: "Composite",
                        item: [
                            "pk": "p", "sk": .string("s\(number)"), "lsi1sk": .string("\(number % 7)"),
                            "group": "g", "rank": .number(DynamoDBNumber(number % 5)), "even": .bool(number % 2 == 0),
                        ]))
            }
            let sources: [(index: String?, condition: String, name: [String: String]?, value: AttributeValue)] = [
                (nil, "pk = :v", nil, "p"), ("lsi1", "pk = :v", nil, "p"), ("gsi1", "lsi1sk = :v", nil, "3"),
                ("gsi2", "#g = :v", ["#g": "group"], "g"),
            ]
            for (index, condition, names, value) in sources {
                for forward in [true, false] {
                    func input() -> QueryInput {
                        QueryInput(
                            tableName: "Composite", indexName: index, keyConditionExpression: condition,
                            expressionAttributeNames: names, expressionAttributeValues: [":v": value],
                            scanIndexForward: forward)
                    }
                    let whole = try await database.query(input()).items ?? []
                    #expect(whole.count == (index == "gsi1" ? 9 : 60))
                    for _ in 0..<6 {
                        var collected: [Item] = []
                        var start: Item?
                        var pages = 0
                        repeat {
                            var page = input()
                            page.limit = Int.random(in: 1...20, using: &random)
                            page.exclusiveStartKey = start
                            let output = try await database.query(page)
                            #expect(output.scannedCount <= page.limit ?? 0)
                            collected += output.items ?? []
                            start = output.lastEvaluatedKey
                            pages += 1
                        } while start != nil && pages < 100
                        #expect(collected == whole, "\(index ?? "table")")
                    }
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a page that ends on its limit has a next one, even if that is empty`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            for number in 0..<4 {
                _ = try await database.putItem(
                    PutItemInput(tableName: "Composite", item: ["pk": "p", "sk": .string("\(number)")]))
            }
            var input = QueryInput(
                tableName: "Composite", keyConditionExpression: "pk = :p", expressionAttributeValues: [":p": "p"],
                limit: 4)
            let first = try await database.query(input)
            #expect(first.count == 4)
            #expect(first.lastEvaluatedKey == ["pk": "p", "sk": "3"])
            input.exclusiveStartKey = first.lastEvaluatedKey
            let second = try await database.query(input)
            #expect(second.count == 0 && second.items == [] && second.lastEvaluatedKey == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a page ends at one megabyte, with the item that crosses it`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            let data = AttributeValue.string(String(repeating: "d", count: 60_000))
            for number in 10..<30 {
                _ = try await database.putItem(
                    PutItemInput(
                        tableName: "Composite", item: ["pk": "p", "sk": .string("\(number)"), "data": data]))
            }
            var counts: [Int] = []
            var input = QueryInput(
                tableName: "Composite", keyConditionExpression: "pk = :p", expressionAttributeValues: [":p": "p"],
                select: .count)
            repeat {
                let output = try await database.query(input)
                #expect(output.items == nil)
                counts.append(output.count)
                input.exclusiveStartKey = output.lastEvaluatedKey
            } while input.exclusiveStartKey != nil
            #expect(counts == [18, 2])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a page of a local index ends at one megabyte of what it reads from the table`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            let data = AttributeValue.string(String(repeating: "d", count: 60_000))
            for number in 10..<30 {
                let item: Item = [
                    "pk": "p", "sk": .string("\(number)"), "lsi1sk": .string("\(60 - number)"), "data": data,
                ]
                _ = try await database.putItem(PutItemInput(tableName: "Composite", item: item))
            }
            let shapes: [(name: String, change: (inout QueryInput) -> Void)] = [
                ("whole items", { $0.select = .allAttributes }), ("a projection", { $0.projectionExpression = "#d" }),
                (
                    "a filter",
                    {
                        $0.projectionExpression = "#d"
                        $0.filterExpression = "attribute_exists(sk)"
                    }
                ),
                (
                    "a filter that lets nothing through",
                    {
                        $0.projectionExpression = "#d"
                        $0.filterExpression = "attribute_not_exists(sk)"
                    }
                ),
            ]
            for (name, change) in shapes {
                for forward in [true, false] {
                    var input = QueryInput(
                        tableName: "Composite", indexName: "lsi1", keyConditionExpression: "pk = :p",
                        expressionAttributeValues: [":p": "p"], scanIndexForward: forward,
                        returnConsumedCapacity: .indexes)
                    change(&input)
                    if input.select != .allAttributes { input.expressionAttributeNames = ["#d": "data"] }
                    var scanned: [Int] = []
                    var count = 0
                    repeat {
                        let output = try await database.query(input)
                        scanned.append(output.scannedCount)
                        count += output.count
                        // Each item of the table is rounded up to 4 KB by itself.
                        #expect(output.consumedCapacity?.table?.capacityUnits == Double(output.scannedCount) * 7.5)
                        let last = output.lastEvaluatedKey
                        if let last { #expect(last.names == ["lsi1sk", "pk", "sk"]) }
                        input.exclusiveStartKey = last
                    } while input.exclusiveStartKey != nil && scanned.count < 30
                    #expect(scanned == [18, 2], "\(name)")
                    #expect(count == (name == "a filter that lets nothing through" ? 0 : 20), "\(name)")
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a filter thins a page out without making it longer`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            for number in 0..<10 {
                _ = try await database.putItem(
                    PutItemInput(
                        tableName: "Composite",
                        item: ["pk": "p", "sk": .string("\(number)"), "even": .bool(number % 2 == 0)]))
            }
            let output = try await database.query(
                QueryInput(
                    tableName: "Composite", keyConditionExpression: "pk = :p", filterExpression: "even = :no",
                    projectionExpression: "sk", expressionAttributeValues: [":p": "p", ":no": false], limit: 5))
            #expect(output.items == [["sk": "1"], ["sk": "3"]])
            #expect(output.count == 2 && output.scannedCount == 5)
            #expect(output.lastEvaluatedKey == ["pk": "p", "sk": "4"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `reading goes on behind a start key that does not exist`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            for name in ["a", "c", "e"] {
                _ = try await database.putItem(
                    PutItemInput(tableName: "Composite", item: ["pk": "p", "sk": .string(name)]))
            }
            for (forward, expected) in [(true, ["c", "e"]), (false, ["a"])] {
                let output = try await database.query(
                    QueryInput(
                        tableName: "Composite", keyConditionExpression: "pk = :p",
                        expressionAttributeValues: [":p": "p"], scanIndexForward: forward,
                        exclusiveStartKey: ["pk": "p", "sk": "b"]))
                #expect(output.items?.compactMap { $0["sk"]?.string } == expected)
            }
        }
    }
}
