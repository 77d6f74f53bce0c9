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
    /// Writes a new model; it fails if there is one with its key.
    ///
    /// ```swift
    /// do {
    ///     try await users.insert(user)
    /// } catch {
    ///     guard error.code == .conditionalCheckFailed else { throw error }
    ///     // error.item is the user who is there
    /// }
    /// ```
    ///
    /// It takes no condition, as there is no item of which one could be true. That no other model has the same email, say, is
    /// the work of a second item in a transaction; see <doc:Recipes>.
    ///
    /// - Parameter model: The model.
    /// - Returns: The model as it is stored: with its version and dates.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if there is one already.
    @discardableResult
    public func insert(_ model: Model) async throws(DynamoDBError) -> Model {
        try await self.write(try self.prepared(model, .insert, nil, at: self.now()))
    }

    /// Writes a model, in place of any with its key.
    ///
    /// With a declared version it fails if the stored model is not the one that this was made of: a model with version 3
    /// takes the place of version 3 only, and one without a version of none that has one. An item that was stored without the
    /// attribute of the version is replaced, by version 0 as well. Nor has an expired item a version: where the stored model
    /// has expired, insert the new one, or put it without a version.
    ///
    /// - Parameters:
    ///   - model: The model. What it does not have is no longer stored.
    ///   - condition: What else must be true of the stored item, or of there being none: an expired one counts as none.
    ///     Defaults to nothing.
    /// - Returns: The model as it is stored: with its new version and dates.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if a condition was false:
    ///   ``DynamoDBError/falseClauses`` says which, and ``DynamoDBError/item`` is what is stored.
    @discardableResult
    public func put(_ model: Model, condition: Condition? = nil) async throws(DynamoDBError) -> Model {
        try await self.write(try self.prepared(model, .put, condition, at: self.now()))
    }

    /// Writes a model in place of one that has to be there; with a declared version, of the one it was made of.
    ///
    /// - Parameters:
    ///   - model: The model. What it does not have is no longer stored.
    ///   - condition: What else must be true of the stored item. Defaults to nothing.
    /// - Returns: The model as it is stored: with its new version and dates.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if there is none, or it was changed.
    @discardableResult
    public func update(_ model: Model, condition: Condition? = nil) async throws(DynamoDBError) -> Model {
        try await self.write(try self.prepared(model, .update, condition, at: self.now()))
    }

    /// Writes the attributes of a model, whether or not there is one, and leaves other attributes of the item alone.
    ///
    /// The date of creation of a stored item stays, and a version counts on: unlike ``put(_:condition:)`` this never
    /// fails because somebody else wrote the item. An expired item counts as none.
    ///
    /// A property that is `nil` or an empty set is removed, as far as the model tells of it: its `encode(to:)` encodes the set,
    /// or calls `encodeIfPresent`, as the one that the compiler writes does. What a hand-written one passes over stays as it is
    /// stored: ``put(_:condition:)`` stores nothing but the model, and `modify` removes what the model no longer writes.
    ///
    /// A key of an index that is made of nothing but attributes which the model does not tell of stays with them.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - condition: What must be true of the stored item, or of there being none. Defaults to nothing.
    /// - Returns: The model as it is stored.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if the condition was false, and with
    ///   ``DynamoDBError/Code/validation`` if the model tells only a part of what a key of an index is made of.
    @discardableResult
    public func upsert(_ model: Model, condition: Condition? = nil) async throws(DynamoDBError) -> Model {
        let now = self.now()
        var (encoded, gone) = try self.schema.encodedWithAbsent(model)
        if let name = self.layout.createdAt,
            let part = self.layout.derivedParts.first(where: { $0.isMade(of: name) }),
            !self.layout.keyParts.contains(where: { $0.isMade(of: name) || $0.name.hasSameBytes(as: name) })
        {
            throw DynamoDBError(
                .validation,
                "The index key \(part.name) is made of \(name), which is the stored one if there is an item, so an upsert "
                    + "does not know it. Use put or modify.")
        }
        try self.layout.setDates(of: &encoded, at: now)
        let row = try self.layout.row(of: encoded)
        let key = row.selecting(self.layout.keyNames)
        var update = Update()
        for (name, value) in row where key[name] == nil && !self.layout.looksAfter(name) {
            update = update.set(Attribute(name: name), to: value)
        }
        gone = try self.layout.removals(row, of: encoded, without: gone)
        var removed: Set<ByteString> = []
        for name in gone where row[name] == nil && key[name] == nil && !self.layout.looksAfter(name) {
            if removed.insert(ByteString(name)).inserted { update = update.remove(Attribute(name: name)) }
        }
        update = try self.layout.looked(after: update, at: now, created: row)
        let changed = update
        let own = Condition.all(self.layout.isOwn(at: now), condition)
        return try await self.replacingExpired(key) { () async throws(DynamoDBError) in
            try await self.changeOrCreate(key, changed, own)
        }
    }

    /// Deletes a model by its key. That there is none is no error.
    ///
    /// An expired item is deleted as well. To delete nothing else, say so: a condition that names the date of expiry is about
    /// what is stored, whether it has expired or not.
    ///
    /// ```swift
    /// try await sessions.delete(key, condition: Attribute("expires") <= secondsSince1970)
    /// ```
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - condition: What must be true of the stored item, or of there being none: an expired one counts as none, unless the
    ///     condition names the date. Defaults to nothing.
    public func delete(_ key: ModelKey<Model>, condition: Condition? = nil) async throws(DynamoDBError) {
        try await self.table.delete(
            try key.resolved(in: self.layout).attributes,
            condition: self.layout.asked(condition, at: self.now(), ofDelete: true), itemOnConditionFailure: true)
    }

    /// Deletes a model by its key, and returns it.
    ///
    /// ```swift
    /// let deleted = try await users.delete(User.key("ann"), returning: .allOld)
    /// ```
    ///
    /// Leave `returning` out where the model is not needed: if the answer with it is lost, a remote database does not send
    /// the request again, as only the first delete finds it.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - condition: What must be true of the stored item, or of there being none: an expired one counts as none, unless the
    ///     condition names the date. Defaults to nothing.
    ///   - returning: `.allOld` for the deleted model.
    /// - Returns: The deleted model; `nil` if there was none, or it had expired.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/decoding`` if what was deleted does not fit the model. It is deleted
    ///   then, and the error carries it.
    public func delete(
        _ key: ModelKey<Model>, condition: Condition? = nil, returning: ReturnOldValues
    ) async throws(DynamoDBError) -> Model? {
        let now = self.now()
        return try await self.delete(
            try key.resolved(in: self.layout).attributes, self.layout.asked(condition, at: now, ofDelete: true),
            at: now)
    }

    /// Deletes a model; with a declared version, only the one that was read.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - condition: What else must be true of the stored item, or of there being none: an expired one counts as none, unless
    ///     the condition names the date. Defaults to nothing.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if it was changed meanwhile.
    public func delete(_ model: Model, condition: Condition? = nil) async throws(DynamoDBError) {
        let prepared = try self.prepared(deleting: model, condition, at: self.now())
        try await self.table.delete(prepared.key, condition: prepared.condition, itemOnConditionFailure: true)
    }

    /// Deletes a model, and returns it as it was stored; with a declared version, only the one that was read.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - condition: What else must be true of the stored item, or of there being none: an expired one counts as none, unless
    ///     the condition names the date. Defaults to nothing.
    ///   - returning: `.allOld` for the deleted model.
    /// - Returns: The deleted model as it was stored; `nil` if there was none, or it had expired.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if it was changed meanwhile, and with
    ///   ``DynamoDBError/Code/decoding`` if what was deleted does not fit the model. It is deleted then, and the error carries
    ///   it.
    public func delete(
        _ model: Model, condition: Condition? = nil, returning: ReturnOldValues
    ) async throws(DynamoDBError) -> Model? {
        let now = self.now()
        let prepared = try self.prepared(deleting: model, condition, at: now)
        return try await self.delete(prepared.key, prepared.condition, at: now)
    }

    private func delete(
        _ key: Item, _ condition: Condition?, at now: Date
    ) async throws(DynamoDBError) -> Model? {
        let item = try await self.table.delete(
            key, condition: condition, returning: .allOld, itemOnConditionFailure: true)
        guard let item, !self.layout.hasExpired(item, at: now) else { return nil }
        return try self.written(item)
    }

    /// The model of an item that a write returned.
    private func written(_ item: Item) throws(DynamoDBError) -> Model {
        do {
            return try self.schema.model(of: item)
        } catch {
            var error = error
            error.message += " The write itself was a success."
            error.item = item
            throw error
        }
    }

    private func write(_ row: PreparedRow) async throws(DynamoDBError) -> Model {
        let model = try self.model(writing: row)
        try await self.table.put(row.item, condition: row.condition, itemOnConditionFailure: true)
        return model
    }

    /// Carries out an upsert. An expired item that DynamoDB has not deleted yet is deleted first, so that nothing of it
    /// comes back to life.
    func replacingExpired(
        _ key: Item, _ upsert: () async throws(DynamoDBError) -> Model
    ) async throws(DynamoDBError) -> Model {
        var attempts = 0
        while true {
            do {
                return try await upsert()
            } catch {
                attempts += 1
                guard error.code == .conditionalCheckFailed, attempts < Self.mostAttempts, let item = error.item,
                    self.layout.hasExpired(item, at: self.now())
                else { throw error }
            }
            do {
                try await self.table.delete(key, condition: self.layout.isFree(at: self.now()))
            } catch {
                // Somebody else was faster, and it is no longer expired.
                guard error.code == .conditionalCheckFailed else { throw error }
            }
        }
    }

    /// Carries out an update that creates the item if there is none.
    func changeOrCreate(
        _ key: Item, _ update: Update, _ condition: Condition?
    ) async throws(DynamoDBError) -> Model {
        guard !update.createsItem else { return try await self.change(key, update, condition) }
        // What only removes would create nothing.
        var attempts = 0
        while true {
            do {
                return try await self.change(key, update, .all(self.layout.anyKey.exists, condition))
            } catch {
                guard error.code == .conditionalCheckFailed, error.item == nil else { throw error }
            }
            do {
                return try await self.change(key, Update(), .all(self.layout.anyKey.notExists, condition))
            } catch {
                attempts += 1
                // Did somebody else create it?
                guard error.code == .conditionalCheckFailed, error.item != nil, attempts < Self.mostAttempts else {
                    throw error
                }
            }
        }
    }

    func change(
        _ key: Item, _ update: Update, _ condition: Condition?
    ) async throws(DynamoDBError) -> Model {
        // A model of keys alone has nothing else to change.
        let item = try await self.table.update(
            key, ifAny: update.isEmpty ? nil : update, condition: condition, returning: .allNew,
            itemOnConditionFailure: true)
        guard let item else {
            throw DynamoDBError(
                .invalidResponse, "The database did not return the item. The write itself was a success.")
        }
        return try self.written(item)
    }
}

