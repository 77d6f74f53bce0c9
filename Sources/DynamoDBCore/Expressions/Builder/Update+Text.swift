// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Update: ExpressibleByStringInterpolation {
    /// An update written as text without placeholders, such as `"REMOVE draft"`.
    public init(stringLiteral text: String) {
        self.init(text: text)
    }

    /// An update written as text with interpolated names and values.
    public init(stringInterpolation: ExpressionInterpolation) {
        self.init(ExpressionText(stringInterpolation: stringInterpolation))
    }

    /// An update written as text in DynamoDB's expression language.
    ///
    /// ```swift
    /// Update("SET age = age + :n REMOVE draft", values: [":n": 1])
    /// ```
    ///
    /// Reserved words may stand for themselves; a name with other characters than letters, digits and `_` needs a
    /// placeholder. An interpolated value is bound like the others.
    ///
    /// - Parameters:
    ///   - text: The update in DynamoDB's expression language.
    ///   - values: The value of each `:placeholder` of the text; no others. Defaults to none.
    ///   - names: The attribute name of each `#placeholder` of the text; no others. Defaults to none.
    public init(_ text: ExpressionText, values: Item = [:], names: [String: String] = [:]) {
        do {
            let tree = try text.parse(as: .update, values: values, names: names) { (parser) throws(ExpressionFault) in
                try parser.update()
            }
            self.init(tree)
        } catch {
            self.init(.failure(error))
        }
    }

    /// An update whose text is made while the program runs.
    ///
    /// Do not paste values into the text: give them by placeholders. What is interpolated here is pasted in; it is bound in a
    /// literal without the label `text:`.
    ///
    /// - Parameters:
    ///   - text: The update in DynamoDB's expression language.
    ///   - values: The value of each `:placeholder` of the text; no others. Defaults to none.
    ///   - names: The attribute name of each `#placeholder` of the text; no others. Defaults to none.
    public init(text: String, values: Item = [:], names: [String: String] = [:]) {
        self.init(ExpressionText(text), values: values, names: names)
    }
}
