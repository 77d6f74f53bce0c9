// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a type reads itself from the values of an answer.
struct DirectReading<Model>: Sendable {
    private let read: @Sendable (StoredValues, StoredValues.Place) throws(StoredValues.Misfit) -> Model

    /// - Returns: `nil` if the type does not.
    init?(_ type: Model.Type) {
        guard let direct = type as? any DynamoDBDecodable.Type, let reading = Self.reading(of: direct) else {
            return nil
        }
        self = reading
    }

    private init(_ read: @escaping @Sendable (StoredValues, StoredValues.Place) throws(StoredValues.Misfit) -> Model) {
        self.read = read
    }

    private static func reading<Direct: DynamoDBDecodable>(of type: Direct.Type) -> Self? {
        let reading = DirectReading<Direct> { (values, place) throws(StoredValues.Misfit) in
            try Direct(from: values, at: place)
        }
        return reading as? Self
    }

    /// The model of an item; `nil` if the item is not in the form that can be read at once, or does not fit.
    func model(of item: EncodedItem, _ context: CodingContext) -> Model? {
        let values = StoredValues(item.value, context)
        return try? self.read(values, StoredValues.Place(index: item.value.index))
    }
}
