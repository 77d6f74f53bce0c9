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

extension DynamoDBNumber: DynamoDBEncodable {
    /// A number (N).
    @inlinable
    public func stored(in form: StorageForm) -> AttributeValue? {
        .number(self)
    }
}

extension Decimal: DynamoDBEncodable {
    /// A number (N).
    public func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
        try form.number { () throws(DynamoDBError) in try DynamoDBNumber(self) }
    }
}

extension Data: DynamoDBEncodable {
    /// A binary (B).
    @inlinable
    public func stored(in form: StorageForm) -> AttributeValue? {
        .binary(self)
    }
}

extension Date: DynamoDBEncodable {
    /// The date, in the form of the table or encoder.
    public func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
        try form.value(of: self)
    }
}

extension UUID: DynamoDBEncodable {
    /// A string (S).
    public func stored(in form: StorageForm) -> AttributeValue? {
        .string(self.uuidString)
    }
}

extension URL: DynamoDBEncodable {
    /// A string (S).
    public func stored(in form: StorageForm) -> AttributeValue? {
        .string(self.absoluteString)
    }
}

extension AttributeValue: DynamoDBEncodable {
    /// The value itself.
    @inlinable
    public func stored(in form: StorageForm) -> AttributeValue? {
        self
    }
}

extension Item: DynamoDBEncodable {
    /// A map (M).
    @inlinable
    public func stored(in form: StorageForm) -> AttributeValue? {
        .map(self)
    }
}
