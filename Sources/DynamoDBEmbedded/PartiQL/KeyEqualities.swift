// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A condition that says which item is meant: the values of its key attributes, and what else it asks for.
struct KeyEqualities {
    /// The primary key.
    let key: Item
    /// The rest of the condition; `nil` if there is none.
    let rest: ConditionTree?

    /// - Returns: `nil` if the condition does not require, of every key attribute, that it equals a value.
    init?(_ condition: ConditionTree?, keys: [KeyAttribute]) {
        var rest = condition?.conjuncts ?? []
        var key = Item()
        for attribute in keys {
            guard
                let position = rest.firstIndex(where: { $0.value(requiredOf: attribute) != nil }),
                let value = rest[position].value(requiredOf: attribute)
            else { return nil }
            rest.remove(at: position)
            key[attribute.name] = value
        }
        self.key = key
        self.rest = ConditionTree(conjuncts: rest)
    }

    /// The item that a statement writes.
    ///
    /// - Throws: A validation error if the condition leaves a key attribute open, or requires two values of one.
    init(ofOneItem condition: ConditionTree?, keys: [KeyAttribute]) throws(DynamoDBError) {
        guard let target = Self(condition, keys: keys) else { throw .missingKeyEquality }
        for attribute in keys {
            for other in target.rest?.conjuncts.compactMap({ $0.value(requiredOf: attribute) }) ?? []
            where other != target.key[attribute.name] {
                throw .severalKeyEqualities(attribute.name)
            }
        }
        self = target
    }
}

extension ConditionTree {
    /// The conditions that all have to hold for this one to hold.
    var conjuncts: [ConditionTree] {
        if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
    }

    /// The condition that all of some hold; `nil` for none.
    init?(conjuncts: [ConditionTree]) {
        guard let first = conjuncts.first else { return nil }
        self = conjuncts.count == 1 ? first : .all(conjuncts)
    }

    /// The test of one attribute that the condition is, if it is one that a range of keys can answer.
    var keyTest: KeyConditionTree.Test? {
        if case .all = self { return nil }
        return (try? KeyConditionTree(checking: self))?.tests.first
    }

    /// The value that the attribute has to equal for the condition to hold, if the condition is nothing else.
    func value(requiredOf key: KeyAttribute) -> AttributeValue? {
        guard let test = self.keyTest, test.attribute.hasSameBytes(as: key.name), case .equal(let value) = test.relation
        else { return nil }
        return value
    }

    /// The values of which the attribute has to equal one for the condition to hold, each once; `nil` if others are
    /// possible.
    func values(possibleFor key: KeyAttribute) -> [AttributeValue]? {
        switch self {
        case .comparison: return self.value(requiredOf: key).map { [$0] }
        case .among(.path(let path), let candidates) where path == DocumentPath(root: key.name):
            var values: [AttributeValue] = []
            for candidate in candidates {
                guard case .value(let value) = candidate else { return nil }
                values.append(value)
            }
            return values.unique
        case .all(let parts):
            // Not the first of a lazy map, which asks twice for it, and so at every level.
            for part in parts {
                if let values = part.values(possibleFor: key) { return values }
            }
            return nil
        case .any(let parts):
            var values: [AttributeValue] = []
            for part in parts {
                guard let more = part.values(possibleFor: key) else { return nil }
                values += more
            }
            return values.unique
        default: return nil
        }
    }
}

extension [AttributeValue] {
    /// The values in their order, each once.
    fileprivate var unique: [AttributeValue] {
        var seen: Set<AttributeValue> = []
        return self.filter { seen.insert($0).inserted }
    }
}
