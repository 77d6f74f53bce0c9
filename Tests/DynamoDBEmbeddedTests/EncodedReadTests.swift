// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import TestSupport
import Testing

/// Reads that leave the items in the bytes of their rows, or answer in JSON, against the same reads that give items.
struct EncodedReadTests {
    // MARK: Requests

    private static let filters: [(text: String?, names: [String: String], values: Item?)] = [
        (nil, [:], nil), (nil, [:], nil), ("attribute_exists(#a)", ["#a": "number"], nil),
        ("#t < :t OR attribute_not_exists(#p.#n)", ["#t": "text", "#p": "part", "#n": "name"], [":t": "b"]),
        ("#f = :true", ["#f": "flag"], [":true": true]), ("attribute_exists(#sk)", ["#sk": "sk"], nil),
    ]

    private static let projections: [(text: String?, names: [String: String])] = [
        (nil, [:]), (nil, [:]), ("#a, #pk", ["#a": "number", "#pk": "pk"]),
        ("#pk, #sk, #v, #none", ["#pk": "pk", "#sk": "sk", "#v": "value", "#none": "none"]),
        ("#p.#n, #l[1], #l[0], #b", ["#p": "part", "#n": "name", "#l": "list", "#b": "blob"]),
    ]

    private static func fill(_ database: EmbeddedDatabase, _ random: inout SeededGenerator) async throws {
        _ = try await database.createTable(
            CreateTableInput(
                tableName: "Things", partitionKey: .string("pk"), sortKey: .number("sk"),
                localSecondaryIndexes: [
                    .init("by-text", sortKey: .string("text"), projection: .keysOnly),
                    .init("by-number", sortKey: .number("number"), projection: .including(["flag", "part"])),
                ],
                globalSecondaryIndexes: [
                    .init("all", partitionKey: .string("text"), sortKey: .string("pk")),
                    .init(
                        "some", partitionKey: .string("pk"), projection: .including(["number", "text", "flag", "part"])),
                ]))
        for number in 0..<100 {
            var item = Thing.item(using: &random)
            item["pk"] = .string("p\(number % 5)")
            item["sk"] = .number(DynamoDBNumber(number))
            // Some random values cannot be stored.
            _ = try? await database.putItem(PutItemInput(tableName: "Things", item: item))
        }
        #expect((try await database.scan(ScanInput(tableName: "Things"))).count > 40)
    }

    /// What comes of a read, either way.
    private struct Reading: Equatable {
        var items: [Item]?
        var texts: [String]?
        var models: [Thing.Outcome]?
        var count = 0
        var scannedCount = 0
        var lastKey: Item?
        var consumedCapacity: ConsumedCapacity?
        var code: DynamoDBError.Code?
        var message: String?

        init(
            _ items: [Item]?, _ consumedCapacity: ConsumedCapacity?, count: Int = 0, scannedCount: Int = 0,
            lastKey: Item? = nil
        ) {
            self.items = items
            self.texts = items?.map(\.description)
            self.models = items?.map { item in
                Thing.Outcome { (decoder) throws(DynamoDBError) in try decoder.decode(Thing.self, from: item) }
            }
            (self.count, self.scannedCount) = (count, scannedCount)
            (self.lastKey, self.consumedCapacity) = (lastKey, consumedCapacity)
        }

        init(_ output: EncodedPageOutput) {
            let items = output.items.map { items in (0..<items.count).map { items[$0] } }
            self.init(
                items?.map(\.item), output.consumedCapacity, count: output.count, scannedCount: output.scannedCount,
                lastKey: output.lastEvaluatedKey)
            self.models = items?.map { item in
                Thing.Outcome { (decoder) throws(DynamoDBError) in try decoder.decode(Thing.self, from: item) }
            }
        }

        init(_ output: EncodedItemOutput) {
            self.init(output.item.map { [$0.item] }, output.consumedCapacity)
            self.models = output.item.map { item in
                [Thing.Outcome { (decoder) throws(DynamoDBError) in try decoder.decode(Thing.self, from: item) }]
            }
        }

        init(by read: () async throws(DynamoDBError) -> Reading) async {
            do {
                self = try await read()
            } catch {
                self.init(nil, nil)
                (self.code, self.message) = (error.code, error.message)
            }
        }
    }

    /// The JSON of an answer, or the error.
    private struct Body: Equatable {
        var text: String?
        var code: DynamoDBError.Code?
        var message: String?

        init(by read: () async throws(DynamoDBError) -> [UInt8]) async {
            do {
                self.text = String(decoding: try await read(), as: UTF8.self)
            } catch {
                (self.code, self.message) = (error.code, error.message)
            }
        }
    }

