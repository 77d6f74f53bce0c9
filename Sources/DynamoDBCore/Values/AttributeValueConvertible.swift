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

/// A Swift type with a natural DynamoDB value.
///
/// | Swift | DynamoDB |
/// |---|---|
/// | `String`, `Substring`, `UUID`, `URL` | S |
/// | integers, `Double`, `Float`, `Decimal`, `DynamoDBNumber` | N |
/// | `Data` | B |
/// | `Bool` | BOOL |
/// | `Optional` | the value, or NULL for `nil` |
/// | `Array` | L |
/// | `Dictionary` with `String` keys, `Item` | M |
/// | `Set` of `String`, of `Data`, of numbers | SS, BS, NS |
///
/// ```swift
/// let age = 30
/// let item = try Item(["pk": "user#123", "age": age.attributeValue()])
/// ```
///
/// A type whose raw values are strings, booleans or the standard library's numbers has the value of its raw value, once it says
/// that it conforms:
///
/// ```swift
/// enum Status: String, AttributeValueConvertible { case active, closed }
/// let open = Attribute("status") == Status.active
/// ```
///
/// UUIDs, URLs and raw values are what ``DynamoDBEncoder`` stores for them, unless a type encodes itself in another way. Types with
/// other raw values, such as a `UUID`, are maps for `Codable`: they say themselves what they are. `Date` is not among these types: how a date is
/// stored is up to the table.
public protocol AttributeValueConvertible: ConditionOperand {
    /// The value as DynamoDB stores it.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if DynamoDB has no such value: a `Double` that
    ///   is not finite, a number out of range.
    func attributeValue() throws(DynamoDBError) -> AttributeValue
}

extension AttributeValue: AttributeValueConvertible {
    /// The value itself.
    public func attributeValue() -> AttributeValue { self }
}

extension Item: AttributeValueConvertible {
    /// A map value.
    public func attributeValue() -> AttributeValue { .map(self) }
}

extension String: AttributeValueConvertible {
    /// A string value.
    public func attributeValue() -> AttributeValue { .string(self) }
}

extension Substring: AttributeValueConvertible {
    /// A string value.
    public func attributeValue() -> AttributeValue { .string(String(self)) }
}

extension Bool: AttributeValueConvertible {
    /// A boolean value.
    public func attributeValue() -> AttributeValue { .bool(self) }
}

extension Data: AttributeValueConvertible {
    /// A binary value.
    public func attributeValue() -> AttributeValue { .binary(self) }
}

extension UUID: AttributeValueConvertible {
    /// A string value: the text in capitals.
    public func attributeValue() -> AttributeValue { .string(self.uuidString) }
}

extension URL: AttributeValueConvertible {
    /// A string value: the whole text.
    public func attributeValue() -> AttributeValue { .string(self.absoluteString) }
}

extension AttributeValueConvertible
where Self: RawRepresentable, RawValue: AttributeValueConvertible & DynamoDBRawValue {
    /// The value of the raw value.
    public func attributeValue() throws(DynamoDBError) -> AttributeValue { try self.rawValue.attributeValue() }
}

extension DynamoDBNumber: AttributeValueConvertible {
    /// A number value.
    public func attributeValue() -> AttributeValue { .number(self) }
}

extension AttributeValueConvertible where Self: BinaryInteger {
    /// A number value.
    public func attributeValue() throws(DynamoDBError) -> AttributeValue { .number(try DynamoDBNumber(self)) }
}

extension Int: AttributeValueConvertible {}
extension Int8: AttributeValueConvertible {}
extension Int16: AttributeValueConvertible {}
extension Int32: AttributeValueConvertible {}
extension Int64: AttributeValueConvertible {}
extension Int128: AttributeValueConvertible {}
extension UInt: AttributeValueConvertible {}
extension UInt8: AttributeValueConvertible {}
extension UInt16: AttributeValueConvertible {}
extension UInt32: AttributeValueConvertible {}
extension UInt64: AttributeValueConvertible {}
extension UInt128: AttributeValueConvertible {}

extension Double: AttributeValueConvertible {
    /// A number value with the shortest text that reads back as this `Double`.
    public func attributeValue() throws(DynamoDBError) -> AttributeValue { .number(try DynamoDBNumber(self)) }
}

extension Float: AttributeValueConvertible {
    /// A number value with the shortest text that reads back as this `Float`.
    public func attributeValue() throws(DynamoDBError) -> AttributeValue { .number(try DynamoDBNumber(self)) }
}

extension Decimal: AttributeValueConvertible {
    /// A number value, exactly.
    public func attributeValue() throws(DynamoDBError) -> AttributeValue { .number(try DynamoDBNumber(self)) }
}

extension Optional: AttributeValueConvertible where Wrapped: AttributeValueConvertible {
    /// The value, or the null value for `nil`.
    public func attributeValue() throws(DynamoDBError) -> AttributeValue {
        guard let self else { return .null }
        return try self.attributeValue()
    }
}

extension Array: AttributeValueConvertible where Element: AttributeValueConvertible {
    /// A list value.
    public func attributeValue() throws(DynamoDBError) -> AttributeValue {
        var values: [AttributeValue] = []
        values.reserveCapacity(self.count)
        for element in self { values.append(try element.attributeValue()) }
        return .list(values)
    }
}

extension Dictionary: AttributeValueConvertible where Key == String, Value: AttributeValueConvertible {
    /// A map value.
    public func attributeValue() throws(DynamoDBError) -> AttributeValue {
        var entries: [(String, AttributeValue)] = []
        entries.reserveCapacity(self.count)
        for (name, value) in self { entries.append((name, try value.attributeValue())) }
        return .map(Item(entries))
    }
}

extension Set: AttributeValueConvertible where Element: AttributeValueConvertible {
    /// A string, number or binary set, by the type of the members.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the set is empty, or its members are of a
    ///   type that DynamoDB has no sets of, or of several types.
    public func attributeValue() throws(DynamoDBError) -> AttributeValue {
        var strings: [String] = []
        var numbers: [DynamoDBNumber] = []
        var binaries: [Data] = []
        for element in self {
            switch try element.attributeValue() {
            case .string(let text): strings.append(text)
            case .number(let number): numbers.append(number)
            case .binary(let data): binaries.append(data)
            case let other:
                throw DynamoDBError(
                    .validation,
                    """
                    DynamoDB has sets of strings, of numbers and of binaries, none of type \(other.kind.rawValue). \
                    Store a list instead.
                    """
                )
            }
        }
        guard [strings.isEmpty, numbers.isEmpty, binaries.isEmpty].count(where: { !$0 }) <= 1 else {
            throw DynamoDBError(
                .validation, "All members of a DynamoDB set are of one type, these are not. Store a list instead.")
        }
        if !strings.isEmpty { return .stringSet(strings.sorted(by: String.isOrderedByBytes)) }
        if !numbers.isEmpty { return .numberSet(numbers.sorted()) }
        if !binaries.isEmpty { return .binarySet(binaries.sorted(by: Data.isOrderedByBytes)) }
        throw DynamoDBError(
            .validation,
            "DynamoDB has no empty sets. Leave the attribute out, or remove it, to say that nothing is in it.")
    }
}
