// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A `SELECT` of one item by its whole primary key, as batches and transactions have it.
struct PointSelect: TransactionalRead {
    /// The operations that read by statements of this kind.
    enum Operation: String {
        case batchExecuteStatement = "BatchExecuteStatement"
        case executeTransaction = "ExecuteTransaction"
    }

    let tableName: String
    private let key: Item
    private let columns: [DocumentPath]?

    /// - Throws: A validation error if the condition does not fix the key, or asks for more, or the statement reads an
    ///   index.
    init(
        _ statement: PartiQLStatement, table: StoredTable, in operation: Operation
    ) throws(DynamoDBError) {
        if let name = statement.source.index {
            try table.indexes.first { $0.name.hasSameBytes(as: name) }?.requireSingleKeys()
        }
        guard case .select(let select) = statement, select.source.index == nil, select.order.isEmpty,
            let target = KeyEqualities(select.condition, keys: table.keys), target.rest == nil
        else {
            throw .validation(
                "Select statements within \(operation.rawValue) must specify the primary key in the where clause.")
        }
        try table.validateScalars(in: select.columns ?? [])
        self.tableName = select.source.table
        self.key = target.key
        self.columns = select.columns
    }

    func rowKey(in table: StoredTable) throws(DynamoDBError) -> [UInt8] {
        try table.validateKey(self.key)
        return try table.rowKey(of: self.key)
    }

    func result(of item: Item?) -> Item? {
        guard let item, let columns else { return item }
        return ItemProjection.columns(columns).apply(to: item)
    }
}
