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

/// Makes the one update that leaves no key attribute stale, or says what it lacks for that. It sends nothing.
struct UpdatePlan {
    let layout: RowLayout
    let key: ResolvedKey
    let changes: ModelChanges

    /// What becomes of an input of a key.
    private enum Input {
        /// The update does not change it.
        case untouched
        /// It has this value afterwards; `nil` if it is gone.
        case becomes(AttributeValue?)
        /// The database alone will know.
        case unforeseeable
    }

    init(_ layout: RowLayout, _ key: ResolvedKey, _ changes: ModelChanges) throws(DynamoDBError) {
        try layout.requireSound()
        if let fault = changes.fault { throw fault }
        self.layout = layout
        self.key = key
        self.changes = changes
    }

    private func actions() throws(DynamoDBError) -> [UpdateTree.Action] {
        do {
            return try self.changes.update.content.get().actions.map { self.withoutNullKey($0) }
        } catch {
            throw error.error(in: .update)
        }
    }

    /// A key of an index can be missing, and not be NULL.
    private func withoutNullKey(_ action: UpdateTree.Action) -> UpdateTree.Action {
        guard case .set(let path, .operand(.value(.null))) = action,
            self.layout.indexParts.contains(where: { DocumentPath(root: $0.name) == path })
        else { return action }
        return .remove(path)
    }

    /// The update with everything that follows from it.
    ///
    /// - Parameters:
    ///   - creates: Whether the item may be created.
    ///   - now: The date of the update.
    func update(creates: Bool, at now: Date) throws(DynamoDBError) -> Update {
        let own = try self.actions()
        try self.requireOwnAttributes(own)
        var actions = own
        var row = self.key.inputs
        if creates {
            // A new item needs what its key was made of, to be read as a model.
            for (name, value) in self.key.inputs where self.key.attributes[name] == nil {
                // The date of creation and the type are set below.
                let isType = self.layout.type?.attribute.hasSameBytes(as: name) ?? false
                if isType || self.layout.looksAfter(name) { continue }
                let path = DocumentPath(root: name)
                if own.contains(where: { $0.target.root.hasSameBytes(as: name) }) { continue }
                actions.append(.set(path, .operand(.ifNotExists(path, .value(value)))))
            }
            if let type = self.layout.type, let given = self.key.inputs[type.attribute], given != .string(type.name) {
                throw DynamoDBError(
                    .validation,
                    "The key has another \(type.attribute) than \"\(type.name)\", which the schema keeps there.")
            }
        }
        // Where the schema came to have a type later, rows lack it. An update of nothing stays one.
        if let type = self.layout.type, !self.layout.isKey(type.attribute),
            creates || !own.isEmpty || !self.changes.cappedLists.isEmpty
        {
            actions.append(.set(DocumentPath(root: type.attribute), .operand(.value(.string(type.name)))))
        }
        for part in self.layout.derivedParts {
            guard let template = try part.pattern() else { continue }
            guard let text = try self.derived(part, template, own, creates: creates, at: now) else { continue }
            let path = DocumentPath(root: part.name)
            switch text {
            case .whole(let text): actions.append(.set(path, .operand(.value(.string(text)))))
            case .partial: actions.append(.remove(path))
            }
        }
        for (name, value) in self.key.attributes { row[name] = value }
        return try self.layout.looked(
            after: Update(UpdateTree(actions: actions)), at: now, created: creates ? row : nil)
    }

    /// Attributes that keys are made of, or that the table looks after, are not the program's to change.
    private func requireOwnAttributes(_ actions: [UpdateTree.Action]) throws(DynamoDBError) {
        let lists = self.changes.cappedLists.compactMap { try? $0.attribute.path.get() }
        for target in actions.map(\.target) + lists {
            let name = target.root
            func isName(_ other: String?) -> Bool { other?.hasSameBytes(as: name) ?? false }
            for part in self.layout.keyParts {
                let template = try part.pattern()
                guard isName(part.name) || template?.inputs.contains(where: { $0.path.overlaps(target) }) ?? false
                else {
                    continue
                }
                throw DynamoDBError(
                    .validation,
                    "\(name) is a part of the primary key, which no update can change. Delete the item and insert it anew."
                )
            }
            if let part = self.layout.derivedParts.first(where: { isName($0.name) }) {
                throw DynamoDBError(
                    .validation, "\(part.name) is made of other attributes. Change those, and it follows.")
            }
            if isName(self.layout.version) || isName(self.layout.updatedAt) || isName(self.layout.type?.attribute) {
                throw DynamoDBError(.validation, "The table itself sets \(name) in every update.")
            }
            if isName(self.layout.createdAt) {
                throw DynamoDBError(.validation, "The table itself sets \(name), when the item is created.")
            }
        }
    }

