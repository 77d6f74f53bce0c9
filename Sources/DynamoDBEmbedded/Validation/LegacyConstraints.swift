// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// The rules of the service's model for the parameters of the time before expressions; reported with all others.

extension ConstraintViolations {
    private static let comparisonOperators = [
        "IN", "NULL", "BETWEEN", "LT", "NOT_CONTAINS", "EQ", "GT", "NOT_NULL", "NE", "LE", "BEGINS_WITH", "GE",
        "CONTAINS",
    ]

    /// Checks the parameters of a request; the path of a filter is that of queries or scans.
    mutating func check(_ legacy: LegacyParameters, filter: String = "queryFilter") {
        guard !legacy.isEmpty else { return }
        self.check(attributesToGet: legacy.attributesToGet, at: "attributesToGet")
        self.check(legacy.conditionalOperator, at: "conditionalOperator", among: ["OR", "AND"])
        self.check(legacy.expected, at: "expected", needsOperator: false)
        for update in legacy.attributeUpdates ?? [] {
            self.check(
                update.action, at: "attributeUpdates.\(update.attribute).member.action",
                among: ["ADD", "PUT", "DELETE"])
        }
        self.check(legacy.keyConditions, at: "keyConditions", needsOperator: true)
        self.check(legacy.filter, at: filter, needsOperator: true)
    }

    /// Checks that a list of attributes to return is not empty.
    mutating func check(attributesToGet names: [String]?, at path: String) {
        guard let names, names.isEmpty else { return }
        self.add("'[]'", at: path, "Member must have length greater than or equal to 1")
    }

    private mutating func check(_ conditions: [LegacyCondition]?, at path: String, needsOperator: Bool) {
        for condition in conditions ?? [] {
            let path = "\(path).\(condition.attribute).member.comparisonOperator"
            if condition.comparisonOperator == nil, needsOperator {
                self.add("null", at: path, "Member must not be null")
            }
            self.check(condition.comparisonOperator, at: path, among: Self.comparisonOperators)
        }
    }
}
