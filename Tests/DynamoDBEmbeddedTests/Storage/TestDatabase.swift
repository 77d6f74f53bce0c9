// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import DynamoDBEmbedded
import Foundation

/// What the tests decode the description of a table to.
struct TestTable: Sendable, Equatable {
    let id: Int64
    let text: String

    /// Refuses a description that begins with "!".
    static func decode(_ entry: CatalogEntry) throws(DynamoDBError) -> TestTable {
        if entry.payload.first == UInt8(ascii: "!") { throw DynamoDBError(.corrupt, "refused") }
        return TestTable(id: entry.id, text: String(decoding: entry.payload, as: UTF8.self))
    }
}

typealias TestStorage = Storage<TestTable>

/// The places a test runs on.
enum Place: CaseIterable, Sendable {
    case file
    case memory
}

/// A directory of its own for each test, which is removed with it.
final class TestDirectory: Sendable {
    let path: String

    init() throws {
        self.path = NSTemporaryDirectory() + "swift-dynamodb-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.path)
    }

    var file: String { self.path + "/test.sqlite" }

    /// Every file of the directory with its bytes.
    func content() throws -> [String: Data] {
        var content: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: self.path) {
            content[name] = try Data(contentsOf: URL(fileURLWithPath: self.path + "/" + name))
        }
        return content
    }

    func open(_ options: StorageOptions = StorageOptions()) throws(DynamoDBError) -> TestStorage {
        try Storage(at: .file(self.file), options: options, decode: TestTable.decode)
    }

    func open(_ place: Place, _ options: StorageOptions = StorageOptions()) throws(DynamoDBError) -> TestStorage {
        switch place {
        case .file: try self.open(options)
        case .memory: try Storage(at: .memory, options: options, decode: TestTable.decode)
        }
    }
}

extension Storage {
    /// Makes a tree with the given rows; each counts as 10 bytes.
    func makeTree(_ rows: [String: String] = [:]) async throws(DynamoDBError) -> Int64 {
        try await self.write { transaction throws(DynamoDBError) in
            let tree = try transaction.createTree()
            for (key, value) in rows { try transaction.put(key, value, in: tree) }
            return tree
        }
    }

    /// Puts a row that is new; it counts as 10 bytes.
    func put(_ key: String, _ value: String, in tree: Int64) async throws(DynamoDBError) {
        try await self.write { transaction throws(DynamoDBError) in try transaction.put(key, value, in: tree) }
    }

    @discardableResult
    func createTable(named name: String, payload: [UInt8]) async throws(DynamoDBError) -> CatalogEntry {
        try await self.write { transaction throws(DynamoDBError) in
            try transaction.createTable(named: name, payload: payload)
        }
    }

    func updateTable(_ entry: CatalogEntry) async throws(DynamoDBError) {
        try await self.write { transaction throws(DynamoDBError) in try transaction.updateTable(entry) }
    }

    func deleteTable(id: Int64) async throws(DynamoDBError) {
        try await self.write { transaction throws(DynamoDBError) in try transaction.deleteTable(id: id) }
    }

    func table(named name: String) throws(DynamoDBError) -> Table? {
        try self.read { transaction throws(DynamoDBError) in try transaction.table(named: name) }
    }

    func entry(named name: String) throws(DynamoDBError) -> CatalogEntry? {
        try self.read { transaction throws(DynamoDBError) in try transaction.entry(named: name) }
    }

    func tableNames(after name: String? = nil, limit: Int = .max) throws(DynamoDBError) -> [String] {
        try self.read { transaction throws(DynamoDBError) in try transaction.tableNames(after: name, limit: limit) }
    }

    func value(_ key: String, in tree: Int64) throws(DynamoDBError) -> String? {
        try self.read { transaction throws(DynamoDBError) in try transaction.value(key, in: tree) }
    }

    /// The keys of the tree in their order, or in that of the scan.
    func keys(
        of tree: Int64,
        range: KeyRange = .all,
        reversed: Bool = false
    ) throws(DynamoDBError) -> [String] {
        try self.read { transaction throws(DynamoDBError) in
            try transaction.keys(of: tree, range: range, reversed: reversed)
        }
    }

    func statistics(of tree: Int64) throws(DynamoDBError) -> TreeStatistics {
        try self.read { transaction throws(DynamoDBError) in try transaction.statistics(tree: tree) }
    }
}

extension ReadTransaction {
    func value(_ key: String, in tree: Int64) throws(DynamoDBError) -> String? {
        try self.get(tree: tree, key: Array(key.utf8)) { String(decoding: $0, as: UTF8.self) }
    }

    func keys(of tree: Int64, range: KeyRange = .all, reversed: Bool = false) throws(DynamoDBError) -> [String] {
        var keys: [String] = []
        try self.scan(tree: tree, range: range, reversed: reversed) { key, _ in
            keys.append(String(decoding: key, as: UTF8.self))
            return true
        }
        return keys
    }
}

extension WriteTransaction {
    /// Puts a row that is new; it counts as 10 bytes.
    func put(_ key: String, _ value: String, in tree: Int64) throws(DynamoDBError) {
        try self.put(tree: tree, key: Array(key.utf8), value: Array(value.utf8), bytes: 10, replacing: nil)
    }
}
