// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// What the parameters of the time before expressions mean, as the trees that expressions are read into, so that one
// evaluation serves both.

extension LegacyParameters {
    /// The condition of a write: what `Expected` says.
    func condition() throws(DynamoDBError) -> ConditionTree? {
        var tests: [ConditionTree] = []
        for condition in self.expected ?? [] { tests.append(try condition.expectation()) }
        return self.joined(tests)
    }

    /// The filter of a read: what `QueryFilter` or `ScanFilter` says.
    func filterTree() throws(DynamoDBError) -> ConditionTree? {
        var tests: [ConditionTree] = []
        for condition in self.filter ?? [] { tests.append(try condition.test()) }
        return self.joined(tests)
    }

    private func joined(_ tests: [ConditionTree]) -> ConditionTree? {
        guard tests.count > 1 else { return tests.first }
        return self.conditionalOperator == "OR" ? .any(tests) : .all(tests)
    }

    /// The projection: what `AttributesToGet` says. The names are whole names, dots included.
    func projection() throws(DynamoDBError) -> [DocumentPath]? {
        guard let names = self.attributesToGet else { return nil }
        var known: Set<ByteString> = []
        for name in names {
            try AttributeName.validateLength(of: name)
            guard known.insert(ByteString(name)).inserted else {
                throw .invalidParameter("Duplicate value in attribute name: \(name)")
            }
        }
        return names.map { DocumentPath(root: $0) }
    }

    /// The update: what `AttributeUpdates` says.
    func update() throws(DynamoDBError) -> UpdateTree? {
        guard let updates = self.attributeUpdates else { return nil }
        var actions: [UpdateTree.Action] = []
        for update in updates { actions.append(try update.updateAction()) }
        return UpdateTree(actions: actions, isLegacy: true)
    }

    /// The key condition: what `KeyConditions` says.
    ///
    /// - Parameter hasIndex: Whether an index is queried, whose key may have more attributes than two: a query counts them then.
    func keyCondition(hasIndex: Bool) throws(DynamoDBError) -> LegacyKeyCondition? {
        guard let conditions = self.keyConditions else { return nil }
        var result = LegacyKeyCondition(tree: KeyConditionTree(tests: []), unindexable: [])
        for condition in conditions {
            let test = try condition.test()
            guard let relation = KeyConditionTree.Relation(test) else {
                result.unindexable.append(condition.attribute)
                continue
            }
            result.tree.tests.append(.init(attribute: condition.attribute, relation: relation))
        }
        guard !conditions.isEmpty, hasIndex || conditions.count <= 2 else {
            throw .wrongNumberOfConditions
        }
        return result
    }
}

/// What `KeyConditions` says.
struct LegacyKeyCondition {
    var tree: KeyConditionTree
    /// The attributes whose test no range of keys answers. That is told once the key of the table is known.
    var unindexable: [String]
}

extension KeyConditionTree.Relation {
    /// The relation of a test that a range of keys can answer.
    fileprivate init?(_ test: ConditionTree) {
        switch test {
        case .comparison(_, .equal, .value(let value)): self = .equal(value)
        case .comparison(_, .less, .value(let value)): self = .less(value)
        case .comparison(_, .lessOrEqual, .value(let value)): self = .lessOrEqual(value)
        case .comparison(_, .greater, .value(let value)): self = .greater(value)
        case .comparison(_, .greaterOrEqual, .value(let value)): self = .greaterOrEqual(value)
        case .between(_, .value(let low), .value(let high)): self = .between(low, high)
        case .beginsWith(_, .value(let start)): self = .beginsWith(start)
        default: return nil
        }
    }
}

extension LegacyCondition {
    private var operand: ConditionTree.Operand { .path(self.path) }
    private var path: DocumentPath { DocumentPath(root: self.attribute) }

    private func invalid(_ words: String) -> DynamoDBError {
        .invalidParameter("\(words) for Attribute: \(self.attribute)")
    }

    /// Checks the name, and the values themselves.
    private func validateOperands() throws(DynamoDBError) {
        if let fault { throw .validation(fault) }
        try AttributeName.validateLength(of: self.attribute)
        try self.value?.validate()
        for value in self.attributeValueList ?? [] { try value.validate() }
    }

