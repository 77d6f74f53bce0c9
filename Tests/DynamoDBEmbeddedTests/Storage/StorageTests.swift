// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import DynamoDBEmbedded
import Testing

/// What holds for a database in a file and in memory alike.
struct StorageTests {
    private let directory: TestDirectory

    init() throws {
        self.directory = try TestDirectory()
    }

    @Test(arguments: Place.allCases)
    func `a row can be stored, replaced, read and deleted`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let tree = try await storage.makeTree()
        #expect(try storage.value("k", in: tree) == nil)

        try await storage.put("k", "first", in: tree)
        #expect(try storage.value("k", in: tree) == "first")
        #expect(try storage.statistics(of: tree) == TreeStatistics(items: 1, bytes: 10))

        try await storage.write { transaction throws(DynamoDBError) in
            try transaction.put(tree: tree, key: Array("k".utf8), value: [], bytes: 3, replacing: 10)
        }
        #expect(try storage.value("k", in: tree) == "")
        #expect(try storage.statistics(of: tree) == TreeStatistics(items: 1, bytes: 3))

        let existed = try await storage.write { transaction throws(DynamoDBError) in
            [
                try transaction.delete(tree: tree, key: Array("k".utf8), bytes: 3),
                try transaction.delete(tree: tree, key: Array("k".utf8), bytes: 3),
            ]
        }
        #expect(existed == [true, false])
        #expect(try storage.value("k", in: tree) == nil)
        #expect(try storage.statistics(of: tree) == TreeStatistics())
    }

    @Test(arguments: Place.allCases)
    func `a row is inserted where none is, and not tried after one that was there`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let tree = try await storage.makeTree(["old": "1"])
        let insert = { @Sendable (key: String, isNew: Bool?) async throws -> Bool in
            try await storage.write { transaction throws(DynamoDBError) in
                if let isNew { transaction.note(isNew: isNew, tree: tree) }
                return try transaction.insert(tree: tree, key: Array(key.utf8), value: Array("2".utf8), bytes: 10)
            }
        }
        #expect(try await !insert("old", nil))
        #expect(try await insert("new", nil))
        #expect(try await !insert("new", nil))
        #expect(try await !insert("later", false))
        #expect(try storage.value("later", in: tree) == nil)
        #expect(try await insert("later", true))
        #expect(try storage.value("old", in: tree) == "1")
        #expect(try storage.value("new", in: tree) == "2")
        #expect(try storage.statistics(of: tree) == TreeStatistics(items: 3, bytes: 30))
    }

    @Test(arguments: Place.allCases)
    func `an empty key and keys with any bytes are rows like others`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let keys: [[UInt8]] = [[], [0], [0, 0], [0xFF], [0xFF, 0], [0xFF, 0xFF]]
        let tree = try await storage.write { transaction throws(DynamoDBError) in
            let tree = try transaction.createTree()
            for key in keys.reversed() {
                try transaction.put(tree: tree, key: key, value: key, bytes: 0, replacing: nil)
            }
            return tree
        }
        let found = try storage.read { transaction throws(DynamoDBError) in
            var found: [[UInt8]] = []
            try transaction.scan(tree: tree) { key, value in
                found.append(Array(key))
                return key.elementsEqual(value)
            }
            return found
        }
        #expect(found == keys)
        for key in keys {
            let value = try storage.read { transaction throws(DynamoDBError) in
                try transaction.get(tree: tree, key: key) { Array($0) }
            }
            #expect(value == key)
        }
    }

    @Test(arguments: Place.allCases)
    func `a scan gives the rows of its range in either direction`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let all = ["a", "ab", "abc", "b", "ba", "c"]
        let tree = try await storage.makeTree(Dictionary(uniqueKeysWithValues: all.map { ($0, $0) }))
        let ends = ["", "a", "aa", "ab", "b", "bb", "c", "d"].map { Array($0.utf8) }
        let bounds: [KeyRange.Bound] = [.unbounded] + ends.flatMap { [.inclusive($0), .exclusive($0)] }
        for lower in bounds {
            for upper in bounds {
                let range = KeyRange(lower: lower, upper: upper)
                let expected = all.filter { range.contains(Array($0.utf8)) }
                #expect(try storage.keys(of: tree, range: range) == expected)
                #expect(try storage.keys(of: tree, range: range, reversed: true) == expected.reversed())
            }
        }
    }

    @Test(arguments: Place.allCases)
    func `a scan stops when it is told to, or when its callback throws`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let tree = try await storage.makeTree(["a": "", "b": "", "c": ""])
        let count = try storage.read { transaction throws(DynamoDBError) in
            var count = 0
            try transaction.scan(tree: tree) { _, _ in
                count += 1
                return count < 2
            }
            return count
        }
        #expect(count == 2)
        let error = #expect(throws: DynamoDBError.self) {
            try storage.read { transaction throws(DynamoDBError) in
                try transaction.scan(tree: tree) { _, _ throws(DynamoDBError) in throw DynamoDBError(.validation, "x") }
            }
        }
        #expect(error?.code == .validation)
        #expect(try storage.keys(of: tree) == ["a", "b", "c"])
    }

    @Test(arguments: Place.allCases)
    func `a callback may read, even the tree that is being read`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let tree = try await storage.makeTree(["a": "1", "b": "2"])
        let pairs = try storage.read { transaction throws(DynamoDBError) in
            var pairs: [String] = []
            try transaction.scan(tree: tree) { key, value throws(DynamoDBError) in
                let outer = String(decoding: key, as: UTF8.self)
                for inner in try transaction.keys(of: tree) { pairs.append(outer + inner) }
                let own = try transaction.get(tree: tree, key: Array(key)) { bytes throws(DynamoDBError) in
                    try transaction.value("a", in: tree).map { $0 + String(decoding: bytes, as: UTF8.self) }
                }
                pairs.append((own ?? nil) ?? "none")
                pairs.append(String(decoding: value, as: UTF8.self))
                return true
            }
            return pairs
        }
        #expect(pairs == ["aa", "ab", "11", "1", "ba", "bb", "12", "2"])
    }

    @Test(arguments: Place.allCases)
    func `a write sees what it has written, and nothing of it stays when it fails`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let tree = try await storage.makeTree(["a": "1"])
        let error = await #expect(throws: DynamoDBError.self) {
            try await storage.write { transaction throws(DynamoDBError) in
                try transaction.put("b", "2", in: tree)
                try transaction.delete(tree: tree, key: Array("a".utf8), bytes: 10)
                let other = try transaction.createTree()
                try transaction.put("x", "y", in: other)
                try transaction.createTable(named: "T", payload: [])
                let sees = [
                    try transaction.keys(of: tree) == ["b"],
                    try transaction.keys(of: other) == ["x"],
                    try transaction.tableNames() == ["T"],
                    try transaction.statistics(tree: tree) == TreeStatistics(items: 1, bytes: 10),
                    try transaction.statistics(tree: other) == TreeStatistics(items: 1, bytes: 10),
                ]
                throw DynamoDBError(sees.allSatisfy(\.self) ? .conditionalCheckFailed : .internalServerError, "x")
            }
        }
        #expect(error?.code == .conditionalCheckFailed)
        #expect(try storage.keys(of: tree) == ["a"])
        #expect(try storage.statistics(of: tree) == TreeStatistics(items: 1, bytes: 10))
        #expect(try storage.tableNames() == [])
        try await storage.put("c", "3", in: tree)
        #expect(try storage.keys(of: tree) == ["a", "c"])
    }

    @Test(arguments: Place.allCases)
    func `an error that SQLite reports is not lost if the write goes on`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let tree = try await storage.makeTree()
        let error = await #expect(throws: DynamoDBError.self) {
            try await storage.write { transaction throws(DynamoDBError) in
                try transaction.put("a", "1", in: tree)
                try? transaction.put("a", "1", in: 4711)
                try? transaction.put("b", "1", in: tree)
            }
        }
        #expect(error?.code == .corrupt)
        #expect(try storage.keys(of: tree) == [])
    }

    @Test(arguments: Place.allCases)
    func `a transaction is of no use after its end`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let tree = try await storage.makeTree(["a": "1"])
        var escaped: ReadTransaction<TestTable>?
        try storage.read { escaped = $0 }
        let error = #expect(throws: DynamoDBError.self) { try escaped?.value("a", in: tree) }
        #expect(error?.code == .closed)
    }

    @Test(arguments: Place.allCases)
    func `a dropped tree is gone and its number is not used again`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let tree = try await storage.makeTree(["a": "1"])
        try await storage.write { transaction throws(DynamoDBError) in try transaction.dropTree(tree) }
        let error = #expect(throws: DynamoDBError.self) { try storage.value("a", in: tree) }
        #expect(error?.code == .corrupt)
        #expect(try storage.statistics(of: tree) == TreeStatistics())
        let next = try await storage.makeTree()
        #expect(next > tree)
        #expect(try storage.keys(of: next) == [])
    }

    @Test(arguments: Place.allCases)
    func `a write of a cancelled task is not begun`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let tree = try await storage.makeTree()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await storage.put("a", "1", in: tree)
        }
        let error = await #expect(throws: DynamoDBError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(try storage.keys(of: tree) == [])
    }

    @Test(arguments: Place.allCases)
    func `the database grows to its limit, loses nothing there, and goes on when it is raised`(
        place: Place
    ) async throws {
        var options = StorageOptions()
        options.maximumSize = 50 * StorageFormat.pageSize
        let storage = try self.directory.open(place, options)
        let tree = try await storage.makeTree()
        let value = String(repeating: "x", count: 5000)
        var stored: [String] = []
        var refusal: DynamoDBError?
        for index in 1000..<1100 {
            do throws(DynamoDBError) {
                try await storage.put("\(index)", value, in: tree)
                stored.append("\(index)")
            } catch {
                refusal = error
                break
            }
        }
        #expect(refusal?.code == .storageFull)
        #expect(stored.count > 10)
        #expect(try storage.keys(of: tree) == stored)
        #expect(try storage.statistics(of: tree) == TreeStatistics(items: stored.count, bytes: stored.count * 10))

        try await storage.setMaximumSize(nil)
        for index in 1100..<1110 {
            try await storage.put("\(index)", value, in: tree)
            stored.append("\(index)")
        }
        #expect(try storage.keys(of: tree) == stored)
        #expect(try storage.statistics(of: tree) == TreeStatistics(items: stored.count, bytes: stored.count * 10))
    }
}