/// A row that is ready to be written, and what must be true then.
struct PreparedRow {
    var item: Item
    var condition: Condition?
    /// Whether a version is compared, and the model has none.
    var lacksVersion = false
}

/// What must be true of the item that is there.
enum WriteKind {
    /// There is none.
    case insert
    /// Nothing.
    case put
    /// There is one.
    case update
}

extension ModelTable {
    /// The row of a model, its version and dates set.
    func prepared(
        _ model: Model, _ kind: WriteKind, _ condition: Condition?, at now: Date
    ) throws(DynamoDBError) -> PreparedRow {
        var encoded = try self.schema.encoded(model)
        var atVersion: Condition?
        var lacksVersion = false
        if let name = self.layout.version {
            let version = encoded[name]?.number
            lacksVersion = kind != .insert && version == nil
            // What is inserted is the first, whatever it was copied of.
            let next = kind == .insert ? 1 : try (version ?? 0).adding(1)
            if kind != .insert { atVersion = self.layout.isAtVersion(version) }
            encoded[name] = .number(next)
        }
        try self.layout.setDates(of: &encoded, at: now)
        // Keys can be made of these dates, so they come last.
        let row = try self.layout.row(of: encoded)
        let own = Condition.all(atVersion, condition)
        let whole: Condition? =
            switch kind {
            case .insert: .all(self.layout.isFree(at: now), self.layout.asked(own, at: now))
            case .put: self.layout.asked(own, at: now)
            case .update: .all(self.layout.exists(at: now), own)
            }
        return PreparedRow(item: row, condition: whole, lacksVersion: lacksVersion)
    }

