// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A type that reads itself from the values of an answer, without a `Decoder`.
///
/// The macro `@DynamoDBCodable` makes one of a type. By hand it is:
///
/// ```swift
/// extension Point: DynamoDBDecodable {
///     init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit) {
///         var map = try values.map(at: place)
///         self.x = try values.value("x", in: &map)
///         self.y = try values.value("y", in: &map)
///     }
/// }
/// ```
///
/// Wherever it throws, the whole item is read once more by the `Decodable` conformance of the model, which has the last word
/// and tells what is wrong. Both must read the same.
public protocol DynamoDBDecodable: Decodable, SendableMetatype {
    /// Reads the value at a place.
    ///
    /// - Throws: ``StoredValues/Misfit`` if it is not what the type stores.
    init(from values: borrowing StoredValues, at place: StoredValues.Place) throws(StoredValues.Misfit)

    /// Reads the items of an answer, which are added to the models. You need not write it: it is here so that the loop is
    /// compiled where the type is, for the type (benchmark `query100-model` of CodingBenchmark).
    ///
    /// - Throws: ``StoredValues/Misfit`` at the first item that is not what the type stores. It is passed, and the models of
    ///   those before it are added.
    static func read(
        _ items: inout StoredValues.Items, of values: borrowing StoredValues, into models: inout [Self]
    ) throws(StoredValues.Misfit)

    /// What a property of the type is if nothing is stored for it; `nil` if something must be.
    static var absentValue: Self? { get }
}

extension DynamoDBDecodable {
    /// Something must be stored.
    @inlinable
    public static var absentValue: Self? { nil }

    /// Reads the items one after the other.
    @inlinable
    public static func read(
        _ items: inout StoredValues.Items, of values: borrowing StoredValues, into models: inout [Self]
    ) throws(StoredValues.Misfit) {
        while let place = values.next(in: &items) { models.append(try Self(from: values, at: place)) }
    }
}
