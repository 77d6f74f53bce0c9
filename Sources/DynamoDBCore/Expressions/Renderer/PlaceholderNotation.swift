// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Every name and every value by a placeholder; hands them out for one request.
///
/// No text of the user comes near the text of the expression, so neither reserved words, nor dots in names, nor
/// attempts to write expression syntax into a value can have an effect.
struct PlaceholderNotation: ExpressionNotation, Sendable {
    /// A name as DynamoDB tells names apart: by its bytes.
    private struct Name: Hashable {
        var text: String

        static func == (lhs: Self, rhs: Self) -> Bool { lhs.text.hasSameBytes(as: rhs.text) }

        func hash(into hasher: inout Hasher) { self.text.hashBytes(into: &hasher) }
    }

    /// The number of each name's placeholder.
    private var numbers: [Name: Int] = [:]
    private var values: [AttributeValue] = []

    mutating func append(name: String, to text: inout String) {
        let next = self.numbers.count
        let number = self.numbers[Name(text: name), default: next]
        if number == next { self.numbers[Name(text: name)] = next }
        text += "#n"
        text += String(number)
    }

    mutating func append(value: AttributeValue, to text: inout String) {
        text += ":v"
        text += String(self.values.count)
        self.values.append(value)
    }

    /// The attribute names by placeholder; `nil` if there are none.
    var attributeNames: [String: String]? {
        guard !self.numbers.isEmpty else { return nil }
        return Dictionary(uniqueKeysWithValues: self.numbers.map { ("#n\($0.value)", $0.key.text) })
    }

    /// The values by placeholder; `nil` if there are none.
    var attributeValues: Item? {
        guard !self.values.isEmpty else { return nil }
        return Item(self.values.enumerated().map { (":v\($0.offset)", $0.element) })
    }
}
