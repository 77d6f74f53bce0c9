// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension CreateTableInput {
    /// Creates a table for models, paid for by request: its key and indexes are those of the schemas.
    ///
    /// Time to live is no part of the creation of a table: where a schema declares a date of expiry, switch it on afterwards,
    /// with the database's `updateTimeToLive`.
    ///
    /// ```swift
    /// let table = try await DynamoDBTable.create(
    ///     try CreateTableInput(tableName: "shop", for: Customer.schema, Order.schema), in: database)
    /// let orders = ModelTable(Order.schema, in: table)
    /// ```
    ///
    /// - Parameters:
    ///   - tableName: The name of the table.
    ///   - schemas: The schemas of all models that are kept in it.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if they do not agree on the key, or on an index that
    ///   several declare.
    public init<each Model>(
        tableName: String, for schemas: repeat ModelSchema<each Model>
    ) throws(DynamoDBError) {
        var layouts: [RowLayout] = []
        for schema in repeat each schemas { layouts.append(schema.layout) }
        for layout in layouts { try layout.requireSound() }
        guard let first = layouts.first else {
            throw DynamoDBError(.validation, "A table needs the schema of at least one model.")
        }
        let keys = first.keys.parts.map(\.attribute)
        guard layouts.allSatisfy({ $0.keys.parts.map(\.attribute) == keys }) else {
            throw DynamoDBError(
                .validation, "The schemas declare different primary keys, so they need different tables.")
        }
        var indexes: [ModelIndexLayout] = []
        for index in layouts.flatMap(\.indexes) {
            for part in index.keys.parts { _ = try part.pattern() }
            guard let same = indexes.first(where: { $0.name.hasSameBytes(as: index.name) }) else {
                indexes.append(index)
                continue
            }
            guard same.keys.parts.map(\.attribute) == index.keys.parts.map(\.attribute),
                same.isGlobal == index.isGlobal, same.projection == index.projection
            else {
                throw DynamoDBError(.validation, "Two schemas declare the index \(index.name), and not alike.")
            }
        }
        for part in layouts.flatMap(\.keys.parts) { _ = try part.pattern() }
        self.init(
            tableName: tableName,
            partitionKey: first.keys.partition.attribute,
            sortKey: first.keys.sort?.attribute,
            localSecondaryIndexes: indexes.filter { !$0.isGlobal }.compactMap { index in
                index.keys.sort.map { LocalIndex(index.name, sortKey: $0.attribute, projection: index.projection) }
            },
            globalSecondaryIndexes: indexes.filter(\.isGlobal).map { index in
                GlobalIndex(
                    index.name, partitionKey: index.keys.partition.attribute, sortKey: index.keys.sort?.attribute,
                    projection: index.projection)
            })
    }
}

extension ModelTable {
    /// Creates a table for one model, and waits until it can be used.
    ///
    /// Where the schema declares a date of expiry, time to live is switched on for it, if the database has that: what has
    /// expired is then deleted some time later.
    ///
    /// - Parameters:
    ///   - schema: How the models are kept.
    ///   - name: The name of the table.
    ///   - database: Where to create it.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/resourceInUse`` if there is a table of that name, and with
    ///   ``DynamoDBError/Code/timeout`` if the new one cannot be used after five minutes: it is made then, without its time to
    ///   live, as it is if the task is cancelled meanwhile. If time to live could not be switched on, what the database says
    ///   of that; the table is there then, and what is left to do is to call its `updateTimeToLive`. ScyllaDB refuses it as
    ///   ``DynamoDBError/Code/validation`` for tables with tablets.
    @discardableResult
    public static func create(
        _ schema: ModelSchema<Model>, named name: String, in database: some DynamoDBDatabase
    ) async throws(DynamoDBError) -> ModelTable {
        let table = try await DynamoDBTable.create(
            try CreateTableInput(tableName: name, for: schema), in: database)
        if let expiresAt = schema.layout.expiresAt {
            do throws(DynamoDBError) {
                _ = try await database.updateTimeToLive(
                    UpdateTimeToLiveInput(
                        tableName: name,
                        timeToLiveSpecification: TimeToLiveSpecification(enabled: true, attributeName: expiresAt)))
            } catch {
                if error.code != .unsupported, error.code != .unknownOperation {
                    // It can be done all the same: the answer was lost, or a repetition refused.
                    guard await Self.expires(by: expiresAt, name, in: database) else {
                        var error = error
                        error.message += " The table was made before."
                        throw error
                    }
                }
            }
        }
        return ModelTable(schema, in: table)
    }

    /// Whether the database says that time to live is on.
    private static func expires(
        by attribute: String, _ table: String, in database: some DynamoDBDatabase
    ) async -> Bool {
        let answer = try? await database.describeTimeToLive(DescribeTimeToLiveInput(tableName: table))
        guard let found = answer?.timeToLiveDescription, found.attributeName?.hasSameBytes(as: attribute) == true else {
            return false
        }
        return found.timeToLiveStatus == .enabled || found.timeToLiveStatus == .enabling
    }
}
