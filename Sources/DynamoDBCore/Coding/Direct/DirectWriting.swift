// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a type makes the value it is stored as.
struct DirectWriting<Model>: Sendable {
    private let write: @Sendable (Model, StorageForm) throws(StoredValues.Misfit) -> AttributeValue?

    /// - Returns: `nil` if the type does not.
    init?(_ type: Model.Type) {
        guard let direct = type as? any DynamoDBEncodable.Type, let writing = Self.writing(of: direct) else {
            return nil
        }
        self = writing
    }

    private init(
        _ write: @escaping @Sendable (Model, StorageForm) throws(StoredValues.Misfit) -> AttributeValue?
    ) {
        self.write = write
    }

    private static func writing<Direct: DynamoDBEncodable>(of type: Direct.Type) -> Self? {
        let writing = DirectWriting<Direct> { (model, form) throws(StoredValues.Misfit) in try model.stored(in: form) }
        return writing as? Self
    }

    /// The value of a model; `nil` if it is not stored, or not in this way.
    func value(of model: Model, _ settings: CodingSettings) -> AttributeValue? {
        try? self.write(model, StorageForm(settings))
    }
}
