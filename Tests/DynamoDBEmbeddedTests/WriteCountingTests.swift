// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import TestSupport
import Testing

/// Writes that need not know what an item was, against the same writes to a table whose index has to know it.
struct WriteCountingTests {
    private static let tables = ["Plain", "Indexed"]

    private static func database(
        at location: StorageLocation = .memory
    ) async throws -> EmbeddedDatabase {
        var configuration = EmbeddedDatabase.Configuration()
        configuration.durability = .relaxed
        let database = try EmbeddedDatabase(at: location, configuration: configuration)
        for name in Self.tables {
            _ = try await database.createTable(
                CreateTableInput(
                    tableName: name, partitionKey: .string("pk"),
                    globalSecondaryIndexes: name == "Plain" ? [] : [.init("by-g", partitionKey: .string("g"))]))
        }
        return database
    }

    private static func item(_ random: inout SeededGenerator) -> Item {
        var item: Item = ["pk": .string("p\(Int.random(in: 0..<8, using: &random))")]
        if random.chance(50) { item["g"] = .string(random.chance(50) ? "x" : "y") }
        item["fill"] = .string(String(repeating: "é", count: Int.random(in: 0...3000, using: &random)))
        item["set"] = .stringSet(["b", "a", "c\(Int.random(in: 0..<20, using: &random))"])
        item["n"] = .number(random.number())
        return item
    }

    /// What a write to one of the tables consumed there, and what it told of the item before.
    private static func write(
        _ choice: Int, _ items: [Item], to table: String, in database: EmbeddedDatabase
    ) async throws -> (units: Double?, old: Item?) {
        let key = items[0].selecting(["pk"])
        switch choice {
        case 0, 1:
            let output = try await database.putItem(
                PutItemInput(
                    tableName: table, item: items[0], returnValues: choice == 0 ? nil : .allOld,
                    returnConsumedCapacity: .indexes))
            return (output.consumedCapacity?.table?.capacityUnits, output.attributes)
        case 2:
            let output = try await database.deleteItem(
                DeleteItemInput(tableName: table, key: key, returnConsumedCapacity: .indexes))
            return (output.consumedCapacity?.table?.capacityUnits, nil)
        case 3:
            let output = try await database.transactWriteItems(
                TransactWriteItemsInput(
                    transactItems: [.put(TransactPut(tableName: table, item: items[0]))],
                    returnConsumedCapacity: .indexes))
            return (output.consumedCapacity?.first?.table?.capacityUnits, nil)
        default:
            var requests: [String: WriteRequest] = [:]
            for (position, item) in items.enumerated() {
                requests[item["pk"]?.string ?? ""] =
                    position % 3 == 1 ? .delete(key: item.selecting(["pk"])) : .put(item)
            }
            let output = try await database.batchWriteItem(
                BatchWriteItemInput(
                    requestItems: [table: requests.sorted { $0.key < $1.key }.map(\.value)],
                    returnConsumedCapacity: .indexes))
            return (output.consumedCapacity?.first?.table?.capacityUnits, nil)
        }
    }

    @Test(arguments: 1...4)
    func `a write consumes and counts the same whether the old item is read or not`(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let database = try await Self.database()
        for _ in 0..<150 {
            let choice = Int.random(in: 0...4, using: &random)
            let items = (0..<4).map { _ in Self.item(&random) }
            let plain = try await Self.write(choice, items, to: "Plain", in: database)
            let indexed = try await Self.write(choice, items, to: "Indexed", in: database)
            #expect(plain.units == indexed.units && plain.units != nil)
            #expect(plain.old == indexed.old)
        }
        var contents: [[Item]] = []
        for name in Self.tables {
            let items = try await database.scan(ScanInput(tableName: name)).items ?? []
            let description = try await database.describeTable(DescribeTableInput(tableName: name)).table
            #expect(description.itemCount == items.count && !items.isEmpty)
            #expect(description.tableSizeBytes == items.reduce(0) { $0 + $1.size })
            contents.append(items)
        }
        #expect(contents[0] == contents[1])
        let entries = try await database.scan(ScanInput(tableName: "Indexed", indexName: "by-g")).items ?? []
        #expect(Set(entries) == Set(contents[1].filter { $0["g"] != nil }))
    }

    private static func isRefused(_ number: Int) -> Bool { number % 10 == 7 }

    @Test func `an item whose index entry is refused is not stored, and those in its group are`() async throws {
        let directory = try TestDirectory()
        let database = try await Self.database(at: .file(directory.file))
        let saboteur = try SQLiteConnection(path: directory.file, mode: .existing)
        // One of the trees is the index, and only there is the attribute in the key.
        for tree in 1...(try saboteur.integer("SELECT max(tree) FROM stats") ?? 1) {
            try saboteur.execute(
                """
                CREATE TRIGGER sabotage\(tree) BEFORE INSERT ON t\(tree) WHEN instr(new.k, CAST('bad' AS BLOB)) > 0
                BEGIN SELECT RAISE(ABORT, 'sabotage'); END
                """
            )
        }
        let numbers = 0..<200
        for round in ["first", "second"] {
            let acknowledged = await withTaskGroup(of: Int?.self) { group in
                for number in numbers {
                    group.addTask {
                        let item: Item = [
                            "pk": .string("p\(number)"), "round": .string(round),
                            "g": .string(round == "second" && Self.isRefused(number) ? "bad" : "good"),
                        ]
                        let output = try? await database.putItem(PutItemInput(tableName: "Indexed", item: item))
                        return output == nil ? nil : number
                    }
                }
                return await group.reduce(into: Set<Int>()) { if let number = $1 { $0.insert(number) } }
            }
            #expect(acknowledged == Set(numbers.filter { round == "first" || !Self.isRefused($0) }))
        }
        await database.close()
        let reopened = try EmbeddedDatabase(at: .file(directory.file), configuration: .init())
        let items = try await reopened.scan(ScanInput(tableName: "Indexed")).items ?? []
        #expect(items.count == 200)
        for item in items {
            let number = Int(item["pk"]?.string?.dropFirst() ?? "") ?? -1
            #expect(item["round"] == .string(Self.isRefused(number) ? "first" : "second"))
        }
        let entries = try await reopened.scan(ScanInput(tableName: "Indexed", indexName: "by-g")).items ?? []
        #expect(Set(entries) == Set(items) && entries.count == 200)
        let index = try await reopened.describeTable(DescribeTableInput(tableName: "Indexed")).table
            .globalSecondaryIndexes?.first
        #expect(index?.itemCount == 200 && index?.indexSizeBytes == items.reduce(0) { $0 + $1.size })
    }
}
