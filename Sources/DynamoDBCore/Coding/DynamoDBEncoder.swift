// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Makes items of `Codable` values.
///
/// ```swift
/// struct User: Codable {
///     var id: String
///     var age: Int?
///     var tags: Set<String>
/// }
///
/// let item = try DynamoDBEncoder().encode(User(id: "u1", age: 30, tags: ["swift"]))
/// // {"age": 30, "id": "u1", "tags": <<"swift">>}
/// ```
///
/// | Swift | stored |
/// |---|---|
/// | `String`, `URL`, `UUID` | S |
/// | integers of any width, `Double`, `Float`, `Decimal`, ``DynamoDBNumber`` | N, exactly; `Double` and `Float` as their shortest text |
/// | `Bool` | BOOL |
/// | `Data` | B |
/// | `Date` | by ``dates`` |
/// | `Set` of what becomes S, N or B | SS, NS, BS; an empty property is left out and read back as empty, or `nil` if it can be; with a `CodingKey` that takes any name it is an empty list |
/// | arrays, and other sets | L |
/// | structs, classes, dictionaries with `String` keys | M |
/// | `nil` | by ``nils`` |
/// | ``AttributeValue``, ``Item`` | themselves |
///
/// Everything else is what its `Codable` conformance says, as with `JSONEncoder`: an enum with raw values is its raw
/// value, a dictionary with keys other than strings and integers is a list.
///
/// An empty set in an array or a dictionary is stored as an empty list, as DynamoDB has no empty sets. Two members of a set that
/// are stored alike, as two dates within a millisecond are, are an error: one would be lost. A number that DynamoDB
/// cannot hold, such as `Double.nan`, is an error.
public struct DynamoDBEncoder: Sendable {
    var settings = CodingSettings()

    /// An encoder with the defaults.
    public init() {}

    init(_ settings: CodingSettings) {
        self.settings = settings
    }

    /// How dates are stored. Defaults to ``DateStrategy/iso8601``.
    public var dates: DateStrategy {
        get { self.settings.dates }
        set { self.settings.dates = newValue }
    }

    /// What is stored for a property that is `nil`. Defaults to ``NilStrategy/omitted``.
    public var nils: NilStrategy {
        get { self.settings.nils }
        set { self.settings.nils = newValue }
    }

    /// What the conformances of your types can look up while they encode.
    public var userInfo: [CodingUserInfoKey: any Sendable] {
        get { self.settings.userInfo }
        set { self.settings.userInfo = newValue }
    }

    /// The item of a value that has attributes: a struct, a class, a dictionary with `String` keys.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the value cannot be stored; the message
    ///   begins with the path of what cannot, such as `address.lines[0]`.
    public func encode(_ value: some Encodable) throws(DynamoDBError) -> Item {
        guard case .map(let item) = try self.attributeValue(of: value) else {
            throw DynamoDBError(
                .validation,
                "\(type(of: value)) is a single value, and an item has attributes. Encode a struct that has it.")
        }
        return item
    }

    /// The attribute value of any value, as it is stored inside an item.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the value cannot be stored.
    public func attributeValue(of value: some Encodable) throws(DynamoDBError) -> AttributeValue {
        let direct = DirectWriting(type(of: value))
        if let stored = direct?.value(of: value, self.settings) {
            #if DEBUG
                try DirectCheck.check(stored, of: value, self.settings) { direct?.value(of: value, self.settings) }
            #endif
            return stored
        }
        do {
            let encoder = ValueEncoder(self.settings)
            return try encoder.encoded(value, at: .none) ?? .list([])
        } catch {
            throw Self.described(error)
        }
    }

    /// What types throw while they encode, as an error of ours.
    private static func described(_ error: any Error) -> DynamoDBError {
        if let error = error as? DynamoDBError { return error }
        guard case EncodingError.invalidValue(_, let context) = error else {
            return DynamoDBError(.validation, "The value could not be encoded: \(error)")
        }
        return DynamoDBError(
            .validation, CodingPathText.prefix(context.codingPath) + context.debugDescription)
    }
}
