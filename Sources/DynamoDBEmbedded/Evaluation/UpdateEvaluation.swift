// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension UpdateTree {
    /// The item after the update; `nil` if there was none and the update makes none.
    ///
    /// Every right-hand side and every path means the item as it was, in whatever order the clauses are written.
    ///
    /// - Parameters:
    ///   - old: The item as it is, or `nil` if there is none.
    ///   - key: The primary key, with which a missing item begins.
    /// - Throws: A validation error if a value to read is missing or of the wrong type, or a path leads nowhere.
    ///
    /// Source: DynamoDB developer guide, "Update expressions".
    package func apply(to old: Item?, key: Item) throws(DynamoDBError) -> Item? {
        do {
            return try self.result(of: old, key: key)
        } catch {
            guard self.isLegacy, error.message == DynamoDBError.incorrectOperandTypeInUpdate.message else {
                throw error
            }
            throw .typeMismatchInUpdate
        }
    }

    private func result(of old: Item?, key: Item) throws(DynamoDBError) -> Item? {
        var sets: [(path: DocumentPath, value: AttributeValue)] = []
        var removals: [DocumentPath] = []
        // What an update reads of an item that it makes is the key; a condition sees nothing there.
        let before = old ?? key
        for action in self.actions {
            switch action {
            case .set(let path, let value):
                sets.append((path, try value.evaluate(in: before)))
            case .add(let path, let operand):
                sets.append((path, try operand.added(to: before.value(at: path))))
            case .delete(let path, let members):
                guard let current = before.value(at: path) else {
                    if old != nil { try before.requireParent(of: path) }
                    continue
                }
                if let rest = try current.removingMembers(of: members) {
                    sets.append((path, rest))
                } else {
                    removals.append(path)
                }
            case .remove(let path):
                // On an item that does not exist there is nothing to remove, whatever the path.
                guard old != nil else { continue }
                try before.requireParent(of: path)
                if before.value(at: path) != nil { removals.append(path) }
            }
        }
        let creates = self.actions.isEmpty || self.actions.contains { $0.creates }
        guard old != nil || creates else { return nil }
        var item = before
        // Indexes behind the end of a list append in ascending order, so sets go forward; removals go backward, so that
        // each index still means the old position.
        for (path, value) in sets.sorted(by: { $0.path.isOrdered(before: $1.path) }) {
            guard item.set(value, at: path) else { throw .invalidDocumentPath }
        }
        for path in removals.sorted(by: { $1.isOrdered(before: $0) }) { item.remove(at: path) }
        return item
    }
}

extension UpdateTree.Action {
    /// Whether the action brings an item into being.
    fileprivate var creates: Bool {
        switch self {
        case .set, .add: true
        case .remove, .delete: false
        }
    }
}

extension UpdateTree.Value {
    fileprivate func evaluate(in item: Item) throws(DynamoDBError) -> AttributeValue {
        switch self {
        case .operand(let operand): return try operand.evaluate(in: item)
        case .plus(let left, let right):
            return .number(try left.number(in: item).adding(try right.number(in: item)))
        case .minus(let left, let right):
            return .number(try left.number(in: item).subtracting(try right.number(in: item)))
        }
    }
}

extension UpdateTree.Operand {
    fileprivate func evaluate(in item: Item) throws(DynamoDBError) -> AttributeValue {
        switch self {
        case .value(let value): return value
        case .path(let path):
            guard let value = item.value(at: path) else { throw .missingAttributeInUpdate }
            return value
        case .ifNotExists(let path, let fallback):
            if let value = item.value(at: path) { return value }
            return try fallback.evaluate(in: item)
        case .listAppend(let first, let second):
            guard case .list(let head) = try first.evaluate(in: item),
                case .list(let tail) = try second.evaluate(in: item)
            else { throw .incorrectOperandTypeInUpdate }
            return .list(head + tail)
        }
    }

    fileprivate func number(in item: Item) throws(DynamoDBError) -> DynamoDBNumber {
        guard case .number(let number) = try self.evaluate(in: item) else { throw .incorrectOperandTypeInUpdate }
        return number
    }
}

extension AttributeValue {
    /// What ADD makes of the value that is there: the sum of numbers, the union of sets, or one list behind the other.
    fileprivate func added(to current: AttributeValue?) throws(DynamoDBError) -> AttributeValue {
        switch (current, self) {
        // An expression adds no lists, but AttributeUpdates do.
        case (nil, .number), (nil, .stringSet), (nil, .numberSet), (nil, .binarySet), (nil, .list): return self
        case (.list(let left)?, .list(let right)): return .list(left + right)
        case (.number(let left)?, .number(let right)): return .number(try left.adding(right))
        case (.stringSet(let left)?, .stringSet(let right)):
            let known = Set(left.map(ByteString.init))
            return .stringSet(left + right.filter { !known.contains(ByteString($0)) })
        case (.numberSet(let left)?, .numberSet(let right)):
            let known = Set(left)
            return .numberSet(left + right.filter { !known.contains($0) })
        case (.binarySet(let left)?, .binarySet(let right)):
            let known = Set(left)
            return .binarySet(left + right.filter { !known.contains($0) })
        default: throw .incorrectOperandTypeInUpdate
        }
    }

    /// What DELETE leaves of a set; `nil` if nothing is left.
    fileprivate func removingMembers(of other: AttributeValue) throws(DynamoDBError) -> AttributeValue? {
        switch (self, other) {
        case (.stringSet(let members), .stringSet(let gone)):
            let gone = Set(gone.map(ByteString.init))
            let rest = members.filter { !gone.contains(ByteString($0)) }
            return rest.isEmpty ? nil : .stringSet(rest)
        case (.numberSet(let members), .numberSet(let gone)):
            let gone = Set(gone)
            let rest = members.filter { !gone.contains($0) }
            return rest.isEmpty ? nil : .numberSet(rest)
        case (.binarySet(let members), .binarySet(let gone)):
            let gone = Set(gone)
            let rest = members.filter { !gone.contains($0) }
            return rest.isEmpty ? nil : .binarySet(rest)
        default: throw .incorrectOperandTypeInUpdate
        }
    }
}

extension DocumentPath {
    /// An order in which the indexes of one list ascend.
    fileprivate func isOrdered(before other: DocumentPath) -> Bool {
        for (mine, theirs) in zip(self.elements, other.elements) where mine != theirs {
            switch (mine, theirs) {
            case (.index(let left), .index(let right)): return left < right
            case (.name(let left), .name(let right)): return String.isOrderedByBytes(left, right)
            case (.index, .name): return true
            case (.name, .index): return false
            }
        }
        return self.elements.count < other.elements.count
    }
}