    /// The condition that an entry of `Expected` is.
    fileprivate func expectation() throws(DynamoDBError) -> ConditionTree {
        try self.validateOperands()
        if self.value != nil, self.attributeValueList != nil {
            throw self.invalid("Value and AttributeValueList cannot be used together")
        }
        if let name = self.comparisonOperator {
            guard self.exists == nil else {
                throw self.invalid("Exists and ComparisonOperator cannot be used together")
            }
            let values = self.attributeValueList ?? self.value.map { [$0] }
            if values == nil, name != "NULL", name != "NOT_NULL" {
                throw self.invalid("Value or AttributeValueList must be used with ComparisonOperator: \(name)")
            }
            return try self.test(name, values ?? [])
        }
        guard self.attributeValueList == nil else {
            throw self.invalid("AttributeValueList can only be used with a ComparisonOperator")
        }
        switch (self.exists, self.value) {
        case (false?, nil): return .notExists(self.path)
        case (false?, .some): throw self.invalid("Value cannot be used when Exists is false")
        case (_, let value?): return .comparison(self.operand, .equal, .value(value))
        case (true?, nil): throw self.invalid("Value must be provided when Exists is true")
        case (nil, nil): throw self.invalid("Value must be provided when Exists is null")
        }
    }

    /// The condition that an entry of a filter or of `KeyConditions` is.
    fileprivate func test() throws(DynamoDBError) -> ConditionTree {
        try self.validateOperands()
        return try self.test(self.comparisonOperator ?? "", self.attributeValueList ?? [])
    }

    private func test(_ name: String, _ values: [AttributeValue]) throws(DynamoDBError) -> ConditionTree {
        let wrongCount = DynamoDBError.invalidParameter(
            "Invalid number of argument(s) for the \(name) ComparisonOperator")
        switch name {
        case "NULL", "NOT_NULL":
            guard values.isEmpty else { throw wrongCount }
            return name == "NULL" ? .notExists(self.path) : .exists(self.path)
        case "IN": guard (1...100).contains(values.count) else { throw wrongCount }
        case "BETWEEN": guard values.count == 2 else { throw wrongCount }
        default: guard values.count == 1 else { throw wrongCount }
        }
        guard let first = values.first, let last = values.last else { throw wrongCount }
        guard values.allSatisfy({ $0.kind == first.kind }) else {
            throw .invalidParameter("AttributeValues inside AttributeValueList must be of same type")
        }
        guard Self.takes(first.kind, name) else {
            throw .invalidParameter(
                "ComparisonOperator \(name) is not valid for \(first.kind.rawValue) AttributeValue type")
        }
        return try self.test(name, values, first, last)
    }

    private func test(
        _ name: String, _ values: [AttributeValue], _ first: AttributeValue, _ last: AttributeValue
    ) throws(DynamoDBError) -> ConditionTree {
        switch name {
        case "EQ": return .comparison(self.operand, .equal, .value(first))
        case "NE": return .comparison(self.operand, .notEqual, .value(first))
        case "LT": return .comparison(self.operand, .less, .value(first))
        case "LE": return .comparison(self.operand, .lessOrEqual, .value(first))
        case "GT": return .comparison(self.operand, .greater, .value(first))
        case "GE": return .comparison(self.operand, .greaterOrEqual, .value(first))
        case "BETWEEN":
            guard last.isOrdered(before: first, orEqual: false) != true else {
                throw .validation(
                    "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound")
            }
            return .between(self.operand, .value(first), .value(last))
        case "IN": return .among(self.operand, values.map { .value($0) })
        case "BEGINS_WITH": return .beginsWith(self.operand, .value(first))
        case "CONTAINS": return .contains(self.operand, .value(first))
        // Unlike `NOT contains(…)` this is false for an attribute that is missing.
        default: return .all([.exists(self.path), .not(.contains(self.operand, .value(first)))])
        }
    }

    /// Whether an operator takes values of a type.
    private static func takes(_ kind: AttributeValue.Kind, _ name: String) -> Bool {
        switch (name, kind) {
        case ("EQ", _), ("NE", _), (_, .string), (_, .binary): true
        case (_, .number): name != "BEGINS_WITH"
        default: false
        }
    }
}

extension LegacyUpdate {
    /// The action of an update that this is.
    fileprivate func updateAction() throws(DynamoDBError) -> UpdateTree.Action {
        if let fault { throw .validation(fault) }
        try AttributeName.validateLength(of: self.attribute)
        try self.value?.validate()
        let path = DocumentPath(root: self.attribute)
        guard let value else {
            guard self.action == "DELETE" else {
                throw .invalidParameter("Only DELETE action is allowed when no attribute value is specified")
            }
            return .remove(path)
        }
        switch (self.action, value.kind) {
        case ("DELETE"?, .stringSet), ("DELETE"?, .numberSet), ("DELETE"?, .binarySet): return .delete(path, value)
        case ("DELETE"?, let kind):
            throw .invalidParameter("DELETE action with value is not supported for the type \(kind.rawValue)")
        case ("ADD"?, .number), ("ADD"?, .stringSet), ("ADD"?, .numberSet), ("ADD"?, .binarySet), ("ADD"?, .list):
            return .add(path, value)
        case ("ADD"?, let kind):
            throw .invalidParameter("ADD action is not supported for the type \(kind.rawValue)")
        default: return .set(path, .operand(.value(value)))
        }
    }
}
