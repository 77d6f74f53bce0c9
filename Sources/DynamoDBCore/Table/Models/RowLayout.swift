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

/// What a schema says of the rows of its model, without the model's type.
///
/// It is an object since schemas and tables are passed around much, and it has many parts (benchmark `put-model`).
final class RowLayout: Sendable {
    let keys: KeyLayout
    let indexes: [ModelIndexLayout]
    let type: EntityType?
    let version: String?
    let createdAt: String?
    let updatedAt: String?
    let expiresAt: String?
    let context: CodingContext
    /// What is wrong with the declarations: kept until they are used.
    let fault: KeyFault?
    /// The parts of the primary key.
    let keyParts: [KeyPart]
    /// The names of the primary key.
    let keyNames: [String]
    /// The parts of the keys of all indexes.
    let indexParts: [KeyPart]
    /// The key attributes of the indexes that are made by templates, each once.
    let derivedParts: [KeyPart]

    init(
        keys: KeyLayout, indexes: [ModelIndexLayout], type: EntityType?, version: String?, createdAt: String?,
        updatedAt: String?, expiresAt: String?, context: CodingContext
    ) {
        let keyParts = keys.parts
        let indexParts = indexes.flatMap(\.keys.parts)
        var derived: [KeyPart] = []
        for part in indexParts where part.template != nil {
            if keyParts.contains(where: { $0.name.hasSameBytes(as: part.name) }) || derived.contains(part) { continue }
            derived.append(part)
        }
        self.keys = keys
        self.indexes = indexes
        self.type = type
        self.version = version
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.expiresAt = expiresAt
        self.context = context
        self.keyParts = keyParts
        self.keyNames = keyParts.map(\.name)
        self.indexParts = indexParts
        self.derivedParts = derived
        self.fault = Self.contradiction(
            keys: keyParts, indexes: indexParts, version: version, updatedAt: updatedAt,
            kept: [version, createdAt, updatedAt, expiresAt, type?.attribute]
        ).map { KeyFault(message: $0) }
    }

    /// What the declarations say that cannot all be true.
    ///
    /// - Parameter kept: The attributes that the table looks after.
    private static func contradiction(
        keys: [KeyPart], indexes: [KeyPart], version: String?, updatedAt: String?, kept: [String?]
    ) -> String? {
        func isNamed(_ name: String, in names: [String?]) -> Bool {
            names.contains { $0?.hasSameBytes(as: name) ?? false }
        }
        let parts = keys + indexes
        for part in parts {
            guard let template = part.template else { continue }
            if isNamed(part.name, in: kept) {
                return "The schema makes \(part.name) by a template, and has another use for it."
            }
            if parts.contains(where: {
                $0.name.hasSameBytes(as: part.name) && $0.template.map { $0 != template } ?? false
            }) {
                return "The schema makes \(part.name) by two templates."
            }
            if keys.contains(where: { $0.template == nil && $0.name.hasSameBytes(as: part.name) }) {
                return "An index makes \(part.name) by a template, and the key of the table is the model's own "
                    + "\(part.name). Declare it in the index without the template, or make the table's key by the "
                    + "template too."
            }
            guard case .success(let pattern) = template else { continue }
            if pattern.inputs.contains(where: { isNamed($0.path.root, in: [version]) }) {
                return "The key template \"\(pattern.source)\" has the version, which the table alone knows, as an "
                    + "input."
            }
            if let made = parts.first(where: { $0.template != nil && part.isMade(of: $0.name) }) {
                return "The key template \"\(pattern.source)\" names \(made.name), which is itself made by a template. "
                    + "Name its inputs instead."
            }
        }
        for part in keys {
            var roots = [part.name]
            if case .success(let pattern)? = part.template { roots = pattern.inputs.map(\.path.root) }
            if let name = roots.first(where: { isNamed($0, in: [version, updatedAt]) }) {
                return "\(name) changes with every write, so it can be no part of the primary key."
            }
        }
        return nil
    }

    /// Throws if the declarations cannot all be true.
    func requireSound() throws(DynamoDBError) {
        if let fault { throw DynamoDBError(.validation, fault.message) }
    }

    var settings: CodingSettings { self.context.settings }

    /// An attribute that is there in every row.
    var anyKey: Attribute { Attribute(name: self.keys.partition.name) }

