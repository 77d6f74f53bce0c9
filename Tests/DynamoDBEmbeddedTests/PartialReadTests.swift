// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import TestSupport
import Testing

/// Filters and projections, which read a part of a stored item, against conditions and projections of whole items.
struct PartialReadTests {
    private static let names = [
        "#a": "a", "#b": "b", "#c": "c.c", "#d": "d", "#pk": "pk", "#sk": "sk", "#q": "question",
    ]

    private static let values: Item = [
        ":n": 1, ":m": 100, ":s": "a", ":true": true, ":null": .null, ":S": "S", ":N": "N", ":M": "M", ":L": "L",
        ":SS": "SS", ":pk": "p3", ":ss": .stringSet(["0a", "a"]),
    ]

    private static let filters = [
        "attribute_exists(#a)", "attribute_not_exists(#d)", "attribute_exists(#b.#c)", "attribute_not_exists(#b[1].#c)",
        "attribute_exists(#pk)", "attribute_not_exists(#sk)", "attribute_exists(#q)", "attribute_type(#a, :S)",
        "attribute_type(#d, :M) OR attribute_type(#b, :L)", "attribute_type(#a, :SS)", "attribute_type(#sk, :N)",
        "attribute_type(#b.#a, :N)", "size(#a) > :n", "size(#d) <= :n OR size(#b) > :n", "size(#pk) > :n",
        "size(#b[0]) > :n", "contains(#a, :s)", "contains(#d, #a)", "contains(#b, :n)", "contains(#a, #pk)",
        "contains(#pk, :s)", "begins_with(#a, :s)", "begins_with(#pk, :s)", "begins_with(#pk, #a)", "#a = #b",
        "#a <> #d", "#a <> :s", "NOT #a < :n", "#a IN (:n, :s, #b, :true, :null, :ss)", "#d BETWEEN :n AND :m",
        "#a BETWEEN #b AND #d", "#sk BETWEEN :n AND #a", "#pk = :pk AND #sk > :n", "#a = :null OR #b[0] = :true",
        "#b.#d <> #a.#d", "NOT (attribute_exists(#a) AND (size(#c) < :m OR contains(#c, :s)))", "#c = :ss",
    ]

    private static let projections = [
        "#a", "#pk, #d", "#b[0], #b[2].#a, #c", "#q", "#d.#a.#b, #d.#c", "#sk, #b.#b, #q, #a[1][0]", "#c, #b, #a",
    ]

    private static let simple: [AttributeValue] = [
        1, "a", true, .null, .list([1, true]), .list([true, 2, .map(["b": "x"])]), .map(["a": 1, "d": "x"]),
        .map(["c.c": .null, "a": .map(["b": 5])]),
    ]

    /// Whether a text uses a placeholder; the others must not be given.
    private static func used<Key: StringProtocol>(_ placeholder: Key, in text: String) -> Bool {
        text.split { !($0.isLetter || $0.isNumber || $0 == "#" || $0 == ":") }.contains { $0 == placeholder }
    }

    private static func names(in text: String) -> [String: String] { Self.names.filter { self.used($0.key, in: text) } }

    private static func values(in text: String) -> Item? {
        let used = Self.values.filter { self.used($0.name, in: text) }
        return used.isEmpty ? nil : Item(used.map { ($0.name, $0.value) })
    }

    private static func database(_ random: inout SeededGenerator) async throws -> (EmbeddedDatabase, items: [Item]) {
        let database = try EmbeddedDatabase.inMemory()
        _ = try await database.createTable(
            CreateTableInput(tableName: "Things", partitionKey: .string("pk"), sortKey: .number("sk")))
        for number in 0..<120 {
            var item: Item = ["pk": .string("p\(number % 7)"), "sk": .number(DynamoDBNumber(number))]
            for name in ["a", "b", "c.c", "d", "B", "aa", "z"] where random.chance(70) {
                item[name] = random.chance(30) ? Self.simple.randomElement(using: &random) : random.value(depth: 2)
            }
            // Some random sets have a member twice, and some names are empty.
            _ = try? await database.putItem(PutItemInput(tableName: "Things", item: item))
        }
        let items = try await database.scan(ScanInput(tableName: "Things")).items ?? []
        #expect(items.count > 60)
        return (database, items)
    }

    @Test(arguments: 1...4)
    func `a filter lets through the items for which it is true as a condition`(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let (database, items) = try await Self.database(&random)
        for filter in Self.filters {
            let (names, values) = (Self.names(in: filter), Self.values(in: filter))
            var expected: [Item] = []
            for item in items {
                let action = TransactWriteItem.conditionCheck(
                    TransactConditionCheck(
                        tableName: "Things", key: item.selecting(["pk", "sk"]), conditionExpression: filter,
                        expressionAttributeNames: names, expressionAttributeValues: values))
                do throws(DynamoDBError) {
                    try await database.transactWriteItems(TransactWriteItemsInput(transactItems: [action]))
                    expected.append(item)
                } catch {
                    guard error.code == .transactionCanceled else { throw error }
                }
            }
            let input = ScanInput(
                tableName: "Things", filterExpression: filter, expressionAttributeNames: names,
                expressionAttributeValues: values)
            let page = try await database.scan(input)
            #expect(page.items == expected, "\(filter)")
            #expect(page.count == expected.count && page.scannedCount == items.count, "\(filter)")
            var counting = input
            counting.select = .count
            #expect(try await database.scan(counting).count == expected.count, "\(filter)")
        }
    }

    @Test(arguments: 1...4)
    func `a projection of a read shows what it shows of the item`(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let (database, items) = try await Self.database(&random)
        for projection in Self.projections {
            let names = Self.names(in: projection)
            var attributes = try ExpressionAttributes(names: names, values: nil)
            let tree = ProjectionTree(try attributes.projection(projection))
            let page = try await database.scan(
                ScanInput(
                    tableName: "Things", projectionExpression: projection, expressionAttributeNames: names))
            #expect(page.items == items.map(tree.apply), "\(projection)")
            for item in items {
                let output = try await database.getItem(
                    GetItemInput(
                        tableName: "Things", key: item.selecting(["pk", "sk"]), consistentRead: true,
                        projectionExpression: projection, expressionAttributeNames: names,
                        returnConsumedCapacity: .total))
                #expect(output.item == tree.apply(to: item), "\(projection)")
                #expect(output.consumedCapacity?.capacityUnits == Double((item.size + 4095) / 4096))
            }
        }
    }
}
