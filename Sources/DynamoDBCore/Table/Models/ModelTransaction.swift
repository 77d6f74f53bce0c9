// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
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

    /// How far the clocks of two machines may be apart.
    private static let mostAhead = 300.0

    private func now<Model>(_ table: ModelTable<Model>) throws(DynamoDBError) -> Date {
        guard let date else { return table.now() }
        guard table.layout.expiresAt == nil || date <= table.now() + Self.mostAhead else {
            throw DynamoDBError(
                .validation,
                "The date of the transaction is more than five minutes ahead of the clock of the table \(table.table.name): "
                    + "what has not expired yet would count as expired. Give the date at which the program began with it, "
                    + "and the same for its repetitions.")
        }
        return date
    }

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

    /// Writes the attributes of a model that has to be there, and leaves other attributes of the item alone; with a declared
    /// version, only of the one it was made of. See ``ModelTable/update(_:condition:)``.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - table: Where.
    ///   - condition: What else must be true of the stored item. Defaults to nothing.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `update` and the table.
    /// - Returns: The model as it will be stored; without the date of creation, if it has none: the stored one, which no
    ///   transaction tells, stays. A model that needs what its `encode(to:)` passes over cannot be returned, and is refused.
    @discardableResult
    public mutating func update<Model>(
        _ model: Model, in table: ModelTable<Model>, condition: Condition? = nil, label: String? = nil
    ) throws(DynamoDBError) -> Model {
        let prepared = try table.prepared(updating: model, condition, at: try self.now(table))
        let stored = try table.model(writing: prepared.row)
        try self.update(table.table, prepared.key, prepared.update, prepared.condition, label, "update")
        return stored
    }

    private mutating func write<Model>(
        _ model: Model, _ kind: WriteKind, _ table: ModelTable<Model>, _ condition: Condition?, _ label: String?,
        _ verb: String
    ) throws(DynamoDBError) -> Model {
        let row = try table.prepared(model, kind, condition, at: try self.now(table))
        let stored = try table.model(writing: row)
        let entry = try TransactWriteItem.put(
            row.item, in: table.table.name, condition: row.condition, itemOnConditionFailure: row.condition != nil)
        self.add(entry, row.condition, label, verb, table.table)
        return stored
    }

    /// Changes attributes of a model that has to be there; see ``ModelTable/update(_:expectedVersion:condition:_:)``.
    ///
    /// A list with a cap cannot be changed in a transaction.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - table: Where.
    ///   - expectedVersion: The version that the stored model has to have; 0 also if it has none. Defaults to any.
    ///   - condition: What else must be true of the stored item; `require` in the closure adds to it. Defaults to nothing.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `update` and the table.
    ///   - change: Says what to change.
    public mutating func update<Model>(
        _ key: ModelKey<Model>, in table: ModelTable<Model>, expectedVersion: Int? = nil, condition: Condition? = nil,
        label: String? = nil, _ change: (inout ModelChanges) -> Void
    ) throws(DynamoDBError) {
        let presence = try table.layout.presence(expectedVersion, condition, at: try self.now(table))
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
    ///   - condition: What must be true of the stored item, or of there being none; `require` in the closure adds to it. Defaults
    ///     to nothing.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `upsert` and the table.
    ///   - change: Says what to change.
    public mutating func upsert<Model>(
        _ key: ModelKey<Model>, in table: ModelTable<Model>, condition: Condition? = nil, label: String? = nil,
        _ change: (inout ModelChanges) -> Void
    ) throws(DynamoDBError) {
        let own = Condition.all(table.layout.isOwn(at: try self.now(table)), condition)
        try self.change(table, try table.plan(key, change), own, label, creates: true)
    }

    private mutating func change<Model>(
        _ table: ModelTable<Model>, _ plan: UpdatePlan, _ presence: Condition?, _ label: String?, creates: Bool
    ) throws(DynamoDBError) {
        guard plan.changes.cappedLists.isEmpty else {
            throw DynamoDBError(
                .validation, "A list with a cap is cut by who has read it, which a transaction cannot do.")
        }
        let condition = Condition.all(presence, plan.changes.condition)
        let changes = try plan.update(creates: creates, at: try self.now(table))
        // What only removes would create nothing.
        if creates, changes.isEmpty || !changes.createsItem {
            throw DynamoDBError(
                .validation,
                "A transaction has no upsert that sets nothing. Put or insert the whole model instead.")
        }
        try self.update(
            table.table, plan.key.attributes, changes, condition, label, creates ? "upsert" : "update")
    }

    private mutating func update(
        _ table: DynamoDBTable, _ key: Item, _ changes: Update, _ condition: Condition?, _ label: String?,
        _ verb: String
    ) throws(DynamoDBError) {
        // An entry without an update cannot be sent.
        if changes.isEmpty, let condition { return try self.check(key, in: table, condition, label, verb) }
        let entry = try TransactWriteItem.update(
            key, in: table.name, changes, condition: condition, itemOnConditionFailure: condition != nil)
        self.add(entry, condition, label, verb, table)
    }

    /// Deletes a model by its key; that there is none is no error.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - table: Where.
    ///   - expectedVersion: The version that the stored model has to have; 0 also if it has none, or there is none. Defaults to
    ///     any.
    ///   - condition: What must be true of the stored item, or of there being none: an expired one counts as none, unless
    ///     the condition names the date. Defaults to nothing.
    ///   - label: What the reasons of a cancelled transaction call the entry. Defaults to `delete` and the table.
    public mutating func delete<Model>(
        _ key: ModelKey<Model>, from table: ModelTable<Model>, expectedVersion: Int? = nil, condition: Condition? = nil,
        label: String? = nil
    ) throws(DynamoDBError) {
        try self.delete(
            table.table, try key.resolved(in: table.layout).attributes,
            try table.layout.deletion(expectedVersion, condition, at: try self.now(table)), label)
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
        let prepared = try table.prepared(deleting: model, condition, at: try self.now(table))
        try self.delete(table.table, prepared.key, prepared.condition, label)
    }

    private mutating func delete(
        _ table: DynamoDBTable, _ key: Item, _ condition: Condition?, _ label: String?
    ) throws(DynamoDBError) {
        let entry = try TransactWriteItem.delete(
            key, in: table.name, condition: condition, itemOnConditionFailure: condition != nil)
        self.add(entry, condition, label, "delete", table)
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
        let exists = table.layout.exists(at: try self.now(table))
        let key = try key.resolved(in: table.layout).attributes
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
        let key = try key.resolved(in: table.layout).attributes
        try self.check(key, in: table.table, table.layout.isFree(at: try self.now(table)), label, "checkAbsent")
    }

    private mutating func check(
        _ key: Item, in table: DynamoDBTable, _ condition: Condition, _ label: String?, _ verb: String
    ) throws(DynamoDBError) {
        let entry = try TransactWriteItem.check(key, in: table.name, condition, itemOnConditionFailure: true)
        self.add(entry, condition, label, verb, table)
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

extension DynamoDBError {
    /// The reason of the entry of a cancelled transaction with this label; `nil` if there is none. Of several entries with the
    /// label it is the first one that failed, or else the first.
    public func cancellationReason(_ label: String) -> CancellationReason? {
        let reasons = self.cancellationReasons.filter { $0.label?.hasSameBytes(as: label) ?? false }
        return reasons.first { $0.code != .none } ?? reasons.first
    }
}
