// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// The capacity that requests report, as measured on the service.
struct CapacityTests {
    private static func text(_ count: Int) -> AttributeValue { .string(String(repeating: "d", count: count)) }

    @Test(arguments: DatabaseUnderTest.available)
    func `reads count 4 KB, once for a page and once for each item of a batch`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            for number in 0..<3 {
                _ = try await database.putItem(
                    PutItemInput(
                        tableName: "Composite", item: ["pk": "p", "sk": .string("\(number)"), "d": Self.text(4000)]))
            }
            func get(_ key: Item, consistent: Bool) async throws -> Double? {
                try await database.getItem(
                    GetItemInput(
                        tableName: "Composite", key: key, consistentRead: consistent, returnConsumedCapacity: .total)
                ).consumedCapacity?.capacityUnits
            }
            #expect(try await get(["pk": "p", "sk": "0"], consistent: false) == 0.5)
            #expect(try await get(["pk": "p", "sk": "0"], consistent: true) == 1)
            #expect(try await get(["pk": "p", "sk": "missing"], consistent: true) == 1)
            let query = try await database.query(
                QueryInput(
                    tableName: "Composite", keyConditionExpression: "pk = :p", expressionAttributeValues: [":p": "p"],
                    returnConsumedCapacity: .indexes))
            #expect(query.consumedCapacity?.capacityUnits == 1.5)
            #expect(query.consumedCapacity?.table?.capacityUnits == 1.5)
            #expect(query.consumedCapacity?.globalSecondaryIndexes == nil)
            let batch = try await database.batchGetItem(
                BatchGetItemInput(
                    requestItems: ["Composite": .init(keys: [["pk": "p", "sk": "0"], ["pk": "p", "sk": "1"]])],
                    returnConsumedCapacity: .total))
            #expect(batch.consumedCapacity?.map(\.capacityUnits) == [1])
            #expect(try await database.scan(ScanInput(tableName: "Composite")).consumedCapacity == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `writes count 1 KB in the table, and what changes in each index`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            func put(_ item: Item) async throws -> (total: Double?, table: Double?, global: [String: Double]) {
                let consumed = try await database.putItem(
                    PutItemInput(tableName: "Composite", item: item, returnConsumedCapacity: .indexes)
                ).consumedCapacity
                return (
                    consumed?.capacityUnits, consumed?.table?.capacityUnits,
                    consumed?.globalSecondaryIndexes?.mapValues(\.capacityUnits) ?? [:]
                )
            }
            let key: Item = ["pk": "p", "sk": "s"]
            let plain = try await put(key)
            #expect(plain.total == 1 && plain.table == 1 && plain.global == [:])
            let indexed = try await put(key.merging(["group": "g", "rank": 1, "body": Self.text(3000)]))
            #expect(indexed.total == 4 && indexed.table == 3 && indexed.global == ["gsi2": 1])
            let unprojected = try await put(key.merging(["group": "g", "rank": 1, "body": "short"]))
            #expect(unprojected.total == 3 && unprojected.table == 3 && unprojected.global == [:])
            let projected = try await put(key.merging(["group": "g", "rank": 1, "title": "t"]))
            #expect(projected.global == ["gsi2": 1])
            let moved = try await put(key.merging(["group": "g", "rank": 2, "title": "t"]))
            #expect(moved.total == 3 && moved.global == ["gsi2": 2])
            let gone = try await put(key)
            #expect(gone.global == ["gsi2": 1])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `the size of an item collection is told for tables with a local index`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await database.createTable(Fixtures.composite)
            let composite = PutItemInput(
                tableName: "Composite", item: ["pk": "p", "sk": "s"], returnItemCollectionMetrics: .size)
            let metrics = try await database.putItem(composite).itemCollectionMetrics
            #expect(metrics?.itemCollectionKey == ["pk": "p"])
            #expect(metrics?.sizeEstimateRangeGB == [0, 1])
            let hash = PutItemInput(tableName: "Hash", item: ["pk": "p"], returnItemCollectionMetrics: .size)
            #expect(try await database.putItem(hash).itemCollectionMetrics == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `every operation tells the shares of the table and of each index it touched`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            _ = try await database.createTable(Fixtures.hash)
            func shares(_ consumed: ConsumedCapacity?) -> [String: Double] {
                var shares: [String: Double] = [:]
                for indexes in [consumed?.localSecondaryIndexes, consumed?.globalSecondaryIndexes] {
                    for (name, share) in indexes ?? [:] { shares[name] = share.capacityUnits }
                }
                shares["table"] = consumed?.table?.capacityUnits
                let sum: Double = shares.values.reduce(0) { $0 + $1 }
                #expect(consumed?.capacityUnits == sum)
                return shares
            }
            // The local index holds keys only, so its entries are small; the global one holds everything.
            let item: Item = ["pk": "p", "sk": "s", "lsi1sk": "l", "body": Self.text(2500)]
            let write = try await database.batchWriteItem(
                BatchWriteItemInput(
                    requestItems: ["Composite": [.put(item)], "Hash": [.put(["pk": "h"])]],
                    returnConsumedCapacity: .indexes, returnItemCollectionMetrics: .size))
            #expect(write.consumedCapacity?.map(\.tableName) == ["Composite", "Hash"])
            #expect(shares(write.consumedCapacity?.first) == ["table": 3, "lsi1": 1, "gsi1": 3])
            #expect(shares(write.consumedCapacity?.last) == ["table": 1])
            #expect(write.itemCollectionMetrics?["Composite"]?.map(\.itemCollectionKey) == [["pk": "p"]])
            #expect(write.itemCollectionMetrics?["Composite"]?.first?.sizeEstimateRangeGB == [0, 1])
            #expect(write.itemCollectionMetrics?["Hash"] == nil)

            let update = UpdateItemInput(
                tableName: "Composite", key: ["pk": "p", "sk": "s"], updateExpression: "SET body = :b",
                expressionAttributeValues: [":b": Self.text(10)], returnConsumedCapacity: .indexes,
                returnItemCollectionMetrics: .size)
            let updated = try await database.updateItem(update)
            #expect(shares(updated.consumedCapacity) == ["table": 3, "gsi1": 3])
            #expect(updated.itemCollectionMetrics?.itemCollectionKey == ["pk": "p"])
            // Nothing changes, so no index is touched.
            #expect(shares(try await database.updateItem(update).consumedCapacity) == ["table": 1])

            func query(_ index: String?, _ attribute: String, consistent: Bool = false) async throws -> [String: Double]
            {
                let isLocal = index == "lsi1"
                let output = try await database.query(
                    QueryInput(
                        tableName: "Composite", indexName: index, keyConditionExpression: "\(attribute) = :v",
                        projectionExpression: isLocal ? "body" : nil,
                        expressionAttributeValues: [":v": attribute == "pk" ? "p" : "l"], consistentRead: consistent,
                        returnConsumedCapacity: .indexes))
                #expect(output.count == 1)
                return shares(output.consumedCapacity)
            }
            #expect(try await query(nil, "pk", consistent: true) == ["table": 1])
            #expect(try await query("gsi1", "lsi1sk") == ["table": 0, "gsi1": 0.5])
            // What the local index lacks is read from the table.
            #expect(try await query("lsi1", "pk", consistent: true) == ["table": 1, "lsi1": 1])
            // So also for what a filter leaves out.
            let filtered = try await database.query(
                QueryInput(
                    tableName: "Composite", indexName: "lsi1", keyConditionExpression: "pk = :k",
                    filterExpression: "sk = :none", projectionExpression: "body",
                    expressionAttributeValues: [":k": "p", ":none": "none"], consistentRead: true,
                    returnConsumedCapacity: .indexes))
            #expect(filtered.count == 0 && filtered.scannedCount == 1)
            #expect(shares(filtered.consumedCapacity) == ["table": 1, "lsi1": 1])
            let scan = try await database.scan(
                ScanInput(tableName: "Composite", indexName: "gsi1", returnConsumedCapacity: .indexes))
            #expect(shares(scan.consumedCapacity) == ["table": 0, "gsi1": 0.5])
            let get = try await database.batchGetItem(
                BatchGetItemInput(
                    requestItems: ["Composite": .init(keys: [["pk": "p", "sk": "s"]], consistentRead: true)],
                    returnConsumedCapacity: .indexes))
            #expect(shares(get.consumedCapacity?.first) == ["table": 1])
            let delete = try await database.deleteItem(
                DeleteItemInput(
                    tableName: "Composite", key: ["pk": "p", "sk": "s"], returnConsumedCapacity: .indexes,
                    returnItemCollectionMetrics: .size))
            #expect(shares(delete.consumedCapacity) == ["table": 1, "lsi1": 1, "gsi1": 1])
            #expect(delete.itemCollectionMetrics?.sizeEstimateRangeGB == [0, 1])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an item and its entries in local indexes share the limit of 400 KB`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(
                CreateTableInput(
                    tableName: "Local", partitionKey: .string("pk"), sortKey: .string("sk"),
                    localSecondaryIndexes: [.init("by-l", sortKey: .string("l"))]))
            let key: Item = ["pk": "p", "sk": "s"]
            let large = key.merging(["body": Self.text(250_000)])
            // Without the index key the item is not in the index.
            _ = try await database.putItem(PutItemInput(tableName: "Local", item: large))
            let indexed = large.merging(["l": "x"])
            let put = await failure { () throws(DynamoDBError) in
                try await database.putItem(PutItemInput(tableName: "Local", item: indexed))
            }
            #expect(put?.message == "Item size has exceeded the maximum allowed size")
            let batch = await failure { () throws(DynamoDBError) in
                try await database.batchWriteItem(BatchWriteItemInput(requestItems: ["Local": [.put(indexed)]]))
            }
            #expect(batch?.message == "Item size has exceeded the maximum allowed size")
            let update = await failure { () throws(DynamoDBError) in
                try await database.updateItem(
                    UpdateItemInput(
                        tableName: "Local", key: key, updateExpression: "SET l = :l",
                        expressionAttributeValues: [":l": "x"]))
            }
            #expect(update?.message == "Item size to update has exceeded the maximum allowed size")
            #expect(try await database.getItem(GetItemInput(tableName: "Local", key: key)).item == large)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `all placeholders of a request have 2 MB together`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            let names = (0..<8).map { ":v\($0)" }
            let values = Item(names.map { ($0, Self.text(300_000)) })
            let error = await failure { () throws(DynamoDBError) in
                try await database.putItem(
                    PutItemInput(
                        tableName: "Hash", item: ["pk": "x"],
                        conditionExpression: "NOT a IN (\(names.joined(separator: ", ")))",
                        expressionAttributeValues: values))
            }
            #expect(error?.code == .validation)
            #expect(error?.message.contains("2097152") == true)
        }
    }
}
