// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension SortKeyCondition {
    /// A test of the sort key by the name of its operator.
    ///
    /// ```swift
    /// SortKeyCondition("sk", "begins_with", "order#")
    /// SortKeyCondition("created_at", "between", "2024-01-01", "2024-06-30")
    /// ```
    ///
    /// | Operator | Meaning |
    /// |---|---|
    /// | `eq` | equal |
    /// | `lt`, `lte` | less than, less than or equal |
    /// | `gt`, `gte` | greater than, greater than or equal |
    /// | `begins_with` | starts with |
    /// | `between` | from the first value to the second, both included |
    ///
    /// Prefer ``beginsWith(_:_:)`` and the others, which the compiler checks. Another operator, or another number of
    /// values, makes the query fail with ``DynamoDBError/Code/validation``.
    ///
    /// - Parameters:
    ///   - attribute: The name of the sort key.
    ///   - name: The operator.
    ///   - values: Two values for `between`, one for the others.
    public init(_ attribute: String, _ name: String, _ values: any AttributeValueConvertible...) {
        do {
            self.content = .success(
                KeyConditionTree.Test(attribute: attribute, relation: try Self.relation(name, values)))
        } catch {
            self.content = .failure(ExpressionFault(error))
        }
    }

    private static func relation(
        _ name: String, _ values: [any AttributeValueConvertible]
    ) throws(DynamoDBError) -> KeyConditionTree.Relation {
        guard let first = try values.first?.attributeValue(), values.count == (name == "between" ? 2 : 1) else {
            throw DynamoDBError(
                .validation,
                "The sort key operator \"\(name)\" was given \(values.count) values: between takes 2, the others 1.")
        }
        switch name {
        case "eq": return .equal(first)
        case "lt": return .less(first)
        case "lte": return .lessOrEqual(first)
        case "gt": return .greater(first)
        case "gte": return .greaterOrEqual(first)
        case "begins_with": return .beginsWith(first)
        case "between": return .between(first, try values[1].attributeValue())
        default:
            throw DynamoDBError(
                .validation,
                "\"\(name)\" is no sort key operator. There are eq, lt, lte, gt, gte, begins_with and between.")
        }
    }
}
