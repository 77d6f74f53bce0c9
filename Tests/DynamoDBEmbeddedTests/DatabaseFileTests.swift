// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import TestSupport
import Testing

/// Database files on good days and bad ones.
struct DatabaseFileTests {
    /// Runs `body` with the path of a file that does not exist yet, in a folder that is removed afterwards.
    private func withPath(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swift-dynamodb-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.appending(path: "test.sqlite").path())
    }

    private let table = CreateTableInput(
        tableName: "Hash", partitionKey: .string("pk"),
        globalSecondaryIndexes: [.init("by-n", partitionKey: .number("n"))])

    @Test
    func `everything is there when a file is opened again`() async throws {
        try await self.withPath { path in
            let everything: Item = [
                "pk": "x", "n": .number(DynamoDBNumber("-1.2345678901234567890123456789012345678e-30") ?? 0),
                "b": .binary(Data([0, 255])), "yes": true, "nothing": nil, "l": [1, ["deep": [nil, "x"]]], "m": [:],
                "ss": .stringSet(["a", "b"]), "ns": .numberSet([-1, 2]), "bs": .binarySet([Data([1]), Data()]),
                "é": "e\u{301}",
            ]
            let first = try EmbeddedDatabase(path: path)
            _ = try await first.createTable(self.table)
            _ = try await first.putItem(PutItemInput(tableName: "Hash", item: everything))
            await first.close()
            let second = try EmbeddedDatabase(path: path)
            let read = try await second.getItem(GetItemInput(tableName: "Hash", key: ["pk": "x"])).item
            #expect(read == everything)
            #expect(try await second.scan(ScanInput(tableName: "Hash", indexName: "by-n")).items == [everything])
            await second.close()
        }
    }

    @Test
    func `damaged counts of a file give wrong counts, and no more than that`() async throws {
        try await self.withPath { path in
            let table = CreateTableInput(
                tableName: "Local", partitionKey: .string("pk"), sortKey: .string("sk"),
                localSecondaryIndexes: [.init("by-n", sortKey: .number("n"))])
            let first = try EmbeddedDatabase(path: path)
            _ = try await first.createTable(table)
            await first.close()
            try SQLiteConnection(path: path).execute("UPDATE stats SET items = \(Int64.max), bytes = \(Int64.max)")
            let second = try EmbeddedDatabase(path: path)
            let put = PutItemInput(
                tableName: "Local", item: ["pk": "x", "sk": "y", "n": 1], returnItemCollectionMetrics: .size)
            #expect(try await second.putItem(put).itemCollectionMetrics != nil)
            _ = try await second.describeTable(DescribeTableInput(tableName: "Local"))
            await second.close()
        }
    }

    @Test(arguments: [["sk": "y", "n": 1], ["pk": 5, "sk": "y", "n": 1]] as [Item])
    func `that a stored item lacks its key is told as damage, and not as a fault of the request`(
        damaged: Item
    ) async throws {
        try await self.withPath { path in
            let table = CreateTableInput(
                tableName: "Local", partitionKey: .string("pk"), sortKey: .string("sk"),
                localSecondaryIndexes: [.init("by-n", sortKey: .number("n"), projection: .keysOnly)],
                globalSecondaryIndexes: [.init("all-by-n", partitionKey: .number("n"))])
            let first = try EmbeddedDatabase(path: path)
            _ = try await first.createTable(table)
            _ = try await first.putItem(PutItemInput(tableName: "Local", item: ["pk": "x", "sk": "y", "n": 1]))
            await first.close()
            let hex = ItemCodec.encode(damaged).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            // The indexes have the first trees.
            for tree in 1...3 { try SQLiteConnection(path: path).execute("UPDATE t\(tree) SET v = X'\(hex)'") }

            let second = try EmbeddedDatabase(path: path)
            let key: Item = ["pk": "x", "sk": "y"]
            let pages = [
                ScanInput(tableName: "Local", limit: 1), ScanInput(tableName: "Local", indexName: "by-n", limit: 1),
                ScanInput(tableName: "Local", indexName: "all-by-n", limit: 1),
                ScanInput(tableName: "Local", indexName: "by-n", select: .allAttributes),
            ]
            for page in pages {
                let error = await errorThrown { () throws(DynamoDBError) in try await second.scan(page) }
                #expect(error?.code == .corrupt, "\(page): \(String(describing: error))")
            }
            for _ in 0..<2 {
                let error = await errorThrown { () throws(DynamoDBError) in
                    try await second.deleteItem(DeleteItemInput(tableName: "Local", key: key))
                }
                #expect(error?.code == .corrupt, "\(String(describing: error))")
            }
            #expect(try await second.getItem(GetItemInput(tableName: "Local", key: key)).item == damaged)
            await second.close()
        }
    }

    @Test
    func `a table whose rows are missing is corrupt, and can be deleted`() async throws {
        try await self.withPath { path in
            let first = try EmbeddedDatabase(path: path)
            _ = try await first.createTable(self.table)
            await first.close()
            let connection = try SQLiteConnection(path: path)
            let tree = try connection.integer("SELECT max(tree) FROM stats") ?? 0
            try connection.execute("DROP TABLE t\(tree)")
            let second = try EmbeddedDatabase(path: path)
            let read = GetItemInput(tableName: "Hash", key: ["pk": "x"])
            let readError = await errorThrown { () throws(DynamoDBError) in try await second.getItem(read) }
            #expect(readError?.code == .corrupt, "\(String(describing: readError))")
            let write = PutItemInput(tableName: "Hash", item: ["pk": "x"])
            let writeError = await errorThrown { () throws(DynamoDBError) in try await second.putItem(write) }
            #expect(writeError?.code == .corrupt, "\(String(describing: writeError))")
            _ = try await second.deleteTable(DeleteTableInput(tableName: "Hash"))
            _ = try await second.createTable(self.table)
            _ = try await second.putItem(write)
            await second.close()
        }
    }

    @Test
    func `names of resources say the region and the account of the configuration`() async throws {
        var configuration = EmbeddedDatabase.Configuration()
        configuration.region = "eu-central-1"
        configuration.accountID = "123456789012"
        let database = try EmbeddedDatabase.inMemory(configuration: configuration)
        let table = try await database.createTable(self.table).tableDescription
        #expect(table.tableArn == "arn:aws:dynamodb:eu-central-1:123456789012:table/Hash")
        #expect(
            table.globalSecondaryIndexes?.first?.indexArn
                == "arn:aws:dynamodb:eu-central-1:123456789012:table/Hash/index/by-n")
        _ = try await database.listTagsOfResource(ListTagsOfResourceInput(resourceArn: table.tableArn ?? ""))
        let own = DescribeTableInput(tableName: table.tableArn ?? "")
        #expect(try await database.describeTable(own).table.tableName == "Hash")
        let other = "arn:aws:dynamodb:us-east-1:000000000000:table/Hash"
        let error = await errorThrown { () throws(DynamoDBError) in
            try await database.describeTable(DescribeTableInput(tableName: other))
        }
        #expect(error?.message == "Invalid TableArn: Invalid ResourceArn provided as input \(other)")
        let usual = try await EmbeddedDatabase.inMemory().createTable(self.table).tableDescription
        #expect(usual.tableArn == other)
    }

    @Test
    func `two databases on one file see each other's tables and items`() async throws {
        try await self.withPath { path in
            let first = try EmbeddedDatabase(path: path)
            let second = try EmbeddedDatabase(path: path)
            _ = try await first.createTable(self.table)
            _ = try await second.putItem(PutItemInput(tableName: "Hash", item: ["pk": "x", "n": 1]))
            let read = GetItemInput(tableName: "Hash", key: ["pk": "x"])
            #expect(try await first.getItem(read).item == ["pk": "x", "n": 1])
            _ = try await first.deleteTable(DeleteTableInput(tableName: "Hash"))
            let error = await errorThrown { () throws(DynamoDBError) in try await second.getItem(read) }
            #expect(error?.code == .resourceNotFound)
            _ = try await second.createTable(self.table)
            #expect(try await first.getItem(read).item == nil)
            await first.close()
            await second.close()
        }
    }

    @Test
    func `writers on several databases of one file lose nothing`() async throws {
        try await self.withPath { path in
            let databases = try (0..<3).map { _ throws in try EmbeddedDatabase(path: path) }
            _ = try await databases[0].createTable(self.table)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for database in databases {
                    for _ in 0..<30 {
                        group.addTask {
                            _ = try await database.updateItem(
                                UpdateItemInput(
                                    tableName: "Hash", key: ["pk": "x"], updateExpression: "ADD n :one",
                                    expressionAttributeValues: [":one": 1]))
                        }
                    }
                }
                try await group.waitForAll()
            }
            let item = try await databases[1].getItem(GetItemInput(tableName: "Hash", key: ["pk": "x"])).item
            #expect(item?["n"] == 90)
            for database in databases { await database.close() }
        }
    }

    @Test
    func `a full database refuses a write, keeps what it has and takes smaller ones`() async throws {
        try await self.withPath { path in
            var configuration = EmbeddedDatabase.Configuration()
            configuration.maximumSize = 1_000_000
            let database = try EmbeddedDatabase(path: path, configuration: configuration)
            _ = try await database.createTable(self.table)
            let data = AttributeValue.string(String(repeating: "d", count: 200_000))
            var stored = 0
            var refusal: DynamoDBError?
            for number in 0..<20 where refusal == nil {
                let input = PutItemInput(tableName: "Hash", item: ["pk": .string("\(number)"), "data": data])
                refusal = await errorThrown { () throws(DynamoDBError) in try await database.putItem(input) }
                if refusal == nil { stored += 1 }
            }
            #expect(refusal?.code == .storageFull)
            #expect((1..<6).contains(stored))
            #expect(try await database.scan(ScanInput(tableName: "Hash", select: .count)).count == stored)
            _ = try await database.deleteItem(DeleteItemInput(tableName: "Hash", key: ["pk": "0"]))
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "small"]))
            let count = try await database.describeTable(DescribeTableInput(tableName: "Hash")).table.itemCount
            #expect(count == stored)
            await database.close()
        }
    }

    @Test
    func `a file that is no database of ours is refused and left as it was`() async throws {
        let contents: [(name: String, bytes: Data, codes: [DynamoDBError.Code])] = [
            ("text", Data("This is no database at all, only a text that is long enough.".utf8), [.incompatibleFile]),
            ("noise", Data((0..<8192).map { UInt8(truncatingIfNeeded: $0 &* 31) }), [.incompatibleFile]),
            (
                "cut off", Data("SQLite format 3\0".utf8) + Data(repeating: 0, count: 50),
                [.incompatibleFile, .corrupt]
            ),
        ]
        for (name, bytes, codes) in contents {
            try await self.withPath { path in
                try bytes.write(to: URL(filePath: path))
                let error = await errorThrown { () throws(DynamoDBError) in try EmbeddedDatabase(path: path) }
                #expect(error.map { codes.contains($0.code) } == true, "\(name): \(String(describing: error))")
                #expect(try Data(contentsOf: URL(filePath: path)) == bytes, "\(name)")
            }
        }
    }

    @Test
    func `a path that cannot be opened is refused with what to do`() async throws {
        try await self.withPath { path in
            let inNoFolder = path + "/not/there.sqlite"
            let folder = URL(filePath: path).deletingLastPathComponent().path()
            for wrong in [inNoFolder, folder] {
                let error = await errorThrown { () throws(DynamoDBError) in try EmbeddedDatabase(path: wrong) }
                #expect(error != nil)
                #expect([.storage, .readOnly].contains(error?.code), "\(String(describing: error))")
                #expect((error?.message.count ?? 0) > 20)
            }
        }
    }

    @Test
    func `a closed database answers that it is closed`() async throws {
        for database in [try EmbeddedDatabase.inMemory()] {
            _ = try await database.createTable(self.table)
            await database.close()
            let read = GetItemInput(tableName: "Hash", key: ["pk": "x"])
            let readError = await errorThrown { () throws(DynamoDBError) in try await database.getItem(read) }
            #expect(readError?.code == .closed)
            let write = PutItemInput(tableName: "Hash", item: ["pk": "x"])
            let writeError = await errorThrown { () throws(DynamoDBError) in try await database.putItem(write) }
            #expect(writeError?.code == .closed)
        }
    }
}
