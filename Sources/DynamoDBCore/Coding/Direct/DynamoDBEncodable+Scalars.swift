// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// What `ValueEncoder` makes of these types.

extension String: DynamoDBEncodable {
    /// A string (S).
    @inlinable
    public func stored(in form: StorageForm) -> AttributeValue? {
        .string(self)
    }
}

extension Bool: DynamoDBEncodable {
    /// A boolean (BOOL).
    @inlinable
    public func stored(in form: StorageForm) -> AttributeValue? {
        .bool(self)
    }
}

extension DynamoDBEncodable where Self: FixedWidthInteger {
    /// A number (N).
    @inlinable
    public func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
        if let short = Int(exactly: self) { return .number(DynamoDBNumber(short)) }
        return try form.number(of: self)
    }
}

extension Double: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
        try form.number { () throws(DynamoDBError) in try DynamoDBNumber(self) }
    }
}

extension Float: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
        try form.number { () throws(DynamoDBError) in try DynamoDBNumber(self) }
    }
}
