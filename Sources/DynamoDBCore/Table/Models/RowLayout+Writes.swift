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

extension RowLayout {
    /// Whether the table itself sets the attribute in every update.
    func looksAfter(_ name: String) -> Bool {
        [self.version, self.createdAt, self.updatedAt].contains { $0?.hasSameBytes(as: name) ?? false }
    }

    /// What an upsert is refused with if a key of an index is made of the date of creation.
    func unknownCreation(in part: KeyPart) -> DynamoDBError {
        DynamoDBError(
            .validation,
            "The index key \(part.name) is made of \(self.createdAt ?? ""), which is the stored one if there is an item, so an "
                + "upsert does not know it. Insert what is new, and use update or modify for what is there.")
    }

    /// Counts the version of a model on, if one is declared.
    ///
    /// - Returns: The condition, and that the item has the version which the model had; and whether it had none.
    func countVersion(
        of encoded: inout Item, _ condition: Condition?
    ) throws(DynamoDBError) -> (condition: Condition?, lacksVersion: Bool) {
        guard let name = self.version else { return (condition, false) }
        let version = encoded[name]?.number
        encoded[name] = .number(try (version ?? 0).adding(1))
        return (.all(self.isAtVersion(version), condition), version == nil)
    }

    /// True if the item is at the version that a program expects; `nil` if it expects none.
    func isAtVersion(expected version: Int?) throws(DynamoDBError) -> Condition? {
        guard let version else { return nil }
        guard self.version != nil else {
            throw DynamoDBError(.validation, "The schema declares no version attribute, so none can be expected.")
        }
        return self.isAtVersion(DynamoDBNumber(version))
    }

    /// True if there is an item at that version for which the condition is true.
    func presence(_ version: Int?, _ condition: Condition?, at now: Date) throws(DynamoDBError) -> Condition? {
        .all(self.exists(at: now), try self.isAtVersion(expected: version), condition)
    }

    /// What a delete by key asks for.
    func deletion(_ version: Int?, _ condition: Condition?, at now: Date) throws(DynamoDBError) -> Condition? {
        // A condition that has the date of expiry is about what is stored, and so is the version beside it.
        self.asked(.all(try self.isAtVersion(expected: version), condition), at: now, ofDelete: true)
    }

    /// The update that makes an item the row of a model, and leaves alone what the model does not know and what the table looks
    /// after.
    ///
    /// - Parameters:
    ///   - row: The row of the model.
    ///   - encoded: The model's own attributes.
    ///   - absent: The attributes that it says it does not have.
    ///   - verb: What an error calls it.
    func changes(
        to row: Item, of encoded: Item, without absent: [String], by verb: String
    ) throws(DynamoDBError) -> Update {
        func isOwn(_ name: String) -> Bool { !self.isKey(name) && !self.looksAfter(name) }
        var update = Update()
        for (name, value) in row where isOwn(name) { update = update.set(Attribute(name: name), to: value) }
        var removed: Set<ByteString> = []
        let gone = try self.removals(row, of: encoded, without: absent, by: verb)
        for name in gone where row[name] == nil && isOwn(name) {
            if removed.insert(ByteString(name)).inserted { update = update.remove(Attribute(name: name)) }
        }
        return update
    }

    /// What an update by a model removes.
    ///
    /// - Parameters:
    ///   - row: The row of the model.
    ///   - encoded: The model's own attributes.
    ///   - absent: The attributes that it says it does not have.
    ///   - verb: What an error calls the update.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if it tells only a part of what a key of an index is
    ///   made of.
    private func removals(
        _ row: Item, of encoded: Item, without absent: [String], by verb: String
    ) throws(DynamoDBError) -> [String] {
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
                    + "nothing, so \(verb) does not know it. Use modify.")
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