    private static func compare(_ input: QueryInput, in database: EmbeddedDatabase) async -> Reading {
        let plain = await Reading(by: { () throws(DynamoDBError) in
            let output = try await database.query(input)
            return Reading(
                output.items, output.consumedCapacity, count: output.count, scannedCount: output.scannedCount,
                lastKey: output.lastEvaluatedKey)
        })
        let encoded = await Reading(by: { () throws(DynamoDBError) in Reading(try await database.queryEncoded(input)) })
        #expect(plain == encoded, "\(input)")
        let body = await Body(by: { () throws(DynamoDBError) in try await database.query(input).body() })
        let json = await Body(by: { () throws(DynamoDBError) in try await database.queryBody(input) })
        #expect(body == json, "\(input)")
        return plain
    }

    private static func compare(_ input: ScanInput, in database: EmbeddedDatabase) async -> Reading {
        let plain = await Reading(by: { () throws(DynamoDBError) in
            let output = try await database.scan(input)
            return Reading(
                output.items, output.consumedCapacity, count: output.count, scannedCount: output.scannedCount,
                lastKey: output.lastEvaluatedKey)
        })
        let encoded = await Reading(by: { () throws(DynamoDBError) in Reading(try await database.scanEncoded(input)) })
        #expect(plain == encoded, "\(input)")
        let body = await Body(by: { () throws(DynamoDBError) in try await database.scan(input).body() })
        let json = await Body(by: { () throws(DynamoDBError) in try await database.scanBody(input) })
        #expect(body == json, "\(input)")
        return plain
    }

    private static func compare(_ input: GetItemInput, in database: EmbeddedDatabase) async -> Reading {
        let plain = await Reading(by: { () throws(DynamoDBError) in
            let output = try await database.getItem(input)
            return Reading(output.item.map { [$0] }, output.consumedCapacity)
        })
        let encoded = await Reading(by: { () throws(DynamoDBError) in
            Reading(try await database.getEncodedItem(input))
        })
        #expect(plain == encoded, "\(input)")
        let body = await Body(by: { () throws(DynamoDBError) in try await database.getItem(input).body() })
        let json = await Body(by: { () throws(DynamoDBError) in try await database.getItemBody(input) })
        #expect(body == json, "\(input)")
        return plain
    }

    private static func compare(_ input: BatchGetItemInput, in database: EmbeddedDatabase) async -> Body {
        let body = await Body(by: { () throws(DynamoDBError) in try await database.batchGetItem(input).body() })
        let json = await Body(by: { () throws(DynamoDBError) in try await database.batchGetItemBody(input) })
        #expect(body == json)
        return body
    }

    // MARK: Tests

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `every answer is the same, page by page`(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let database = try EmbeddedDatabase.inMemory()
        try await Self.fill(database, &random)
        var models = 0
        var refusals = 0
        for round in 0..<120 {
            let filter = Self.filters.randomElement(using: &random) ?? Self.filters[0]
            let projection = Self.projections.randomElement(using: &random) ?? Self.projections[0]
            let index = ["by-text", "by-number", "all", "some", nil, nil].randomElement(using: &random) ?? nil
            let names = filter.names.merging(projection.names) { first, _ in first }
            let limit = random.chance(70) ? Int.random(in: 1...30, using: &random) : nil
            let select: Select? =
                projection.text == nil
                ? [nil, nil, .count, .allAttributes].randomElement(using: &random) ?? nil : nil
            var key: Item?
            repeat {
                let answer: Reading
                if round.isMultiple(of: 2) {
                    answer = await Self.compare(
                        ScanInput(
                            tableName: "Things", indexName: index, filterExpression: filter.text,
                            projectionExpression: projection.text,
                            expressionAttributeNames: names.isEmpty ? nil : names,
                            expressionAttributeValues: filter.values, limit: limit, exclusiveStartKey: key,
                            select: select, returnConsumedCapacity: .indexes),
                        in: database)
                } else {
                    var names = names
                    names["#key"] = index == "all" ? "text" : "pk"
                    var values = filter.values ?? [:]
                    values[":key"] = index == "all" ? "a" : .string("p\(round % 5)")
                    answer = await Self.compare(
                        QueryInput(
                            tableName: "Things", indexName: index, keyConditionExpression: "#key = :key",
                            filterExpression: filter.text, projectionExpression: projection.text,
                            expressionAttributeNames: names, expressionAttributeValues: values,
                            limit: limit, scanIndexForward: random.chance(50), exclusiveStartKey: key, select: select,
                            returnConsumedCapacity: .indexes),
                        in: database)
                }
                key = answer.lastKey
                models += answer.models?.count { $0.model != nil } ?? 0
                if answer.code != nil { refusals += 1 }
            } while key != nil
        }
        // Else only errors would be compared.
        #expect(models > 100)
        #expect(refusals < 60)
    }

