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

extension ModelTable {
    /// Changes attributes of a model that has to be there, in one step and without reading it.
    ///
    /// ```swift
    /// let order = try await orders.update(Order.key("ann", 7)) {
    ///     $0.set("status", to: Order.Status.shipped)
    ///     $0.add("attempts")
    /// }
    /// ```
    ///
    /// Index keys that are made of a changed attribute are made anew. If the update does not tell all that they are made
    /// of, it fails before anything is sent, and says what is missing; see ``ModelChanges/expect(_:equals:)``. A declared
    /// version counts on, and the date of the update and the ``EntityType`` are set; an item of another type is not changed.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - expectedVersion: The version that the stored model has to have; 0 also if it has none. Defaults to any.
    ///   - condition: What else must be true of the stored item; `require` in the closure adds to it. Defaults to nothing.
    ///   - change: Says what to change.
    /// - Returns: The whole model after the change.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if there is no such model, or something
    ///   that was required of it is not so: ``DynamoDBError/falseClauses`` says what, and ``DynamoDBError/item`` is what is
    ///   stored. With ``DynamoDBError/Code/decoding`` the change was made, and what is stored now does not fit the model.
    @discardableResult
    public func update(
        _ key: ModelKey<Model>, expectedVersion: Int? = nil, condition: Condition? = nil,
        _ change: (inout ModelChanges) -> Void
    ) async throws(DynamoDBError) -> Model {
        let presence = try self.layout.presence(expectedVersion, condition, at: self.now())
        return try await self.apply(try self.plan(key, change), condition: presence, creates: false)
    }

    /// Changes attributes of a model, and creates it if there is none.
    ///
    /// ```swift
    /// try await counters.upsert(Counter.key("home")) { $0.add("visits") }
    /// ```
    ///
    /// A created item has the attributes of its key and what the closure sets. If these do not make a whole model, the
    /// item is stored, and reading it back fails with ``DynamoDBError/Code/decoding``. An expired item counts as none.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - condition: What must be true of the stored item, or of there being none; `require` in the closure adds to it. Defaults
    ///     to nothing.
    ///   - change: Says what to change.
    /// - Returns: The whole model after the change.
    @discardableResult
    public func upsert(
        _ key: ModelKey<Model>, condition: Condition? = nil, _ change: (inout ModelChanges) -> Void
    ) async throws(DynamoDBError) -> Model {
        let plan = try self.plan(key, change)
        let own = Condition.all(self.layout.isOwn(at: self.now()), condition)
        return try await self.replacingExpired(plan.key.attributes) { () async throws(DynamoDBError) in
            try await self.apply(plan, condition: own, creates: true)
        }
    }

    func plan(
        _ key: ModelKey<Model>, _ change: (inout ModelChanges) -> Void
    ) throws(DynamoDBError) -> UpdatePlan {
        var changes = ModelChanges(settings: self.layout.settings)
        change(&changes)
        return try UpdatePlan(self.layout, try key.resolved(in: self.layout), changes)
    }

    private func apply(
        _ plan: UpdatePlan, condition: Condition?, creates: Bool
    ) async throws(DynamoDBError) -> Model {
        let update = try plan.update(creates: creates, at: self.now())
        let condition = Condition.all(condition, plan.changes.condition)
        var known: Item?
        var attempts = 0
        while true {
            let capped = try plan.capped(update, given: known)
            do {
                let (key, condition) = (plan.key.attributes, Condition.all(condition, capped.condition))
                return creates
                    ? try await self.changeOrCreate(key, capped.update, condition)
                    : try await self.change(key, capped.update, condition)
            } catch {
                attempts += 1
                // Was it only that a list was full, or changed meanwhile?
                // An item that was there before, and is no longer, is created.
                let found = error.item ?? (creates && known != nil ? Item() : nil)
                guard !plan.changes.cappedLists.isEmpty, error.code == .conditionalCheckFailed, let item = found,
                    condition?.holds(for: item) ?? true, attempts < Self.mostAttempts
                else { throw error }
                if known != nil { try await self.table.waits.pause(afterFailures: attempts - 1) }
                known = item
            }
        }
    }

    /// How often a change is tried that others may come before.
    static var mostAttempts: Int { 10 }

