// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import DynamoDBEmbedded
import Testing

struct CatalogTests {
    private let directory: TestDirectory

    init() throws {
        self.directory = try TestDirectory()
    }

    @Test(arguments: Place.allCases)
    func `tables are made, changed and deleted`(place: Place) async throws {
        let storage = try self.directory.open(place)
        let entry = try await storage.createTable(named: "Users", payload: Array("one".utf8))
        #expect(try storage.table(named: "Users") == TestTable(id: entry.id, text: "one"))
        #expect(try storage.table(named: "users") == nil)

        var changed = entry
        changed.payload = Array("two".utf8)
        try await storage.updateTable(changed)
        #expect(try storage.table(named: "Users") == TestTable(id: entry.id, text: "two"))
        #expect(try storage.entry(named: "Users") == changed)

        try await storage.deleteTable(id: entry.id)
        #expect(try storage.table(named: "Users") == nil)
        let next = try await storage.createTable(named: "Users", payload: [])
        #expect(next.id > entry.id)
    }

    @Test(arguments: Place.allCases)
    func `a second table of one name, and a change of none, are refused`(place: Place) async throws {
        let storage = try self.directory.open(place)
        try await storage.createTable(named: "T", payload: [])
        let second = await #expect(throws: DynamoDBError.self) {
            try await storage.createTable(named: "T", payload: [1])
        }
        #expect(second?.code == .resourceInUse)
        let change = await #expect(throws: DynamoDBError.self) {
            try await storage.updateTable(CatalogEntry(id: 99, name: "U", payload: []))
        }
        #expect(change?.code == .resourceNotFound)
        #expect(try storage.entry(named: "T")?.payload == [])
    }

    @Test(arguments: Place.allCases)
    func `names are listed in the order of their bytes, from where one likes`(place: Place) async throws {
        let storage = try self.directory.open(place)
        // "é" as one scalar and as two are different names; Swift's own comparison calls them equal.
        let names = ["B", "a", "a.b", "ab", "e\u{301}", "é"]
        try await storage.write { transaction throws(DynamoDBError) in
            for name in names.reversed() { try transaction.createTable(named: name, payload: Array(name.utf8)) }
        }
        func listed(after name: String?, _ limit: Int) throws -> [[UInt8]] {
            try storage.tableNames(after: name, limit: limit).map { Array($0.utf8) }
        }
        let bytes = names.map { Array($0.utf8) }
        #expect(try listed(after: nil, .max) == bytes)
        #expect(try listed(after: nil, 2) == Array(bytes[..<2]))
        #expect(try listed(after: "a", 2) == Array(bytes[2..<4]))
        #expect(try listed(after: "aa", .max) == Array(bytes[3...]))
        #expect(try listed(after: "é", .max) == [])
        #expect(try listed(after: nil, 0) == [])
        for name in names {
            let table = try storage.table(named: name)
            #expect(table.map { Array($0.text.utf8) } == Array(name.utf8))
        }
    }

    @Test(arguments: Place.allCases)
    func `a description that cannot be read makes only its own table unusable`(place: Place) async throws {
        let storage = try self.directory.open(place)
        try await storage.write { transaction throws(DynamoDBError) in
            try transaction.createTable(named: "bad", payload: Array("!".utf8))
            try transaction.createTable(named: "good", payload: Array("g".utf8))
        }
        let error = #expect(throws: DynamoDBError.self) { try storage.table(named: "bad") }
        #expect(error?.code == .corrupt)
        #expect(try storage.table(named: "good")?.text == "g")
        #expect(try storage.tableNames() == ["bad", "good"])
    }
}
