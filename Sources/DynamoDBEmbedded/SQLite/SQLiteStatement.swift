// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import CDynamoDBSQLite
package import DynamoDBCore

/// One prepared statement. Parameters count from 1, columns from 0, as in SQLite.
package final class SQLiteStatement {
    private let handle: OpaquePointer

    /// Whether somebody is between its first step and its reset.
    package private(set) var isInUse = false

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        sqlite3_finalize(self.handle)
    }

    /// Runs `body` with the statement, which is reset afterwards in any case.
    package func use<Result>(
        _ body: (SQLiteStatement) throws(DynamoDBError) -> Result
    ) throws(DynamoDBError) -> Result {
        self.isInUse = true
        defer { self.reset() }
        return try body(self)
    }

    /// Runs a statement that gives no rows and has no parameters.
    package func run() throws(DynamoDBError) {
        defer { self.reset() }
        _ = try self.step()
    }

    /// Goes on to the next row; `false` when there is none.
    package func step() throws(DynamoDBError) -> Bool {
        self.isInUse = true
        switch sqlite3_step(self.handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw SQLiteFailure(extendedCode: code, of: sqlite3_db_handle(self.handle)).error
        }
    }

    /// Ends the run: locks that only this statement needed are given back.
    package func reset() {
        // The code it returns is that of the last step, which has been reported already.
        sqlite3_reset(self.handle)
        self.isInUse = false
    }

    // MARK: Parameters

    /// Binds an integer.
    package func bind(_ value: Int64, at index: Int32) throws(DynamoDBError) {
        try self.check(sqlite3_bind_int64(self.handle, index, value))
    }

    /// Binds a copy of bytes.
    package func bind(copyOf bytes: [UInt8], at index: Int32) throws(DynamoDBError) {
        let code = bytes.withUnsafeBytes { Self.bind($0, of: self.handle, at: index, lifetime: Self.transient) }
        try self.check(code)
    }

    /// Binds bytes without a copy.
    ///
    /// - Precondition: They stay where they are until the statement is reset.
    package func bind(unowned bytes: UnsafeRawBufferPointer, at index: Int32) throws(DynamoDBError) {
        try self.check(Self.bind(bytes, of: self.handle, at: index, lifetime: nil))
    }

    private static func bind(
        _ bytes: UnsafeRawBufferPointer,
        of handle: OpaquePointer,
        at index: Int32,
        lifetime: sqlite3_destructor_type?
    ) -> Int32 {
        // A null pointer would bind NULL, which is something else than no bytes.
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
        return sqlite3_bind_blob64(handle, index, start, sqlite3_uint64(bytes.count), lifetime)
    }

    /// Tells SQLite to copy what is bound.
    private static var transient: sqlite3_destructor_type? { unsafeBitCast(-1, to: sqlite3_destructor_type?.self) }

    private func check(_ code: Int32) throws(DynamoDBError) {
        guard code != SQLITE_OK else { return }
        throw SQLiteFailure(extendedCode: code, of: sqlite3_db_handle(self.handle)).error
    }

    // MARK: Columns of the row

    /// The integer of a column; 0 for one that holds none.
    package func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(self.handle, column) }

    /// Whether a column is null.
    package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(self.handle, column) == SQLITE_NULL }

    /// The text of a column; ill-formed bytes are repaired.
    package func text(_ column: Int32) -> String { String(decoding: self.bytes(column), as: UTF8.self) }

    /// A copy of the bytes of a column.
    package func blob(_ column: Int32) -> [UInt8] { Array(self.bytes(column)) }

    /// The bytes of a column, where SQLite has them: they are valid until the next step or reset.
    package func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        // In this order: the first call may convert the value.
        let start = sqlite3_column_blob(self.handle, column)
        let count = start == nil ? 0 : Int(sqlite3_column_bytes(self.handle, column))
        return UnsafeRawBufferPointer(start: start, count: count)
    }
}
