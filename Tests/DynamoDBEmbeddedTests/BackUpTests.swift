// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import TestSupport
import Testing

/// Backups of databases that are in use.
struct BackUpTests {
    private let directory = try? TestDirectory()

    private func makeDatabase(_ place: Place, in directory: TestDirectory) async throws -> EmbeddedDatabase {
        let database =
            switch place {
            case .file: try EmbeddedDatabase(path: directory.file)
            case .memory: try EmbeddedDatabase.inMemory()
            }
        _ = try await database.createTable(
            CreateTableInput(
                tableName: "Things", partitionKey: .string("pk"),
                globalSecondaryIndexes: [.init("by-n", partitionKey: .number("n"))]))
        return database
    }

    private func put(_ number: Int, in database: EmbeddedDatabase) async throws {
        _ = try await database.putItem(
            PutItemInput(tableName: "Things", item: ["pk": .string("\(number)"), "n": .number(DynamoDBNumber(number))]))
    }

    @Test(arguments: Place.allCases)
    func `a backup has all that was stored before it, and nothing that came later`(place: Place) async throws {
        let directory = try #require(self.directory)
        let database = try await self.makeDatabase(place, in: directory)
        for number in 0..<50 { try await self.put(number, in: database) }
        let path = directory.path + "/backup.sqlite"
        try await database.backUp(to: path)
        try await self.put(50, in: database)
        await database.close()

        let backup = try EmbeddedDatabase(path: path)
        #expect(try await backup.scan(ScanInput(tableName: "Things", select: .count)).count == 50)
        let found = try await backup.query(
            QueryInput(
                tableName: "Things", indexName: "by-n", keyConditionExpression: "n = :n",
                expressionAttributeValues: [":n": 49]))
        #expect(found.items == [["pk": "49", "n": 49]])
        try await self.put(51, in: backup)
        #expect(try await backup.scan(ScanInput(tableName: "Things", select: .count)).count == 51)
        await backup.close()
    }

    @Test(arguments: Place.allCases)
    func `backups are whole while others write`(place: Place) async throws {
        let directory = try #require(self.directory)
        let database = try await self.makeDatabase(place, in: directory)
        // Each transaction puts two: a backup never has one of them alone.
        let putTwo = { @Sendable (number: Int) in
            let puts = [2 * number, 2 * number + 1].map { number in
                TransactWriteItem.put(
                    .init(
                        tableName: "Things",
                        item: ["pk": .string("\(number)"), "n": .number(DynamoDBNumber(number))]))
            }
            _ = try await database.transactWriteItems(TransactWriteItemsInput(transactItems: puts))
        }
        for round in 0..<5 {
            let path = directory.path + "/backup\(round).sqlite"
            let start = 40 * round
            for number in start..<start + 20 { try await putTwo(number) }
            async let backup: Void = database.backUp(to: path)
            for number in start + 20..<start + 40 { try await putTwo(number) }
            try await backup
            let copy = try EmbeddedDatabase(path: path)
            let count = try await copy.scan(ScanInput(tableName: "Things", select: .count)).count
            #expect(try await copy.scan(ScanInput(tableName: "Things", indexName: "by-n")).count == count)
            #expect(count.isMultiple(of: 2))
            #expect((2 * (start + 20)...2 * (start + 40)).contains(count))
            await copy.close()
        }
        await database.close()
    }

    @Test(arguments: [(Place.file, 0o640), (.file, 0o600), (.file, 0o440), (.memory, 0o600)])
    func `who may not read the database may not read the backup`(place: Place, permissions: Int) async throws {
        let directory = try #require(self.directory)
        let database = try await self.makeDatabase(place, in: directory)
        if place == .file {
            try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: directory.file)
        }
        let path = directory.path + "/backup.sqlite"
        try await database.backUp(to: path)
        await database.close()
        let found = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(found.map { $0 & ~(permissions | 0o600) } == 0)
        #expect(found.map { $0 & 0o600 } == 0o600)
    }

    @Test
    func `a backup takes the place of no file`() async throws {
        let directory = try #require(self.directory)
        let database = try await self.makeDatabase(.file, in: directory)
        let path = directory.path + "/notes.txt"
        try Data("Mine.".utf8).write(to: URL(fileURLWithPath: path))
        for taken in [path, directory.file] {
            let error = await errorThrown { () async throws(DynamoDBError) in try await database.backUp(to: taken) }
            #expect(error?.code == .storage)
            #expect(error?.message.contains("choose another path") == true)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("Mine.".utf8))
        try await self.put(1, in: database)
        await database.close()
    }

    @Test(arguments: ["-wal", "-shm", "-journal"])
    func `a backup is not put beside the log of another file`(ending: String) async throws {
        let directory = try #require(self.directory)
        let database = try await self.makeDatabase(.file, in: directory)
        let path = directory.path + "/backup.sqlite"
        // Whoever opened the backup would read this into it.
        try Data("A log.".utf8).write(to: URL(fileURLWithPath: path + ending))
        let error = await errorThrown { () async throws(DynamoDBError) in try await database.backUp(to: path) }
        #expect(error?.code == .storage)
        #expect(error?.message.contains(path + ending) == true)
        await database.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(names.filter { $0.hasPrefix("backup") } == ["backup.sqlite" + ending])
    }

    @Test
    func `of many backups to one path one is made, and whole`() async throws {
        let directory = try #require(self.directory)
        let database = try await self.makeDatabase(.file, in: directory)
        for number in 0..<200 { try await self.put(number, in: database) }
        let path = directory.path + "/backup.sqlite"
        let codes = await withTaskGroup(of: DynamoDBError.Code?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    await errorThrown { () async throws(DynamoDBError) in try await database.backUp(to: path) }?.code
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.count { $0 == nil } == 1)
        #expect(codes.count { $0 == .storage } == 7)
        await database.close()
        let backup = try EmbeddedDatabase(path: path)
        #expect(try await backup.scan(ScanInput(tableName: "Things", select: .count)).count == 200)
        await backup.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(!names.contains { $0.hasSuffix(".partial") || $0.hasSuffix("-journal") }, "\(names)")
    }

    @Test
    func `a backup to a path that is none removes nothing`() async throws {
        let directory = try #require(self.directory)
        let database = try await self.makeDatabase(.memory, in: directory)
        let other = directory.path + "/other.sqlite"
        try Data("Mine.".utf8).write(to: URL(fileURLWithPath: other))
        for path in [other + "\0x", ""] {
            let error = await errorThrown { () async throws(DynamoDBError) in try await database.backUp(to: path) }
            #expect(error?.code == .storage)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == Data("Mine.".utf8))
        await database.close()
    }

    @Test
    func `a backup that cannot be made says why`() async throws {
        let directory = try #require(self.directory)
        let database = try await self.makeDatabase(.memory, in: directory)
        let missing = directory.path + "/nowhere/backup.sqlite"
        let error = await errorThrown { () async throws(DynamoDBError) in try await database.backUp(to: missing) }
        #expect(error?.code == .storage)
        #expect(error?.message.contains("directory of the database file does not exist") == true)
        await database.close()
        let path = directory.path + "/backup.sqlite"
        let closed = await errorThrown { () async throws(DynamoDBError) in try await database.backUp(to: path) }
        #expect(closed?.code == .closed)
    }
}