    /// The whole row of a model's own attributes.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if an input of the primary key is missing. One of
    ///   an index leaves the item out of the index.
    func row(of encoded: Item) throws(DynamoDBError) -> Item {
        try self.requireSound()
        var encoded = encoded
        if let type {
            if let own = encoded[type.attribute], !own.isNull, own != .string(type.name) {
                throw DynamoDBError(
                    .validation,
                    "The model has another \(type.attribute) than \"\(type.name)\", which the schema keeps there. Name "
                        + "another attribute in the EntityType.")
            }
            encoded[type.attribute] = .string(type.name)
        }
        var row = encoded
        for part in self.keyParts {
            guard let template = try part.pattern() else {
                guard let value = encoded[part.name], !value.isNull else {
                    throw DynamoDBError(.validation, "The model has no value for the key attribute \(part.name).")
                }
                continue
            }
            switch try template.filled({ (input) throws(DynamoDBError) in encoded.value(at: input.path) }) {
            case .whole(let text): row[part.name] = .string(text)
            case .partial(_, let missing):
                throw DynamoDBError(
                    .validation,
                    "The key attribute \(part.name) is made by \"\(template.source)\", and the model has no \(missing)."
                )
            }
        }
        for part in self.derivedParts {
            guard let template = try part.pattern() else { continue }
            if case .whole(let text) = try template.filled({ (input) throws(DynamoDBError) in
                encoded.value(at: input.path)
            }) {
                row[part.name] = .string(text)
            } else {
                row[part.name] = nil
            }
        }
        // A key of an index can be missing, and not be NULL.
        for part in self.indexParts where row[part.name]?.isNull == true { row[part.name] = nil }
        return row
    }

    /// Whether a stored item is a row of the model.
    func recognizes(_ item: Item) -> Bool {
        if let type { return item[type.attribute]?.string?.hasSameBytes(as: type.name) ?? false }
        return self.recognizes(key: item)
    }

    /// Whether a key can be that of a row of the model, by its form. Models whose keys have the same form cannot be told apart
    /// by it.
    func recognizes(key: Item) -> Bool {
        if let type, let value = key[type.attribute] { return value.string?.hasSameBytes(as: type.name) ?? false }
        return self.keyParts.allSatisfy { part in
            guard let value = key[part.name] else { return false }
            guard let template = part.template else { return value.kind.rawValue == part.attribute.type.rawValue }
            guard case .string(let text) = value, case .success(let pattern) = template else { return false }
            return pattern.matches(text)
        }
    }

    /// Refuses an item that says of itself that it is of another model: a key with an input from outside can be the key of
    /// one. An item without a type was written before the schema had it.
    ///
    /// - Parameter value: Gives what is in an attribute of the item.
    func requireType(_ value: (String) -> AttributeValue?) throws(DynamoDBError) {
        guard let type, let stored = value(type.attribute), !stored.isNull, stored != .string(type.name) else {
            return
        }
        let other = stored.string.map { "of type \"\($0)\"" } ?? "of another type"
        throw DynamoDBError(
            .decoding, "The item is \(other), and not \"\(type.name)\": its key is made as one of both.")
    }

    /// True of an item that does not say of itself that it is of another model, and of none; `nil` if items do not say it.
    var isNoOther: Condition? {
        guard let type, !self.isKey(type.attribute) else { return nil }
        let attribute = Attribute(name: type.attribute)
        return attribute == nil || attribute == type.name
    }

    /// What leaves out the rows of other models in a read; `nil` if there is nothing to leave out.
    ///
    /// - Parameters:
    ///   - source: What is read; `nil` for a scan of the table.
    ///   - isQuery: Whether it is a query, which must not filter by its own keys.
    func rowFilter(reading source: ModelKeySource?, isQuery: Bool) -> Condition? {
        let queried = isQuery ? (source?.layout.parts.map(\.name) ?? []) : []
        func isFree(_ name: String) -> Bool { !queried.contains { $0.hasSameBytes(as: name) } }
        if let type, isFree(type.attribute), source?.index?.projects(type.attribute) ?? true {
            return Attribute(name: type.attribute) == type.name
        }
        if isQuery, source?.index == nil, let sort = self.keys.sort, case .success(let template)? = sort.template,
            !template.prefix.isEmpty
        {
            // The key condition reads only what begins as the template does.
            return nil
        }
        var filter: Condition?
        for part in self.keyParts where isFree(part.name) {
            guard case .success(let template)? = part.template, !template.prefix.isEmpty else { continue }
            let attribute = Attribute(name: part.name)
            let test =
                template.inputs.isEmpty ? attribute == template.prefix : attribute.beginsWith(template.prefix)
            filter = .all(filter, test)
        }
        return filter
    }

