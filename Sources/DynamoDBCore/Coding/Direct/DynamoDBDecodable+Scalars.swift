// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// What `ValueDecoder` reads of these types, as far as it is the ordinary.

extension String: DynamoDBDecodable {
    /// Reads a string (S).
    @inlinable
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        self = try values.string(at: place)
    }
}

extension Bool: DynamoDBDecodable {
    /// Reads a boolean (BOOL).
    @inlinable
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        self = try values.bool(at: place)
    }
}

extension DynamoDBDecodable where Self: FixedWidthInteger {
    /// Reads a number (N) without a fraction that fits.
    @inlinable
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        self = try values.integer(at: place)
    }
}

extension Double: DynamoDBDecodable {
    /// Reads a number (N): the nearest `Double`.
    @inlinable
    public init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
        self = try values.number(at: place).double
    }
}
