// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Names and values as a reader wants to see them. The text is for people: it is never sent.
struct InlineNotation: ExpressionNotation {
    func append(name: String, to text: inout String) {
        let isPlain =
            !name.isEmpty && name.utf8.allSatisfy { ExpressionLexer.isWordPart($0) || $0 == UInt8(ascii: "-") }
        text += isPlain ? name : "`\(name)`"
    }

    func append(value: AttributeValue, to text: inout String) {
        text += value.description
    }
}
