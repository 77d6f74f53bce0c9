// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// The prepared statements of one tree on one connection.
final class TreeStatements {
    /// What a scan reads of a row.
    enum Columns: Hashable {
        case rows, values
    }

    /// A kind of statement.
    enum Kind: Hashable {
        case get
        case put
        case insert
        case delete
        case scan(Columns, lower: KeyRange.BoundKind, upper: KeyRange.BoundKind, reversed: Bool)
    }

    private let name: String
    private let connection: SQLiteConnection
    private var getStatement: SQLiteStatement?
    private var others: [Kind: SQLiteStatement] = [:]
    /// Whether the row that was stored last had a new key, as the next one then likely has, too.
    var expectsNewRows = true

    init(tree: Int64, of connection: SQLiteConnection) {
        self.name = StorageFormat.name(ofTree: tree)
        self.connection = connection
    }

    /// The statement of the kind. While it is in use, as by a scan whose callback scans the same tree, others get one
    /// of their own.
    func statement(_ kind: Kind) throws(DynamoDBError) -> SQLiteStatement {
        // The most frequent one is spared the hashing.
        if kind == .get, let statement = self.getStatement, !statement.isInUse { return statement }
        if let statement = self.others[kind], !statement.isInUse { return statement }
        let statement = try self.prepare(kind)
        if kind == .get {
            if self.getStatement == nil { self.getStatement = statement }
        } else if self.others[kind] == nil {
            self.others[kind] = statement
        }
        return statement
    }

    private func prepare(_ kind: Kind) throws(DynamoDBError) -> SQLiteStatement {
        do {
            return try self.connection.prepare(self.sql(of: kind))
        } catch {
            guard try self.connection.integer("SELECT count(*) FROM sqlite_master WHERE name = '\(self.name)'") == 0
            else { throw error }
            throw DynamoDBError(
                .corrupt, "The database file is damaged: the rows of a table are missing. Restore it from a backup.")
        }
    }

    private func sql(of kind: Kind) -> String {
        switch kind {
        case .get: "SELECT v FROM \(self.name) WHERE k = ?1"
        case .put: "REPLACE INTO \(self.name) (k, v) VALUES (?1, ?2)"
        case .insert: "INSERT OR IGNORE INTO \(self.name) (k, v) VALUES (?1, ?2)"
        case .delete: "DELETE FROM \(self.name) WHERE k = ?1"
        case .scan(let columns, let lower, let upper, let reversed):
            self.scanSQL(columns, lower: lower, upper: upper, reversed: reversed)
        }
    }

    private func scanSQL(
        _ columns: Columns, lower: KeyRange.BoundKind, upper: KeyRange.BoundKind, reversed: Bool
    ) -> String {
        var conditions: [String] = []
        switch lower {
        case .unbounded: break
        case .inclusive: conditions.append("k >= ?1")
        case .exclusive: conditions.append("k > ?1")
        }
        switch upper {
        case .unbounded: break
        case .inclusive: conditions.append("k <= ?2")
        case .exclusive: conditions.append("k < ?2")
        }
        let filter = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
        return
            "SELECT \(columns == .rows ? "k, v" : "v") FROM \(self.name)\(filter) ORDER BY k\(reversed ? " DESC" : "")"
    }
}
