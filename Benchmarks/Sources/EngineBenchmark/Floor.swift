// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import CSQLite

/// SQLite as a program in C would use it: statements prepared once, keys bound without a copy, values copied into one
/// buffer. What the engine does is compared with this.
///
/// The settings are those of the engine: pages of 8 KB, a write-ahead log, a cache of 8 MB, no mutex.
final class Floor {
    /// What SQLite refused.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// What a commit waits for.
    enum Durability: String {
        case full = "FULL"
        case relaxed = "NORMAL"
    }

    private let database: OpaquePointer
    private let table: String
    private var point: OpaquePointer?
    private var range: OpaquePointer?
    private var insert: OpaquePointer?
    private var all: OpaquePointer?
    private var buffer = [UInt8](repeating: 0, count: 1 << 20)

    /// Opens a file, or a database in memory for `nil`.
    ///
    /// - Parameter table: The table with a BLOB key `k` and a BLOB `v`: one of the engine's file, or a new one.
    init(path: String?, table: String = "t1", durability: Durability = .full) throws {
        var database: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        guard sqlite3_open_v2(path ?? ":memory:", &database, flags, nil) == SQLITE_OK, let database else {
            throw Failure(description: "cannot open \(path ?? "memory")")
        }
        self.database = database
        self.table = table
        try self.execute("PRAGMA page_size = 8192; PRAGMA cache_size = -8192")
        if path != nil {
            try self.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = \(durability.rawValue)")
            // On Apple's systems a plain `fsync` stops at the disk's cache.
            try self.execute("PRAGMA fullfsync = \(durability == .full ? "ON" : "OFF")")
            try self.execute("PRAGMA journal_size_limit = 67108864; PRAGMA busy_timeout = 5000")
        }
    }

    deinit {
        for statement in [self.point, self.range, self.insert, self.all] { sqlite3_finalize(statement) }
        sqlite3_close_v2(self.database)
    }

    /// Makes the table of a new database.
    func makeTable() throws {
        try self.execute("CREATE TABLE \(self.table) (k BLOB PRIMARY KEY, v BLOB NOT NULL) WITHOUT ROWID")
    }

    /// Makes the table, with the rows of another file.
    func makeTable(copying path: String) throws {
        try self.makeTable()
        try self.execute("ATTACH '\(path)' AS other")
        try self.execute("INSERT INTO main.\(self.table) SELECT k, v FROM other.\(self.table)")
        try self.execute("DETACH other")
    }

    /// Writes the log into the file.
    func checkpoint() throws {
        try self.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    /// The bytes of the row at the key, copied; 0 for none.
    func read(_ key: [UInt8]) throws -> Int {
        let statement = try self.prepared(&self.point, "SELECT v FROM \(self.table) WHERE k = ?1")
        return try key.withUnsafeBytes { key in
            sqlite3_bind_blob64(statement, 1, key.baseAddress, sqlite3_uint64(key.count), nil)
            let code = sqlite3_step(statement)
            let count = code == SQLITE_ROW ? self.copy(statement, column: 0) : 0
            sqlite3_reset(statement)
            guard code == SQLITE_ROW || code == SQLITE_DONE else { throw self.failure }
            return count
        }
    }

    /// The rows whose keys begin with a prefix that ends in a byte below 255, up to a number of rows.
    ///
    /// - Returns: How many rows there were.
    func readRange(_ prefix: [UInt8], limit: Int) throws -> Int {
        let statement = try self.prepared(
            &self.range, "SELECT k, v FROM \(self.table) WHERE k >= ?1 AND k < ?2 ORDER BY k")
        var end = prefix
        end[end.count - 1] += 1
        return try prefix.withUnsafeBytes { prefix in
            try end.withUnsafeBytes { end in
                sqlite3_bind_blob64(statement, 1, prefix.baseAddress, sqlite3_uint64(prefix.count), nil)
                sqlite3_bind_blob64(statement, 2, end.baseAddress, sqlite3_uint64(end.count), nil)
                var rows = 0
                var code = sqlite3_step(statement)
                while code == SQLITE_ROW {
                    _ = self.copy(statement, column: 1)
                    rows += 1
                    if rows == limit { break }
                    code = sqlite3_step(statement)
                }
                sqlite3_reset(statement)
                guard code == SQLITE_ROW || code == SQLITE_DONE else { throw self.failure }
                return rows
            }
        }
    }

    /// Copies so many rows in the order of their keys, beginning behind the last one that was read so; after the last row
    /// of the table comes the first one.
    func readOn(_ rows: Int) throws {
        let statement = try self.prepared(&self.all, "SELECT k, v FROM \(self.table) ORDER BY k")
        var rest = rows
        while rest > 0 {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                _ = self.copy(statement, column: 1)
                rest -= 1
            case SQLITE_DONE: sqlite3_reset(statement)
            default: throw self.failure
            }
        }
    }

