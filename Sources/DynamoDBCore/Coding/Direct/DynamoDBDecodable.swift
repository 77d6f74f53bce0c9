// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A type that reads itself from the values of an answer, without a `Decoder`.
///
/// Attach `@DynamoDBCodable` to a type and it is one. Models are then made several times as fast as `Codable` alone
/// makes them, and are the same ones: what does not fit at once is read once more by the type's `Decodable` conformance,
/// which has the last word and tells what is wrong.
public protocol DynamoDBDecodable: Decodable, SendableMetatype {
    /// Reads the value at a place.
    ///
    /// - Throws: ``StoredValues/Misfit`` if it is not what the type stores.
    init(from values: StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit)

    /// What a property of the type is if nothing is stored for it; `nil` if something must be.
    static var absentValue: Self? { get }
}

extension DynamoDBDecodable {
    /// Something must be stored.
    @inlinable
    public static var absentValue: Self? { nil }
}
