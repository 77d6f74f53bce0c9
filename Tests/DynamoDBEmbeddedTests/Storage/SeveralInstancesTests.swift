// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import DynamoDBEmbedded
import Foundation
import TestSupport
import Testing

/// Several users of one file, in this process and in another one.
@Suite(.timeLimit(.minutes(10)))
struct SeveralInstancesTests {
    private let directory: TestDirectory

    init() throws {
        self.directory = try TestDirectory()
    }

    @Test func `two instances see each other's tables, rows and statistics`() async throws {
        let first = try self.directory.open()
        let second = try self.directory.open()
        #expect(try second.tableNames() == [])
        let entry = try await first.createTable(named: "T", payload: Array("one".utf8))
        #expect(try second.table(named: "T")?.text == "one")
        let tree = try await second.makeTree(["a": "1"])
        #expect(try first.value("a", in: tree) == "1")
        try await first.put("b", "2", in: tree)
        #expect(try second.keys(of: tree) == ["a", "b"])
        #expect(try second.statistics(of: tree) == TreeStatistics(items: 2, bytes: 20))
        try await second.write { transaction throws(DynamoDBError) in
            try transaction.updateTable(CatalogEntry(id: entry.id, name: "T", payload: Array("two".utf8)))
        }
        #expect(try first.table(named: "T")?.text == "two")
        try await first.write { transaction throws(DynamoDBError) in
            try transaction.deleteTable(id: entry.id)
            try transaction.dropTree(tree)
        }
        #expect(try second.tableNames() == [])
        #expect(throws: DynamoDBError.self) { try second.keys(of: tree) }
    }

    @Test func `tables that two instances make in turn get different numbers and trees`() async throws {
        let instances = [try self.directory.open(), try self.directory.open()]
        var tables: [Int64] = []
        var trees: [Int64] = []
        for index in 0..<10 {
            tables.append(try await instances[index % 2].createTable(named: "\(index)", payload: []).id)
            trees.append(try await instances[index % 2].makeTree())
        }
        #expect(Set(tables).count == 10)
        #expect(Set(trees).count == 10)
        #expect(try instances[0].tableNames() == (0..<10).map { "\($0)" })
    }

    @Test func `two instances that write at once count every row`() async throws {
        let instances = [try self.directory.open(), try self.directory.open()]
        let tree = try await instances[0].makeTree()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<100 {
                group.addTask { try await instances[index % 2].put("\(index)", "x", in: tree) }
            }
            try await group.waitForAll()
        }
        for instance in instances {
            #expect(try instance.keys(of: tree).count == 100)
            #expect(try instance.statistics(of: tree) == TreeStatistics(items: 100, bytes: 1000))
        }
    }

    @Test func `many instances may make one file at once`() async throws {
        let directory = self.directory
        try await withThrowingTaskGroup(of: TestStorage.self) { group in
            for _ in 0..<8 { group.addTask { try directory.open() } }
            var trees: Set<Int64> = []
            for try await storage in group { trees.insert(try await storage.makeTree()) }
            #expect(trees.count == 8)
        }
    }

    @Test func `a read keeps to one state while others commit`() async throws {
        let storage = try self.directory.open()
        let tree = try await storage.makeTree(["a": "1"])
        let other = try SQLiteConnection(path: self.directory.file, mode: .existing)
        let seen = try storage.read { transaction throws(DynamoDBError) in
            var seen = [try transaction.keys(of: tree)]
            try other.execute("INSERT INTO t\(tree) VALUES (CAST('b' AS BLOB), x'')")
            seen.append(try transaction.keys(of: tree))
            return seen
        }
        #expect(seen == [["a"], ["a"]])
        #expect(try storage.keys(of: tree) == ["a", "b"])
    }

    @Test func `a write waits no longer than the busy timeout for another process`() async throws {
        var options = StorageOptions()
        options.busyTimeout = .zero
        let storage = try self.directory.open(options)
        let tree = try await storage.makeTree(["a": "1"])
        let other = try SQLiteConnection(path: self.directory.file, mode: .existing)
        try other.execute("BEGIN IMMEDIATE")
        let error = await #expect(throws: DynamoDBError.self) {
            try await storage.put("b", "2", in: tree)
        }
        #expect(error?.code == .storageBusy)
        #expect(try storage.keys(of: tree) == ["a"])
        try other.execute("ROLLBACK")
        try await storage.put("b", "2", in: tree)
        #expect(try storage.keys(of: tree) == ["a", "b"])
    }

    @Test func `another process may write at the same time`() async throws {
        let storage = try self.directory.open()
        let tree = try await storage.makeTree()
        let process = try ChildProcess(["python3", "-c", Self.otherProcess, self.directory.file, "\(tree)"])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<200 {
                group.addTask { try await storage.put("own\(index)", "x", in: tree) }
            }
            try await group.waitForAll()
        }
        #expect(await process.wait() == .exit(0), "python3 could not play the other process")
        #expect(try storage.keys(of: tree).count == 300)
        #expect(try storage.statistics(of: tree) == TreeStatistics(items: 300, bytes: 3000))
        #expect(try storage.table(named: "Theirs")?.text == "theirs")
    }

    private static let otherProcess = """
        import sqlite3, sys
        connection = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
        tree = int(sys.argv[2])
        for index in range(100):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"INSERT INTO t{tree} VALUES (?, ?)", (b"other%d" % index, b"x"))
            connection.execute("UPDATE stats SET items = items + 1, bytes = bytes + 10 WHERE tree = ?", (tree,))
            if index == 50:
                connection.execute("INSERT INTO tables (name, payload) VALUES (?, ?)", (b"Theirs", b"theirs"))
                generation = connection.execute("PRAGMA user_version").fetchone()[0]
                connection.execute(f"PRAGMA user_version = {generation + 1}")
            connection.execute("COMMIT")
        connection.close()
        """
}
