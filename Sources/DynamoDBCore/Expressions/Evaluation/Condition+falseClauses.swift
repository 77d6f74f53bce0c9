// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// Whether the condition holds for an item, as a database would find; a malformed condition holds for none.
    package func holds(for item: Item) -> Bool {
        if case .tree(let tree, _) = self.content { tree.holds(for: item) } else { false }
    }

    /// The parts of the condition that are false for an item: of parts joined by `AND` those that are, else the whole.
    package func falseClauses(for item: Item) -> [Condition] {
        guard case .tree(let tree, _) = self.content else { return [] }
        return tree.falseClauses(for: item).map { Condition($0) }
    }

    /// The condition with `?` in place of its values: it can be shown where data must not be.
    package var outline: String {
        guard case .tree(let tree, _) = self.content else { return self.description }
        var writer = ExpressionWriter(OutlineNotation())
        writer.write(tree)
        return writer.text
    }
}

extension ConditionTree {
    fileprivate func falseClauses(for item: Item) -> [ConditionTree] {
        if self.holds(for: item) { return [] }
        guard case .all(let parts) = self else { return [self] }
        return parts.flatMap { $0.falseClauses(for: item) }
    }
}

/// Names as they are, and no values.
private struct OutlineNotation: ExpressionNotation {
    func append(name: String, to text: inout String) { InlineNotation().append(name: name, to: &text) }

    func append(value: AttributeValue, to text: inout String) { text += "?" }
}

extension DynamoDBError {
    /// The error of a false condition, with the clauses that were false of the item it carries.
    ///
    /// - Parameter condition: The condition; `nil` if there was none.
    func naming(_ condition: Condition?) -> DynamoDBError {
        guard self.code == .conditionalCheckFailed, self.falseClauses.isEmpty,
            let clauses = condition?.falseClauses(for: self.item ?? Item()), !clauses.isEmpty
        else { return self }
        var error = self
        error.falseClauses = clauses
        error.message += ". It was not true that \(clauses.map(\.outline).joined(separator: " AND "))"
        return error
    }
}
