// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads `Codable` values from items.
///
/// ```swift
/// let item: Item = ["id": "u1", "age": 30, "tags": .stringSet(["swift"])]
/// let user = try DynamoDBDecoder().decode(User.self, from: item)
/// ```
///
/// It reads what ``DynamoDBEncoder`` writes. Attributes that the model does not know are left alone. An attribute that is
/// missing or NULL is `nil`; a missing `Set` is empty; a list is also read from a set, and a set from a list. Nothing else
/// is converted: a number is not read from a string, and a number with a fraction is no integer.
public struct DynamoDBDecoder: Sendable {
    /// Shared by all that is decoded, so that nothing is copied for each value.
    private var context: CodingContext

    /// A decoder with the defaults.
    public init() {
        self.init(CodingSettings())
    }

    init(_ settings: CodingSettings) {
        self.init(CodingContext(settings))
    }

    init(_ context: CodingContext) {
        self.context = context
    }

    private var settings: CodingSettings {
        get { self.context.settings }
        set { self.context = CodingContext(newValue) }
    }

    /// How dates are stored. Defaults to ``DateStrategy/iso8601``.
    public var dates: DateStrategy {
        get { self.settings.dates }
        set { self.settings.dates = newValue }
    }

    /// What the conformances of your types can look up while they decode.
    public var userInfo: [CodingUserInfoKey: any Sendable] {
        get { self.settings.userInfo }
        set { self.settings.userInfo = newValue }
    }

    /// The model of an item.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/decoding`` if the item does not fit the model. The message
    ///   begins with the path of what does not fit, such as `address.lines[0]`, and the error carries the item.
    public func decode<Model: Decodable>(_ type: Model.Type, from item: Item) throws(DynamoDBError) -> Model {
        try self.decode(type, from: item, directly: DirectReading(type))
    }

    /// - Parameter direct: How the model reads itself, if it does.
    func decode<Model: Decodable>(
        _ type: Model.Type, from item: Item, directly direct: DirectReading<Model>?
    ) throws(DynamoDBError) -> Model {
        if let direct, let encoded = ItemIndex.encoded(item), let model = try self.model(of: encoded, direct) {
            return model
        }
        do {
            return try self.decode(type, fromValue: .map(item))
        } catch {
            var error = error
            error.item = item
            throw error
        }
    }

    /// The Swift value of an attribute value.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/decoding`` if what is stored does not fit the type.
    public func decode<Value: Decodable>(
        _ type: Value.Type, fromValue value: AttributeValue
    ) throws(DynamoDBError) -> Value {
        try self.decode(type, from: .value(value))
    }

    /// The model of an item that stands encoded in an answer. An error carries the item, which is made for it.
    package func decode<Model: Decodable>(_ type: Model.Type, from item: EncodedItem) throws(DynamoDBError) -> Model {
        try self.decode(type, from: item, directly: DirectReading(type))
    }

    /// - Parameter direct: How the model reads itself, if it does.
    func decode<Model: Decodable>(
        _ type: Model.Type, from item: EncodedItem, directly direct: DirectReading<Model>?
    ) throws(DynamoDBError) -> Model {
        if let direct, let model = try self.model(of: item, direct) { return model }
        return try self.decode(type, indirectly: item)
    }

    /// The model that reads itself; `nil` if it cannot.
    private func model<Model: Decodable>(
        of item: EncodedItem, _ direct: DirectReading<Model>
    ) throws(DynamoDBError) -> Model? {
        let model = direct.model(of: item, self.context)
        #if DEBUG
            if let model {
                try DirectCheck.check(model, of: item, self.context) { direct.model(of: item, self.context) }
            }
        #endif
        return model
    }

    /// Adds the models of the items of an answer.
    ///
    /// - Parameter direct: How the model reads itself, if it does.
    func decode<Model: Decodable>(
        _ type: Model.Type, from items: EncodedItems, directly direct: DirectReading<Model>?, into models: inout [Model]
    ) throws(DynamoDBError) {
        var done = 0
        while done < items.count {
            let first = done
            if let direct { done = direct.add(items, from: first, to: &models, self.context) }
            #if DEBUG
                for (model, index) in zip(models.suffix(done - first), first..<done) {
                    try DirectCheck.check(model, of: items[index], self.context) {
                        direct?.model(of: items[index], self.context)
                    }
                }
            #endif
            guard done < items.count else { return }
            models.append(try self.decode(type, indirectly: items[done]))
            done += 1
        }
    }

    private func decode<Model: Decodable>(
        _ type: Model.Type, indirectly item: EncodedItem
    ) throws(DynamoDBError) -> Model {
        do {
            return try self.decode(type, from: .encoded(item.value))
        } catch {
            var error = error
            error.item = item.item
            throw error
        }
    }

    private func decode<Value: Decodable>(_ type: Value.Type, from value: StoredValue) throws(DynamoDBError) -> Value {
        do {
            return try ValueDecoder(value, self.context).decoded(type)
        } catch {
            throw Self.described(error)
        }
    }

    /// What types throw while they decode, as an error of ours.
    private static func described(_ error: any Error) -> DynamoDBError {
        if let error = error as? DynamoDBError { return error }
        let context: DecodingError.Context
        switch error {
        case DecodingError.typeMismatch(_, let found), DecodingError.valueNotFound(_, let found),
            DecodingError.dataCorrupted(let found):
            context = found
        case DecodingError.keyNotFound(let key, let found):
            context = .init(codingPath: found.codingPath + [key], debugDescription: found.debugDescription)
        default: return DynamoDBError(.decoding, "The item could not be read: \(error)")
        }
        return DynamoDBError(.decoding, CodingPathText.prefix(context.codingPath) + context.debugDescription)
    }
}
