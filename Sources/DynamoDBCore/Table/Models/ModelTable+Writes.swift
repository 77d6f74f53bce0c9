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

    /// Reads the model with the key of this one, or writes this one if there is none. Of several who do so at once one writes,
    /// and all get that model.
    ///
    /// ```swift
    /// let cart = try await carts.getOrInsert(Cart(customer: "ann"))
    /// ```
    ///
    /// The first read is not a consistent one: a model that was deleted a moment before can still be found. Where that matters,
    /// ``insert(_:)`` fails with the item that is there.
    ///
    /// - Parameter model: The model to write if there is none with its key.
    /// - Returns: The model as it is stored.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/outcomeUnknown`` if the answer to the write was lost, and with
    ///   ``DynamoDBError/Code/conditionalCheckFailed`` if the other model was deleted in between: call it again.
    @discardableResult
    public func getOrInsert(_ model: Model) async throws(DynamoDBError) -> Model {
        let key = try self.prepared(model, .insert, nil, at: self.now()).item.selecting(self.layout.keyNames)
        if let stored = try await self.get(key, .eventual) { return stored }
        do {
            // What had expired when it was read has expired for the write as well.
            return try await self.write(try self.prepared(model, .insert, nil, at: self.now()))
        } catch {
            guard error.code == .conditionalCheckFailed else { throw error }
            // Somebody else was faster, or the read was not of the last moment.
            if let item = error.item { return try self.schema.model(of: item) }
            guard let stored = try await self.get(key, .strong) else { throw error }
            return stored
        }
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

    /// Writes the attributes of a model that has to be there, and leaves other attributes of the item alone; with a declared
    /// version, only of the one it was made of.
    ///
    /// ```swift
    /// order.status = .shipped
    /// order = try await orders.update(order)
    /// ```
    ///
    /// It changes the item as ``upsert(_:condition:)`` does: a property that is `nil` or an empty set is removed, as far as the
    /// model tells of it, and what the model does not know stays. ``put(_:condition:)`` stores nothing but the model. The date
    /// of creation is that of the model; where it has none, the stored one stays.
    ///
    /// Each attribute is written as a whole: what the model does not know inside of a map or a list is lost. An expression of an
    /// update may have 4 KB, so that there is room for about 250 attributes; a put takes any number.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - condition: What else must be true of the stored item. Defaults to nothing.
    /// - Returns: The model as it is stored: with its new version and dates.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if there is none, it was changed or is of
    ///   another ``EntityType``, and with ``DynamoDBError/Code/validation`` if the model tells only a part of what a key of an
    ///   index is made of.
    @discardableResult
    public func update(_ model: Model, condition: Condition? = nil) async throws(DynamoDBError) -> Model {
        let prepared = try self.prepared(updating: model, condition, at: self.now())
        if prepared.row.lacksVersion { _ = try self.model(writing: prepared.row) }
        return try await self.change(prepared.key, prepared.update, prepared.condition)
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
        var (encoded, absent) = try self.schema.encodedWithAbsent(model)
        if let name = self.layout.createdAt,
            let part = self.layout.derivedParts.first(where: { $0.isMade(of: name) }),
            !self.layout.keyParts.contains(where: { $0.isMade(of: name) || $0.name.hasSameBytes(as: name) })
        {
            throw self.layout.unknownCreation(in: part)
        }
        try self.layout.setDates(of: &encoded, at: now)
        let row = try self.layout.row(of: encoded)
        let key = row.selecting(self.layout.keyNames)
        let changes = try self.layout.changes(to: row, of: encoded, without: absent, by: "an upsert")
        let update = try self.layout.looked(after: changes, at: now, created: row)
        let own = Condition.all(self.layout.isOwn(at: now), condition)
        return try await self.replacingExpired(key) { () async throws(DynamoDBError) in
            try await self.changeOrCreate(key, update, own)
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
    ///   - expectedVersion: The version that the stored model has to have; 0 also if it has none, or there is none. Defaults to
    ///     any.
    ///   - condition: What must be true of the stored item, or of there being none: an expired one counts as none, unless the
    ///     condition names the date. Defaults to nothing.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if something that was required is not so.
    public func delete(
        _ key: ModelKey<Model>, expectedVersion: Int? = nil, condition: Condition? = nil
    ) async throws(DynamoDBError) {
        try await self.table.delete(
            try key.resolved(in: self.layout).attributes,
            condition: try self.layout.deletion(expectedVersion, condition, at: self.now()),
            itemOnConditionFailure: true)
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
    ///   - expectedVersion: The version that the stored model has to have; 0 also if it has none, or there is none. Defaults to
    ///     any.
    ///   - condition: What must be true of the stored item, or of there being none: an expired one counts as none, unless the
    ///     condition names the date. Defaults to nothing.
    ///   - returning: `.allOld` for the deleted model.
    /// - Returns: The deleted model; `nil` if there was none, or it had expired.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/decoding`` if what was deleted does not fit the model. It is deleted
    ///   then, and the error carries it.
    public func delete(
        _ key: ModelKey<Model>, expectedVersion: Int? = nil, condition: Condition? = nil, returning: ReturnOldValues
    ) async throws(DynamoDBError) -> Model? {
        let now = self.now()
        return try await self.delete(
            try key.resolved(in: self.layout).attributes,
            try self.layout.deletion(expectedVersion, condition, at: now), at: now)
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

/// An update by a model that is ready to be sent, and what must be true then.
struct PreparedUpdate {
    var key: Item
    var update: Update
    var condition: Condition?
    /// What the model makes of the item: without the date of creation, if it had none.
    var row: PreparedRow
}

/// What must be true of the item that is there.
enum WriteKind {
    /// There is none.
    case insert
    /// Nothing.
    case put
}

extension ModelTable {
    /// The row of a model, its version and dates set.
    func prepared(
        _ model: Model, _ kind: WriteKind, _ condition: Condition?, at now: Date
    ) throws(DynamoDBError) -> PreparedRow {
        var encoded = try self.schema.encoded(model)
        var asked: Condition?
        var lacksVersion = false
        switch kind {
        case .insert:
            // What is inserted is the first, whatever it was copied of.
            if let name = self.layout.version { encoded[name] = 1 }
            asked = self.layout.isFree(at: now)
        case .put:
            let own = try self.layout.countVersion(of: &encoded, condition)
            asked = self.layout.asked(own.condition, at: now)
            lacksVersion = own.lacksVersion
        }
        try self.layout.setDates(of: &encoded, at: now)
        // Keys can be made of these dates, so they come last.
        let row = try self.layout.row(of: encoded)
        return PreparedRow(item: row, condition: asked, lacksVersion: lacksVersion)
    }

    /// What an update of a model writes.
    func prepared(
        updating model: Model, _ condition: Condition?, at now: Date
    ) throws(DynamoDBError) -> PreparedUpdate {
        var (encoded, absent) = try self.schema.encodedWithAbsent(model)
        let (own, lacksVersion) = try self.layout.countVersion(of: &encoded, condition)
        if let name = self.layout.updatedAt { encoded[name] = try self.layout.value(of: now, in: name) }
        // Without a date of its own the model tells nothing of it.
        if let name = self.layout.createdAt, encoded[name]?.isNull ?? true {
            encoded[name] = nil
            absent.removeAll { $0.hasSameBytes(as: name) }
        }
        let row = try self.layout.row(of: encoded)
        var update = try self.layout.changes(to: row, of: encoded, without: absent, by: "an update")
        if let name = self.layout.createdAt, let date = row[name], !self.layout.isKey(name) {
            update = update.set(Attribute(name: name), to: date)
        }
        return PreparedUpdate(
            key: row.selecting(self.layout.keyNames),
            update: try self.layout.looked(after: update, at: now, created: nil),
            condition: .all(self.layout.exists(at: now), own),
            row: PreparedRow(item: row, lacksVersion: lacksVersion))
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
