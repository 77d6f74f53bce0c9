// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import DynamoDBEmbedded
import Foundation
import Testing

@Suite(.timeLimit(.minutes(10)))
struct StorageCloseTests {
    private let directory: TestDirectory

    init() throws {
        self.directory = try TestDirectory()
    }

    @Test(arguments: Place.allCases)
    func `a closed database refuses everything, and closing again does no harm`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let tree = try await storage.makeTree(["a": "1"])
        #expect(try storage.value("a", in: tree) == "1")
        await storage.close()
        await storage.close()
        let read = #expect(throws: DynamoDBError.self) { try storage.value("a", in: tree) }
        #expect(read?.code == .closed)
        let write = await #expect(throws: DynamoDBError.self) {
            try await storage.put("b", "2", in: tree)
        }
        #expect(write?.code == .closed)
        let limit = await #expect(throws: DynamoDBError.self) { try await storage.setMaximumSize(nil) }
        #expect(limit?.code == .closed)
    }

    @Test func `closing finishes the writes that wait`() async throws {
        let storage = try self.directory.open()
        let tree = try await storage.makeTree()
        let (beginning, begin) = AsyncStream<Void>.makeStream()
        let (closing, close) = AsyncStream<Void>.makeStream()
        // Holds the writer until the others wait and the database is being closed.
        async let gate: Void = storage.write { transaction throws(DynamoDBError) in
            begin.finish()
            while storage.waitingWrites < 20 { sched_yield() }
            close.finish()
            while !Self.isClosed(storage) { sched_yield() }
            try transaction.put("gate", "", in: tree)
        }
        for await _ in beginning {}
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 10..<30 {
                group.addTask { try await storage.put("\(index)", "", in: tree) }
            }
            group.addTask {
                for await _ in closing {}
                await storage.close()
            }
            try await group.waitForAll()
        }
        try await gate
        #expect(try Array(self.directory.content().keys) == ["test.sqlite"])
        let reopened = try self.directory.open()
        #expect(try reopened.keys(of: tree) == (10..<30).map { "\($0)" } + ["gate"])
    }

    private static func isClosed(_ storage: TestStorage) -> Bool {
        do throws(DynamoDBError) {
            try storage.read { _ in }
            return false
        } catch {
            return error.code == .closed
        }
    }

    @Test func `a database that nobody holds any more closes itself`() async throws {
        var storage: TestStorage? = try self.directory.open()
        let tree = try await storage?.makeTree(["a": "1"]) ?? 0
        weak let watched = storage
        storage = nil
        #expect(watched == nil)
        let reopened = try self.directory.open()
        #expect(try reopened.value("a", in: tree) == "1")
    }

    @Test func `without durability against power loss everything is there after closing`() async throws {
        var options = StorageOptions()
        options.durability = .relaxed
        let storage = try self.directory.open(options)
        let tree = try await storage.makeTree(["a": "1"])
        await storage.close()
        #expect(try self.directory.open().value("a", in: tree) == "1")
    }
}
