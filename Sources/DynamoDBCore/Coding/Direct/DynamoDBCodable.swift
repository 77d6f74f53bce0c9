// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    /// Makes a `Codable` type read and write itself without `Codable`'s containers: models are then made of an answer about
    /// twice as fast, and items of models about three times.
    ///
    /// ```swift
    /// @DynamoDBCodable
    /// struct Order: Codable, Sendable {
    ///     @DynamoDBCodable
    ///     enum Status: String, Codable, Sendable { case open, shipped }
    ///
    ///     var customer: String
    ///     var number: Int
    ///     var status: Status
    ///     var placed: Date
    ///     var note: String?
    /// }
    /// ```
    ///
    /// Nothing else changes: what is stored, which models come back, and every error are those of the type's `Codable`
    /// conformance. What does not fit at once, such as a number with an exponent where an `Int` belongs, goes to that
    /// conformance, which has the last word. Types without the macro can stand in types that have it, and the other way
    /// round; attach it to the nested types of a model as well, where most of the time may go.
    ///
    /// It is for structs that are not generic, and for types with raw values (texts, booleans, numbers); the compiler says why
    /// where it refuses one. It takes the names of `CodingKeys`, wherever they are declared; those that leave out a property
    /// have to stand in the type. A type with an `init(from:)` or an `encode(to:)` of its own is refused, as those would be
    /// passed over. **In an extension the macro cannot see them**: do not attach it to such a type. Debug builds compare both
    /// ways, and throw an error that says so. Nor does it see properties that another macro adds to the type. A part without
    /// the macro that looks at its `codingPath` finds one name there, and not the whole way. A public model needs a
    /// `public import` if the package has the feature `InternalImportsByDefault`.
    ///
    /// The macro needs SwiftSyntax, so it is there only with the package's trait `Macros`:
    ///
    /// ```swift
    /// .package(url: "…/swift-dynamodb", from: "…", traits: [.defaults, "Macros"])
    /// ```
    ///
    /// The conformances can be written by hand instead: see ``DynamoDBDecodable`` and ``DynamoDBEncodable``.
    @attached(
        extension, conformances: DynamoDBDecodable, DynamoDBEncodable,
        names: named(init(from:at:)), named(stored(in:)), named(hasKnownKeys))
    public macro DynamoDBCodable() = #externalMacro(module: "DynamoDBMacros", type: "DynamoDBCodableMacro")
#endif
