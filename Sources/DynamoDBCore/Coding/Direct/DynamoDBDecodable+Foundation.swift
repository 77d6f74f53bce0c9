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

extension Float: DynamoDBDecodable {
    /// Reads a number (N): the nearest `Float`.
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        // Going by way of a Double would round twice.
        guard let float = Self(try values.number(at: place).description), float.isFinite else {
            throw StoredValues.Misfit()
        }
        self = float
    }
}

extension DynamoDBNumber: DynamoDBDecodable {
    /// Reads a number (N).
    @inlinable
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        self = try values.number(at: place)
    }
}

extension Decimal: DynamoDBDecodable {
    /// Reads a number (N).
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        guard let decimal = try values.number(at: place).decimal else { throw StoredValues.Misfit() }
        self = decimal
    }
}

extension Data: DynamoDBDecodable {
    /// Reads a binary (B).
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        guard case .binary(let data) = try values.attributeValue(at: place) else { throw StoredValues.Misfit() }
        self = data
    }
}

extension Date: DynamoDBDecodable {
    /// Reads a date, in the form of the table or decoder.
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        self = try values.date(at: place)
    }
}

extension UUID: DynamoDBDecodable {
    /// Reads the text of a UUID (S).
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        guard let id = Self(uuidString: try values.string(at: place)) else { throw StoredValues.Misfit() }
        self = id
    }
}

extension URL: DynamoDBDecodable {
    /// Reads the text of a URL (S).
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        guard let url = Self(string: try values.string(at: place)) else { throw StoredValues.Misfit() }
        self = url
    }
}

extension AttributeValue: DynamoDBDecodable {
    /// Reads any value.
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        self = try values.attributeValue(at: place)
    }
}

extension Item: DynamoDBDecodable {
    /// Reads a map (M).
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        guard case .map(let item) = try values.attributeValue(at: place) else { throw StoredValues.Misfit() }
        self = item
    }
}
