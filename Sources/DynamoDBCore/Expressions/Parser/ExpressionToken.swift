// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A word or sign of an expression, and where it stands in the text.
struct ExpressionToken: Sendable {
    /// What kind of word it is.
    enum Kind: Equatable, Sendable {
        case identifier
        /// `#name`
        case nameKey
        /// `:value`
        case valueKey
        case integer
        case comparator(ConditionTree.Comparator)
        case leftParenthesis, rightParenthesis, leftBracket, rightBracket
        case comma, dot, plus, minus
        case and, or, not, between, `in`
        case set, remove, add, delete
        /// A character that begins nothing.
        case unknown
        /// The end of the text.
        case end
    }

    var kind: Kind
    /// The bytes of the text that it is made of.
    var range: Range<Int>
}
