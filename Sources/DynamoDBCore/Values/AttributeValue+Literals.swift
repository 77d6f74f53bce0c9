// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension AttributeValue: ExpressibleByStringInterpolation {
    /// A string value.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension AttributeValue: ExpressibleByIntegerLiteral {
    /// A number value.
    public init(integerLiteral value: Int) { self = .number(DynamoDBNumber(value)) }
}

extension AttributeValue: ExpressibleByFloatLiteral {
    /// A number value: what is written, up to some 17 digits.
    ///
    /// - Precondition: The literal is in DynamoDB's range.
    public init(floatLiteral value: Double) { self = .number(DynamoDBNumber(floatLiteral: value)) }
}

extension AttributeValue: ExpressibleByBooleanLiteral {
    /// A boolean value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

// `AttributeValue` itself is not `ExpressibleByNilLiteral`: `condition ? value : nil` would then be a value that holds
// null where "no value" was meant. Within literals of lists, maps and items `nil` is the null value; elsewhere write
// `.null`.

extension AttributeValue: ExpressibleByArrayLiteral {
    /// A list value; `nil` gives the null value.
    public init(arrayLiteral elements: AttributeValue?...) { self = .list(elements.map { $0 ?? .null }) }
}

extension AttributeValue: ExpressibleByDictionaryLiteral {
    /// A map value; `nil` gives the null value.
    ///
    /// Each name is to be written once, as in a literal of ``Item``.
    public init(dictionaryLiteral elements: (String, AttributeValue?)...) {
        self = .map(Item(literal: elements))
    }
}
