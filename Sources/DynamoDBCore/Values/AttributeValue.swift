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

/// The value of one attribute: any of DynamoDB's ten types.
///
/// Literals give values directly, and typed accessors read them back:
///
/// ```swift
/// let item: Item = ["pk": "user#123", "age": 30, "active": true, "tags": ["swift", "aws"], "nothing": nil]
/// item["age"]?.int           // 30
/// item["tags"]?[0]?.string   // "swift"
/// ```
///
/// Two values are equal when DynamoDB's `=` says so: same type and same content, strings byte by byte (not by Unicode
/// equivalence, as Swift's `String` compares), numbers by value, sets and maps in any order.
///
/// Source: DynamoDB API reference, "AttributeValue".
public enum AttributeValue: Sendable {
    /// Text (`S`).
    case string(String)
    /// An exact decimal number (`N`).
    case number(DynamoDBNumber)
    /// Bytes (`B`).
    case binary(Data)
    /// True or false (`BOOL`).
    case bool(Bool)
    /// The null value (`NULL`): an attribute that is present and holds nothing.
    case null
    /// Values of any types, in order (`L`).
    case list([AttributeValue])
    /// Values by name (`M`).
    case map(Item)
    /// Different texts in no order (`SS`). DynamoDB refuses an empty set and one with a repeated member.
    case stringSet([String])
    /// Different numbers in no order (`NS`). DynamoDB refuses an empty set and one with a repeated member.
    case numberSet([DynamoDBNumber])
    /// Different byte strings in no order (`BS`). DynamoDB refuses an empty set and one with a repeated member.
    case binarySet([Data])
}

extension AttributeValue {
    /// The name of one of DynamoDB's ten types, as the service writes it.
    public enum Kind: String, Sendable, CaseIterable {
        /// String.
        case string = "S"
        /// Number.
        case number = "N"
        /// Binary.
        case binary = "B"
        /// Boolean.
        case bool = "BOOL"
        /// Null.
        case null = "NULL"
        /// List.
        case list = "L"
        /// Map.
        case map = "M"
        /// String set.
        case stringSet = "SS"
        /// Number set.
        case numberSet = "NS"
        /// Binary set.
        case binarySet = "BS"
    }

    /// The type of the value.
    public var kind: Kind {
        switch self {
        case .string: .string
        case .number: .number
        case .binary: .binary
        case .bool: .bool
        case .null: .null
        case .list: .list
        case .map: .map
        case .stringSet: .stringSet
        case .numberSet: .numberSet
        case .binarySet: .binarySet
        }
    }
}

extension AttributeValue: Hashable {
    /// DynamoDB's equality; see ``AttributeValue``.
    public static func == (lhs: Self, rhs: Self) -> Bool {
        switch (lhs, rhs) {
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.number(let left), .number(let right)): left == right
        case (.binary(let left), .binary(let right)): left == right
        case (.bool(let left), .bool(let right)): left == right
        case (.null, .null): true
        case (.list(let left), .list(let right)): left == right
        case (.map(let left), .map(let right)): left == right
        case (.stringSet(let left), .stringSet(let right)):
            left.count == right.count
                && zip(left.sorted(by: String.isOrderedByBytes), right.sorted(by: String.isOrderedByBytes))
                    .allSatisfy { $0.hasSameBytes(as: $1) }
        case (.numberSet(let left), .numberSet(let right)):
            left.count == right.count && left.sorted() == right.sorted()
        case (.binarySet(let left), .binarySet(let right)):
            left.count == right.count
                && left.sorted(by: Data.isOrderedByBytes) == right.sorted(by: Data.isOrderedByBytes)
        default: false
        }
    }

    /// Hashes what ``==(_:_:)`` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(self.kind)
        switch self {
        case .string(let text): text.hashBytes(into: &hasher)
        case .number(let number): hasher.combine(number)
        case .binary(let data): hasher.combine(data)
        case .bool(let flag): hasher.combine(flag)
        case .null: break
        case .list(let values): hasher.combine(values)
        case .map(let entries): hasher.combine(entries)
        case .stringSet(let members):
            for member in members.sorted(by: String.isOrderedByBytes) { member.hashBytes(into: &hasher) }
        case .numberSet(let members): hasher.combine(members.sorted())
        case .binarySet(let members): hasher.combine(members.sorted(by: Data.isOrderedByBytes))
        }
    }
}

extension AttributeValue: CustomStringConvertible {
    /// The value as one would write it, such as `"a"`, `1.5`, `[1, 2]` or `{"a": 1}`; binary as base64, sets in `<< >>`.
    ///
    /// This is the user's data: do not log it where data must not be logged.
    public var description: String {
        switch self {
        case .string(let text): text.debugDescription
        case .number(let number): number.description
        case .binary(let data): "b\"\(data.base64EncodedString())\""
        case .bool(let flag): flag ? "true" : "false"
        case .null: "null"
        case .list(let values): "[\(values.map(\.description).joined(separator: ", "))]"
        case .map(let entries): entries.description
        case .stringSet(let members): "<<\(members.map(\.debugDescription).joined(separator: ", "))>>"
        case .numberSet(let members): "<<\(members.map(\.description).joined(separator: ", "))>>"
        case .binarySet(let members):
            "<<\(members.map { "b\"\($0.base64EncodedString())\"" }.joined(separator: ", "))>>"
        }
    }
}
