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

// Literals become values by themselves; these are for variables: `["pk": .init(id), "age": .init(age)]`.

extension AttributeValue {
    /// A string value.
    ///
    /// ```swift
    /// let item: Item = ["pk": .init(id), "age": .init(age), "active": true]
    /// ```
    public init(_ text: String) { self = .string(text) }

    /// A number value.
    public init(_ integer: Int) { self = .number(DynamoDBNumber(integer)) }

    /// A number value.
    public init(_ number: DynamoDBNumber) { self = .number(number) }

    /// A number value with the shortest text that reads back as this `Double`.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the value is not finite or out of range.
    public init(_ number: Double) throws(DynamoDBError) { self = .number(try DynamoDBNumber(number)) }

    /// A boolean value.
    public init(_ flag: Bool) { self = .bool(flag) }

    /// A binary value.
    public init(_ data: Data) { self = .binary(data) }

    /// A map value.
    public init(_ entries: Item) { self = .map(entries) }

    /// A list value.
    public init(_ values: [AttributeValue]) { self = .list(values) }
}
