// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

/// Secondary indexes, which have to hold what the table says at every moment.
struct IndexTests {
    /// What an index must hold of an item; `nil` if it must not hold it.
    private static func entry(_ index: String, of item: Item) -> Item? {
        switch index {
        case "lsi1": item["lsi1sk"] == nil ? nil : item.selecting(["pk", "sk", "lsi1sk"])
        case "gsi1": item["lsi1sk"] == nil ? nil : item
        default:
            item["group"] == nil || item["rank"] == nil
                ? nil : item.selecting(["pk", "sk", "group", "rank", "title"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `after any writes every index holds exactly its part of the table`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            var random = SeededGenerator(seed: 99)
            func maybe(_ value: AttributeValue) -> AttributeValue? { Bool.random(using: &random) ? value : nil }
            for _ in 0..<400 {
                let key: Item = [
                    "pk": .string("p\(Int.random(in: 0..<3, using: &random))"),
                    "sk": .string("s\(Int.random(in: 0..<5, using: &random))"),
                ]
                var item = key
                item["lsi1sk"] = maybe(.string("l\(Int.random(in: 0..<3, using: &random))"))
                item["group"] = maybe(.string("g\(Int.random(in: 0..<2, using: &random))"))
                item["rank"] = maybe(.number(DynamoDBNumber(Int.random(in: 0..<3, using: &random))))
                item["title"] = maybe("title")
                item["body"] = maybe(.number(DynamoDBNumber(Int.random(in: 0..<9, using: &random))))
                switch Int.random(in: 0..<4, using: &random) {
                case 0: _ = try await database.deleteItem(DeleteItemInput(tableName: "Composite", key: key))
                case 1:
                    let sets = item.names.filter { key[$0] == nil }
                    let removals = ["lsi1sk", "group", "rank", "title", "body"].filter { item[$0] == nil }
                    var expression = ""
                    var names: [String: String] = [:]
                    var values = Item()
                    if !sets.isEmpty {
                        expression += "SET " + sets.map { "#\($0) = :\($0)" }.joined(separator: ", ")
                        for name in sets { values[":\(name)"] = item[name] }
                    }
                    if !removals.isEmpty {
                        expression += " REMOVE " + removals.map { "#\($0)" }.joined(separator: ", ")
                    }
                    for name in sets + removals { names["#\(name)"] = name }
                    _ = try await database.updateItem(
                        UpdateItemInput(
                            tableName: "Composite", key: key, updateExpression: expression,
                            expressionAttributeNames: names, expressionAttributeValues: values.isEmpty ? nil : values))
                case 2:
                    _ = try await database.batchWriteItem(
                        BatchWriteItemInput(requestItems: ["Composite": [.put(item)]]))
                default: _ = try await database.putItem(PutItemInput(tableName: "Composite", item: item))
                }
            }
            let items = try await database.scan(ScanInput(tableName: "Composite")).items ?? []
            #expect(items.count > 5)
            let table = try await database.describeTable(DescribeTableInput(tableName: "Composite")).table
            #expect(table.itemCount == items.count)
            #expect(table.tableSizeBytes == items.reduce(0) { $0 + $1.size })
            for index in ["lsi1", "gsi1", "gsi2"] {
                let expected = items.compactMap { Self.entry(index, of: $0) }
                let held = try await database.scan(ScanInput(tableName: "Composite", indexName: index)).items ?? []
                #expect(Set(held) == Set(expected) && held.count == expected.count, "\(index)")
                let counts =
                    table.globalSecondaryIndexes?.first { $0.indexName == index }.map {
                        ($0.itemCount, $0.indexSizeBytes)
                    }
                    ?? table.localSecondaryIndexes?.first { $0.indexName == index }
                    .map { ($0.itemCount, $0.indexSizeBytes) }
                #expect(counts?.0 == expected.count, "\(index)")
                #expect(counts?.1 == expected.reduce(0) { $0 + $1.size }, "\(index)")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a local index completes its entries from the table when more is asked for`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            let item: Item = ["pk": "p", "sk": "s", "lsi1sk": "l", "body": "text", "more": 1]
            _ = try await database.putItem(PutItemInput(tableName: "Composite", item: item))
            func query(_ change: (inout QueryInput) -> Void) async throws -> [Item]? {
                var input = QueryInput(
                    tableName: "Composite", indexName: "lsi1", keyConditionExpression: "pk = :p AND lsi1sk = :l",
                    expressionAttributeValues: [":p": "p", ":l": "l"])
                change(&input)
                return try await database.query(input).items
            }
            #expect(try await query { _ in } == [["pk": "p", "sk": "s", "lsi1sk": "l"]])
            #expect(try await query { $0.select = .allAttributes } == [item])
            #expect(try await query { $0.projectionExpression = "body" } == [["body": "text"]])
            let filtered = try await query {
                $0.filterExpression = "size(sk) = :one"
                $0.expressionAttributeValues?[":one"] = 1
                $0.select = .allAttributes
            }
            #expect(filtered == [item])
        }
    }

    /// What looks at an attribute that an index does not hold.
    private static let filters: [(String, Select?)] = [
        ("more = :one", nil), ("more = :one", .allProjectedAttributes), ("more = :one", .allAttributes),
        ("more = :one", .count), ("attribute_not_exists(more)", nil), ("sk = :one OR NOT more.deep[0] = :one", nil),
    ]

    @Test(arguments: DatabaseUnderTest.available, Self.filters)
    func `a filter may not look at what an index does not hold`(
        kind: DatabaseUnderTest, filter: (text: String, select: Select?)
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            let item: Item = ["pk": "p", "sk": "s", "lsi1sk": "l", "more": 1]
            _ = try await database.putItem(PutItemInput(tableName: "Composite", item: item))
            let values: Item? = filter.text.contains(":one") ? [":one": 1] : nil
            var query = QueryInput(
                tableName: "Composite", indexName: "lsi1", keyConditionExpression: "pk = :p",
                filterExpression: filter.text, expressionAttributeValues: (values ?? [:]).merging([":p": "p"]))
            query.select = filter.select
            let scan = ScanInput(
                tableName: "Composite", indexName: "lsi1", filterExpression: filter.text,
                expressionAttributeValues: values, select: filter.select)
            let errors = [
                await failure { () async throws(DynamoDBError) in try await database.query(query).count },
                await failure { () async throws(DynamoDBError) in try await database.scan(scan).count },
            ]
            for error in errors {
                #expect(error?.code == .validation)
                #expect(error?.message.contains("lsi1 does not project one or more filter attributes: [more]") == true)
            }
        }
    }
}