    /// The model as a row will be read back: whether it can be is known before the row is written.
    func model(writing row: PreparedRow) throws(DynamoDBError) -> Model {
        let model = try self.schema.model(of: row.item)
        guard row.lacksVersion, let name = self.layout.version, try self.schema.encoded(model)[name] == nil else {
            return model
        }
        throw DynamoDBError(
            .validation,
            "The schema counts versions in \(name), and the model has no attribute of that name: it could not tell which "
                + "version it was made of, and so could take the place of none. Add a property such as var version: Int?."
        )
    }

    /// The key of a model, and the condition that it is deleted on.
    func prepared(
        deleting model: Model, _ condition: Condition?, at now: Date
    ) throws(DynamoDBError) -> (key: Item, condition: Condition?) {
        let row = try self.layout.row(of: try self.schema.encoded(model))
        if let name = self.layout.version, row[name]?.number == nil {
            var versioned = row
            versioned[name] = 1
            _ = try self.model(writing: PreparedRow(item: versioned, lacksVersion: true))
        }
        let atVersion = self.layout.version.flatMap { self.layout.isAtVersion(row[$0]?.number) }
        // A condition that has the date is about what is stored, and so is the version beside it.
        return (
            row.selecting(self.layout.keyNames),
            self.layout.asked(.all(atVersion, condition), at: now, ofDelete: true)
        )
    }
}

