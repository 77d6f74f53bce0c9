// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A statement after parsing: its parameters bound, its conditions and changes in the trees that expressions become.
package enum PartiQLStatement: Hashable, Sendable {
    case select(Select)
    case insert(Insert)
    case update(Update)
    case delete(Delete)
    /// `EXISTS (SELECT …)`: a condition of a transaction.
    case exists(Select)

    /// The table, and perhaps index, of a statement.
    package struct Source: Hashable, Sendable {
        package var table: String
        package var index: String?
    }

    /// `SELECT … FROM … WHERE … ORDER BY …`
    package struct Select: Hashable, Sendable {
        package var source: Source
        /// The paths to return, each by its last element; `nil` for `*`.
        package var columns: [DocumentPath]?
        package var condition: ConditionTree?
        package var order: [Order]
    }

    /// A term of `ORDER BY`.
    package struct Order: Hashable, Sendable {
        package var path: DocumentPath
        package var isDescending: Bool
    }

    /// `INSERT INTO … VALUE …`
    package struct Insert: Hashable, Sendable {
        package var source: Source
        package var item: Item
    }

    /// `UPDATE … SET … REMOVE … WHERE … RETURNING …`
    package struct Update: Hashable, Sendable {
        package var source: Source
        package var update: UpdateTree
        package var condition: ConditionTree?
        package var returning: ReturnValues?
    }

    /// `DELETE FROM … WHERE … RETURNING ALL OLD *`
    package struct Delete: Hashable, Sendable {
        package var source: Source
        package var condition: ConditionTree?
        package var returning: ReturnValues?
    }

    /// The most characters a statement may have.
    package static let maximumLength = 8192

    /// Reads a statement.
    ///
    /// - Parameter parameters: The values of the question marks, in their order.
    /// - Throws: A validation error: of the syntax first, then of the number of parameters, then of names and operands.
    package init(parsing text: String, parameters: [AttributeValue] = []) throws(DynamoDBError) {
        var parser = try PartiQLParser(text, parameters: parameters)
        self = try parser.statement()
    }

    /// The table and index.
    package var source: Source {
        switch self {
        case .select(let select), .exists(let select): select.source
        case .insert(let insert): insert.source
        case .update(let update): update.source
        case .delete(let delete): delete.source
        }
    }

    /// Whether the statement returns what it was asked for in a `RETURNING` clause.
    package var hasReturning: Bool {
        switch self {
        case .update(let update): update.returning != nil
        case .delete(let delete): delete.returning != nil
        case .select, .insert, .exists: false
        }
    }
}
