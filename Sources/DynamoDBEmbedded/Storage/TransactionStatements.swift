// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// The prepared statements of one connection that do not belong to a tree, and that every write needs: found by number, as
/// looking for their text would cost as much as some of them do.
final class TransactionStatements {
    /// A statement.
    enum Kind: Int, CaseIterable {
        case begin, commit, rollback, savepoint, release, rollbackToSavepoint, count

        fileprivate var sql: String {
            switch self {
            case .begin: "BEGIN IMMEDIATE"
            case .commit: "COMMIT"
            case .rollback: "ROLLBACK"
            case .savepoint: "SAVEPOINT write"
            case .release: "RELEASE write"
            case .rollbackToSavepoint: "ROLLBACK TO write"
            case .count: "UPDATE stats SET items = items + ?2, bytes = bytes + ?3 WHERE tree = ?1"
            }
        }
    }

    private let connection: SQLiteConnection
    private var statements: [SQLiteStatement?]

    init(of connection: SQLiteConnection) {
        self.connection = connection
        self.statements = Array(repeating: nil, count: Kind.allCases.count)
    }

    /// The statement, prepared when it is first asked for.
    func statement(_ kind: Kind) throws(DynamoDBError) -> SQLiteStatement {
        if let statement = self.statements[kind.rawValue] { return statement }
        let statement = try self.connection.prepare(kind.sql)
        self.statements[kind.rawValue] = statement
        return statement
    }

    /// Runs a statement without parameters.
    func run(_ kind: Kind) throws(DynamoDBError) {
        try self.statement(kind).run()
    }
}
