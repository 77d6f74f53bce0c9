// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What has to be true: the condition of a write, or the filter of a query or scan.
///
/// Build one from attributes and operators:
///
/// ```swift
/// Attribute("status") == "active" && Attribute("age").between(18, 65) || !Attribute("deleted").exists
/// ```
///
/// or write its text. An interpolated value is bound, never pasted in, and `\(name:)` is an attribute's name:
///
/// ```swift
/// let condition: Condition = "version < \(3) AND \(name: "status") = \("x")"
/// ```
///
/// or write its text with placeholders:
///
/// ```swift
/// Condition("version = :v", values: [":v": 3])
/// ```
///
/// A condition is never invalid silently: what is wrong with it, such as a placeholder without a value, a malformed
/// path or a number that is not finite, is thrown as ``DynamoDBError/Code/validation`` by the request that uses it,
/// before anything is sent.
///
/// A condition may have 300 operators (comparisons, `AND`, `OR`, `NOT`, `IN`, `BETWEEN`), as in DynamoDB.
public struct Condition: Sendable, Hashable {
    /// The tree, or why there is none.
    package enum Content: Sendable, Hashable {
        case tree(ConditionTree, operators: Int)
        case fault(ExpressionFault)
    }

    package let content: Content

    private init(_ content: Content) {
        self.content = content
    }

    /// A condition read from elsewhere.
    package init(_ tree: ConditionTree) {
        self.init(Self.bounded(tree, operators: tree.operatorCount))
    }

    /// Builds a condition, or keeps the fault.
    init(building build: () throws(ExpressionFault) -> ConditionTree) {
        do {
            let tree = try build()
            self.content = Self.bounded(tree, operators: tree.operatorCount)
        } catch {
            self.content = .fault(error)
        }
    }

    init(_ left: some ConditionOperand, _ comparator: ConditionTree.Comparator, _ right: some ConditionOperand) {
        self.init { () throws(ExpressionFault) in
            .comparison(try left.conditionOperand().side(), comparator, try right.conditionOperand().side())
        }
    }

    /// Keeps no tree with more operators than DynamoDB takes, so that a condition built in a loop costs linear time,
    /// and no tree is deep enough to use up the stack.
    private static func bounded(_ tree: ConditionTree, operators: Int) -> Content {
        guard operators <= ExpressionParser.maximumOperators else {
            return .fault(.invalid(ExpressionParser.tooManyOperators(operators)))
        }
        return .tree(tree, operators: operators)
    }

    private static func join(
        _ lhs: Self, _ rhs: Self, _ combine: (ConditionTree, ConditionTree) -> ConditionTree
    ) -> Self {
        switch (lhs.content, rhs.content) {
        case (.fault, _): return lhs
        case (_, .fault): return rhs
        case (.tree(let left, let leftOperators), .tree(let right, let rightOperators)):
            return Self(Self.bounded(combine(left, right), operators: leftOperators + rightOperators + 1))
        }
    }
}

extension Condition {
    /// True if both are. Text: `a = :a AND b = :b`.
    public static func && (lhs: Self, rhs: Self) -> Self {
        Self.join(lhs, rhs) { left, right in
            switch (left, right) {
            case (.all(let left), .all(let right)): .all(left + right)
            case (.all(let left), _): .all(left + [right])
            case (_, .all(let right)): .all([left] + right)
            default: .all([left, right])
            }
        }
    }

    /// True if at least one is. Text: `a = :a OR b = :b`.
    public static func || (lhs: Self, rhs: Self) -> Self {
        Self.join(lhs, rhs) { left, right in
            switch (left, right) {
            case (.any(let left), .any(let right)): .any(left + right)
            case (.any(let left), _): .any(left + [right])
            case (_, .any(let right)): .any([left] + right)
            default: .any([left, right])
            }
        }
    }

    /// All of the conditions that there are.
    static func all(_ conditions: Condition?...) -> Condition? {
        conditions.compactMap(\.self).reduce(nil) { all, next in all.map { $0 && next } ?? next }
    }

    /// True if the condition is false. Text: `NOT a = :a`.
    ///
    /// A comparison with a missing attribute is false, so its negation is true.
    public static prefix func ! (condition: Self) -> Self {
        switch condition.content {
        case .fault: condition
        case .tree(let tree, let operators): Self(Self.bounded(.not(tree), operators: operators + 1))
        }
    }
}

extension Condition: CustomStringConvertible {
    /// The text of the condition with its names and values in place, such as `status = "active" AND age > 18`.
    ///
    /// For debugging: this is the user's data, and it is not what is sent.
    public var description: String {
        switch self.content {
        case .tree(let tree, _):
            var writer = ExpressionWriter(InlineNotation())
            writer.write(tree)
            return writer.text
        case .fault(let fault):
            return "<invalid: \(fault.words)>"
        }
    }
}

extension ConditionTree {
    /// How many operators the condition has, as the service counts them.
    package var operatorCount: Int {
        switch self {
        case .comparison, .between, .among: 1
        case .exists, .notExists, .hasType, .beginsWith, .contains: 0
        case .not(let part): part.operatorCount + 1
        case .all(let parts), .any(let parts):
            parts.reduce(max(parts.count - 1, 0)) { $0 + $1.operatorCount }
        }
    }
}
