// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// One read of a transaction.
protocol TransactionalRead {
    /// The table as the request names it.
    var tableName: String { get }

    /// The key of the item's row, after every check of the request's key.
    func rowKey(in table: StoredTable) throws(DynamoDBError) -> [UInt8]

    /// What the read returns of the item; `nil` if the item is not there.
    func result(of item: Item?) -> Item?
}

extension ReadTransaction<StoredTable> {
    /// Carries out the reads of a transaction, each in its table.
    func readAtOnce(
        _ reads: [(read: some TransactionalRead, table: StoredTable)]
    ) throws(DynamoDBError) -> (responses: [ItemResponse], meters: TableMeters) {
        var reasons = Cancellation(actions: reads.count)
        var rowKeys: [[UInt8]] = []
        for (position, (read, table)) in reads.enumerated() {
            let rowKey = try reasons.noting(at: position) { () throws(DynamoDBError) in try read.rowKey(in: table) }
            if let rowKey { rowKeys.append(rowKey) }
        }
        // Every key is checked before any two are compared.
        try reasons.throwIfAny()
        var named = NamedItems()
        for ((_, table), rowKey) in zip(reads, rowKeys) where !named.insert(rowKey, of: table) {
            throw .severalOperationsOnOneItem
        }

        var responses: [ItemResponse] = []
        var meters = TableMeters()
        var size = 0
        for ((read, table), rowKey) in zip(reads, rowKeys) {
            let item = try self.item(of: table, at: rowKey)
            size += item?.size ?? 0
            guard size <= TransactionLimits.maximumBytes else { throw .transactionTooLarge(bytes: size) }
            var meter = CapacityMeter()
            meter.add(table: CapacityUnits.read(item?.size ?? 0, consistent: true))
            meters.add(meter, times: 2, of: table, named: read.tableName)
            let shown = read.result(of: item)
            responses.append(ItemResponse(item: shown?.isEmpty == true ? nil : shown))
        }
        return (responses, meters)
    }
}
