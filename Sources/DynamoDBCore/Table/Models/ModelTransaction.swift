// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// What a transaction writes: built in a closure, carried out as a whole or not at all.
///
/// ```swift
/// let order = try await database.transaction { (write) throws(DynamoDBError) in
///     try write.update(Product.key("p1"), in: products) { $0.subtract("stock", 2, floor: 0) }
///     try write.check(Customer.key("ann"), in: customers, condition: Attribute("active") == true)
///     return try write.insert(Order(customer: "ann", number: 8), into: orders)
/// }
/// ```
///
/// Declared versions are honoured, dates set, and index keys made as by the functions of ``ModelTable``. A transaction has up
/// to 100 entries, of one or several tables of one database, and no two about one item.
public struct ModelTransaction {
    private(set) var entries: [TransactWriteItem] = []
    /// The conditions of the entries, and what they are called.
    private(set) var conditions: [Condition?] = []
    private(set) var labels: [String] = []
    /// The time of all entries; `nil` for that of each table.
    private let date: Date?

    init(at date: Date?) { self.date = date }

    private func now<Model>(_ table: ModelTable<Model>) -> Date { self.date ?? table.now() }

    private mutating func add(
        _ entry: TransactWriteItem, _ condition: Condition?, _ label: String?, _ verb: String, _ table: DynamoDBTable
    ) {
        self.entries.append(entry)
        self.conditions.append(condition)
        self.labels.append(label ?? "\(verb) \(table.name)")
    }

    // MARK: Models

    /// Writes a new model, if there is none with its key.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - table: Where.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `insert` and the table.
    /// - Returns: The model as it will be stored.
    @discardableResult
    public mutating func insert<Model>(
        _ model: Model, into table: ModelTable<Model>, label: String? = nil
    ) throws(DynamoDBError) -> Model {
        try self.write(model, .insert, table, nil, label, "insert")
    }

    /// Writes a model, in place of any with its key; with a declared version, of the one it was made of.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - table: Where.
    ///   - condition: What else must be true of the stored item, or of there being none: an expired one counts as none.
    ///     Defaults to nothing.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `put` and the table.
    /// - Returns: The model as it will be stored.
    @discardableResult
    public mutating func put<Model>(
        _ model: Model, in table: ModelTable<Model>, condition: Condition? = nil, label: String? = nil
    ) throws(DynamoDBError) -> Model {
        try self.write(model, .put, table, condition, label, "put")
    }

    /// Writes a model in place of one that has to be there; with a declared version, of the one it was made of.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - table: Where.
    ///   - condition: What else must be true of the stored item. Defaults to nothing.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `update` and the table.
    /// - Returns: The model as it will be stored.
    @discardableResult
    public mutating func update<Model>(
        _ model: Model, in table: ModelTable<Model>, condition: Condition? = nil, label: String? = nil
    ) throws(DynamoDBError) -> Model {
        try self.write(model, .update, table, condition, label, "update")
    }

    private mutating func write<Model>(
        _ model: Model, _ kind: WriteKind, _ table: ModelTable<Model>, _ condition: Condition?, _ label: String?,
        _ verb: String
    ) throws(DynamoDBError) -> Model {
        let row = try table.prepared(model, kind, condition, at: self.now(table))
        let stored = try table.model(writing: row)
        var renderer = ExpressionRenderer()
        let expression = try renderer.condition(ifAny: row.condition)
        self.add(
            .put(
                TransactPut(
                    tableName: table.table.name, item: row.item, conditionExpression: expression,
                    expressionAttributeNames: renderer.names, expressionAttributeValues: renderer.values,
                    returnValuesOnConditionCheckFailure: expression == nil ? nil : .allOld)),
            row.condition, label, verb, table.table)
        return stored
    }

    /// Changes attributes of a model that has to be there; see ``ModelTable/update(_:expectedVersion:_:)``.
    ///
    /// A list with a cap cannot be changed in a transaction.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - table: Where.
    ///   - expectedVersion: The version that the stored model has to have, 0 also if it has none. Defaults to any.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `update` and the table.
    ///   - change: Says what to change.
    public mutating func update<Model>(
        _ key: ModelKey<Model>, in table: ModelTable<Model>, expectedVersion: Int? = nil, label: String? = nil,
        _ change: (inout ModelChanges) -> Void
    ) throws(DynamoDBError) {
        let presence = try table.presence(expectedVersion, at: self.now(table))
        try self.change(table, try table.plan(key, change), presence, label, creates: false)
    }

