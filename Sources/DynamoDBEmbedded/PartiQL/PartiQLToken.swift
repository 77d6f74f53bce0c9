// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A piece of a statement that the parser looks at as a whole.
struct PartiQLToken {
    /// What a token is.
    enum Kind {
        /// A bare name or a keyword; the parser knows which.
        case word
        /// A name in double quotes, without them.
        case quoted(String)
        /// A text in single quotes, without them.
        case string(String)
        /// A number without its sign.
        case number
        case symbol(Symbol)
        /// The end of the statement.
        case end
    }

    /// The signs of the language; the longer of two that begin the same is meant.
    enum Symbol: String, CaseIterable {
        case leftBag = "<<"
        case rightBag = ">>"
        case notEqual = "<>"
        case bangEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case leftParenthesis = "("
        case rightParenthesis = ")"
        case leftBracket = "["
        case rightBracket = "]"
        case leftBrace = "{"
        case rightBrace = "}"
        case comma = ","
        case dot = "."
        case colon = ":"
        case semicolon = ";"
        case equal = "="
        case less = "<"
        case greater = ">"
        case plus = "+"
        case minus = "-"
        case star = "*"
        case parameter = "?"
    }

    let kind: Kind
    /// Where the token stands in the bytes of the statement.
    let range: Range<Int>
}
