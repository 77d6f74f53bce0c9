// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import DynamoDBEmbedded
import Foundation
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10)))
struct GroupCommitTests {
    private let directory: TestDirectory

    init() throws {
        self.directory = try TestDirectory()
    }

    /// Does the writes in such a way that all are in one group: the first write of it ends when all of them wait.
    ///
    /// - Parameters:
    ///   - opening: What the first write does.
    ///   - failure: What the first write must fail with.
    private func inOneGroup<Success: Sendable>(
        _ storage: TestStorage,
        _ indices: Range<Int>,
        opening: @escaping @Sendable (WriteTransaction<TestTable>) throws(DynamoDBError) -> Void = { _ in },
        failure: DynamoDBError.Code? = nil,
        _ body: @escaping @Sendable (Int, WriteTransaction<TestTable>) throws(DynamoDBError) -> Success
    ) async -> [Result<Success, DynamoDBError>] {
        let (beginning, begin) = AsyncStream<Void>.makeStream()
        let count = indices.count
        let isOpen = Mutex(false)
        let gate = Task { () -> DynamoDBError.Code? in
            do throws(DynamoDBError) {
                try await storage.write { transaction throws(DynamoDBError) in
                    begin.finish()
                    try opening(transaction)
                    // The group may be done again, and then nothing waits.
                    while !isOpen.withLock({ $0 }), storage.waitingWrites < count { sched_yield() }
                    isOpen.withLock { $0 = true }
                }
                return nil
            } catch {
                return error.code
            }
        }
        for await _ in beginning {}
        let results = await withTaskGroup(of: (Int, Result<Success, DynamoDBError>).self) { group in
            for index in indices {
                group.addTask {
                    do throws(DynamoDBError) {
                        let value = try await storage.write { transaction throws(DynamoDBError) in
                            try body(index, transaction)
                        }
                        return (index, .success(value))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(await gate.value == failure)
        return indices.compactMap { results[$0] }
    }

    @Test func `200 writers at once are all answered, and all is there after reopening`() async throws {
        var storage = try self.directory.open()
        let tree = try await storage.makeTree()
        try await withThrowingTaskGroup(of: Void.self) { [storage] group in
            for index in 1000..<1200 {
                group.addTask {
                    try await storage.put("\(index)", "v\(index)", in: tree)
                    // An answered write is visible to every read that begins after it.
                    #expect(try storage.value("\(index)", in: tree) == "v\(index)")
                }
            }
            try await group.waitForAll()
        }
        await storage.close()
        storage = try self.directory.open()
        #expect(try storage.keys(of: tree) == (1000..<1200).map { "\($0)" })
        #expect(try storage.statistics(of: tree) == TreeStatistics(items: 200, bytes: 2000))
    }

    @Test func `writes that come while a group is written are committed with it`() async throws {
        let storage = try self.directory.open()
        let tree = try await storage.makeTree()
        let first = { @Sendable (transaction: WriteTransaction<TestTable>) throws(DynamoDBError) in
            try transaction.put("first", "x", in: tree)
        }
        let results = await self.inOneGroup(storage, 0..<50, opening: first) { _, transaction throws(DynamoDBError) in
            // Before the commit, the others of the group see the first write of it, and readers do not.
            let value = try transaction.value("first", in: tree)
            #expect(value == "x")
            return try storage.keys(of: tree)
        }
        #expect(try results.map { try $0.get() } == Array(repeating: [], count: 50))
        #expect(try storage.keys(of: tree) == ["first"])
    }

    @Test func `a group waits for others some turns and some time, whichever ends first`() {
        let start = ContinuousClock.now
        var patience = GroupPatience()
        let turns = (0..<100).map { _ in patience.takeTurn(at: start) }
        #expect(turns == (0..<100).map { $0 < GroupPatience.turns })

        patience = GroupPatience()
        let end = start + GroupPatience.time
        let inTime = [start, end - .nanoseconds(1), end, end + .seconds(1)].map { patience.takeTurn(at: $0) }
        #expect(inTime == [true, true, false, false])
    }

    @Test func `writes that fail in a group lose only themselves`() async throws {
        let storage = try self.directory.open()
        let tree = try await storage.makeTree()
        let results = await self.inOneGroup(storage, 1000..<1100) { index, transaction throws(DynamoDBError) in
            switch index % 4 {
            case 0:
                // Fails after it has written rows, a tree and the catalog.
                try transaction.put("\(index)", "x", in: tree)
                _ = try transaction.createTree()
                try transaction.createTable(named: "T\(index)", payload: [])
                throw DynamoDBError(.conditionalCheckFailed, "x")
            case 1:
                // Fails before it has written anything.
                throw DynamoDBError(.conditionalCheckFailed, "x")
            default:
                try transaction.put("\(index)", "x", in: tree)
                if index % 4 == 2 { try transaction.createTable(named: "T\(index)", payload: []) }
            }
        }
        #expect(results.map { (try? $0.get()) != nil } == (1000..<1100).map { $0 % 4 > 1 })
        let kept = (1000..<1100).filter { $0 % 4 > 1 }.map { "\($0)" }
        let tables = (1000..<1100).filter { $0 % 4 == 2 }.map { "T\($0)" }
        await storage.close()
        for storage in [storage, try self.directory.open()].dropFirst() {
            #expect(try storage.keys(of: tree) == kept)
            #expect(try storage.statistics(of: tree) == TreeStatistics(items: kept.count, bytes: kept.count * 10))
            #expect(try storage.tableNames() == tables)
        }
    }

    @Test func `a write that SQLite refuses in part loses only itself, even if it lets the error pass`() async throws {
        let storage = try self.directory.open()
        let tree = try await storage.makeTree()
        let saboteur = try SQLiteConnection(path: self.directory.file, mode: .existing)
        try saboteur.execute(
            """
            CREATE TRIGGER sabotage BEFORE INSERT ON t\(tree) WHEN CAST(new.k AS TEXT) LIKE 'bad%'
            BEGIN SELECT RAISE(ABORT, 'sabotage'); END
            """
        )
        let results = await self.inOneGroup(storage, 1000..<1050) { index, transaction throws(DynamoDBError) in
            try transaction.put("\(index)", "x", in: tree)
            guard index % 5 == 3 else { return }
            try? transaction.put("bad \(index)", "x", in: tree)
            try? transaction.put("behind \(index)", "x", in: tree)
        }
        for (index, result) in zip(1000..., results) {
            switch result {
            case .success: #expect(index % 5 != 3)
            case .failure(let error): #expect(index % 5 == 3 && error.message.contains("sabotage"))
            }
        }
        let kept = (1000..<1050).filter { $0 % 5 != 3 }.map { "\($0)" }
        #expect(try storage.keys(of: tree) == kept)
        #expect(try storage.statistics(of: tree) == TreeStatistics(items: kept.count, bytes: kept.count * 10))
    }

    @Test func `the past has the writes of a group that were kept, each once`() async throws {
        var options = StorageOptions()
        options.keptWrites = 100
        let storage = try self.directory.open(options)
        let keys = (10..<50).map { "\($0)" }
        let tree = try await storage.makeTree(Dictionary(uniqueKeysWithValues: keys.map { ($0, "old") }))
        let results = await self.inOneGroup(storage, 10..<50) { index, transaction throws(DynamoDBError) in
            try transaction.put(
                tree: tree, key: Array("\(index)".utf8), value: Array("new".utf8), bytes: 10, replacing: 10)
            if index % 4 == 1 { throw DynamoDBError(.conditionalCheckFailed, "x") }
        }
        #expect(results.filter { (try? $0.get()) != nil }.count == 30)
        for lag in 0...30 {
            let values = try storage.read(missing: lag) { transaction throws(DynamoDBError) in
                try keys.map { key throws(DynamoDBError) in try transaction.value(key, in: tree) }
            }
            #expect(values.filter { $0 == "new" }.count == 30 - lag)
            #expect(values.filter { $0 == "old" }.count == 10 + lag)
        }
    }

    @Test func `a write sees the writes before it in its group`() async throws {
        let storage = try self.directory.open()
        let tree = try await storage.makeTree()
        let results = await self.inOneGroup(storage, 0..<50) { index, transaction throws(DynamoDBError) in
            let before = try transaction.keys(of: tree).count
            let counted = try transaction.statistics(tree: tree).items
            try transaction.put("\(index)", "x", in: tree)
            return before == counted ? before : -1
        }
        #expect(try results.map { try $0.get() }.sorted() == Array(0..<50))
    }

    @Test func `when SQLite undoes the whole group, every write of it fails and the next group works`() async throws {
        let storage = try self.directory.open()
        let tree = try await storage.makeTree(["before": ""])
        // A trigger is one way to make SQLite end a transaction by itself.
        let saboteur = try SQLiteConnection(path: self.directory.file, mode: .existing)
        try saboteur.execute(
            """
            CREATE TRIGGER sabotage BEFORE INSERT ON t\(tree) WHEN CAST(new.k AS TEXT) = '25'
            BEGIN SELECT RAISE(ROLLBACK, 'sabotage'); END
            """
        )
        let results = await self.inOneGroup(storage, 0..<50, failure: .storage) {
            index, transaction throws(DynamoDBError) in
            try transaction.createTable(named: "T\(index)", payload: [])
            // The last ones let the error pass.
            if index > 40 {
                try? transaction.put("\(index)", "x", in: tree)
            } else {
                try transaction.put("\(index)", "x", in: tree)
            }
            if index % 10 == 3 { throw DynamoDBError(.validation, "x") }
        }
        #expect(results.count == 50)
        for result in results {
            guard case .failure(let error) = result else {
                Issue.record("A write of an undone group was acknowledged")
                return
            }
            #expect(error.code == .storage)
            #expect(error.message.contains("sabotage"))
        }
        #expect(try storage.keys(of: tree) == ["before"])
        #expect(try storage.tableNames() == [])
        try await storage.write { transaction throws(DynamoDBError) in
            try transaction.put("after", "", in: tree)
            try transaction.createTable(named: "after", payload: [])
        }
        #expect(try storage.keys(of: tree) == ["after", "before"])
        #expect(try storage.statistics(of: tree) == TreeStatistics(items: 2, bytes: 20))
        #expect(try storage.tableNames() == ["after"])
    }

    @Test func `a group that is larger than its limit is committed in parts`() async throws {
        var options = StorageOptions()
        options.groupLimit = 7
        let storage = try self.directory.open(options)
        let tree = try await storage.makeTree()
        let results = await self.inOneGroup(storage, 1000..<1050) { index, transaction throws(DynamoDBError) in
            try transaction.put("\(index)", "x", in: tree)
            return try storage.keys(of: tree).count
        }
        // What a reader sees is what the parts before have committed: the first one has 6 of these writes, the others 7.
        #expect(try results.map { try $0.get() }.sorted() == (0..<50).map { max(($0 + 1) / 7 * 7 - 1, 0) })
        #expect(try storage.keys(of: tree) == (1000..<1050).map { "\($0)" })
    }

    @Test func `of many writers at a full disk, exactly the acknowledged ones are stored`() async throws {
        var options = StorageOptions()
        options.maximumSize = 60 * StorageFormat.pageSize
        let storage = try self.directory.open(options)
        let tree = try await storage.makeTree()
        let value = String(repeating: "x", count: 5000)
        let acknowledged = try await withThrowingTaskGroup(of: String?.self) { group in
            for index in 1000..<1200 {
                group.addTask {
                    do throws(DynamoDBError) {
                        try await storage.put("\(index)", value, in: tree)
                        return "\(index)"
                    } catch {
                        #expect(error.code == .storageFull)
                        return nil
                    }
                }
            }
            var keys: [String] = []
            for try await case let key? in group { keys.append(key) }
            return keys.sorted()
        }
        await storage.close()
        let reopened = try self.directory.open()
        #expect(acknowledged.count < 200)
        #expect(try reopened.keys(of: tree) == acknowledged)
        #expect(try reopened.statistics(of: tree).items == acknowledged.count)
    }

    @Test func `a write that does not fit on the disk takes no other of its group with it`() async throws {
        var options = StorageOptions()
        options.maximumSize = 60 * StorageFormat.pageSize
        let storage = try self.directory.open(options)
        let old = (100..<120).map { "\($0)" }
        let tree = try await storage.makeTree(Dictionary(uniqueKeysWithValues: old.map { ($0, "old") }))
        let large = String(repeating: "x", count: 60 * StorageFormat.pageSize)
        let results = await self.inOneGroup(storage, 100..<120) { index, transaction throws(DynamoDBError) in
            switch index % 4 {
            case 0: try transaction.put("large \(index)", large, in: tree)
            case 1: throw DynamoDBError(.conditionalCheckFailed, "x")
            case 2:
                try transaction.put("small \(index)", "x", in: tree)
                try transaction.createTable(named: "T\(index)", payload: [])
            default: try transaction.delete(tree: tree, key: Array("\(index)".utf8), bytes: 10)
            }
        }
        let codes = results.map { result -> DynamoDBError.Code? in
            if case .failure(let error) = result { error.code } else { nil }
        }
        let expected: [[DynamoDBError.Code?]] = Array(
            repeating: [.storageFull, .conditionalCheckFailed, nil, nil], count: 5)
        #expect(codes == expected.flatMap { $0 })
        let kept = (100..<120).filter { $0 % 4 != 3 }.map { "\($0)" }
        let new = (100..<120).filter { $0 % 4 == 2 }
        let rows = kept + new.map { "small \($0)" }
        await storage.close()
        let reopened = try self.directory.open()
        #expect(try reopened.keys(of: tree) == rows)
        #expect(try reopened.statistics(of: tree) == TreeStatistics(items: 20, bytes: 200))
        #expect(try reopened.tableNames() == new.map { "T\($0)" })
    }
}