    /// Stores a row: a transaction of its own, unless one is open.
    func put(_ key: [UInt8], _ value: [UInt8]) throws {
        let statement = try self.prepared(&self.insert, "REPLACE INTO \(self.table) (k, v) VALUES (?1, ?2)")
        try key.withUnsafeBytes { key in
            try value.withUnsafeBytes { value in
                sqlite3_bind_blob64(statement, 1, key.baseAddress, sqlite3_uint64(key.count), nil)
                sqlite3_bind_blob64(statement, 2, value.baseAddress, sqlite3_uint64(value.count), nil)
                let code = sqlite3_step(statement)
                sqlite3_reset(statement)
                guard code == SQLITE_DONE else { throw self.failure }
            }
        }
    }

    /// Begins a transaction of several rows.
    func begin() throws { try self.execute("BEGIN IMMEDIATE") }

    /// Stores the rows of the transaction, and waits for the disk if that is asked for.
    func commit() throws { try self.execute("COMMIT") }

    /// The keys of rows here and there in the table, in no order.
    func sampleKeys(_ count: Int) throws -> [[UInt8]] {
        let statement = try self.prepare("SELECT k FROM \(self.table) WHERE k >= ?1 ORDER BY k LIMIT 1")
        defer { sqlite3_finalize(statement) }
        var generator = SplitMix(state: 7)
        var keys: [[UInt8]] = []
        while keys.count < count {
            let start = generator.next()
            withUnsafeBytes(of: start) { start in
                _ = sqlite3_bind_blob64(statement, 1, start.baseAddress, sqlite3_uint64(start.count), nil)
                if sqlite3_step(statement) == SQLITE_ROW, let bytes = sqlite3_column_blob(statement, 0) {
                    let count = Int(sqlite3_column_bytes(statement, 0))
                    keys.append(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
                }
                sqlite3_reset(statement)
            }
        }
        return keys
    }

    /// A mean of the sizes of some rows.
    func rowSize() throws -> Int {
        let statement = try self.prepare("SELECT avg(length(v)) FROM (SELECT v FROM \(self.table) LIMIT 1000)")
        defer { sqlite3_finalize(statement) }
        guard sqlite3_step(statement) == SQLITE_ROW else { throw self.failure }
        return Int(sqlite3_column_int64(statement, 0))
    }

    private func copy(_ statement: OpaquePointer?, column: Int32) -> Int {
        guard let start = sqlite3_column_blob(statement, column) else { return 0 }
        let count = min(Int(sqlite3_column_bytes(statement, column)), self.buffer.count)
        self.buffer.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(start: start, count: count)) }
        return count
    }

    private func prepared(_ statement: inout OpaquePointer?, _ text: String) throws -> OpaquePointer {
        if let statement { return statement }
        let new = try self.prepare(text)
        statement = new
        return new
    }

    private func prepare(_ text: String) throws -> OpaquePointer {
        var statement: OpaquePointer?
        guard
            sqlite3_prepare_v3(self.database, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
                == SQLITE_OK,
            let statement
        else { throw self.failure }
        return statement
    }

    private func execute(_ text: String) throws {
        guard sqlite3_exec(self.database, text, nil, nil, nil) == SQLITE_OK else { throw self.failure }
    }

    private var failure: Failure { Failure(description: String(cString: sqlite3_errmsg(self.database))) }
}