    /// The text of an index key after the update; `nil` if it stays as it is.
    private func derived(
        _ part: KeyPart, _ template: KeyTemplate, _ actions: [UpdateTree.Action], creates: Bool, at now: Date
    ) throws(DynamoDBError) -> KeyTemplate.Filled? {
        var touched: [String] = []
        var unknown: [String] = []
        var values: [DocumentPath: AttributeValue] = [:]
        var isGone = false
        for input in template.inputs {
            switch try self.fate(of: input.path, actions, creates: creates, at: now) {
            case .becomes(let value?):
                touched.append(input.name)
                values[input.path] = value
            case .becomes(nil):
                touched.append(input.name)
                isGone = true
            case .untouched:
                if let value = self.knownValue(at: input.path) {
                    values[input.path] = value
                } else {
                    unknown.append(input.name)
                }
            case .unforeseeable where self.isCreation(input.path):
                throw self.layout.unknownCreation(in: part)
            case .unforeseeable:
                throw DynamoDBError(
                    .validation,
                    """
                    The index key \(part.name) is made of \(input.name), and what the update makes of that is not known \
                    before. Set it to a value, with require for the one that this goes by, or use modify.
                    """)
            }
        }
        // An item that is created needs the key as well, as far as it is known; one that lacked its type is given that.
        if touched.isEmpty {
            let isOfType = self.layout.type.map { part.isMade(of: $0.attribute) } ?? false
            guard creates || isOfType, unknown.isEmpty else { return nil }
        }
        // Without one of its inputs the item is not in the index, whatever the others are.
        if isGone { return .partial("", missing: "") }
        guard unknown.isEmpty else {
            throw DynamoDBError(
                .validation,
                """
                The index key \(part.name) is made by "\(template.source)". The update sets \
                \(touched.joined(separator: ", ")), and \(unknown.joined(separator: ", ")) is missing to make it anew. \
                Set it too, give its value by expect, or use modify.
                """)
        }
        return try template.filled { (input) throws(DynamoDBError) in values[input.path] }
    }

    private func isCreation(_ input: DocumentPath) -> Bool {
        self.layout.createdAt.map { input == DocumentPath(root: $0) } ?? false
    }

    private func knownValue(at path: DocumentPath) -> AttributeValue? {
        if let type = self.layout.type, path == DocumentPath(root: type.attribute) { return .string(type.name) }
        return self.key.inputs.value(at: path) ?? self.changes.known.first { $0.path == path }?.value
    }

    private func fate(
        of input: DocumentPath, _ actions: [UpdateTree.Action], creates: Bool, at now: Date
    ) throws(DynamoDBError) -> Input {
        if let updatedAt = self.layout.updatedAt, input == DocumentPath(root: updatedAt) {
            return .becomes(try self.layout.value(of: now, in: updatedAt))
        }
        // If there is an item it keeps its date.
        if creates, self.isCreation(input), self.key.inputs.value(at: input) == nil { return .unforeseeable }
        if self.changes.cappedLists.contains(where: { (try? $0.attribute.path.get())?.overlaps(input) ?? false }) {
            return .unforeseeable
        }
        for action in actions where action.target.overlaps(input) {
            guard action.target.elements.count <= input.elements.count else { return .unforeseeable }
            let rest = Array(input.steps.dropFirst(action.target.steps.count))
            switch action {
            case .set(_, .operand(.value(let value))):
                let found = Item([("v", value)]).value(at: DocumentPath(root: "v", steps: rest))
                return .becomes(found.flatMap { $0.isNull ? nil : $0 })
            case .remove: return .becomes(nil)
            case .set, .add, .delete: return .unforeseeable
            }
        }
        return .untouched
    }

    // MARK: Lists with a cap

    /// The update and the condition, for what is known of the stored item.
    ///
    /// A list can be cut only by who knows it. As long as nothing is known, the update is for a list that has room; if it
    /// has none, the condition fails and brings the item, and the next update writes the cut list in place of that one.
    func capped(
        _ update: Update, given item: Item?
    ) throws(DynamoDBError) -> (update: Update, condition: Condition?) {
        var update = update
        var condition: Condition?
        for list in self.changes.cappedLists {
            let path: DocumentPath
            do {
                path = try list.attribute.path.get()
            } catch {
                throw error.error(in: .update)
            }
            guard let item else {
                if list.values.count > list.cap {
                    // What is no list is an error, as in the other cases; NULL is none yet.
                    condition = .all(condition, list.attribute == nil || list.attribute.isType(.list))
                    update = update.set(list.attribute, to: list.changed([]))
                    continue
                }
                update =
                    list.appends
                    ? update.append(list.attribute, list.values) : update.prepend(list.attribute, list.values)
                let hasRoom = list.attribute.size <= list.cap - list.values.count
                condition = .all(condition, list.attribute.notExists || hasRoom)
                continue
            }
            guard let current = item.value(at: path), !current.isNull else {
                condition = .all(condition, list.attribute == nil)
                update = update.set(list.attribute, to: list.changed([]))
                continue
            }
            guard case .list(let elements) = current else {
                throw DynamoDBError(
                    .validation, "\(list.attribute) holds a value of type \(current.kind.rawValue), and no list.")
            }
            condition = .all(condition, list.attribute == current)
            update = update.set(list.attribute, to: list.changed(elements))
        }
        return (update, condition)
    }
}

extension DocumentPath {
    /// Whether one of the paths leads to, or into, what the other leads to.
    fileprivate func overlaps(_ other: DocumentPath) -> Bool {
        zip(self.elements, other.elements).allSatisfy { $0 == $1 }
    }
}
