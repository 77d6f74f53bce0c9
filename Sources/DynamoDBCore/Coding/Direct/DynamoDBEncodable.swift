// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A type that makes the value it is stored as, without an `Encoder`.
///
/// The macro `@DynamoDBCodable` makes one of a type. By hand it is:
///
/// ```swift
/// extension Point: DynamoDBEncodable {
///     func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
///         var map = try form.map(of: 2)
///         try form.add(self.x, named: "x", to: &map)
///         try form.add(self.y, named: "y", to: &map)
///         return form.value(of: map)
///     }
/// }
/// ```
///
/// Wherever it throws, the whole model is written once more by its `Encodable` conformance, which has the last word and tells
/// what is wrong. Both must write the same.
public protocol DynamoDBEncodable: Encodable, SendableMetatype {
    /// The value that is stored; `nil` for nothing, as for `nil` itself and for an empty set.
    ///
    /// - Throws: ``StoredValues/Misfit`` if it cannot be stored, or not in this way.
    func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue?

    /// Whether this is an `Optional` that is `nil`.
    var isNil: Bool { get }
}

extension DynamoDBEncodable {
    /// Only an `Optional` can be.
    @inlinable
    public var isNil: Bool { false }
}
