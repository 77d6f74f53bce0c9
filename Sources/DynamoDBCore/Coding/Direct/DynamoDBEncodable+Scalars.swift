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

extension Int: DynamoDBEncodable {
    /// A number (N).
    @inlinable
    public func stored(in form: StorageForm) -> AttributeValue? {
        .number(DynamoDBNumber(self))
    }
}

extension Int8: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) -> AttributeValue? {
        .number(DynamoDBNumber(magnitude: UInt64(self.magnitude), isNegative: self < 0))
    }
}

extension Int16: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) -> AttributeValue? {
        .number(DynamoDBNumber(magnitude: UInt64(self.magnitude), isNegative: self < 0))
    }
}

extension Int32: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) -> AttributeValue? {
        .number(DynamoDBNumber(magnitude: UInt64(self.magnitude), isNegative: self < 0))
    }
}

extension Int64: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) -> AttributeValue? {
        .number(DynamoDBNumber(magnitude: UInt64(self.magnitude), isNegative: self < 0))
    }
}

extension UInt: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) -> AttributeValue? {
        .number(DynamoDBNumber(magnitude: UInt64(self.magnitude), isNegative: self < 0))
    }
}

extension UInt8: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) -> AttributeValue? {
        .number(DynamoDBNumber(magnitude: UInt64(self.magnitude), isNegative: self < 0))
    }
}

extension UInt16: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) -> AttributeValue? {
        .number(DynamoDBNumber(magnitude: UInt64(self.magnitude), isNegative: self < 0))
    }
}

extension UInt32: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) -> AttributeValue? {
        .number(DynamoDBNumber(magnitude: UInt64(self.magnitude), isNegative: self < 0))
    }
}

extension UInt64: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) -> AttributeValue? {
        .number(DynamoDBNumber(magnitude: UInt64(self.magnitude), isNegative: self < 0))
    }
}

extension Int128: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
        try form.number { () throws(DynamoDBError) in try DynamoDBNumber(self) }
    }
}

extension UInt128: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
        try form.number { () throws(DynamoDBError) in try DynamoDBNumber(self) }
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
