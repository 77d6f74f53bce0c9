// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// Adds the global secondary indexes that the table lacks, one after the other as the service wants it, and waits until each
    /// can be queried.
    ///
    /// ```swift
    /// let added = try await orders.table.addMissingIndexes(of: CreateTableInput(tableName: "shop", for: Order.schema))
    /// ```
    ///
    /// An index has the items that have its keys. Where models make these keys by templates, items that were written before lack
    /// them: the article <doc:Recipes> shows how they get them. A local secondary index can be made only with its table. Where
    /// capacity is provisioned, a new index has that of its table.
    ///
    /// - Parameters:
    ///   - input: The table as it is to be; only its global secondary indexes are looked at.
    ///   - timeout: How long to wait for each index at most, not counting the requests themselves. Defaults to an hour, as filling
    ///     an index takes time.
    /// - Returns: The names of the new indexes.
    /// - Throws: ``DynamoDBError``, with ``DynamoDBError/Code/resourceInUse`` if an index was not ready in time. What was added
    ///   before stays, and the next call goes on.
    @discardableResult
    public func addMissingIndexes(
        of input: CreateTableInput, timeout: Duration = .seconds(3600)
    ) async throws(DynamoDBError) -> [String] {
        let description = try await self.describe()
        let present = description.globalSecondaryIndexes ?? []
        var added: [String] = []
        for var index in input.globalSecondaryIndexes ?? []
        where !present.contains(where: { $0.indexName.hasSameBytes(as: index.indexName) }) {
            let capacity = description.provisionedThroughput
            if index.provisionedThroughput == nil, let capacity, capacity.readCapacityUnits > 0 {
                index.provisionedThroughput = ProvisionedThroughput(
                    readCapacityUnits: capacity.readCapacityUnits, writeCapacityUnits: capacity.writeCapacityUnits)
            }
            let keys = index.keySchema.map(\.attributeName)
            _ = try await self.database.updateTable(
                UpdateTableInput(
                    tableName: self.name,
                    attributeDefinitions: input.attributeDefinitions.filter { definition in
                        keys.contains { $0.hasSameBytes(as: definition.attributeName) }
                    },
                    globalSecondaryIndexUpdates: [.create(index)]))
            try await self.waitUntilActive(index: index.indexName, timeout: timeout)
            // The table takes its next change when it is done with this one.
            try await self.waitUntilActive()
            added.append(index.indexName)
        }
        return added
    }
}
