// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Writes and deletes up to 25 items of one or more tables.
    ///
    /// Everything is checked before anything is written. Here the whole batch is one transaction, so nothing ever comes
    /// back as unprocessed; on the service each write stands alone.
    public func batchWriteItem(_ input: BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput {
        let requests = try ValidatedBatchWrite.requests(input, in: self.names)
        return try await self.storage.write { transaction throws(DynamoDBError) in
            var tables: [(request: ValidatedBatchWrite, table: StoredTable, rowKeys: [[UInt8]])] = []
            for request in requests {
                let table = try transaction.requireTable(request.table)
                tables.append((request, table, try request.rowKeys(in: table)))
            }
            var items = NamedItems()
            for (_, table, rowKeys) in tables {
                guard rowKeys.allSatisfy({ items.insert($0, of: table) }) else { throw .duplicateKeys }
            }
            var output = BatchWriteItemOutput()
            var capacity: [ConsumedCapacity] = []
            var metrics = TableCollectionMetrics()
            for (request, table, rowKeys) in tables {
                var total = CapacityMeter()
                for (write, rowKey) in zip(request.writes, rowKeys) {
                    total.add(
                        try transaction.replace(at: rowKey, of: table, by: write.item, encoded: write.encoded))
                    let sizes = try transaction.collectionMetrics(
                        input.returnItemCollectionMetrics, table: table, key: write.attributes)
                    metrics.add(sizes, to: request.name)
                }
                if let report = total.report(input.returnConsumedCapacity, tableName: request.name) {
                    capacity.append(report)
                }
            }
            output.consumedCapacity = capacity.isEmpty ? nil : capacity
            output.itemCollectionMetrics = metrics.report
            return output
        }
    }
}

/// What a batch writes to one table, obeying every rule that needs no table.
private struct ValidatedBatchWrite: Sendable {
    /// A request has 16 MB at most.
    private static let maximumBytes = 16_777_216

    /// The table as the request names it.
    let name: String
    let table: TableReference
    let writes: [Write]

    /// One put or delete.
    struct Write {
        /// The item or the key.
        let attributes: Item
        /// The item of a put as it is stored; `nil` for a delete.
        let encoded: EncodedItem?

        /// The item of a put.
        var item: Item? { self.encoded == nil ? nil : self.attributes }
    }

    static func requests(
        _ input: BatchWriteItemInput, in names: ResourceNames
    ) throws(DynamoDBError) -> [Self] {
        guard !input.requestItems.isEmpty else {
            throw .validation("The requestItems parameter is required for BatchWriteItem")
        }
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.check(input.returnItemCollectionMetrics)
        try violations.throwIfAny()
        let entries = input.requestItems.sorted { String.isOrderedByBytes($0.key, $1.key) }
        if let wrong = entries.first(where: { $0.value.isEmpty || $0.value.count > 25 }) {
            let dump = Array(repeating: "WriteRequest", count: wrong.value.count).joined(separator: ", ")
            throw .validation(
                "1 validation error detected: Value '{\(wrong.key)=[\(dump)]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]"
            )
        }
        try input.notes.check("RequestItems")
        var requests: [Self] = []
        var count = 0
        for (name, writes) in entries {
            requests.append(try Self(name: name, writes: writes, in: names))
            count += writes.count
            guard count <= 25 else { throw .validation("Too many items requested for the BatchWriteItem call") }
        }
        let size = requests.reduce(0) {
            $0 + $1.writes.reduce(0) { $0 + ($1.encoded?.size ?? $1.attributes.size) }
        }
        guard size <= Self.maximumBytes else {
            throw .validation(
                "The request has \(size) bytes; at most \(Self.maximumBytes) are allowed. Send the items in several batches."
            )
        }
        return requests
    }

    private init(name: String, writes: [WriteRequest], in names: ResourceNames) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        self.name = name
        self.table = TableReference(name, in: names, for: .batchWriteItem, violations: &violations)
        try violations.throwIfAny()
        var checked: [Write] = []
        for write in writes {
            switch write {
            case .put(let item):
                try item.validate()
                let size = item.size
                guard size <= Item.maximumSize else { throw .itemTooLarge }
                let canonical = item.canonicalized()
                checked.append(Write(attributes: canonical, encoded: EncodedItem(canonical, size: size)))
            case .delete(let key):
                try key.validate()
                checked.append(Write(attributes: key, encoded: nil))
            }
        }
        self.writes = checked
    }

    /// The key of the row of each write.
    func rowKeys(in table: StoredTable) throws(DynamoDBError) -> [[UInt8]] {
        var rowKeys: [[UInt8]] = []
        for write in self.writes {
            if let item = write.item {
                try table.validateKeyAttributesInBatch(of: item)
                try table.validateIndexKeys(of: item)
            } else {
                try table.validateKey(write.attributes)
            }
            rowKeys.append(try table.rowKey(of: write.attributes))
        }
        return rowKeys
    }
}