extension RowLayout {
    /// Whether the table itself sets the attribute in every update.
    func looksAfter(_ name: String) -> Bool {
        [self.version, self.createdAt, self.updatedAt].contains { $0?.hasSameBytes(as: name) ?? false }
    }

    /// What an upsert of a model removes.
    ///
    /// - Parameters:
    ///   - row: The row of the model.
    ///   - encoded: The model's own attributes.
    ///   - absent: The attributes that it says it does not have.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if it tells only a part of what a key of an index is
    ///   made of.
    func removals(_ row: Item, of encoded: Item, without absent: [String]) throws(DynamoDBError) -> [String] {
        var gone = absent.filter { !self.isDerived($0) }
        // Key attributes of indexes are there or not, and never NULL.
        for part in self.indexParts where !self.isDerived(part.name) && encoded[part.name]?.isNull ?? false {
            gone.append(part.name)
        }
        for part in self.derivedParts where row[part.name] == nil {
            guard let template = try part.pattern() else { continue }
            func isMissing(_ input: KeyTemplate.Input) -> Bool { row.value(at: input.path)?.isNull ?? true }
            func isUntold(_ input: KeyTemplate.Input) -> Bool {
                let root = input.path.root
                return row[root] == nil && encoded[root] == nil && !absent.contains { $0.hasSameBytes(as: root) }
            }
            // Without one of its inputs the item is not in the index, whatever the others are.
            if template.inputs.contains(where: { isMissing($0) && !isUntold($0) }) {
                gone.append(part.name)
                continue
            }
            // What is the same in every row with this key changes nothing.
            let told = template.inputs.filter { !isUntold($0) && !self.isFixed($0.path.root) }
            guard let first = told.first, let untold = template.inputs.first(where: isUntold) else { continue }
            throw DynamoDBError(
                .validation,
                "The index key \(part.name) is made of \(first.name) and of \(untold.name), of which the model tells "
                    + "nothing, so an upsert does not know it. Use modify.")
        }
        return gone
    }

    /// Whether an attribute is the same in all rows of the model with one key.
    private func isFixed(_ name: String) -> Bool {
        self.type?.attribute.hasSameBytes(as: name) ?? false
            || self.keyParts.contains { $0.isMade(of: name) || $0.name.hasSameBytes(as: name) }
    }

    /// Whether an attribute is one of the primary key.
    func isKey(_ name: String) -> Bool { self.keyNames.contains { $0.hasSameBytes(as: name) } }

    /// Whether an attribute is a key of an index that a template makes.
    func isDerived(_ name: String) -> Bool { self.derivedParts.contains { $0.name.hasSameBytes(as: name) } }

    /// Sets the dates of a model that is written as a whole.
    func setDates(of encoded: inout Item, at now: Date) throws(DynamoDBError) {
        if let createdAt, encoded[createdAt]?.isNull ?? true {
            encoded[createdAt] = try self.value(of: now, in: createdAt)
        }
        if let updatedAt { encoded[updatedAt] = try self.value(of: now, in: updatedAt) }
    }

    /// An update with the version and the dates.
    ///
    /// - Parameter row: The row of an item that may not be there yet; `nil` if it has to be.
    func looked(after update: Update, at now: Date, created row: Item?) throws(DynamoDBError) -> Update {
        var update = update
        if let version { update = update.increment(Attribute(name: version)) }
        if let updatedAt {
            update = update.set(Attribute(name: updatedAt), to: try self.value(of: now, in: updatedAt))
        }
        // As a key it is the same in every update.
        if let createdAt, let row, !self.isKey(createdAt) {
            var date = try self.value(of: now, in: createdAt)
            if let given = row[createdAt], !given.isNull { date = given }
            update = update.set(Attribute(name: createdAt), ifNotExists: date)
        }
        return update
    }
}
