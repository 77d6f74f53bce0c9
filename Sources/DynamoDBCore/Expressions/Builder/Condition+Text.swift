// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Condition: ExpressibleByStringInterpolation {
    /// A condition written as text without placeholders, such as `"attribute_not_exists(pk)"`.
    public init(stringLiteral text: String) {
        self.init(text: text)
    }

    /// A condition written as text with interpolated names and values.
    public init(stringInterpolation: ExpressionInterpolation) {
        self.init(ExpressionText(stringInterpolation: stringInterpolation))
    }

    /// A condition written as text with placeholders, as DynamoDB's own interface has it.
    ///
    /// ```swift
    /// Condition("attribute_not_exists(pk) OR version < :v", values: [":v": 3])
    /// ```
    ///
    /// Reserved words may stand for themselves; a name with other characters than letters, digits and `_` needs a
    /// placeholder. An interpolated value is bound like the others.
    ///
    /// - Parameters:
    ///   - text: The condition in DynamoDB's expression language.
    ///   - values: The value of each `:placeholder` of the text; no others.
    ///   - names: The attribute name of each `#placeholder` of the text; no others. Defaults to none.
    public init(_ text: ExpressionText, values: Item = [:], names: [String: String] = [:]) {
        self.init { () throws(ExpressionFault) in
            try text.parse(as: .condition, values: values, names: names) { (parser) throws(ExpressionFault) in
                try parser.condition()
            }
        }
    }

    /// A condition whose text is made while the program runs, such as one a user typed or a file holds.
    ///
    /// Do not paste values into the text: give them by placeholders. What is interpolated here is pasted in; it is bound in a
    /// literal without the label `text:`.
    ///
    /// - Parameters:
    ///   - text: The condition in DynamoDB's expression language.
    ///   - values: The value of each `:placeholder` of the text; no others. Defaults to none.
    ///   - names: The attribute name of each `#placeholder` of the text; no others. Defaults to none.
    public init(text: String, values: Item = [:], names: [String: String] = [:]) {
        self.init(ExpressionText(text), values: values, names: names)
    }
}
