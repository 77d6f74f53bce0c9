// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Optional: DynamoDBDecodable where Wrapped: DynamoDBDecodable {
    /// Reads a value, or `nil` for the null value (NULL).
    @inlinable
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        self = values.isNull(at: place) ? nil : try Wrapped(from: values, at: place)
    }

    /// `nil`.
    @inlinable
    public static var absentValue: Self? { .some(nil) }
}

extension Array: DynamoDBDecodable where Element: DynamoDBDecodable {
    /// Reads the elements of a list (L), or the members of a set.
    @inlinable
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        var elements = try values.elements(at: place)
        self = []
        self.reserveCapacity(elements.count)
        while let element = values.next(in: &elements) { self.append(try Element(from: values, at: element)) }
    }
}

extension Set: DynamoDBDecodable where Element: DynamoDBDecodable {
    /// Reads the members of a set, or the elements of a list (L).
    @inlinable
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        var elements = try values.elements(at: place)
        self = Set(minimumCapacity: elements.count)
        while let element = values.next(in: &elements) {
            // Elements of a list may be equal; members of a set that are equal for Swift are left to `Codable`.
            guard self.insert(try Element(from: values, at: element)).inserted else { throw StoredValues.Misfit() }
        }
    }

    /// The empty set, as that is not stored.
    @inlinable
    public static var absentValue: Self? { [] }
}

extension Dictionary: DynamoDBDecodable where Key == String, Value: DynamoDBDecodable {
    /// Reads a map (M).
    @inlinable
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        var map = try values.map(at: place)
        self = Dictionary(minimumCapacity: map.count)
        while let (name, value) = values.next(in: &map) {
            // Names of other bytes can be the same text for Swift: which of both stays is left to `Codable`.
            guard self.updateValue(try Value(from: values, at: value), forKey: name) == nil else {
                throw StoredValues.Misfit()
            }
        }
    }
}

extension DynamoDBDecodable where Self: RawRepresentable, RawValue: DynamoDBRawValue {
    /// Reads the raw value.
    @inlinable
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        guard let value = Self(rawValue: try RawValue(from: values, at: place)) else { throw StoredValues.Misfit() }
        self = value
    }
}