    /// Reads a model, lets a closure change it, and writes what changed: again from the start if somebody else wrote it
    /// meanwhile.
    ///
    /// ```swift
    /// let order = try await orders.modify(Order.key("ann", 7)) { order in
    ///     order.lines.removeAll { $0.count == 0 }
    ///     order.total = order.lines.map(\.price).reduce(0, +)
    /// }
    /// ```
    ///
    /// With a declared version it sees every write that counts the version on. It does not see a batch's, one that goes past
    /// the model, or a delete followed by an insert. Without one the attributes of the model are compared instead, those that
    /// are `nil` too: a condition has room for about 150, and fewer where many are missing. A property that a hand-written
    /// `encode(to:)` leaves out before the change and after it, other than by `encodeIfPresent`, is not compared.
    ///
    /// Only the attributes that the closure changed are written, each as a whole: attributes of the item that the model does
    /// not know stay, and what it does not know inside of a changed one is lost.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - attempts: How often to try at most. Defaults to 5.
    ///   - change: Changes the model. It runs once for each attempt. What it throws ends the call, and nothing is written.
    /// - Returns: The model as it is stored. If the closure changed nothing, nothing is written, unless a key of an index that
    ///   the schema makes is not stored so: then that is.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if there is no such model, or others
    ///   came first in every attempt: ``DynamoDBError/item`` is what is stored then. With ``DynamoDBError/Code/decoding`` the
    ///   stored item does not fit the model: before the change, or, if the message says that the write was a success, after it.
    @discardableResult
    public func modify(
        _ key: ModelKey<Model>, attempts: Int = 5, _ change: (inout Model) throws(DynamoDBError) -> Void
    ) async throws(DynamoDBError) -> Model {
        let resolved = try key.resolved(in: self.layout)
        var stored = try await self.table.get(resolved.attributes, consistency: .strong)
        var failures = 0
        while true {
            guard let item = stored, !self.layout.hasExpired(item, at: self.now()) else {
                throw DynamoDBError(
                    .conditionalCheckFailed, "The conditional request failed: there is no item with this key.")
            }
            let before = try self.schema.model(of: item)
            var after = before
            try change(&after)
            guard let write = try self.difference(from: before, to: after, stored: item) else { return before }
            do {
                return try await self.change(resolved.attributes, write.update, write.condition)
            } catch {
                failures += 1
                guard error.code == .conditionalCheckFailed || error.code == .transactionConflict else { throw error }
                guard failures < attempts else {
                    var last = error
                    last.message +=
                        " Others came first in every attempt (\(failures)); `attempts` of `modify` allows more."
                    throw last
                }
                try await self.table.waits.pause(afterFailures: failures)
                // A conflict has no item with it, and another database may not send one.
                stored = try await self.table.get(resolved.attributes, consistency: .strong)
            }
        }
    }

    /// Reads a model, lets a closure change it that may throw errors of its own, and writes what changed.
    ///
    /// ```swift
    /// try await orders.modify(Order.key("ann", 7)) { order in
    ///     guard order.status == .open else { throw OrderError.closed }
    ///     order.status = .shipped
    /// }
    /// ```
    ///
    /// All else is as in the function whose closure throws only ``DynamoDBError``.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - attempts: How often to try at most. Defaults to 5.
    ///   - change: Changes the model. It runs once for each attempt. What it throws ends the call, and nothing is written.
    /// - Returns: The model as it is stored. If the closure changed nothing, nothing is written, unless a key of an index that
    ///   the schema makes is not stored so: then that is.
    /// - Throws: What `change` throws, or ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if there is no
    ///   such model, or others came first in every attempt.
    @discardableResult
    public func modify(
        _ key: ModelKey<Model>, attempts: Int = 5, _ change: (inout Model) throws -> Void
    ) async throws -> Model {
        var own: (any Error)?
        do throws(DynamoDBError) {
            return try await self.modify(key, attempts: attempts) { (model) throws(DynamoDBError) in
                do {
                    try change(&model)
                } catch {
                    own = error
                    throw DynamoDBError(.cancelled, "The closure threw an error.")
                }
            }
        } catch {
            throw own ?? error
        }
    }