    /// Changes attributes of a model, and creates it if there is none.
    ///
    /// An expired item that DynamoDB has not deleted yet cancels the transaction: delete it before. Something has to be set:
    /// a model of nothing but its key is put or inserted.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - table: Where.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `upsert` and the table.
    ///   - change: Says what to change.
    public mutating func upsert<Model>(
        _ key: ModelKey<Model>, in table: ModelTable<Model>, label: String? = nil,
        _ change: (inout ModelChanges) -> Void
    ) throws(DynamoDBError) {
        let live = table.layout.isLive(at: self.now(table))
        try self.change(table, try table.plan(key, change), live, label, creates: true)
    }

    private mutating func change<Model>(
        _ table: ModelTable<Model>, _ plan: UpdatePlan, _ presence: Condition?, _ label: String?, creates: Bool
    ) throws(DynamoDBError) {
        guard plan.changes.cappedLists.isEmpty else {
            throw DynamoDBError(
                .validation, "A list with a cap is cut by who has read it, which a transaction cannot do.")
        }
        let condition = Condition.all(presence, plan.changes.condition)
        let changes = try plan.update(creates: creates, at: self.now(table))
        // An entry without an update cannot be sent, and one that only removes would create nothing.
        if creates, changes.isEmpty || !changes.createsItem {
            throw DynamoDBError(
                .validation,
                "A transaction has no upsert that sets nothing. Put or insert the whole model instead.")
        }
        if changes.isEmpty, let condition {
            return try self.check(plan.key.attributes, in: table.table, condition, label, "update")
        }
        var renderer = ExpressionRenderer()
        let update = try renderer.update(changes)
        let expression = try renderer.condition(ifAny: condition)
        self.add(
            .update(
                TransactUpdate(
                    tableName: table.table.name, key: plan.key.attributes, updateExpression: update,
                    conditionExpression: expression, expressionAttributeNames: renderer.names,
                    expressionAttributeValues: renderer.values,
                    returnValuesOnConditionCheckFailure: expression == nil ? nil : .allOld)),
            condition, label, creates ? "upsert" : "update", table.table)
    }

    /// Deletes a model by its key; that there is none is no error.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - table: Where.
    ///   - condition: What must be true of the stored item, or of there being none: an expired one counts as none, unless
    ///     the condition names the date. Defaults to nothing.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `delete` and the table.
    public mutating func delete<Model>(
        _ key: ModelKey<Model>, from table: ModelTable<Model>, condition: Condition? = nil, label: String? = nil
    ) throws(DynamoDBError) {
        try self.delete(
            table.table, try key.resolved(table.layout.settings).attributes,
            table.layout.asked(condition, at: self.now(table), ofDelete: true), label)
    }

    /// Deletes a model; with a declared version, only the one that was read.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - table: Where.
    ///   - condition: What else must be true of the stored item, or of there being none: an expired one counts as none, unless
    ///     the condition names the date. Defaults to nothing.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `delete` and the table.
    public mutating func delete<Model>(
        _ model: Model, from table: ModelTable<Model>, condition: Condition? = nil, label: String? = nil
    ) throws(DynamoDBError) {
        let prepared = try table.prepared(deleting: model, condition, at: self.now(table))
        try self.delete(table.table, prepared.key, prepared.condition, label)
    }

    private mutating func delete(
        _ table: DynamoDBTable, _ key: Item, _ condition: Condition?, _ label: String?
    ) throws(DynamoDBError) {
        var renderer = ExpressionRenderer()
        let expression = try renderer.condition(ifAny: condition)
        self.add(
            .delete(
                TransactDelete(
                    tableName: table.name, key: key, conditionExpression: expression,
                    expressionAttributeNames: renderer.names, expressionAttributeValues: renderer.values,
                    returnValuesOnConditionCheckFailure: expression == nil ? nil : .allOld)),
            condition, label, "delete", table)
    }

    /// Requires that there is a model which the transaction does not write. An expired item counts as none.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - table: Where.
    ///   - condition: What else must be true of the stored item. Defaults to nothing.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `check` and the table.
    public mutating func check<Model>(
        _ key: ModelKey<Model>, in table: ModelTable<Model>, condition: Condition? = nil, label: String? = nil
    ) throws(DynamoDBError) {
        let exists = table.layout.exists(at: self.now(table))
        let key = try key.resolved(table.layout.settings).attributes
        try self.check(key, in: table.table, condition.map { exists && $0 } ?? exists, label, "check")
    }

    /// Requires that there is no model with the key, or only an expired one.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - table: Where.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `checkAbsent` and the table.
    public mutating func checkAbsent<Model>(
        _ key: ModelKey<Model>, in table: ModelTable<Model>, label: String? = nil
    ) throws(DynamoDBError) {
        let key = try key.resolved(table.layout.settings).attributes
        try self.check(key, in: table.table, table.layout.isFree(at: self.now(table)), label, "checkAbsent")
    }

