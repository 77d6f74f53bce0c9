// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A model that a transaction is to read; see ``ModelTable/reading(_:)``.
public struct TransactionRead<Model: Codable & Sendable>: Sendable {
    let table: String
    let key: Result<Item, DynamoDBError>
    private let models: ModelTable<Model>

    init(_ models: ModelTable<Model>, _ key: ModelKey<Model>) {
        self.models = models
        self.table = models.table.name
        do {
            self.key = .success(try key.resolved(in: models.layout).attributes)
        } catch {
            self.key = .failure(error)
        }
    }

    func model(of item: Item?) throws(DynamoDBError) -> Model? {
        guard let item, !self.models.layout.hasExpired(item, at: self.models.now()) else { return nil }
        return try self.models.schema.model(of: item)
    }
}

extension ModelTable {
    /// A model for a transaction to read.
    public func reading(_ key: ModelKey<Model>) -> TransactionRead<Model> {
        TransactionRead(self, key)
    }
}