    /// The update that makes one model of the other; `nil` if they are stored alike.
    private func difference(
        from before: Model, to after: Model, stored: Item
    ) throws(DynamoDBError) -> (update: Update, condition: Condition?)? {
        let encoded = try self.schema.encoded(before)
        var changed = try self.schema.encoded(after)
        // The version and the dates are not the closure's to choose.
        for name in [self.layout.version, self.layout.createdAt, self.layout.updatedAt].compactMap(\.self) {
            changed[name] = encoded[name]
        }
        let old = try self.layout.row(of: encoded)
        let new = try self.layout.row(of: changed)
        let keyNames = self.layout.keyNames
        guard old.selecting(keyNames) == new.selecting(keyNames) else {
            throw DynamoDBError(
                .validation, "The closure changed the key of the model. Delete the item and insert it anew.")
        }
        func isOwn(_ name: String) -> Bool { !self.layout.looksAfter(name) && !self.layout.isKey(name) }
        // What is stored afterwards.
        var row = stored
        for (name, value) in new where isOwn(name) && !self.layout.isDerived(name) && old[name] != value {
            row[name] = value
        }
        for (name, _) in old where isOwn(name) && !self.layout.isDerived(name) && new[name] == nil { row[name] = nil }
        // Where the schema came to have a type later, rows lack it.
        if let type = self.layout.type, row[type.attribute]?.isNull ?? true { row[type.attribute] = .string(type.name) }
        let now = self.now()
        // A row that was written before the schema had an index lacks its keys, and the date of the update changes with them.
        if try self.withDerivedKeys(row, of: new, stored: stored) != stored {
            if let updatedAt = self.layout.updatedAt { row[updatedAt] = try self.layout.value(of: now, in: updatedAt) }
            row = try self.withDerivedKeys(row, of: new, stored: stored)
        }
        var update = Update()
        for (name, value) in row where isOwn(name) && stored[name] != value {
            update = update.set(Attribute(name: name), to: value)
        }
        for (name, _) in stored where row[name] == nil { update = update.remove(Attribute(name: name)) }
        guard !update.isEmpty else { return nil }
        update = try self.layout.looked(after: update, at: now, created: nil)
        var compared: [String]
        if let version = self.layout.version {
            compared = [version]
        } else {
            // The closure saw as well what the model has not.
            let possible = try self.schema.marked(before).merging(try self.schema.marked(after))
            compared = old.merging(new).merging(possible).names.filter(isOwn)
            for name in try self.madeAnew(in: row, stored: stored)
            where !compared.contains(where: { $0.hasSameBytes(as: name) }) { compared.append(name) }
        }
        var condition: Condition? = self.layout.anyKey.exists
        for name in compared {
            let attribute = Attribute(name: name)
            condition = .all(condition, stored[name].map { attribute == $0 } ?? attribute.notExists)
        }
        guard condition?.hasRoom(behind: update) ?? true else {
            throw DynamoDBError(
                .validation,
                "To see that nobody else changed the item, modify compares all attributes of the model, and there are too "
                    + "many for one condition. Declare a version in the schema, which is compared in their place.")
        }
        return (update, condition)
    }
}

extension ModelTable {
    /// A row with the keys of indexes that templates make: of what the model writes, and of what is stored where it does not
    /// know an attribute.
    ///
    /// A key that is stored stays, unless an input of it changes, or all inputs are stored just as the model writes them: what a
    /// model reads from another form, or takes for something else, says nothing about the key beside it.
    ///
    /// - Parameters:
    ///   - row: What is stored afterwards, but for these keys.
    ///   - model: The row of the model.
    ///   - stored: What is stored before.
    private func withDerivedKeys(_ row: Item, of model: Item, stored: Item) throws(DynamoDBError) -> Item {
        var keyed = row
        for part in self.layout.derivedParts {
            guard let template = try part.pattern() else { continue }
            let paths = template.inputs.map(\.path)
            func value(at path: DocumentPath) -> AttributeValue? {
                let isDate = self.layout.updatedAt?.hasSameBytes(as: path.root) ?? false
                return isDate ? row.value(at: path) : model.value(at: path) ?? row.value(at: path)
            }
            let isChanged = paths.contains { row.value(at: $0) != stored.value(at: $0) }
            let isAsStored = paths.allSatisfy { value(at: $0) == stored.value(at: $0) }
            guard stored[part.name] == nil || isChanged || isAsStored else { continue }
            if case .whole(let text) = try template.filled({ (input) throws(DynamoDBError) in value(at: input.path) }) {
                keyed[part.name] = .string(text)
            } else {
                keyed[part.name] = nil
            }
        }
        return keyed
    }

    /// The attributes of keys that templates make anew: these keys and their inputs, which the model need not know, but for the
    /// primary key and the date of the update.
    private func madeAnew(in row: Item, stored: Item) throws(DynamoDBError) -> [String] {
        var names: [String] = []
        for part in self.layout.derivedParts {
            let paths = try part.pattern()?.inputs.map(\.path) ?? []
            let isChanged = paths.contains { row.value(at: $0) != stored.value(at: $0) }
            if isChanged || row[part.name] != stored[part.name] { names += [part.name] + paths.map(\.root) }
        }
        return names.filter { name in
            !self.layout.isKey(name) && !(self.layout.updatedAt?.hasSameBytes(as: name) ?? false)
        }
    }
}

extension Condition {
    /// Whether an expression has room for it, if it has its names and values from the renderer of an update.
    fileprivate func hasRoom(behind update: Update) -> Bool {
        guard case .tree(let tree, let operators) = self.content else { return false }
        // With so few it is not long enough.
        guard operators > 100 else { return true }
        var renderer = ExpressionRenderer()
        _ = try? renderer.update(update)
        return renderer.condition(tree: tree).utf8.count <= ExpressionParser.maximumSize
    }
}
