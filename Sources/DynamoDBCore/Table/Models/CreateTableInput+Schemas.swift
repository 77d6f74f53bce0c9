// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension CreateTableInput {
    /// Creates a table for models, paid for by request: its key and indexes are those of the schemas.
    ///
    /// Where a schema declares a date of expiry, that is the ``timeToLiveAttribute``.
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
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if they do not agree on the key, on an index that
    ///   several declare, or on the date of expiry, of which a table has one; and if rows of one model would be taken for those of
    ///   another in a scan, as its keys begin alike and an ``EntityType`` is missing. Of models that are views of one row give one.
    public init<each Model>(
        tableName: String, for schemas: repeat ModelSchema<each Model>
    ) throws(DynamoDBError) {
        var layouts: [RowLayout] = []
        var models: [(id: ObjectIdentifier, name: () -> String)] = []
        for schema in repeat each schemas {
            layouts.append(schema.layout)
            models.append((schema.modelID, { schema.modelName }))
        }
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
        for (own, model) in zip(layouts, models) {
            // Two schemas of one model are about the same rows.
            for (other, otherModel) in zip(layouts, models) where otherModel.id != model.id {
                guard let fault = own.overlap(model.name, other, otherModel.name) else { continue }
                throw fault
            }
        }
        let dates = layouts.compactMap(\.expiresAt)
        for (date, next) in zip(dates, dates.dropFirst()) where !date.hasSameBytes(as: next) {
            throw DynamoDBError(
                .validation,
                "Two schemas declare different dates of expiry, \(date) and \(next), and a table deletes by one.")
        }
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
            },
            timeToLiveAttribute: dates.first)
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
    /// - Throws: What ``DynamoDBTable/create(_:in:)`` throws: ``DynamoDBError`` with ``DynamoDBError/Code/resourceInUse`` if
    ///   there is a table of that name.
    @discardableResult
    public static func create(
        _ schema: ModelSchema<Model>, named name: String, in database: some DynamoDBDatabase
    ) async throws(DynamoDBError) -> ModelTable {
        let input = try CreateTableInput(tableName: name, for: schema)
        return ModelTable(schema, in: try await DynamoDBTable.create(input, in: database))
    }

    /// The table of one model, created if there is none, and ready for use.
    ///
    /// ```swift
    /// let orders = try await ModelTable.createIfMissing(Order.schema, named: "orders", in: database)
    /// ```
    ///
    /// - Parameters:
    ///   - schema: How the models are kept.
    ///   - name: The name of the table.
    ///   - database: Where it is.
    /// - Throws: What ``DynamoDBTable/createIfMissing(_:in:)`` throws: ``DynamoDBError`` with
    ///   ``DynamoDBError/Code/validation`` if a table of that name has another key, or lacks an index of the schema.
    @discardableResult
    public static func createIfMissing(
        _ schema: ModelSchema<Model>, named name: String, in database: some DynamoDBDatabase
    ) async throws(DynamoDBError) -> ModelTable {
        let input = try CreateTableInput(tableName: name, for: schema)
        return ModelTable(schema, in: try await DynamoDBTable.createIfMissing(input, in: database))
    }

    /// The table of one model, if it is as the schema says: for programs whose tables somebody else makes, such as Terraform or
    /// the AWS CDK.
    ///
    /// ```swift
    /// let orders = try await ModelTable.verify(Order.schema, named: "orders", in: database)
    /// ```
    ///
    /// An index that holds less than the schema declares would give models that lack something, and lose it when they are
    /// written again. Nothing is changed; ``DynamoDBTable/verify(_:in:)`` says what is compared.
    ///
    /// - Parameters:
    ///   - schema: How the models are kept.
    ///   - name: The name of the table.
    ///   - database: Where it is.
    /// - Throws: What ``DynamoDBTable/verify(_:in:)`` throws: ``DynamoDBError`` with ``DynamoDBError/Code/resourceNotFound`` if
    ///   there is no such table, and with ``DynamoDBError/Code/validation`` if it will not do: the message says all that it lacks.
    @discardableResult
    public static func verify(
        _ schema: ModelSchema<Model>, named name: String, in database: some DynamoDBDatabase
    ) async throws(DynamoDBError) -> ModelTable {
        let input = try CreateTableInput(tableName: name, for: schema)
        return ModelTable(schema, in: try await DynamoDBTable.verify(input, in: database))
    }
}
