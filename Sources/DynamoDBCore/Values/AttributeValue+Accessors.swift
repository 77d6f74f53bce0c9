// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension AttributeValue {
    /// The text of a string value; `nil` for every other type.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number of a number value; `nil` for every other type.
    public var number: DynamoDBNumber? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The number as an integer; `nil` for every other type, and if it has a fraction or does not fit.
    public var int: Int? { self.number?.int }

    /// The number as the nearest `Double`; `nil` for every other type.
    public var double: Double? { self.number?.double }

    /// The number as a `Decimal`, exactly; `nil` for every other type, and in the rare case that `Decimal` cannot hold
    /// it: see ``DynamoDBNumber/decimal``.
    public var decimal: Decimal? { self.number?.decimal }

    /// The bytes of a binary value; `nil` for every other type.
    public var data: Data? {
        if case .binary(let data) = self { data } else { nil }
    }

    /// The flag of a boolean value; `nil` for every other type.
    public var bool: Bool? {
        if case .bool(let flag) = self { flag } else { nil }
    }

    /// Whether this is the null value.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The elements of a list value; `nil` for every other type.
    public var list: [AttributeValue]? {
        if case .list(let values) = self { values } else { nil }
    }

    /// The entries of a map value; `nil` for every other type.
    public var map: Item? {
        if case .map(let entries) = self { entries } else { nil }
    }

    /// The members of a string set; `nil` for every other type.
    public var stringSet: [String]? {
        if case .stringSet(let members) = self { members } else { nil }
    }

    /// The members of a number set; `nil` for every other type.
    public var numberSet: [DynamoDBNumber]? {
        if case .numberSet(let members) = self { members } else { nil }
    }

    /// The members of a binary set; `nil` for every other type.
    public var binarySet: [Data]? {
        if case .binarySet(let members) = self { members } else { nil }
    }

    /// The entry of a map value; `nil` for every other type and if there is none of that name.
    public subscript(name: String) -> AttributeValue? { self.map?[name] }

    /// The element of a list value; `nil` for every other type and beyond the end.
    public subscript(index: Int) -> AttributeValue? {
        guard case .list(let values) = self, values.indices.contains(index) else { return nil }
        return values[index]
    }
}
