// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What is stored for a property that is `nil`.
///
/// It is about optional properties. A `nil` within an array or a dictionary, and one that a type encodes by itself with
/// `encodeNil`, is always NULL, since leaving it out would change the others. Reading takes both: an attribute that is
/// missing and one that is NULL give `nil`.
public struct NilStrategy: Hashable, Sendable {
    private enum Base { case omitted, null }

    private let base: Base

    private init(_ base: Base) {
        self.base = base
    }

    /// Nothing: the item does not have the attribute, so that `attribute_not_exists` is true and no index has it.
    public static let omitted = Self(.omitted)

    /// The null value.
    public static let null = Self(.null)
}