    private mutating func check(
        _ key: Item, in table: DynamoDBTable, _ condition: Condition, _ label: String?, _ verb: String
    ) throws(DynamoDBError) {
        var renderer = ExpressionRenderer()
        let expression = try renderer.condition(condition)
        self.add(
            .conditionCheck(
                TransactConditionCheck(
                    tableName: table.name, key: key, conditionExpression: expression,
                    expressionAttributeNames: renderer.names, expressionAttributeValues: renderer.values,
                    returnValuesOnConditionCheckFailure: .allOld)),
            condition, label, verb, table)
    }

    // MARK: Errors

    /// The error of a cancelled transaction, its reasons told by the entries' names and false clauses; that of a missing table,
    /// with the tables that it can be.
    func explained(_ error: DynamoDBError) -> DynamoDBError {
        if error.code == .resourceNotFound, error.message == "Requested resource not found" {
            let tables = Set(self.entries.map(\.tableName)).sorted()
            var error = error
            error.message += ": Table: \(tables.joined(separator: " or ")) not found"
            return error
        }
        guard error.code == .transactionCanceled, error.cancellationReasons.count == self.entries.count else {
            return error
        }
        var error = error
        var words: [String] = []
        for index in error.cancellationReasons.indices {
            error.cancellationReasons[index].label = self.labels[index]
            let reason = error.cancellationReasons[index]
            guard reason.code != .none else { continue }
            var text = "\(self.labels[index]): \(reason.code.rawValue)"
            if reason.code == .conditionalCheckFailed, let condition = self.conditions[index] {
                let clauses = condition.falseClauses(for: reason.item ?? Item())
                error.cancellationReasons[index].falseClauses = clauses
                if !clauses.isEmpty {
                    text += ", as it was not true that \(clauses.map(\.outline).joined(separator: " AND "))"
                }
            }
            words.append(text)
        }
        if !words.isEmpty { error.message += ". \(words.joined(separator: "; "))" }
        return error
    }
}

extension DynamoDBDatabase {
    /// Writes several models of one or more tables: all of them, or none.
    ///
    /// ```swift
    /// do {
    ///     try await database.transaction { (write) throws(DynamoDBError) in
    ///         try write.insert(order, into: orders, label: "order")
    ///         try write.update(Product.key("p1"), in: products, label: "stock") { $0.subtract("stock", 2, floor: 0) }
    ///     }
    /// } catch {
    ///     guard error.cancellationReason("stock")?.code == .conditionalCheckFailed else { throw error }
    ///     print("Sold out")
    /// }
    /// ```
    ///
    /// The call has one token for all times it is sent, so that a repetition does nothing twice.
    ///
    /// - Parameters:
    ///   - token: A name for the transaction, of 1 to 36 characters, if the program itself may repeat it: within ten minutes
    ///     the same transaction with the same name is carried out once. Where the schema of a model declares `createdAt`,
    ///     `updatedAt` or `expiresAt`, give `date` as well: a repetition would have later dates, and be refused as
    ///     ``DynamoDBError/Code/idempotentParameterMismatch``. Defaults to a new name.
    ///   - date: The time of the transaction, the same for all its entries and when it is repeated: that of the order, say. What
    ///     has expired since then still counts as there, so take one of now and keep it for the repetitions. Defaults to the
    ///     time at which each entry is built.
    ///   - build: Says what to write. Without any entry nothing is sent.
    /// - Returns: What `build` returns.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/transactionCanceled`` if the transaction did not take place.
    ///   ``DynamoDBError/cancellationReasons`` has a reason for each entry, in their order, with its label, the clauses that
    ///   were false, and the stored item.
    @discardableResult
    public func transaction<Result>(
        token: String? = nil, at date: Date? = nil,
        _ build: (inout ModelTransaction) throws(DynamoDBError) -> Result
    ) async throws(DynamoDBError) -> Result {
        var transaction = ModelTransaction(at: date)
        let result = try build(&transaction)
        try await self.carryOut(transaction, token: token)
        return result
    }