    // MARK: Expiry

    /// True of items that have not expired; `nil` if items do not.
    func isLive(at now: Date) -> Condition? {
        self.expiresAt.map { Self.isLive($0, at: Self.seconds(now)) }
    }

    /// True of items that have not expired by the date in an attribute.
    static func isLive(_ name: String, at date: DynamoDBNumber) -> Condition {
        // Also of one without a date, or with NULL in its place.
        !(Attribute(name: name) <= date)
    }

    /// Whether a stored item has expired.
    func hasExpired(_ item: Item, at now: @autoclosure () -> Date) -> Bool {
        guard let expiresAt, let end = item[expiresAt]?.number else { return false }
        return end <= Self.seconds(now())
    }

    /// The same of an item in an answer.
    func hasExpired(_ item: EncodedItem, at now: @autoclosure () -> Date) -> Bool {
        guard let expiresAt, let end = item.number(named: expiresAt) else { return false }
        return end <= Self.seconds(now())
    }

    /// True if there is no item, or only an expired one.
    func isFree(at now: Date) -> Condition {
        guard let expiresAt else { return self.anyKey.notExists }
        return self.anyKey.notExists || Attribute(name: expiresAt) <= Self.seconds(now)
    }

    /// A condition, for which an expired item is none: it is true of one if it is of no item at all, which is known here.
    ///
    /// - Parameter ofDelete: Whether it is that of a delete. It stays as it is then if it names the date: so asks who deletes
    ///   what has expired, and to delete an expired item does no harm.
    func asked(_ condition: Condition?, at now: Date, ofDelete: Bool = false) -> Condition? {
        guard let expiresAt, let condition, !(ofDelete && condition.names(expiresAt)) else { return condition }
        let date = Self.seconds(now)
        return condition.holds(for: Item())
            ? condition.orEach(Attribute(name: expiresAt) <= date) : Self.isLive(expiresAt, at: date) && condition
    }

    /// True if there is an item of the model that has not expired.
    func exists(at now: Date) -> Condition {
        let exists = self.anyKey.exists
        return .all(exists, self.isLive(at: now), self.isNoOther) ?? exists
    }

    /// True if there is no item, or one of the model that has not expired; `nil` if that is always so.
    func isOwn(at now: Date) -> Condition? { .all(self.isLive(at: now), self.isNoOther) }

    static func seconds(_ date: Date) -> DynamoDBNumber {
        DynamoDBNumber(Int(exactly: date.timeIntervalSince1970.rounded(.down)) ?? 0)
    }

    // MARK: What the table looks after

    /// What is stored for a date in an attribute.
    func value(of date: Date, in attribute: String) throws(DynamoDBError) -> AttributeValue {
        try self.settings.keyValue(date, inAttribute: attribute)
    }

    /// True if the item is at the version; `nil` means that no versioned item is there, and 0 that none is, or one at 0.
    func isAtVersion(_ version: DynamoDBNumber?) -> Condition? {
        guard let attribute = self.version.map({ Attribute(name: $0) }) else { return nil }
        guard let version else { return attribute.notExists }
        return version.isZero ? attribute.notExists || attribute == version : attribute == version
    }
}

extension Condition {
    /// True if the condition or the other one is: of parts joined by `AND` it is each that may be replaced by the other one, so
    /// that an error names those alone that were false. Very many stay together, as an expression has no room for more.
    fileprivate func orEach(_ other: Condition) -> Condition {
        guard case .tree(.all(let parts), _) = self.content, parts.count <= 20 else { return self || other }
        let each = parts.reduce(nil as Condition?) { all, part in .all(all, Condition(part) || other) }
        guard let each, case .tree = each.content else { return self || other }
        return each
    }

    /// Whether it reads the attribute.
    fileprivate func names(_ attribute: String) -> Bool {
        guard case .tree(let tree, _) = self.content else { return false }
        return tree.paths.contains { $0.root.hasSameBytes(as: attribute) }
    }
}
