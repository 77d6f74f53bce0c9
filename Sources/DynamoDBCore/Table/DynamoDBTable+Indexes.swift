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
    /// Several programs can call it at once. Where one has begun before, it is waited for.
    ///
    /// - Parameters:
    ///   - input: The table as it is to be; only its global secondary indexes are looked at.
    ///   - timeout: How long to wait for each index at most, not counting the requests themselves. Defaults to an hour, as filling
    ///     an index takes time.
    /// - Returns: The names of the indexes that this call added.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if there is an index of that name that will not do, or
    ///   an attribute of its key is one of another type in the table; with ``DynamoDBError/Code/limitExceeded`` if the table has
    ///   as many indexes as it can have; and with ``DynamoDBError/Code/resourceInUse`` if one was not ready in time. What was
    ///   added before stays, and the next call goes on.
    @discardableResult
    public func addMissingIndexes(
        of input: CreateTableInput, timeout: Duration = .seconds(3600)
    ) async throws(DynamoDBError) -> [String] {
        var added: [String] = []
        for index in input.globalSecondaryIndexes ?? [] {
            let name = index.indexName
            try await self.wait(upTo: timeout) { () throws(DynamoDBError) in
                let description = try await self.describe()
                if let found = description.globalIndex(name) {
                    guard found.indexStatus != .deleting else { return .isStill("index \(name)", "DELETING") }
                    if let lack = input.lack(of: description, index: name, index.keySchema, index.projection) {
                        throw input.refusal([lack])
                    }
                    guard found.indexStatus == .active else {
                        return .isStill("index \(name)", found.indexStatus.rawValue)
                    }
                    // The table takes its next change when it is done with this one.
                    return description.tableStatus == .active
                        ? nil : .isStill("table \(self.name)", description.tableStatus.rawValue)
                }
                if let conflict = input.conflict(with: description, index.keySchema) {
                    // With the last index that has it, the type of an attribute is forgotten.
                    let going = description.globalSecondaryIndexes?.first { $0.indexStatus == .deleting }
                    if let going { return .isStill("index \(going.indexName)", "DELETING") }
                    throw input.refusal([conflict])
                }
                if let refusal = try await self.add(index, to: description, input) { return refusal }
                added.append(name)
                return .isStill("index \(name)", "CREATING")
            }
        }
        return added
    }

    /// Begins to add an index.
    ///
    /// - Returns: Why it was not done yet: another change is under way, or another program was faster. `nil` if it was.
    private func add(
        _ index: GlobalSecondaryIndex, to description: TableDescription, _ input: CreateTableInput
    ) async throws(DynamoDBError) -> DynamoDBError? {
        var index = index
        let capacity = description.provisionedThroughput
        if index.provisionedThroughput == nil, let capacity, capacity.readCapacityUnits > 0 {
            index.provisionedThroughput = ProvisionedThroughput(
                readCapacityUnits: capacity.readCapacityUnits, writeCapacityUnits: capacity.writeCapacityUnits)
        }
        let keys = index.keySchema.map(\.attributeName)
        do throws(DynamoDBError) {
            _ = try await self.database.updateTable(
                UpdateTableInput(
                    tableName: self.name,
                    attributeDefinitions: input.attributeDefinitions.filter { definition in
                        keys.contains { $0.hasSameBytes(as: definition.attributeName) }
                    },
                    globalSecondaryIndexUpdates: [.create(index)]))
            return nil
        } catch {
            let isForNow =
                switch error.code {
                case .resourceInUse: true
                case .limitExceeded: try await self.describe().canTakeIndexLater
                case .validation: try await self.describe().globalIndex(index.indexName) != nil
                default: false
                }
            guard isForNow else { throw error }
            var refusal = error
            refusal.code = .resourceInUse
            return refusal
        }
    }
}

extension TableDescription {
    /// Whether one more index may be refused only for as long as something else is under way, here or in other tables.
    fileprivate var canTakeIndexLater: Bool {
        let indexes = self.globalSecondaryIndexes ?? []
        return self.tableStatus != .active || indexes.count < 20 || indexes.contains { $0.indexStatus != .active }
    }
}
