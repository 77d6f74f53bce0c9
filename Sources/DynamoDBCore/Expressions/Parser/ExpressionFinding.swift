// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What is wrong with an expression whose syntax is right. Of several the service reports the one of the first kind,
/// and of that kind the first in the text.
struct ExpressionFinding {
    /// The kinds of faults, in the order of this type's cases for updates and projections.
    enum Kind: Int {
        case operatorCount
        case parentheses
        case reservedWord
        case unknownFunction
        case repeatedSection
        case undefinedName
        case undefinedValue
        case overlap
        case conflict
        case operandType
        case function
    }

    let rank: Int
    let message: String

    /// The place of a kind among the others.
    static func rank(of kind: Kind, in expression: ExpressionKind) -> Int {
        switch expression {
        case .update, .projection: kind.rawValue
        case .condition, .filter, .keyCondition:
            switch kind {
            case .operatorCount: 0
            case .parentheses: 1
            case .unknownFunction: 2
            case .function: 3
            case .reservedWord: 4
            // What concerns operands is reported comparison by comparison.
            default: 5
            }
        }
    }
}