    @Test func `an item by its key is the same, whatever of it is asked for`() async throws {
        var random = SeededGenerator(seed: 7)
        let database = try EmbeddedDatabase.inMemory()
        try await Self.fill(database, &random)
        for number in 0..<110 {
            for projection in Self.projections {
                let key: Item = ["pk": .string("p\(number % 5)"), "sk": .number(DynamoDBNumber(number))]
                let answer = await Self.compare(
                    GetItemInput(
                        tableName: "Things", key: key, consistentRead: random.chance(50),
                        projectionExpression: projection.text,
                        expressionAttributeNames: projection.names.isEmpty ? nil : projection.names,
                        returnConsumedCapacity: .total),
                    in: database)
                #expect(answer.code == nil)
            }
        }
    }

    @Test func `a batch is the same, also one that is cut`() async throws {
        var random = SeededGenerator(seed: 10)
        let database = try EmbeddedDatabase.inMemory()
        try await Self.fill(database, &random)
        for number in 0..<45 {
            let item: Item = [
                "pk": "large", "sk": .init(number), "body": .string(String(repeating: "\n", count: 390_000)),
            ]
            _ = try await database.putItem(PutItemInput(tableName: "Things", item: item))
        }
        let large = KeysAndAttributes(keys: (0..<45).map { ["pk": "large", "sk": .init($0)] })
        let body = await Self.compare(
            BatchGetItemInput(requestItems: ["Things": large], returnConsumedCapacity: .total), in: database)
        #expect(body.text?.contains(#""UnprocessedKeys":{"Things":{"Keys":[{"#) == true)
        for projection in Self.projections {
            let entry = KeysAndAttributes(
                keys: (0..<100).map { ["pk": .string("p\($0 % 5)"), "sk": .init($0)] },
                projectionExpression: projection.text,
                expressionAttributeNames: projection.names.isEmpty ? nil : projection.names)
            let body = await Self.compare(
                BatchGetItemInput(requestItems: ["Things": entry], returnConsumedCapacity: .indexes), in: database)
            #expect((body.text?.utf8.count ?? 0) > 1000)
        }
    }

    @Test func `a damaged row is told alike`() async throws {
        var random = SeededGenerator(seed: 8)
        let directory = try TestDirectory()
        let database = try EmbeddedDatabase(path: directory.file)
        try await Self.fill(database, &random)
        let sqlite = try SQLiteConnection(path: directory.file)
        let items = try await database.scan(ScanInput(tableName: "Things")).items ?? []
        var refused = 0
        for item in items.prefix(40) {
            let key = item.selecting(["pk", "sk"])
            var bytes = ItemCodec.encode(item)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            if random.chance(20) { bytes.removeLast(Int.random(in: 1...bytes.count, using: &random)) }
            let hex = { (bytes: [UInt8]) in
                bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            }
            // In the table, whose items also complete the entries of local indexes, and in the index that has all of it.
            let whole = hex(ItemCodec.encode(item))
            for tree in 1...5 {
                try sqlite.execute("UPDATE t\(tree) SET v = X'\(hex(bytes))' WHERE v = X'\(whole)'")
            }
            for projection in Self.projections {
                let answer = await Self.compare(
                    GetItemInput(
                        tableName: "Things", key: key, projectionExpression: projection.text,
                        expressionAttributeNames: projection.names.isEmpty ? nil : projection.names),
                    in: database)
                if answer.code == .corrupt { refused += 1 }
                let batch = await Self.compare(
                    BatchGetItemInput(requestItems: [
                        "Things": KeysAndAttributes(
                            keys: [key], projectionExpression: projection.text,
                            expressionAttributeNames: projection.names.isEmpty ? nil : projection.names)
                    ]), in: database)
                #expect(batch.code == answer.code && batch.message == answer.message)
                for index in [nil, "by-text"] {
                    _ = await Self.compare(
                        QueryInput(
                            tableName: "Things", indexName: index, keyConditionExpression: "#key = :key",
                            projectionExpression: projection.text,
                            expressionAttributeNames: projection.names.merging(["#key": "pk"]) { first, _ in first },
                            expressionAttributeValues: [":key": item["pk"] ?? .null],
                            select: projection.text == nil && index != nil ? .allAttributes : nil),
                        in: database)
                }
            }
            for tree in 1...5 {
                try sqlite.execute("UPDATE t\(tree) SET v = X'\(whole)' WHERE v = X'\(hex(bytes))'")
            }
        }
        #expect(refused > 20)
    }

    @Test func `what a meter sees is the same`() async throws {
        var random = SeededGenerator(seed: 9)
        let database = try EmbeddedDatabase.inMemory()
        try await Self.fill(database, &random)
        let (plain, encoded) = (CapacityMeter(), CapacityMeter())
        let input = ScanInput(tableName: "Things", limit: 50)
        let page = try await MeteredDatabase(database, meter: plain).scan(input)
        let metered = MeteredDatabase(database, meter: encoded)
        #expect(metered.readsEncoded)
        #expect(try await metered.scanEncoded(input).items?.count == page.items?.count)
        #expect(plain.total == encoded.total && plain.total.capacityUnits > 0)
    }
}
