// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A condition, filter or check after parsing: names resolved, values bound.
package indirect enum ConditionTree: Hashable, Sendable {
    case comparison(Operand, Comparator, Operand)
    /// The first operand lies between the second and the third, both included.
    case between(Operand, Operand, Operand)
    /// The operand equals one of the list (`IN`).
    case among(Operand, [Operand])
    case exists(DocumentPath)
    case notExists(DocumentPath)
    case hasType(Operand, AttributeValue.Kind)
    case beginsWith(Operand, Operand)
    case contains(Operand, Operand)
    /// All are true (`AND`); two or more.
    case all([ConditionTree])
    /// At least one is true (`OR`); two or more.
    case any([ConditionTree])
    case not(ConditionTree)

    /// What a condition compares.
    package indirect enum Operand: Hashable, Sendable {
        case path(DocumentPath)
        case value(AttributeValue)
        case size(Operand)
    }

    /// The comparators, as they are written.
    package enum Comparator: String, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "<>"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }
}