    /// Writes models of one or more tables, all of them or none, as a closure says that may throw errors of its own.
    ///
    /// The same as the function whose closure throws only ``DynamoDBError``, for closures without a signature:
    ///
    /// ```swift
    /// try await database.transaction { write in
    ///     try write.insert(order, into: orders)
    ///     try write.update(Product.key("p1"), in: products) { $0.subtract("stock", 2, floor: 0) }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - token: A name for the transaction, of 1 to 36 characters, if the program itself may repeat it. Where the schema of a
    ///     model declares dates, a repetition is the same only with the same `date`. Defaults to a new name.
    ///   - date: The time of the transaction. Defaults to the time at which each entry is built.
    ///   - build: Says what to write. What it throws ends the call, and nothing is sent.
    /// - Returns: What `build` returns.
    /// - Throws: What `build` throws, or ``DynamoDBError`` with ``DynamoDBError/Code/transactionCanceled`` if the transaction
    ///   did not take place.
    @discardableResult
    public func transaction<Result>(
        token: String? = nil, at date: Date? = nil, _ build: (inout ModelTransaction) throws -> Result
    ) async throws -> Result {
        var transaction = ModelTransaction(at: date)
        let result = try build(&transaction)
        try await self.carryOut(transaction, token: token)
        return result
    }

    private func carryOut(_ transaction: ModelTransaction, token: String?) async throws(DynamoDBError) {
        guard !transaction.entries.isEmpty else { return }
        do {
            _ = try await self.transactWriteItems(
                TransactWriteItemsInput(
                    transactItems: transaction.entries, clientRequestToken: token ?? TransactionToken.random()))
        } catch {
            throw transaction.explained(error)
        }
    }

    /// Reads models of one or more tables, all as they are at one moment.
    ///
    /// ```swift
    /// let (order, customer) = try await database.transactionGet(
    ///     orders.reading(Order.key("ann", 7)), customers.reading(Customer.key("ann")))
    /// ```
    ///
    /// - Parameter reads: What to read, up to 100 models.
    /// - Returns: The models, `nil` for each that is not there or has expired.
    public func transactionGet<each Model>(
        _ reads: repeat TransactionRead<each Model>
    ) async throws(DynamoDBError) -> (repeat (each Model)?) {
        var gets: [TransactGet] = []
        for read in repeat each reads { gets.append(TransactGet(tableName: read.table, key: try read.key.get())) }
        var items = try await self.items(gets).makeIterator()
        return (repeat try (each reads).model(of: items.next() ?? nil))
    }

    /// Reads any number of models of one type, all as they are at one moment.
    ///
    /// ```swift
    /// let parts = try await database.transactionGet(order.lines.map { products.reading(Product.key($0.product)) })
    /// ```
    ///
    /// - Parameter reads: What to read, up to 100 models. Of none nothing is sent.
    /// - Returns: The models in the same order, `nil` for each that is not there or has expired.
    public func transactionGet<Model>(
        _ reads: [TransactionRead<Model>]
    ) async throws(DynamoDBError) -> [Model?] {
        guard !reads.isEmpty else { return [] }
        var gets: [TransactGet] = []
        for read in reads { gets.append(TransactGet(tableName: read.table, key: try read.key.get())) }
        var models: [Model?] = []
        for (read, item) in zip(reads, try await self.items(gets)) { models.append(try read.model(of: item)) }
        return models
    }

    /// What was read, for each of what was asked for.
    private func items(_ gets: [TransactGet]) async throws(DynamoDBError) -> [Item?] {
        let responses = try await self.transactGetItems(TransactGetItemsInput(transactItems: gets)).responses
        guard responses.count == gets.count else {
            throw DynamoDBError(
                .invalidResponse,
                "The database was asked for \(gets.count) items, and its answer is about \(responses.count).")
        }
        return responses.map(\.item)
    }
}

/// A model that a transaction is to read; see ``ModelTable/reading(_:)``.
public struct TransactionRead<Model: Codable & Sendable>: Sendable {
    let table: String
    let key: Result<Item, DynamoDBError>
    private let models: ModelTable<Model>

    init(_ models: ModelTable<Model>, _ key: ModelKey<Model>) {
        self.models = models
        self.table = models.table.name
        do {
            self.key = .success(try key.resolved(models.layout.settings).attributes)
        } catch {
            self.key = .failure(error)
        }
    }

    func model(of item: Item?) throws(DynamoDBError) -> Model? {
        guard let item, !self.models.layout.hasExpired(item, at: self.models.now()) else { return nil }
        return try self.models.schema.model(of: item)
    }
}

extension ModelTable {
    /// A model for a transaction to read.
    public func reading(_ key: ModelKey<Model>) -> TransactionRead<Model> {
        TransactionRead(self, key)
    }
}

extension DynamoDBError {
    /// The reason of the entry of a cancelled transaction with this label; `nil` if there is none.
    public func cancellationReason(_ label: String) -> CancellationReason? {
        self.cancellationReasons.first { $0.label?.hasSameBytes(as: label) ?? false }
    }
}
