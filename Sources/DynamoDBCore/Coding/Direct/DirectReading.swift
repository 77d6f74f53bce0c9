// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a type reads itself from the values of an answer.
struct DirectReading<Model>: Sendable {
    private let read: @Sendable (StoredValues, StoredValues.Place) throws(StoredValues.Misfit) -> Model
    private let readItems:
        @Sendable (inout StoredValues.Items, StoredValues, inout [Model]) throws(StoredValues.Misfit) -> Void

    /// - Returns: `nil` if the type does not.
    init?(_ type: Model.Type) {
        guard let direct = type as? any DynamoDBDecodable.Type, let reading = Self.reading(of: direct) else {
            return nil
        }
        self = reading
    }

    private init(of type: Model.Type) where Model: DynamoDBDecodable {
        self.read = { (values, place) throws(StoredValues.Misfit) in try Model(from: values, at: place) }
        self.readItems = { (items, values, models) throws(StoredValues.Misfit) in
            try Model.read(&items, of: values, into: &models)
        }
    }

    private static func reading<Direct: DynamoDBDecodable>(of type: Direct.Type) -> Self? {
        DirectReading<Direct>(of: type) as? Self
    }

    /// The model of an item; `nil` if the item is not in the form that can be read at once, or does not fit.
    func model(of item: EncodedItem, _ context: CodingContext) -> Model? {
        let values = StoredValues(item.value, context)
        return try? self.read(values, StoredValues.Place(index: item.value.index))
    }

    /// Adds the models of items, beginning with the one of the given number, up to the first one that has none.
    ///
    /// - Returns: The number of that one, or how many items there are.
    func add(_ items: EncodedItems, from first: Int, to models: inout [Model], _ context: CodingContext) -> Int {
        var (values, places) = items.values(from: first, context)
        do {
            try self.readItems(&places, values, &models)
            return places.passed
        } catch {
            return max(places.passed - 1, first)
        }
    }
}
